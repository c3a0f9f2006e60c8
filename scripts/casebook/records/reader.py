"""The strict reader: YAML to plain text values, each with its line and column.

It keeps every scalar as the text that was written, so that no `no`, `12:30`, `010` or `3.10` turns into something
else. Where a line can't be read but its cure is plain, it reads on with the cured line, so that one run tells all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

import yaml

from casebook.problems import Problem
from casebook.records import reader_rules as rules
from casebook.records.decoding import decode, refused_characters, without_tabs, without_unseen
from casebook.records.syntax_hints import cures, no_record_problems, syntax_problems
from casebook.records.walk import Mark, Parsed, Refused, Value, Walk
from casebook.rule import Loc

__all__ = ["Mark", "Parsed", "Recalled", "Value", "read"]

# Each cure costs a new walk; a file with more broken lines is told of in parts.
_MOST_WALKS = 40
# The one comment that may stand: on the first line, for editors; a way inside the checkout, never to another host.
SCHEMA_COMMENT = re.compile(r"# yaml-language-server: \$schema=(?:\.{0,2}/)*[A-Za-z0-9_][A-Za-z0-9_./-]*\.json")
_COMMENT = re.compile(r"(?m)(?:^|(?<=\s))#.*")


def read(data: bytes, times: int = 1) -> Parsed:
    """Read one file. Every problem is told with its place; nothing raises.

    times: how many times as long as a record the file may be (vocabularies are longer).
    """
    text, problems = decode(data, times)
    if problems:
        return Parsed(problems=list(problems))
    unseen = list(refused_characters(text))
    parsed = _Cure(_seen(text, unseen), times).parsed()
    told = {problem.line for problem in unseen}
    unseen += [problem for problem in parsed.problems if problem.code != rules.SYNTAX.code or problem.line not in told]
    parsed.problems = unseen
    return parsed


def _seen(text: str, problems: list[Problem]) -> str:
    """Return the text as far as it can be seen: without refused characters, with spaces for tabs."""
    lines = text.split("\n")
    for number in sorted({problem.line for problem in problems}):
        lines[number - 1] = without_unseen(without_tabs(lines, number - 1))
    return "\n".join(lines)


class Recalled(Parsed):
    """What a remembered file holds, nothing of which is wrong: the places of its parts are looked for when they are asked for."""

    def __init__(self, value: Value, data: bytes, times: int) -> None:
        """Keep the value, and the file for its places."""
        super().__init__(value)
        self._data, self._times = data, times

    def place(self, loc: Loc, *, on_key: bool = False) -> Mark:
        """Return the place of a part."""
        return self._again.place(loc, on_key=on_key)

    @cached_property
    def _again(self) -> Parsed:
        return read(self._data, self._times)


class _Cure:
    """Walks over a text; after a syntax fault whose cure is plain, once more over the cured text."""

    def __init__(self, text: str, times: int) -> None:
        self._lines = text.split("\n")
        self._times = times
        self._walks = 0
        self._told: list[Problem] = []

    def parsed(self) -> Parsed:
        parsed, error = self._walked(self._lines)
        while found := self._cured(parsed, error):
            self._told += found
            parsed, error = self._walked(self._lines)
        cured = {problem.line for problem in self._told}
        if error is not None:
            self._told += [problem for problem in syntax_problems(self._lines, error) if problem.line not in cured]
        parsed.problems = self._told + [
            problem for problem in parsed.problems if problem.line not in cured or _is_own(problem)
        ]
        return parsed

    def _cured(self, parsed: Parsed, error: yaml.MarkedYAMLError | None) -> list[Problem]:
        """Put cured lines in the place of wrong ones; return the problems that these had, none where nothing can be cured."""
        if self._walks >= _MOST_WALKS:
            return []
        cured = {problem.line for problem in self._told}
        if error is None:
            found = [problem for problem in parsed.problems if problem.code == rules.COLON.code][:1]
        else:
            found = [problem for problem in self._with_cures(error) if problem.line not in cured]
        if not all(problem.fix for problem in found):
            return []
        for problem in found:
            self._lines[problem.line - 1] = problem.fix
        return found

    def _walked(self, lines: list[str]) -> tuple[Parsed, yaml.MarkedYAMLError | None]:
        self._walks += 1
        walk = Walk("\n".join(lines), self._times)
        try:
            value = walk.value()
        except Refused:
            return walk.result, None
        except yaml.MarkedYAMLError as error:
            return Parsed(problems=walk.result.problems), error
        except (yaml.YAMLError, RecursionError):
            message = "文件不是合格的 YAML，请对照示例重写。"
            return Parsed(problems=[*walk.result.problems, rules.SYNTAX.at(1, 1, message)]), None
        if isinstance(value, str):
            return Parsed(problems=list(no_record_problems(walk.text))), None
        walk.result.problems += _comments(walk.text, walk.covered)
        walk.result.value = value
        return walk.result, None

    def _with_cures(self, error: yaml.MarkedYAMLError) -> Iterator[Problem]:
        for problem in syntax_problems(self._lines, error):
            yield problem if problem.fix else replace(problem, fix=self._cure(problem.line))

    def _cure(self, number: int) -> str:
        """Return the first cure of a line with which the walk gets past it, or nothing."""
        for line in cures(self._lines[number - 1]):
            if self._walks >= _MOST_WALKS:
                return ""
            _, error = self._walked([*self._lines[: number - 1], line, *self._lines[number:]])
            if error is None or _line(error) > number + 1:
                return line
        return ""


def _is_own(problem: Problem) -> bool:
    return problem.code not in {rules.SYNTAX.code, rules.COLON.code, rules.NOT_A_RECORD.code}


def _line(error: yaml.MarkedYAMLError) -> int:
    marks = [mark.line + 1 for mark in (error.problem_mark, error.context_mark) if mark is not None]
    return min(marks, default=1)


def _comments(text: str, covered: list[tuple[int, int]]) -> Iterator[Problem]:
    """Yield each comment outside the scalars. covered: where the scalars begin and end in the text."""
    position, counted, line = 0, 0, 1
    for start, end in [*sorted(covered), (len(text), len(text))]:
        for found in _COMMENT.finditer(text, position, max(position, start)):
            if not (found.start() == 0 and SCHEMA_COMMENT.fullmatch(found[0])):
                line += text.count("\n", counted, found.start())
                counted = found.start()
                yield _comment(text, found.start(), line)
        position = max(position, end)


def _comment(text: str, index: int, line: int) -> Problem:
    start = text.rfind("\n", 0, index) + 1
    if text[start:index].strip():
        message = "# 前面有空格，后面的文字会被截掉。# 若是正文，给整段文字加单引号；若是注释，写进 notes。"
    else:
        message = "不能写 # 注释，整理格式时会丢失。要说的话写进 notes。"
    return rules.COMMENT.at(line, index - start + 1, message)
