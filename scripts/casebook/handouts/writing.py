"""Blocks into Word: headings, lists that count anew, tables whose head is repeated, links that can be followed."""

from __future__ import annotations

import io
from collections.abc import Iterable

from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table as WordTable
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph as WordParagraph

from casebook.handouts.word import LABEL, QUOTE, SMALL
from casebook.pages.blocks import Block, Code, Heading, Items, Line, Paragraph, Run, Table
from casebook.pages.qr import qr_png
from casebook.text.escaping import is_safe_url

# Ids of styles. Set as such: asking the library for a style by its name takes longer than all the rest.
_STYLES = {"text": "Normal", "lead": "Normal", "note": SMALL, "subhead": LABEL, "quote": QUOTE}
_BULLETS, _NUMBERS = "ListBullet", "ListNumber"
_WIDTH = 158  # millimetres between the margins
_SMALL = Pt(9)


def write_blocks(document: WordDocument, blocks: Iterable[Block]) -> None:
    """Add blocks at the end of a document."""
    for block in blocks:
        match block:
            case Heading():
                document.add_heading(block.text, block.level - 1)
            case Paragraph():
                _write_line(_paragraph(document, _STYLES[block.style]), block.line)
            case Items():
                _write_items(document, block)
            case Table():
                _write_table(document, block)
            case Code():
                _write_code(document, block)


def _paragraph(document: WordDocument, style: str) -> WordParagraph:
    paragraph = document.add_paragraph()
    paragraph._p.style = style  # noqa: SLF001
    return paragraph


def _write_line(paragraph: WordParagraph, line: Line) -> None:
    for run in line:
        if is_safe_url(run.address):
            _write_link(paragraph, run)
        else:
            paragraph.add_run(run.text).bold = run.strong or None


def _write_link(paragraph: WordParagraph, run: Run) -> None:
    """Add a link; python-docx reads them, but makes none."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(run.address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    written = paragraph.add_run(run.text)
    written.bold, written.underline = run.strong or None, True
    link.append(written._r)  # noqa: SLF001 (the run's element moves into the link)
    paragraph._p.append(link)  # noqa: SLF001


def _write_items(document: WordDocument, items: Items) -> None:
    number = _new_numbering(document) if items.numbered and items.lines else 0
    for line in items.lines:
        paragraph = _paragraph(document, _NUMBERS if items.numbered else _BULLETS)
        if number:
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001
            properties.get_or_add_ilvl().val, properties.get_or_add_numId().val = 0, number
        _write_line(paragraph, line)


def _new_numbering(document: WordDocument) -> int:
    """Return a new count of the style `List Number`, from 1: each list counts for itself."""
    numbering = document.part.numbering_part.element
    used = document.styles["List Number"].element.pPr.numPr.numId.val
    shape = next(num for num in numbering.num_lst if num.numId == used).abstractNumId.val
    number = numbering.add_num(shape)
    number.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(number.numId)


def _write_table(document: WordDocument, table: Table) -> None:
    written = document.add_table(rows=0, cols=len(table.head), style="Table Grid")
    written.alignment, written.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(written.columns, _widths(table), strict=True):
        column.width = width
    _write_row(written, table, [(((Run(name, strong=True),)),) for name in table.head], head=True)
    for row in table.rows:
        _write_row(written, table, row)
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _widths(table: Table) -> list[Mm]:
    return [Mm(_WIDTH * share / sum(table.widths)) for share in table.widths]


def _write_row(written: WordTable, table: Table, cells: Iterable[tuple[Line, ...]], *, head: bool = False) -> None:
    row = written.add_row()  # type: ignore[no-untyped-call]  # the library names no type here
    _mark(row, "w:cantSplit")
    if head:
        _mark(row, "w:tblHeader")
    for cell, lines, width in zip(row.cells, cells, _widths(table), strict=True):
        cell.width = width
        _write_cell(cell, lines)


def _mark(row: _Row, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001 (python-docx has no property for it)


def _write_cell(cell: _Cell, lines: tuple[Line, ...]) -> None:
    for number, line in enumerate(lines):
        paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(0)
        _write_line(paragraph, line)
        for run in paragraph.runs:
            run.font.size = _SMALL


def _write_code(document: WordDocument, code: Code) -> None:
    picture = document.add_picture(io.BytesIO(qr_png(code.address)), width=Mm(30))
    picture._inline.docPr.set("descr", f"二维码：{code.address}")  # noqa: SLF001 (what screen readers say)
