"""A text of headings, paragraphs, lists and tables, before it is known what it becomes: part of a page, or a Word file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from casebook.text.escaping import escape, href, is_safe_url

Style: TypeAlias = Literal["text", "lead", "note", "subhead", "quote"]


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line, as plain text. address: where it leads, http or https; empty for none."""

    text: str
    strong: bool = False
    address: str = ""


Line: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. level: 1 for the title of the whole."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    line: Line
    style: Style = "text"


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    lines: tuple[Line, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table. rows: cells of one or more lines each. widths: shares of the width; one for each column."""

    head: tuple[str, ...]
    rows: tuple[tuple[tuple[Line, ...], ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """The QR code of an address."""

    address: str


Block: TypeAlias = Heading | Paragraph | Items | Table | Code


def line(text: str, *, strong: bool = False) -> Line:
    """Return a line of one piece."""
    return (Run(text, strong),)


def text(content: str, style: Style = "text") -> Paragraph:
    """Return a paragraph of one piece."""
    return Paragraph(line(content), style)


def blocks_html(blocks: Iterable[Block], below: int) -> str:
    """Return blocks as HTML in which all text is escaped; QR codes are left out. below: added to the headings' levels."""
    return "\n".join(filter(None, (_html(block, below) for block in blocks)))


def _html(block: Block, below: int) -> str:
    match block:
        case Heading():
            return f"<h{block.level + below}>{escape(block.text)}</h{block.level + below}>"
        case Paragraph():
            css = "" if block.style == "text" else f' class="cb-{block.style}"'
            return f"<p{css}>{_line_html(block.line)}</p>"
        case Items():
            tag = "ol" if block.numbered else "ul"
            return f"<{tag}>{''.join(f'<li>{_line_html(item)}</li>' for item in block.lines)}</{tag}>"
        case Table():
            return _table_html(block)
        case Code():
            return ""


def _line_html(content: Line) -> str:
    return "".join(_run_html(run) for run in content)


def _run_html(run: Run) -> str:
    # Folding takes the spaces at both ends; here they part one piece from the next.
    before, after = (" " if end.isspace() else "" for end in (run.text[:1], run.text[1:][-1:]))
    words = f"{before}{escape(run.text)}{after}"
    words = f"<b>{words}</b>" if run.strong else words
    return f'<a href="{href(run.address)}" rel="external">{words}</a>' if is_safe_url(run.address) else words


def _table_html(table: Table) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in table.head)
    rows = "".join(f"<tr>{''.join(f'<td>{_cell_html(cell)}</td>' for cell in row)}</tr>" for row in table.rows)
    return f'<table class="cb-table"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _cell_html(lines: Sequence[Line]) -> str:
    return "<br>".join(_line_html(part) for part in lines)
