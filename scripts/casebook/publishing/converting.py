"""From the Markdown of generated pages to HTML: fast, and just what Python-Markdown makes of the same text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

_FRONT_MATTER = re.compile(r"---\n(\{.*\})\n---\n+")
_HEADING = re.compile(r"<h([1-6])>(.*?) ?\{ ?#([\w-]+) ?\}</h\1>")
_ID = re.compile(r'\sid="([^"]+)"')
_LINK = re.compile(r'(<a\s(?:[^>]*?\s)?href=")([^"]*)')
_TAG = re.compile(r"<[^>]*>")
_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_HEAD = re.compile(r"<th\b[^>]*>(.*?)</th>", re.DOTALL)
_HEAD_WITHOUT_SCOPE = re.compile(r"<th\b(?![^>]*\sscope=)")
_ROW_OR_CELL = re.compile(r"<(tr|td|th)\b([^>]*)>")
_SPAN = re.compile(r'\scolspan="(\d+)"')
_IN_THE_CONTENTS = "2"


@dataclass(frozen=True, slots=True)
class Converted:
    """A page's HTML and what a publisher has to know of it.

    contents: id and text (HTML without tags) of each heading of level 2. ids: all its anchors.
    """

    html: str
    contents: tuple[tuple[str, str], ...]
    ids: frozenset[str]


def front_matter(text: str) -> Mapping[str, object]:
    """Return what stands above the Markdown of a generated page; nothing of any other page."""
    found = _FRONT_MATTER.match(text)
    front: object = json.loads(found[1]) if found else {}
    return front if isinstance(front, dict) and is_generated(front) else {}


def is_generated(front: Mapping[str, object]) -> bool:
    """Tell by what stands above its Markdown whether a page is made by us: no template engine may read it."""
    return front.get("render_macros") is False


def body(text: str) -> str:
    """Return the Markdown of a page's file without what stands above it."""
    return _FRONT_MATTER.sub("", text, count=1)


def convert(markdown: str, resolve: Callable[[str], str]) -> Converted:
    """Turn the Markdown of a generated page into HTML.

    resolve: what the address of a link becomes (`../x/index.md?a=b#c`, as it stands in the Markdown); called for each, in order.
    """
    contents: list[tuple[str, str]] = []

    def heading(found: re.Match[str]) -> str:
        level, name, id_ = found.groups()
        if level == _IN_THE_CONTENTS:
            contents.append((id_, _TAG.sub("", name)))
        return f'<h{level} id="{id_}">{name}</h{level}>'

    html = _HEADING.sub(heading, _html(markdown))
    linked = _LINK.sub(lambda found: found[1] + resolve(found[2]), html)
    return Converted(finish_tables(linked), tuple(contents), frozenset(_ID.findall(html)))


def _html(markdown: str) -> str:
    from cmarkgfm import markdown_to_html_with_extensions  # type: ignore[import-untyped]
    from cmarkgfm.cmark import Options  # type: ignore[import-untyped]

    options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_TABLE_PREFER_STYLE_ATTRIBUTES
    html: str = markdown_to_html_with_extensions(markdown, options=options, extensions=["table"])
    return html.replace(' markdown="1"', "")


def finish_tables(html: str) -> str:
    """Return HTML whose cells carry `data-label`, the text of their column's head, and whose heads carry `scope`.

    So a phone can show a table row by row. What an author has set stays.
    """
    return _TABLE.sub(_finished, html) if "<table" in html else html


def _finished(table: re.Match[str]) -> str:
    head, end_of_head, rows = table[0].partition("</thead>")
    if not end_of_head:
        return table[0]
    labels = [" ".join(_TAG.sub("", name).split()).replace('"', "&quot;") for name in _HEAD.findall(head)]
    return _HEAD_WITHOUT_SCOPE.sub('<th scope="col"', head) + end_of_head + _labelled(rows, labels)


def _labelled(rows: str, labels: list[str]) -> str:
    column = 0

    def cell(tag: re.Match[str]) -> str:
        nonlocal column
        name, attributes = tag.groups()
        if name == "tr":
            column = 0
            return tag[0]
        label = labels[column] if column < len(labels) else ""
        span = _SPAN.search(attributes)
        column += int(span[1]) if span else 1
        is_bare = name == "td" and label and " data-label=" not in attributes
        return f'<td data-label="{label}"{attributes}>' if is_bare else tag[0]

    return _ROW_OR_CELL.sub(cell, rows)
