"""The styles of a Word document: Chinese fonts named as such, sizes that offices know, the same for every hand-out."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.font import CT_RPr
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

TEXT = "Normal"
BODY, HEADS = ("Times New Roman", "宋体"), ("Arial", "黑体")
# Our own styles; their ids are their names.
QUOTE, SMALL, LABEL, CELL = "做法引用", "做法小字", "做法小标题", "做法表格"
FIGURE, TOLD = "做法数据", "做法数据说明"  # a figure: its number and what it counts; below, all that is told of it
ASIDE = "做法附注"  # of runs
_LISTS = [f"List {kind}{level}" for kind in ("Bullet", "Number", "Continue") for level in ("", " 2", " 3")]
# Fonts, and in points: size of the letters, space before, space after.
_STYLES = {
    "Normal": (BODY, 10.5, 0, 4),
    "Title": (HEADS, 20, 0, 4),
    "Heading 1": (HEADS, 13, 10, 3),
    "Heading 2": (HEADS, 12, 9, 3),
    "Heading 3": (HEADS, 11, 7, 3),
    "Heading 4": (HEADS, 10.5, 6, 2),
    "Heading 5": (HEADS, 10.5, 6, 2),
    **{name: (BODY, 9 if name[-1:].isdigit() else 10.5, 0, 1) for name in _LISTS},
    "Header": (BODY, 9, 0, 0),
    "Footer": (BODY, 9, 0, 0),
    QUOTE: (BODY, 10.5, 6, 4),
    SMALL: (BODY, 9, 0, 3),
    LABEL: (HEADS, 10.5, 4, 2),
    CELL: (BODY, 9, 1, 1),
    FIGURE: (HEADS, 10.5, 3, 0),
    TOLD: (BODY, 9, 0, 3),
}
_GREY = RGBColor(0x40, 0x40, 0x40)
_LINE = "A6A6A6"
_AFTER_BORDERS = (
    "w:shd",
    "w:tabs",
    "w:spacing",
    "w:ind",
    "w:jc",
    "w:rPr",
)  # the order in a paragraph's properties is fixed
_NUMBER = Mm(34)  # what the number of a figure may take before its metric


def set_styles(document: WordDocument) -> None:
    """Shape the template's styles and add our own."""
    root = document.styles.element
    for defaults in root.iterfind(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}"):
        _set_fonts(defaults, BODY)
    for borders in [*root.iter(qn("w:pBdr"))]:  # the template underlines titles in blue
        borders.getparent().remove(borders)
    for name in (QUOTE, SMALL, LABEL, CELL, FIGURE, TOLD):
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Normal"]
    for name, shape in _STYLES.items():
        _shape(_style(document, name), *shape)
    _style(document, QUOTE).paragraph_format.left_indent = Mm(7)
    _style(document, LABEL).paragraph_format.keep_with_next = True
    _set_figures(_style(document, FIGURE), _style(document, TOLD))
    aside = document.styles.add_style(ASIDE, WD_STYLE_TYPE.CHARACTER)
    assert isinstance(aside, CharacterStyle)
    aside.font.size = Pt(9)
    aside.font.color.rgb = _style(document, SMALL).font.color.rgb = _GREY
    for border in [*root.iterfind(f".//{qn('w:tblBorders')}/*")]:  # lines between rows alone
        border.set(qn("w:color"), _LINE)
        if border.tag in {qn("w:left"), qn("w:right"), qn("w:insideV")}:
            border.getparent().remove(border)
    for language in root.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")


def _set_figures(figure: ParagraphStyle, told: ParagraphStyle) -> None:
    """Let the number of a figure stand in front, all else beside and below it, and a line between two figures."""
    for style, hanging in ((figure, _NUMBER), (told, 0)):
        style.paragraph_format.left_indent, style.paragraph_format.first_line_indent = _NUMBER, Mm(0) - hanging
        style.paragraph_format.keep_together = True
    figure.paragraph_format.keep_with_next = True
    figure.paragraph_format.tab_stops.add_tab_stop(_NUMBER)
    borders = OxmlElement("w:pBdr")
    borders.append(
        OxmlElement("w:top", {qn("w:val"): "single", qn("w:sz"): "4", qn("w:space"): "2", qn("w:color"): _LINE})
    )
    figure.element.get_or_add_pPr().insert_element_before(borders, *_AFTER_BORDERS)


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
    form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), 1.2
    form.widow_control = True


def _set_fonts(properties: CT_RPr, fonts: tuple[str, str]) -> None:
    """Name the fonts of Latin and Chinese letters; the template's theme would else decide."""
    named = properties.get_or_add_rFonts()
    named.attrib.clear()
    latin, chinese = fonts
    for kind, font in (("ascii", latin), ("hAnsi", latin), ("cs", latin), ("eastAsia", chinese)):
        named.set(qn(f"w:{kind}"), font)
