"""An empty Word document as offices want it: A4, Chinese fonts named as such, page numbers, real styles; and its bytes."""

from __future__ import annotations

import datetime
import io
import zipfile

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from casebook.handouts.styles import set_styles
from casebook.settings import SiteSettings

_ZIP_DAY = (1980, 1, 1, 0, 0, 0)


def new_document(title: str, settings: SiteSettings, day: datetime.date) -> WordDocument:
    """Return an empty document of a site. day: of its content; it stands for the days of making and changing."""
    document = Document()
    _drop_picture(document)
    set_styles(document)
    _set_language(document)
    _set_page(document, settings.site_name)
    properties, author = document.core_properties, settings.operator or settings.site_name
    properties.title, properties.author, properties.last_modified_by = title, author, author
    properties.created = properties.modified = datetime.datetime.combine(day, datetime.time())
    properties.subject, properties.keywords, properties.comments = settings.site_name, "", ""
    properties.language, properties.revision = "zh-CN", 1
    return document


def document_bytes(document: WordDocument) -> bytes:
    """Return the document as a file; equal documents give equal bytes."""
    written = io.BytesIO()
    document.save(written)
    return repacked(written)


def repacked(written: io.BytesIO) -> bytes:
    """Return an office file as a library wrote it, without the clock that it wrote into it."""
    packed = io.BytesIO()
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


def _set_language(document: WordDocument) -> None:
    """Make it a Chinese document: the template is a Japanese one for an older Word."""
    settings = document.settings.element
    (language,) = settings.iterfind(qn("w:themeFontLang"))
    language.set(qn("w:eastAsia"), "zh-CN")
    (spacing,) = settings.iterfind(qn("w:characterSpacingControl"))
    spacing.set(qn("w:val"), "compressPunctuation")
    (mode,) = (one for one in settings.iter(qn("w:compatSetting")) if one.get(qn("w:name")) == "compatibilityMode")
    mode.set(qn("w:val"), "15")


def _set_page(document: WordDocument, site_name: str) -> None:
    (section,) = document.sections
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin = section.right_margin = Mm(22)
    section.header_distance = section.footer_distance = Mm(11)
    header, footer = section.header.paragraphs[0], section.footer.paragraphs[0]
    header.alignment = footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    header.add_run(site_name)
    footer.add_run("第 ")
    for field, after in (("PAGE", " 页，共 "), ("NUMPAGES", " 页")):
        _add_field(footer, field)
        footer.add_run(after)


def _add_field(paragraph: Paragraph, name: str) -> None:
    """Add what Word counts itself, as 1 for now; python-docx has no fields."""
    field = OxmlElement("w:fldSimple", {qn("w:instr"): name})
    field.append(paragraph.add_run("1")._r)  # noqa: SLF001 (the run's element moves into the field)
    paragraph._p.append(field)  # noqa: SLF001
