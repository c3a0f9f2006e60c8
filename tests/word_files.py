"""What a Word file holds, as python-docx reads it."""

from __future__ import annotations

import datetime
import io
import zipfile

from docx import Document
from docx.document import Document as WordDocument
from docx.table import Table
from docx.text.paragraph import Paragraph

from casebook.handouts.word import document_bytes, new_document
from casebook.handouts.writing import Paper
from casebook.settings import SiteSettings

SITE_URL = "https://zlk.example.gov.cn/a/"
ADDRESS = f"{SITE_URL}practices/lou-dong-zhang/"


def packed(markdown: str) -> bytes:
    """Return Markdown as a Word file."""
    paper = Paper(new_document("题", SiteSettings(), datetime.date(2026, 11, 22)))
    paper.page(markdown, ADDRESS)
    return document_bytes(paper.document)


def made(markdown: str) -> WordDocument:
    """Return Markdown as Word reads it."""
    return Document(io.BytesIO(packed(markdown)))


def style(paragraph: Paragraph) -> str:
    """Return the name of a paragraph's style."""
    return paragraph.style.name if paragraph.style and paragraph.style.name else ""


def told(document: WordDocument) -> list[tuple[str, str]]:
    """Return the style and the text of each paragraph outside tables."""
    return [(style(paragraph), paragraph.text) for paragraph in document.paragraphs if paragraph.text]


def whole_text(document: WordDocument) -> str:
    """Return all its text, of cells too."""
    parts = []
    for part in document.iter_inner_content():
        cells = [cell.text for row in part.rows for cell in row.cells] if isinstance(part, Table) else [part.text]
        parts += cells
    return "\n".join(parts)


def part_of(handout: bytes, name: str) -> str:
    """Return one of its files."""
    with zipfile.ZipFile(io.BytesIO(handout)) as packed:
        return packed.read(name).decode()
