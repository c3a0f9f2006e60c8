"""The strict reader: YAML to plain text values, each with its line and column.

It walks the parser's events and keeps every scalar as the text that was written, so that no
`no`, `12:30`, `010` or `3.10` turns into something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

import yaml

from casebook.records import reader_rules as rules
from casebook.records.decoding import Flaw, decode, refused_characters
from casebook.records.syntax_hints import no_record_flaws, syntax_flaws
from casebook.rule import Loc, Rule

Value: TypeAlias = "str | list[Value] | dict[str, Value]"

MAX_DEPTH = 8
MAX_NODES = 3000
SCHEMA_COMMENT = re.compile(r"# yaml-language-server: \$schema=\S+")
_GLUED = re.compile(r"([a-z_]+)\s*[:：]\s*(\S.*)")
# YAML joins lines by a space; between Chinese characters there is none.
_SWALLOWED = re.compile(r"\n\s*(- .{1,12}|[a-z_]+: .{0,12})")
_FOLDED_IN_HAN = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef]) (?=[\u3000-\u9fff\uff00-\uffef])")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a file, 1-based."""

    line: int
    column: int


@dataclass
class Reading:
    """What a file holds: its value (None where it can't be used), the place of each part, and its flaws."""

    value: Value | None = None
    places: dict[Loc, Mark] = field(default_factory=dict)
    keys: dict[Loc, Mark] = field(default_factory=dict)
    flaws: list[Flaw] = field(default_factory=list)

    def place(self, loc: Loc, *, on_key: bool = False) -> Mark:
        """Return the place of a part, or of the nearest part around it."""
        if on_key and loc in self.keys:
            return self.keys[loc]
        while loc and loc not in self.places:
            loc = loc[:-1]
        return self.places.get(loc, Mark(1, 1))


def read(data: bytes, times: int = 1) -> Reading:
    """Read one file. Every flaw is told with its place; nothing raises.

    times: how many times as long as a record the file may be (vocabularies are longer).
    """
    text, flaws = decode(data, times)
    if flaws:
        return Reading(flaws=list(flaws))
    flaws_seen = list(refused_characters(text))
    if any(flaw.rule is rules.CHARACTER for flaw in flaws_seen):
        return Reading(flaws=flaws_seen)
    return _Walk(text, flaws_seen, times).reading()


class _Refused(Exception):
    """The walk can't go on: the flaw is already told."""


