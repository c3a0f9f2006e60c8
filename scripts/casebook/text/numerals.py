"""Runs of digits however they are written: full width, Chinese, with spaces and dashes between."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_CHINESE = "零〇○一二三四五六七八九幺壹贰叁肆伍陆柒捌玖"
_ARABIC = "00012345678911" + "23456789"
_TABLE = str.maketrans(_CHINESE, _ARABIC)
_CHINESE_RUN = re.compile(rf"[0-9{_CHINESE}](?:[ .·‐-―−-]?[0-9{_CHINESE}]){{6,}}")
_RUN = re.compile(r"[0-9](?:[ .·_/*‐-―−~()-]{0,2}[0-9])*")
# In a long row (a list of figures) a number has few groups: one digit after another would take the square of time.
_GROUPS = 6
_GROUP = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class Digits:
    """Groups of digits that stand side by side.

    start, end: where they stand in the text. groups: the digits. gaps: what stands between two groups.
    """

    start: int
    end: int
    groups: tuple[str, ...]
    gaps: tuple[str, ...]

    @property
    def whole(self) -> str:
        """All digits in a row."""
        return "".join(self.groups)


def with_arabic_digits(text: str) -> str:
    """Return text of the same length in which Chinese digits read one by one (seven and more) are Arabic ones."""
    return _CHINESE_RUN.sub(lambda found: found[0].translate(_TABLE), text)


def windows(text: str, shortest: int, longest: int) -> Iterator[Digits]:
    """Yield every row of whole groups that has so many digits, longer rows first where they start alike."""
    for run in _RUN.finditer(text):
        marks = list(_GROUP.finditer(text, run.start(), run.end()))
        most = longest if len(marks) <= longest else _GROUPS
        for first in range(len(marks)):
            yield from reversed(list(_rows(text, marks[first : first + most], shortest, longest)))


def _rows(text: str, marks: list[re.Match[str]], shortest: int, longest: int) -> Iterator[Digits]:
    total = 0
    for last, mark in enumerate(marks):
        total += len(mark[0])
        if total > longest:
            return
        if total >= shortest:
            row = marks[: last + 1]
            gaps = tuple(text[before.end() : after.start()] for before, after in pairwise(row))
            yield Digits(row[0].start(), mark.end(), tuple(found[0] for found in row), gaps)
