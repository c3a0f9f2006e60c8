"""One walk over the parser's events: plain text values, each with its line and column, and every problem on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TypeAlias

import yaml

from casebook.problems import Problem
from casebook.records import reader_rules as rules
from casebook.records.decoding import LONGEST_FIX, refused_characters
from casebook.rule import Loc, Rule

Value: TypeAlias = "str | list[Value] | dict[str, Value]"

MAX_DEPTH = 8
MAX_NODES = 3000
_GLUED = re.compile(r"([a-z_]+)\s*[:：]\s*(\S.*)")
_GLUED_DASH = re.compile(r"-[\u3400-\u9fff“《（0-9]")
# What is typed for `- ` with a Chinese keyboard.
_DASH_LOOK_ALIKE = re.compile(r"(?:[－–−·•]+|—(?!—)) ?(?=\S)")
_SWALLOWED = re.compile(r"\n\s*(- .{1,12}|[a-z_]+: .{0,12})")
# YAML joins lines by a space; between Chinese characters there is none.
_FOLDED_IN_HAN = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef]) (?=[\u3000-\u9fff\uff00-\uffef])")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_QUOTE_IT = "文字里要用时，给整段文字加单引号。"
# So many fields of a record twice in one file: two records, not slips of the pen.
_PASTED = 3


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a file, 1-based."""

    line: int
    column: int


@dataclass
class Parsed:
    """What a file holds: its value (None where it can't be used), the place of each part, and its problems."""

    value: Value | None = None
    places: dict[Loc, Mark] = field(default_factory=dict)
    keys: dict[Loc, Mark] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def place(self, loc: Loc, *, on_key: bool = False) -> Mark:
        """Return the place of a part, or of the nearest part around it."""
        if on_key and loc in self.keys:
            return self.keys[loc]
        while loc and loc not in self.places:
            loc = loc[:-1]
        return self.places.get(loc, Mark(1, 1))


class Refused(Exception):
    """The walk can't go on: the problem is already told."""


