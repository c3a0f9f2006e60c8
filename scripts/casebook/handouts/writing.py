"""A page's tree into Word: headings, paragraphs, lists that count anew, and what the end of a page must not tear apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from xml.etree.ElementTree import Element

from docx.document import Document as WordDocument
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from markdown.util import BLOCK_LEVEL_ELEMENTS

from casebook.handouts.reading import PLAIN, Form, Line, Piece, names, pieces, read_line, read_page
from casebook.handouts.styles import FIGURE, LABEL, QUOTE, SMALL, TEXT, TOLD
from casebook.handouts.tables import write_line, write_table

# Ids of styles. Set as such: asking the library for a style by its name takes longer than all the rest.
_FURTHER = "ListContinue"
_LISTS = {"ul": "ListBullet", "ol": "ListNumber"}
_LEVELS = ("", "2", "3")  # of lists, at the end of their styles' ids
_HEADINGS = {"h1": "Title"} | {f"h{level + 1}": f"Heading{level}" for level in range(1, 6)}
_STYLES = _HEADINGS | {"blockquote": QUOTE, "cb-note": SMALL, "summary": LABEL}
_HEAVY = frozenset({*_HEADINGS.values(), LABEL, FIGURE})  # strong words need not be marked there
_FIGURES = frozenset({"cb-figure", "cb-quoted"})
_ENDS = "。！？；：…"


@dataclass(frozen=True, slots=True)
class _Place:
    """What stands around words. style: of their paragraphs. level: how many lists and quotations. small: they are asides."""

    style: str = TEXT
    level: int = 0
    small: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """A Word document while it is written. paragraphs: what was written so far, cells too."""

    document: WordDocument
    paragraphs: list[Paragraph] = field(default_factory=list)

    def page(self, markdown: str, address: str) -> None:
        """Write a page. address: its public one; without it, links within the site are left out and their words kept."""
        self._flow(read_page(markdown, address), _Place())

    def line(self, line: Line, style: str, *, small: bool = False) -> Paragraph:
        """Write a paragraph and return it. style: its id. small: all of it is an aside."""
        paragraph = write_line(self.document.add_paragraph(), line, style, bold=style not in _HEAVY, small=small)
        self.paragraphs.append(paragraph)
        return paragraph

    def keep_together(self, start: int) -> None:
        """Keep on one page what has been written since. start: how many paragraphs there were."""
        for paragraph in self.paragraphs[start:]:
            paragraph.paragraph_format.keep_together = True
            paragraph.paragraph_format.keep_with_next = paragraph is not self.paragraphs[-1]

    def _flow(self, element: Element, place: _Place) -> None:
        """Write what stands in an element: its blocks, and the words between them as paragraphs."""
        for block, parts in groupby(pieces(element), key=_as_block):
            if block is not None:
                self._block(block, place)
            elif line := read_line(parts):
                is_label = place.style == TEXT and all(form.strong for _, form in line)
                self.line(line, LABEL if is_label else place.style, small=place.small)

    def _block(self, element: Element, place: _Place) -> None:
        known = names(element)
        if element.tag in _LISTS:
            self._list(element, place)
        elif not known.isdisjoint(_FIGURES):
            self._figure([*read_lines(element)])
        elif element.tag == "table":
            rows = [[read_line(pieces(cell), Form(cell.tag == "th")) for cell in row] for row in element.iter("tr")]
            self.paragraphs.extend(write_table(self.document, rows))
        else:
            style = next((style for name, style in _STYLES.items() if name in known), place.style)
            self._flow(element, replace(place, style=style, level=place.level + (element.tag == "blockquote")))

    def _figure(self, lines: list[Line]) -> None:
        """Write what is told of a figure, its head first."""
        for head in lines[:1]:
            self.line(_headed(head), FIGURE)
        if len(lines) > 1:
            self.line([*_sentences(lines[1:])], TOLD)

    def _list(self, element: Element, place: _Place) -> None:
        level = _LEVELS[min(place.level, len(_LEVELS) - 1)]
        style, inside = _LISTS[element.tag] + level, _FURTHER + level
        number = self._new_count(style) if element.tag == "ol" else 0
        for item in element:
            start = len(self.paragraphs)
            self._flow(item, _Place(inside, place.level + 1, place.small or place.style == SMALL))
            for first in self.paragraphs[start : start + 1]:
                _make_item(first, style, number)
        if not place.style.startswith(_FURTHER):
            self.paragraphs[-1].paragraph_format.space_after = Pt(6)

    def _new_count(self, style: str) -> int:
        """Return a new count of a style, from 1: each list counts for itself."""
        numbering = self.document.part.numbering_part.element
        used = self.document.styles.element.get_by_id(style).pPr.numPr.numId.val
        shape = next(num for num in numbering.num_lst if num.numId == used).abstractNumId.val
        number = numbering.add_num(shape)
        number.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(number.numId)


def _make_item(paragraph: Paragraph, style: str, number: int) -> None:
    """Make a paragraph the first of a list's item. number: of its count, 0 for none."""
    paragraph._p.style = style  # noqa: SLF001
    if number:
        counted = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001
        counted.get_or_add_ilvl().val, counted.get_or_add_numId().val = 0, number


def read_lines(element: Element) -> Iterator[Line]:
    """Yield the lines of an element, in whatever blocks they stand."""
    for block, parts in groupby(pieces(element), key=_as_block):
        if block is not None:
            yield from read_lines(block)
        elif line := read_line(parts):
            yield line


def _headed(line: Line) -> Line:
    """Return the head of a figure: its number, which is strong, then what it counts, in a column of its own."""
    end = max((at for at, (_, form) in enumerate(line, start=1) if form.strong), default=0)
    number, metric = line[:end], line[end:]
    return [
        *number,
        ("\t", PLAIN),
        *((words.lstrip() if not at else words, form) for at, (words, form) in enumerate(metric)),
    ]


def _sentences(lines: Iterable[Line]) -> Iterator[tuple[str, Form]]:
    """Yield lines as sentences of one paragraph."""
    for line in lines:
        yield from line
        if not line[-1][0].endswith(tuple(_ENDS)):
            yield "。", PLAIN


def _as_block(piece: Piece) -> Element | None:
    return piece if isinstance(piece, Element) and piece.tag in BLOCK_LEVEL_ELEMENTS else None
