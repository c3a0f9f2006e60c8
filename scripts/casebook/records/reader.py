"""The strict reader: YAML to plain text values, each with its line and column.

It keeps every scalar as the text that was written, so that no `no`, `12:30`, `010` or `3.10` turns into something
else. Where a line can't be read but its cure is plain, it reads on with the cured line, so that one run tells all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import yaml

from casebook.records import reader_rules as rules
from casebook.records.comments import comment_flaws
from casebook.records.decoding import Flaw, decode, refused_characters, without_tabs, without_unseen
from casebook.records.syntax_hints import cures, no_record_flaws, syntax_flaws
from casebook.records.walk import Mark, Reading, Refused, Value, Walk

__all__ = ["Mark", "Reading", "Value", "read"]

# Each cure costs a new walk; a file with more broken lines is told of in parts.
_MOST_WALKS = 40


def read(data: bytes, times: int = 1) -> Reading:
    """Read one file. Every flaw is told with its place; nothing raises.

    times: how many times as long as a record the file may be (vocabularies are longer).
    """
    text, flaws = decode(data, times)
    if flaws:
        return Reading(flaws=list(flaws))
    unseen = list(refused_characters(text))
    reading = _Cure(_seen(text, unseen), times).reading()
    told = {flaw.line for flaw in unseen}
    unseen += [flaw for flaw in reading.flaws if flaw.rule is not rules.SYNTAX or flaw.line not in told]
    reading.flaws = unseen
    return reading


def _seen(text: str, flaws: list[Flaw]) -> str:
    """Return the text as far as it can be seen: without refused characters, with spaces for tabs."""
    lines = text.split("\n")
    for number in sorted({flaw.line for flaw in flaws}):
        lines[number - 1] = without_unseen(without_tabs(lines, number - 1))
    return "\n".join(lines)


class _Cure:
    """Walks over a text; after a syntax fault whose cure is plain, once more over the cured text."""

    def __init__(self, text: str, times: int) -> None:
        self._lines = text.split("\n")
        self._times = times
        self._walks = 0
        self._told: list[Flaw] = []

    def reading(self) -> Reading:
        reading, error = self._walked(self._lines)
        while found := self._cured(reading, error):
            self._told += found
            reading, error = self._walked(self._lines)
        cured = {flaw.line for flaw in self._told}
        if error is not None:
            self._told += [flaw for flaw in syntax_flaws(self._lines, error) if flaw.line not in cured]
        reading.flaws = self._told + [flaw for flaw in reading.flaws if flaw.line not in cured or _is_own(flaw)]
        return reading

    def _cured(self, reading: Reading, error: yaml.MarkedYAMLError | None) -> list[Flaw]:
        """Put cured lines in the place of wrong ones; return the flaws that these had, none where nothing can be cured."""
        if self._walks >= _MOST_WALKS:
            return []
        cured = {flaw.line for flaw in self._told}
        if error is None:
            found = [flaw for flaw in reading.flaws if flaw.rule is rules.COLON][:1]
        else:
            found = [flaw for flaw in self._with_cures(error) if flaw.line not in cured]
        if not all(flaw.fix for flaw in found):
            return []
        for flaw in found:
            self._lines[flaw.line - 1] = flaw.fix
        return found

    def _walked(self, lines: list[str]) -> tuple[Reading, yaml.MarkedYAMLError | None]:
        self._walks += 1
        walk = Walk("\n".join(lines), self._times)
        try:
            value = walk.value()
        except Refused:
            return walk.result, None
        except yaml.MarkedYAMLError as error:
            return Reading(flaws=walk.result.flaws), error
        except (yaml.YAMLError, RecursionError):
            message = "文件不是合格的 YAML，请对照示例重写。"
            return Reading(flaws=[*walk.result.flaws, Flaw(rules.SYNTAX, 1, 1, message)]), None
        if isinstance(value, str):
            return Reading(flaws=list(no_record_flaws(walk.text))), None
        walk.result.flaws += comment_flaws(walk.text, walk.covered)
        walk.result.value = value
        return walk.result, None

    def _with_cures(self, error: yaml.MarkedYAMLError) -> Iterator[Flaw]:
        for flaw in syntax_flaws(self._lines, error):
            yield flaw if flaw.fix else replace(flaw, fix=self._cure(flaw.line))

    def _cure(self, number: int) -> str:
        """Return the first cure of a line with which the walk gets past it, or nothing."""
        for line in cures(self._lines[number - 1]):
            if self._walks >= _MOST_WALKS:
                return ""
            _, error = self._walked([*self._lines[: number - 1], line, *self._lines[number:]])
            if error is None or _line(error) > number + 1:
                return line
        return ""


def _is_own(flaw: Flaw) -> bool:
    return flaw.rule not in {rules.SYNTAX, rules.COLON, rules.NOT_A_RECORD}


def _line(error: yaml.MarkedYAMLError) -> int:
    marks = [mark.line + 1 for mark in (error.problem_mark, error.context_mark) if mark is not None]
    return min(marks, default=1)
