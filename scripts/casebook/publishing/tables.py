"""Tables that a phone can show row by row: each cell tells the head of its column, and each head what it is the head of."""

from __future__ import annotations

import re

_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_HEAD = re.compile(r"<th\b[^>]*>(.*?)</th>", re.DOTALL)
_HEAD_WITHOUT_SCOPE = re.compile(r"<th\b(?![^>]*\sscope=)")
_BODY = re.compile(r"<(tr|td|th)\b([^>]*)>")
_SPAN = re.compile(r'\scolspan="(\d+)"')
_TAG = re.compile(r"<[^>]*>")


def finish_tables(html: str) -> str:
    """Return HTML whose cells carry `data-label`, the text of their column's head, and whose heads carry `scope`.

    What an author has set stays.
    """
    return _TABLE.sub(_finished, html) if "<table" in html else html


def _finished(table: re.Match[str]) -> str:
    head, end_of_head, rows = table[0].partition("</thead>")
    if not end_of_head:
        return table[0]
    labels = [_text(name) for name in _HEAD.findall(head)]
    return _HEAD_WITHOUT_SCOPE.sub('<th scope="col"', head) + end_of_head + _labelled(rows, labels)


def _text(name: str) -> str:
    return " ".join(_TAG.sub("", name).split()).replace('"', "&quot;")


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

    return _BODY.sub(cell, rows)