class _Walk:
    """One walk over the parser's events."""

    def __init__(self, text: str, flaws: list[Flaw], times: int) -> None:
        self._text = text
        self._times = times
        self._result = Reading(flaws=flaws)
        self._nodes = 0
        self._covered: list[tuple[int, int]] = []

    def reading(self) -> Reading:
        try:
            self._events = self._parse()
            value = self._document()
        except _Refused:
            return self._result
        except yaml.MarkedYAMLError as error:
            told = {flaw.line for flaw in self._result.flaws}
            self._result.flaws += [flaw for flaw in syntax_flaws(self._text, error) if flaw.line not in told]
            return self._result
        except (yaml.YAMLError, RecursionError):
            self._flaw(rules.SYNTAX, Mark(1, 1), "文件不是合格的 YAML，请对照示例重写。")
            return self._result
        self._result.flaws += comment_flaws(self._text, self._covered)
        self._result.value = value
        return self._result

    def _parse(self) -> Iterator[yaml.Event]:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        return iter(yaml.parse(self._text, Loader=loader))

    def _flaw(self, rule: Rule, mark: Mark, message: str, fix: str = "") -> None:
        self._result.flaws.append(Flaw(rule, mark.line, mark.column, message, fix))

    def _stop(self, rule: Rule, mark: Mark, message: str) -> _Refused:
        self._flaw(rule, mark, message)
        return _Refused()

    def _next(self) -> yaml.Event:
        return next(self._events)

    def _document(self) -> Value | None:
        while not isinstance(event := self._next(), (yaml.DocumentStartEvent, yaml.StreamEndEvent)):
            pass
        if isinstance(event, yaml.StreamEndEvent):
            raise self._stop(rules.NOT_A_RECORD, Mark(1, 1), "文件是空的。")
        value = self._node(self._next(), (), 0)
        if isinstance(value, str):
            self._result.flaws += no_record_flaws(self._text)
            raise _Refused
        self._next()
        event = self._next()
        if not isinstance(event, yaml.StreamEndEvent):
            raise self._stop(
                rules.DOCUMENTS, _mark(event), "这里开始了第二条记录。请另存为一个文件，一个文件只写一条。"
            )
        return value

    def _node(self, event: yaml.Event, loc: Loc, depth: int) -> Value:
        mark = _mark(event)
        self._result.places[loc] = mark
        self._bounds(event, mark, depth)
        self._plain_only(event, mark)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, mark)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(loc, depth)
        return self._mapping(loc, depth)

    def _bounds(self, event: yaml.Event, mark: Mark, depth: int) -> None:
        self._nodes += 1
        if depth > MAX_DEPTH or (depth == MAX_DEPTH and not isinstance(event, yaml.ScalarEvent)):
            raise self._stop(rules.DEPTH, mark, "层次太深（超过 8 层）。请对照示例检查缩进和方括号。")
        if self._nodes > MAX_NODES * self._times:
            most = f"{MAX_NODES * self._times:,}"
            raise self._stop(rules.DEPTH, mark, f"内容太多（超过 {most} 项）。一条记录只写一项做法，请拆开。")

    def _plain_only(self, event: yaml.Event, mark: Mark) -> None:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise self._stop(
                rules.ALIAS, mark, "& 和 * 在 YAML 里是引用符号，这里不用。文字里要用时，给整段文字加单引号。"
            )
        if getattr(event, "tag", None):
            raise self._stop(rules.TAG, mark, "! 在 YAML 里是标签符号，这里不用。文字里要用时，给整段文字加单引号。")

    def _scalar(self, event: yaml.ScalarEvent, mark: Mark) -> str:
        is_bare_key = bool(self._covered) and self._covered[-1][1] == _span(event)[0]
        self._covered.append(_span(event))
        text: str = event.value
        if not event.style and text in _NULLS and not is_bare_key:
            self._flaw(rules.EMPTY, mark, "这里没有内容。请补上；来源没有说的，把这一行删去。")
        self._no_hidden_characters(text, mark)
        if not event.style and _is_over_lines(event) and (found := _SWALLOWED.search(self._text[slice(*_span(event))])):
            self._flaw(
                rules.SYNTAX, mark, f"“{found[1]}”所在的行没有对齐，被接到了上一行后面。请让同一列表的各行左边对齐。"
            )
        if event.style != "|" and _is_over_lines(event):
            text = _FOLDED_IN_HAN.sub("", text)
        return text.strip("\n")

    def _no_hidden_characters(self, text: str, mark: Mark) -> None:
        """Refuse what an escape in double quotes would bring in unseen."""
        for flaw in refused_characters(text):
            self._flaw(flaw.rule, mark, f"双引号里的转义符写出了不能用的字符。{flaw.message}")

    def _sequence(self, loc: Loc, depth: int) -> list[Value]:
        items: list[Value] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            items.append(self._node(event, (*loc, len(items)), depth + 1))
        return items

    def _mapping(self, loc: Loc, depth: int) -> dict[str, Value]:
        items: dict[str, Value] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            name = self._key(event, loc, depth)
            value = self._node(self._next(), (*loc, name), depth + 1)
            items.setdefault(name, value)
        return items

    def _key(self, event: yaml.Event, loc: Loc, depth: int) -> str:
        mark = _mark(event)
        self._bounds(event, mark, depth + 1)
        self._plain_only(event, mark)
        if not isinstance(event, yaml.ScalarEvent):
            raise self._stop(rules.KEY, mark, "字段名写成了一串内容。字段名只写一个词，例如 name。")
        self._covered.append(_span(event))
        name: str = event.value
        self._no_hidden_characters(name, mark)
        if not event.style and (found := _GLUED.fullmatch(name)):
            self._flaw(rules.COLON, mark, f"{found[1]} 后面要用半角冒号加一个空格。", f"{found[1]}: {found[2]}")
        if name == "<<":
            raise self._stop(rules.ALIAS, mark, "<< 在 YAML 里是合并符号，这里不用。请把内容直接写出来。")
        if (*loc, name) in self._result.keys:
            first = self._result.keys[(*loc, name)].line
            self._flaw(rules.DUPLICATE, mark, f"字段 {name} 在第 {first} 行已经写过。请合并成一处。")
        else:
            self._result.keys[(*loc, name)] = mark
        return name


def _is_over_lines(event: yaml.ScalarEvent) -> bool:
    start, end = event.start_mark, event.end_mark
    return start is not None and end is not None and end.line > start.line


def _mark(event: yaml.Event) -> Mark:
    start = event.start_mark
    return Mark(start.line + 1, start.column + 1) if start else Mark(1, 1)


def _span(event: yaml.Event) -> tuple[int, int]:
    start, end = event.start_mark, event.end_mark
    return (start.index, end.index) if start and end else (0, 0)


def comment_flaws(text: str, covered: list[tuple[int, int]]) -> Iterator[Flaw]:
    """Yield each comment outside the scalars: it would be lost, or it cuts a value short."""
    position = 0
    for start, end in [*sorted(covered), (len(text), len(text))]:
        gap = text[position:start]
        for found in re.finditer(r"(?m)(?:^|(?<=\s))#.*", gap):
            if not (position + found.start() == 0 and SCHEMA_COMMENT.fullmatch(found[0])):
                yield _comment_flaw(text, position + found.start())
        position = max(position, end)


def _comment_flaw(text: str, index: int) -> Flaw:
    line = text.count("\n", 0, index) + 1
    start = text.rfind("\n", 0, index) + 1
    if text[start:index].strip():
        message = "# 前面有空格，后面的文字会被截掉。# 若是正文，给整段文字加单引号；若是注释，写进 notes。"
    else:
        message = "不能写 # 注释，整理格式时会丢失。要说的话写进 notes。"
    return Flaw(rules.COMMENT, line, index - start + 1, message)