class Walk:
    """One walk over the events of a text. What it found is in `result`, where its scalars stand in `covered`."""

    def __init__(self, text: str, times: int) -> None:
        self.text = text
        self.result = Parsed()
        self.covered: list[tuple[int, int]] = []
        self._times = times
        self._nodes = 0
        self._twice: list[Problem] = []

    def value(self) -> Value:
        """Return what the text holds. Raises Refused, or the parser's own error."""
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        self._events: Iterator[yaml.Event] = iter(yaml.parse(self.text, Loader=loader))
        try:
            return self._document()
        finally:
            self._tell_twice()

    def _tell(self, rule: Rule, mark: Mark, message: str, fix: str = "") -> None:
        self.result.problems.append(rule.at(mark.line, mark.column, message, fix))

    def _stop(self, rule: Rule, mark: Mark, message: str) -> Refused:
        self._tell(rule, mark, message)
        return Refused()

    def _next(self) -> yaml.Event:
        return next(self._events)

    def _document(self) -> Value:
        while not isinstance(event := self._next(), (yaml.DocumentStartEvent, yaml.StreamEndEvent)):
            pass
        if isinstance(event, yaml.StreamEndEvent):
            raise self._stop(rules.NOT_A_RECORD, Mark(1, 1), "文件是空的。")
        if event.tags:
            self._tell(rules.TAG, Mark(1, 1), "%TAG 是 YAML 的标签指令，这里不用。请删去这一行。")
        value = self._node(self._next(), (), 0)
        self._next()
        event = self._next()
        if not isinstance(event, yaml.StreamEndEvent) and not isinstance(value, str):
            self._tell(rules.DOCUMENTS, _mark(event), "这里开始了第二条记录。请另存为一个文件，一个文件只写一条。")
        return value

    def _node(self, event: yaml.Event, loc: Loc, depth: int) -> Value:
        mark = _mark(event)
        self.result.places[loc] = mark
        self._bounds(event, mark, depth)
        self._plain_only(event, mark)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, mark)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(loc, depth)
        return self._mapping(loc, depth) if isinstance(event, yaml.MappingStartEvent) else ""

    def _bounds(self, event: yaml.Event, mark: Mark, depth: int) -> None:
        self._nodes += 1
        if depth > MAX_DEPTH or (depth == MAX_DEPTH and isinstance(event, yaml.CollectionStartEvent)):
            raise self._stop(rules.DEPTH, mark, "层次太深（超过 8 层）。请对照示例检查缩进和方括号。")
        if self._nodes > MAX_NODES * self._times:
            most = f"{MAX_NODES * self._times:,}"
            raise self._stop(rules.DEPTH, mark, f"内容太多（超过 {most} 项）。一条记录只写一项做法，请拆开。")

    def _plain_only(self, event: yaml.Event, mark: Mark) -> None:
        """Tell of what would make a value something else; go on as if it were not there."""
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self._tell(rules.ALIAS, mark, f"& 和 * 在 YAML 里是引用符号，这里不用。{_QUOTE_IT}")
        elif getattr(event, "tag", None):
            self._tell(rules.TAG, mark, f"! 在 YAML 里是标签符号，这里不用。{_QUOTE_IT}")

    def _scalar(self, event: yaml.ScalarEvent, mark: Mark) -> str:
        is_bare_key = bool(self.covered) and self.covered[-1][1] == _span(event)[0]
        self.covered.append(self._covering(event))
        text: str = event.value
        is_refused = bool(event.tag or event.anchor)
        if not event.style and text in _NULLS and not is_bare_key and not is_refused:
            self._tell(rules.EMPTY, mark, "这里没有内容。请补上；来源没有说的，把这一行删去。")
        self._no_hidden_characters(text, mark)
        if not event.style and (dash := _GLUED_DASH.match(text) or _DASH_LOOK_ALIKE.match(text)):
            self._no_glued_dash(event, mark, len(dash[0]) if dash[0][0] != "-" else 1)
        if not event.style and _is_over_lines(event):
            self._no_swallowed_line(event, mark)
        if event.style != "|" and _is_over_lines(event):
            text = _FOLDED_IN_HAN.sub("", text)
        return text.strip("\n")

    def _covering(self, event: yaml.ScalarEvent) -> tuple[int, int]:
        """Return where a text stands, without the line of `|` or `>`, which may end in a comment."""
        start, end = _span(event)
        head = self.text.find("\n", start, end) if event.style in {"|", ">"} else -1
        return (head if head >= 0 else start, end)

    def _no_glued_dash(self, event: yaml.ScalarEvent, mark: Mark, length: int) -> None:
        """Refuse `-每月一次` or `－ 每月一次` alone on its line: a list item whose dash is none, or lacks the space."""
        start = _span(event)[0]
        before, after = self.text.rfind("\n", 0, start) + 1, self.text.find("\n", start)
        if not self.text[before:start].strip():
            rest = self.text[start + length : after if after >= 0 else len(self.text)]
            line = f"{self.text[before:start]}- {rest}"
            self._tell(rules.COLON, mark, rules.DASH, line if len(line) <= LONGEST_FIX else "")

    def _no_swallowed_line(self, event: yaml.ScalarEvent, mark: Mark) -> None:
        """Refuse a list item or field that stands too far right and so became part of the text above it."""
        written = self.text[slice(*_span(event))]
        if found := _SWALLOWED.search(written):
            before = written[: found.start(1)]
            place = Mark(mark.line + before.count("\n"), len(before) - before.rfind("\n"))
            message = f"“{found[1]}”所在的行没有对齐，被接到了上一行后面。请让同一列表的各行左边对齐。"
            self._tell(rules.SYNTAX, place, message)

    def _no_hidden_characters(self, text: str, mark: Mark) -> None:
        """Refuse what an escape in double quotes would bring in unseen."""
        for problem in refused_characters(text):
            message = f"双引号里的转义符写出了不能用的字符。{problem.message}"
            here = replace(problem, line=mark.line, column=mark.column, message=message, fix="")
            self.result.problems.append(here)

    def _sequence(self, loc: Loc, depth: int) -> list[Value]:
        items: list[Value] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            items.append(self._node(event, (*loc, len(items)), depth + 1))
        return items

    def _mapping(self, loc: Loc, depth: int) -> dict[str, Value]:
        items: dict[str, Value] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            name = self._key(event, loc, depth)
            again = (*loc, name) if name not in items else (*loc, f"{name}\0")
            value = self._node(self._next(), again, depth + 1)
            if name != "<<":
                items.setdefault(name, value)
        return items

    def _key(self, event: yaml.Event, loc: Loc, depth: int) -> str:
        mark = _mark(event)
        self._bounds(event, mark, depth + 1)
        if isinstance(event, yaml.CollectionStartEvent):
            raise self._stop(rules.KEY, mark, "字段名写成了一串内容。字段名只写一个词，例如 name。")
        self._plain_only(event, mark)
        if not isinstance(event, yaml.ScalarEvent):
            raise Refused
        self.covered.append(_span(event))
        name: str = event.value
        self._no_hidden_characters(name, mark)
        if not event.style and (found := _GLUED.fullmatch(name)):
            fix = self._line_with(event, f"{found[1]}: {found[2]}")
            self._tell(rules.COLON, mark, f"{found[1]} 后面要用半角冒号加一个空格。", fix)
        if name == "<<":
            self._tell(rules.ALIAS, mark, "<< 在 YAML 里是合并符号，这里不用。请把内容直接写出来。")
        elif (*loc, name) in self.result.keys:
            first = self.result.keys[(*loc, name)].line
            message = f"字段 {name} 在第 {first} 行已经写过。请合并成一处。"
            told = self._twice if not loc else self.result.problems
            told.append(rules.DUPLICATE.at(mark.line, mark.column, message))
        else:
            self.result.keys[(*loc, name)] = mark
        return name

    def _line_with(self, event: yaml.Event, words: str) -> str:
        """Return the line of an event with other words in its place; nothing where it stands on several lines."""
        start, end = _span(event)
        before, after = self.text.rfind("\n", 0, start) + 1, self.text.find("\n", end)
        line = self.text[before:start] + words + self.text[end : after if after >= 0 else len(self.text)]
        return line if "\n" not in self.text[start:end] and len(line) <= LONGEST_FIX else ""

    def _tell_twice(self) -> None:
        """Tell of fields that stand twice: each by itself, or at once where a second record was pasted below the first."""
        if len(self._twice) < _PASTED:
            self.result.problems += self._twice
            return
        first = self._twice[0]
        message = "从这里起像是另一条记录，字段又从头写了一遍。一个文件只写一条，请把它另存为一个文件。"
        self._tell(rules.DOCUMENTS, Mark(first.line, first.column), message)


def _is_over_lines(event: yaml.ScalarEvent) -> bool:
    start, end = event.start_mark, event.end_mark
    return start is not None and end is not None and end.line > start.line


def _mark(event: yaml.Event) -> Mark:
    start = event.start_mark
    return Mark(start.line + 1, start.column + 1) if start else Mark(1, 1)


def _span(event: yaml.Event) -> tuple[int, int]:
    start, end = event.start_mark, event.end_mark
    return (start.index, end.index) if start and end else (0, 0)
