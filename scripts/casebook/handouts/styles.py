"""The styles of a Word document: Chinese fonts named as such, sizes that offices know, the same for every hand-out."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.oxml.text.font import CT_RPr
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

TEXT = "Normal"
BODY, HEADS = ("Times New Roman", "宋体"), ("Arial", "黑体")
# Our own styles; their ids are their names.
QUOTE, SMALL, LABEL, CELL = "做法引用", "做法小字", "做法小标题", "做法表格"
ASIDE = "做法附注"  # of runs
_LISTS = [f"List {kind}{level}" for kind in ("Bullet", "Number", "Continue") for level in ("", " 2", " 3")]
# Fonts, and in points: size of the letters, space before, space after.
_STYLES = {
    "Normal": (BODY, 10.5, 0, 4),
    "Title": (HEADS, 22, 0, 10),
    "Heading 1": (HEADS, 16, 18, 6),
    "Heading 2": (HEADS, 14, 14, 5),
    "Heading 3": (HEADS, 12, 10, 4),
    "Heading 4": (HEADS, 11, 8, 3),
    "Heading 5": (HEADS, 10.5, 8, 3),
    **dict.fromkeys(_LISTS, (BODY, 10.5, 0, 2)),
    "Header": (BODY, 9, 0, 0),
    "Footer": (BODY, 9, 0, 0),
    QUOTE: (BODY, 10.5, 6, 4),
    SMALL: (BODY, 9, 2, 4),
    LABEL: (HEADS, 11, 6, 4),
    CELL: (BODY, 9, 0, 0),
}
_GREY = RGBColor(0x40, 0x40, 0x40)


def set_styles(document: WordDocument) -> None:
    """Shape the template's styles and add our own."""
    root = document.styles.element
    for defaults in root.iterfind(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}"):
        _set_fonts(defaults, BODY)
    for name in (QUOTE, SMALL, LABEL, CELL):
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Normal"]
    for name, shape in _STYLES.items():
        _shape(_style(document, name), *shape)
    _style(document, QUOTE).paragraph_format.left_indent = Mm(7)
    _style(document, LABEL).paragraph_format.keep_with_next = True
    aside = document.styles.add_style(ASIDE, WD_STYLE_TYPE.CHARACTER)
    assert isinstance(aside, CharacterStyle)
    aside.font.size = Pt(9)
    aside.font.color.rgb = _style(document, SMALL).font.color.rgb = _GREY
    for borders in [*root.iter(qn("w:pBdr"))]:  # the template underlines titles in blue
        borders.getparent().remove(borders)
    for language in root.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")


def _style(document: WordDocument, name: str) -> ParagraphStyle:
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)
    return style


def _shape(style: ParagraphStyle, fonts: tuple[str, str], points: float, before: float, after: float) -> None:
    style.font.size, style.font.color.rgb = Pt(points), RGBColor(0, 0, 0)
    if fonts is HEADS:
        style.font.bold = style.font.italic = False  # 黑体 is heavy already; false bold blurs it
    _set_fonts(style.element.get_or_add_rPr(), fonts)
    form = style.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), 1.3
    form.widow_control = True


def _set_fonts(properties: CT_RPr, fonts: tuple[str, str]) -> None:
    """Name the fonts of Latin and Chinese letters; the template's theme would else decide."""
    named = properties.get_or_add_rFonts()
    named.attrib.clear()
    latin, chinese = fonts
    for kind, font in (("ascii", latin), ("hAnsi", latin), ("cs", latin), ("eastAsia", chinese)):
        named.set(qn(f"w:{kind}"), font)
