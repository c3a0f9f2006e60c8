"""A built course page, read back into blocks: what stands there for a reader, without what is only for the screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urljoin

from casebook.pages.blocks import Block, Heading, Items, Line, Paragraph, Run, Style, Table

_SKIPPED = frozenset({"nav", "button", "script", "style", "svg", "select", "footer", "form"})
_SKIPPED_CLASSES = frozenset(
    {"cb-cite", "cb-booklet", "cb-crumbs", "cb-open", "cb-permalink", "cb-offscreen", "cb-screen"}
)
_QUOTED = "cb-quoted"
_VOID = frozenset({"br", "hr", "img", "input", "meta", "link", "wbr"})
_LINES = frozenset({"p", "li", "h1", "h2", "h3", "td", "th", "dt", "dd"})
_CLASS_STYLES: dict[str, Style] = {"cb-lead": "lead", "cb-note": "note"}
_WHITE = re.compile(r"\s+")


class Article(HTMLParser):
    """Reads the `<article>` of a page. address: the page's public one; links within the site are left out without it."""

    def __init__(self, address: str) -> None:
        super().__init__(convert_charrefs=True)
        self.address = address
        self.blocks: list[Block] = []
        self.practices: list[str] = []
        self._open: list[str] = []
        self._inside = False
        self._skipping = 0
        self._classes: list[str] = []
        self._runs: list[Run] = []
        self._items: list[Line] = []
        self._rows: list[list[tuple[Line, ...]]] = []
        self._cell: list[Line] = []
        self._links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        attributes = {name: value or "" for name, value in attrs}
        classes = attributes.get("class", "").split()
        if "data-practice" in attributes:
            self.practices.append(attributes["data-practice"])
        if tag in _VOID:
            self._void(tag)
            return
        if tag == "article":
            self._inside = True
        elif self._skipping or tag in _SKIPPED or _SKIPPED_CLASSES & {*classes}:
            self._skipping += 1
        elif tag == "a":
            self._links.append(self._absolute(attributes.get("href", "")))
        self._open.append(_QUOTED if _QUOTED in classes else tag)
        if not self._skipping:
            self._begin(tag, classes)

    def _void(self, tag: str) -> None:
        if tag != "br" or self._skipping:
            return
        if self._in("td", "th"):
            self._end_cell_line()
        else:
            self._add(" ")

    def _begin(self, tag: str, classes: list[str]) -> None:
        if tag == "tr":
            self._rows.append([])
        elif tag in {"td", "th"}:
            self._cell = []
        elif tag == "q":
            self._add("“")
        if tag in {"p", "li"}:
            self._classes = classes
        if tag in {"ul", "ol"} or (tag == "p" and self._in("li")):
            self._add(" ")

    def handle_endtag(self, tag: str) -> None:
        """Close an element; blocks come of it."""
        if tag in _VOID or not self._open:
            return
        self._open.pop()
        if self._skipping:
            self._skipping -= 1
            return
        if tag == "article":
            self._inside = False
        elif tag == "a":
            self._links.pop()
        elif tag == "q":
            self._add("”")
        elif tag in {"td", "th"}:
            self._end_cell_line()
            self._rows[-1].append(tuple(self._cell))
        elif not self._in("td", "th"):
            self._end(tag)

    def _end(self, tag: str) -> None:
        if tag == "li" or (tag in {"dt", "dd"} and not self._in("li")):
            self._items.extend([line] if (line := self._take()) else [])
        elif tag in {"ul", "ol", "dl"} and self._items and not self._in("li"):
            self.blocks.append(Items(tuple(self._items), numbered=tag == "ol"))
            self._items = []
        elif tag in {"h1", "h2", "h3"}:
            self.blocks.append(Heading("".join(run.text for run in self._take()), int(tag[1])))
        elif tag == "p" and not self._in("li", "dd", "dt"):
            self._end_paragraph()
        elif tag == "table":
            self._end_table()

    def _end_paragraph(self) -> None:
        told: list[Style] = [_CLASS_STYLES[name] for name in self._classes if name in _CLASS_STYLES]
        style: Style = "quote" if self._in("blockquote", _QUOTED) else next(iter(told), "text")
        if line := self._take():
            self.blocks.append(Paragraph(line, style))

    def _end_table(self) -> None:
        head, *rows = self._rows
        names = tuple("".join(run.text for line in cell for run in line) for cell in head)
        self.blocks.append(Table(names, tuple(tuple(row) for row in rows), (1,) * len(names)))
        self._rows = []

    def _end_cell_line(self) -> None:
        if line := self._take():
            self._cell.append(line)

    def handle_data(self, data: str) -> None:
        """Keep text that stands in a line."""
        if self._inside and not self._skipping and self._in(*_LINES):
            self._add(data)

    def _add(self, data: str) -> None:
        words = _WHITE.sub(" ", data)
        if not self._runs or self._runs[-1].text.endswith(" "):
            words = words.lstrip(" ")
        if words:
            strong = self._in("b", "strong", "th") and not self._in("thead")
            self._runs.append(Run(words, strong, self._links[-1] if self._links else ""))

    def _take(self) -> Line:
        runs, self._runs = self._runs, []
        while runs and not (last := runs[-1].text.rstrip()):
            runs.pop()
        if runs:
            runs[-1] = Run(last, runs[-1].strong, runs[-1].address)
        return tuple(runs)

    def _in(self, *tags: str) -> bool:
        return any(tag in tags for tag in self._open)

    def _absolute(self, href: str) -> str:
        return urljoin(self.address, href) if self.address or re.match("https?:", href) else ""


def read_article(html: str, address: str) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """Return the blocks of a page's article, and the ids of the practices in its booklet."""
    article = Article(address)
    article.feed(html)
    article.close()
    return tuple(article.blocks), tuple(article.practices)


def shifted(blocks: Iterator[Block], below: int) -> Iterator[Block]:
    """Yield blocks with their headings moved down."""
    for block in blocks:
        yield Heading(block.text, block.level + below) if isinstance(block, Heading) else block
