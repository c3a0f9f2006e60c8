"""What is proposed for a document's description: its sections, and its numbers that are no figures of a record.

Sections follow from the headings: 一、 （一） 1. and, where it has no numbers, short lines of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from casebook.checks.document_text import DocumentText, Number
from casebook.records.reader import Value
from casebook.text.normal import squeezed

LEAD = "［导语］"
_STARTS, _LONGEST_HEADING, _SHORT_LINE, _BODY, _FEWEST = 20, 40, 30, 40, 6
_LEVELS = (
    re.compile(r"[一二三四五六七八九十]{1,3}、\S"),
    re.compile(r"\([一二三四五六七八九十]{1,3}\)\S"),
    re.compile(r"[0-9]{1,2}[.、](?![0-9])\S"),
)
_HEADING_END = re.compile(r"[。:;!?]")
_SENTENCE = re.compile(r"[。:;!?,、]$")

# What precedes numbers that name something.
_NAMING = ((re.compile(r"〔[0-9]+〕[0-9]*$|〔$"), "文号"), (re.compile(r"第$"), "编号"))


@dataclass(frozen=True)
class _Line:
    """A line. text: squeezed; heading: as printed, of a heading its words; level: 0 for a text; runs_on: text follows in the line."""

    text: str
    heading: str
    level: int = 0
    runs_on: bool = False


def proposed_sections(raw: str) -> tuple[tuple[str, str], ...]:
    """Return path and opening words of each section that a text seems to have, in order; what has no heading is ［导语］."""
    lines = list(_lines(raw))
    if any(_LEVELS[0].match(line.text) for line in lines if line.level):
        lines = [line if _level(line.text) else replace(line, level=0) for line in lines]
    elif not any(line.level for line in lines):
        lines = list(_with_short_headings(lines))
    found: list[tuple[str, str]] = []
    path: list[tuple[int, str]] = []
    pending = ""  # the opening words of a heading that no text has followed yet
    first = next((i for i, line in enumerate(lines) if line.level), len(lines))
    if lead := _lead([line.text for line in lines[:first]]):
        found.append((LEAD, _opening(lead)))
    for line, after in pairwise([*lines[first:], _Line("", "")]):
        if not line.level:
            continue
        path = [step for step in path if step[0] < line.level]
        path.append((line.level, line.heading))
        pending = pending or squeezed(line.heading)[:_STARTS]
        is_alone = not line.runs_on and after.level > line.level
        if not is_alone:
            inner = _has_inner(lines, line)
            steps = [words for _, words in path] + ([LEAD] if inner else [])
            found.append((" > ".join(steps), pending))
            pending = ""
    return tuple(found)


def _lead(texts: list[str]) -> str:
    """Return the line with which the text before the first heading begins: behind the salutation, or the first whole one."""
    saluted = next((after for line, after in pairwise(texts) if line.endswith(":") and len(line) <= _SHORT_LINE), "")
    return saluted or next((line for line in texts if len(line) >= _BODY or line.endswith("。")), "")


def _has_inner(lines: list[_Line], line: _Line) -> bool:
    """Tell whether a heading has others below it."""
    for other in lines[next(i for i, one in enumerate(lines) if one is line) + 1 :]:
        if other.level:
            return other.level > line.level
    return False


def _lines(raw: str) -> Iterator[_Line]:
    for line in raw.splitlines():
        plain = squeezed(line)
        text = plain.lstrip("#")
        level = _level(text)
        if level or plain.startswith("##"):
            yield _heading(" ".join(line.split()).lstrip("# "), text, level or 1)
        elif text:
            yield _Line(text, " ".join(line.split()))


def _level(text: str) -> int:
    return next((n for n, pattern in enumerate(_LEVELS, start=1) if pattern.match(text)), 0)


def _heading(printed: str, text: str, level: int) -> _Line:
    """Return the line of a heading; its words end with its first sentence, or with a clause where that is long."""
    head = _HEADING_END.split(text, maxsplit=1)[0]
    if len(head) > _LONGEST_HEADING:
        head = head.split(",", maxsplit=1)[0][:_LONGEST_HEADING]
    shown = next(printed[:end] for end in range(len(printed) + 1) if squeezed(printed[:end]) == head)
    return _Line(text, shown, level, len(head) < len(text) - 1)


def _with_short_headings(lines: list[_Line]) -> Iterator[_Line]:
    """Yield the lines; short ones after a text, before a longer one, that end without a mark are headings."""
    seen = False
    for line, after in pairwise([*lines, _Line("", "")]):
        is_short = len(line.text) <= _SHORT_LINE and not _SENTENCE.search(line.text)
        is_heading = seen and is_short and len(after.text) >= _BODY
        yield replace(line, level=1) if is_heading else line
        seen = seen or len(line.text) >= _BODY


def _opening(text: str) -> str:
    words = re.split(r"[,。:;!?、]", text, maxsplit=1)[0]
    return (words if len(words) >= _FEWEST else text)[:_STARTS]


def uncarried(said: DocumentText, numbers: Iterable[Number], reason: str = "") -> list[dict[str, Value]]:
    """Return what a description says of numbers that belong to no record; of those without a good anchor, nothing.

    reason: why they stay out, but for those that name something.
    """
    found = ((number, said.anchor_for(number)) for number in numbers)
    return [{"value": n.value, "anchor": anchor, "reason": _naming(said, n) or reason} for n, anchor in found if anchor]


def _naming(said: DocumentText, number: Number) -> str:
    before = said.text[max(0, number.start - 8) : number.start]
    return next((reason for pattern, reason in _NAMING if pattern.search(before)), "")
