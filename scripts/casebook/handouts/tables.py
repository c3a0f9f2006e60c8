"""Lines and tables into Word: links that can be followed; tables as wide as the text, the head repeated, no row torn apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from casebook.handouts.reading import Line
from casebook.handouts.styles import ASIDE, CELL

_WIDTH = 166  # millimetres between the margins
_LINK = RGBColor(0x1A, 0x4D, 0x57)
_SHORTEST, _LONGEST = 5, 60  # characters that a column is taken to hold, at least and at most
_MARKS = ("w:cantSplit", "w:tblHeader")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def write_line(paragraph: Paragraph, line: Line, style: str, *, bold: bool = True, small: bool = False) -> Paragraph:
    """Give a paragraph its words and return it. style: its id. bold: show strong words. small: all of it is an aside."""
    paragraph._p.style = style  # noqa: SLF001
    for words, form in line:
        run = paragraph.add_run(words)
        if _HAN.search(words):  # else Word takes “ ” … — · for Latin, and makes them narrow; pinyin alone is Latin
            run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:hint"), "eastAsia")  # noqa: SLF001
        run.bold = (bold and form.strong) or None
        if form.aside or small:
            run._r.style = ASIDE  # noqa: SLF001
        if form.address:
            _link(paragraph, run, form.address)
    return paragraph


def _link(paragraph: Paragraph, run: Run, address: str) -> None:
    """Make a run a link; python-docx reads them, but makes none."""
    run.font.color.rgb = _LINK
    reference = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink", {qn("r:id"): reference})
    link.append(run._r)  # noqa: SLF001 (the run's element moves into the link)
    paragraph._p.append(link)  # noqa: SLF001


def write_table(document: WordDocument, rows: Sequence[Sequence[Line]]) -> Iterator[Paragraph]:
    """Add a table, the head first among the rows; yield its paragraphs."""
    table = document.add_table(len(rows), len(rows[0]), "Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, _widths(rows), strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width
    for number, (row, lines) in enumerate(zip(table.rows, rows, strict=True)):
        for mark in _MARKS[: 1 if number else 2]:
            row._tr.get_or_add_trPr().append(OxmlElement(mark))  # noqa: SLF001 (python-docx has no property for it)
        for cell, line in zip(row.cells, lines, strict=True):
            yield write_line(cell.paragraphs[0], line, CELL)
    write_line(document.add_paragraph(), [], CELL)  # Word would join it with a table that follows


def _widths(rows: Sequence[Sequence[Line]]) -> list[Mm]:
    """Return the columns' widths: more for longer texts, but never so much that a short one becomes a thread."""
    longest = [max(map(_length, column)) for column in zip(*rows, strict=True)]
    shares = [min(max(length, _SHORTEST), _LONGEST) ** 0.5 for length in longest]
    return [Mm(_WIDTH * share / sum(shares)) for share in shares]


def _length(line: Line) -> int:
    return max(map(len, "".join(words for words, _ in line).split("\n")))
