"""An empty Word document as offices want it: A4, Chinese fonts named as such, page numbers, real styles."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

BODY, HEADS = ("Times New Roman", "宋体"), ("Arial", "黑体")
QUOTE, SMALL, LABEL = "做法引用", "做法小字", "做法小标题"
_BLACK, _GREY = RGBColor(0, 0, 0), RGBColor(0x40, 0x40, 0x40)
_THEMES = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a document says of itself. day: of its content; it stands for the days of making and changing."""

    title: str
    site_name: str
    author: str
    day: datetime.date


def new_document(imprint: Imprint) -> WordDocument:
    """Return an empty document with styles, margins, header and page numbers set."""
    document = Document()
    _drop_picture(document)
    _set_page(document)
    _set_styles(document)
    _set_language(document)
    section = document.sections[0]
    _centre(section.header.paragraphs[0], imprint.site_name)
    footer = section.footer.paragraphs[0]
    _centre(footer, "第 ")
    for field, after in (("PAGE", " 页，共 "), ("NUMPAGES", " 页")):
        _add_field(footer, field)
        footer.add_run(after)
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = imprint.title, imprint.author, imprint.author
    properties.created = properties.modified = datetime.datetime.combine(imprint.day, datetime.time())
    properties.subject, properties.keywords, properties.comments = imprint.site_name, "", ""
    properties.language, properties.revision = "zh-CN", 1
    return document


def document_bytes(document: WordDocument) -> bytes:
    """Return the document as a file; equal documents give equal bytes (the library writes the clock into it)."""
    written, packed = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_DAY)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            new.writestr(entry, old.read(name))
    return packed.getvalue()


def _drop_picture(document: WordDocument) -> None:
    """Take out the template's preview: a picture of another text."""
    relations = document.part.package.rels
    for id_ in [id_ for id_, relation in relations.items() if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        relations.pop(id_)


def _set_page(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(25)
    section.left_margin = section.right_margin = Mm(26)
    section.header_distance = section.footer_distance = Mm(15)


def _set_styles(document: WordDocument) -> None:
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if defaults is not None:
        _set_fonts(defaults, BODY)
    _shape(_style(document, "Normal"), BODY, 10.5, after=4)
    for name, points, before, after in (
        ("Title", 22, 0, 10),
        ("Heading 1", 16, 18, 6),
        ("Heading 2", 14, 14, 5),
        ("Heading 3", 12, 10, 4),
    ):
        _shape(_style(document, name), HEADS, points, before=before, after=after)
    for name in ("List Bullet", "List Number"):
        _shape(_style(document, name), BODY, 10.5, after=2)
    for name in ("Header", "Footer"):
        _shape(_style(document, name), BODY, 9)
    for name, size, before, fonts in ((QUOTE, 10.5, 2, BODY), (SMALL, 9, 2, BODY), (LABEL, 11, 6, HEADS)):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        assert isinstance(style, ParagraphStyle)
        style.base_style = document.styles["Normal"]
        _shape(style, fonts, size, before=before, after=4)
    _style(document, QUOTE).paragraph_format.left_indent = Mm(7)
    _style(document, LABEL).paragraph_format.keep_with_next = True
    _style(document, SMALL).font.color.rgb = _GREY
    borders = _style(document, "Title").element.pPr.find(qn("w:pBdr"))
    if borders is not None:  # the template underlines titles in blue
        borders.getparent().remove(borders)


def _style(document: WordDocument, name: str) -> ParagraphStyle:
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)
    return style


def _shape(
    style: ParagraphStyle, fonts: tuple[str, str], points: float, *, before: float = 0, after: float = 0
) -> None:
    style.font.size, style.font.color.rgb = Pt(points), _BLACK
    if fonts is HEADS:
        style.font.bold = False  # 黑体 is heavy already; false bold blurs it
    _set_fonts(style.element.get_or_add_rPr(), fonts)
    form = style.paragraph_format
    form.space_before, form.space_after = Pt(before), Pt(after)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.MULTIPLE, 1.3
    form.widow_control = True


def _set_fonts(properties: BaseOxmlElement, fonts: tuple[str, str]) -> None:
    """Name the fonts of Latin and Chinese letters; the template's theme would else decide."""
    latin, chinese = fonts
    found = properties.find(qn("w:rFonts"))
    if found is None:
        found = OxmlElement("w:rFonts")
        properties.insert(0, found)
    for theme in _THEMES:
        found.attrib.pop(qn(f"w:{theme}"), None)
    for kind, font in (("ascii", latin), ("hAnsi", latin), ("cs", latin), ("eastAsia", chinese)):
        found.set(qn(f"w:{kind}"), font)


def _set_language(document: WordDocument) -> None:
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")


def _centre(paragraph: Paragraph, text: str) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(text)


def _add_field(paragraph: Paragraph, field: str) -> None:
    run = paragraph.add_run()
    for part in _field(field):
        run._r.append(part)  # noqa: SLF001 (python-docx has no fields)


def _field(field: str) -> Iterator[BaseOxmlElement]:
    for kind in ("begin", "", "separate", "shown", "end"):
        if kind in {"begin", "separate", "end"}:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        else:
            part = OxmlElement("w:t" if kind else "w:instrText")
            part.text = "1" if kind else field
        yield part
