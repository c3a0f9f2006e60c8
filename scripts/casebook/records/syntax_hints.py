"""What is probably wrong where YAML can't be parsed, in words that someone who knows no YAML can follow."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from casebook.records import reader_rules as rules
from casebook.records.decoding import Flaw

_FULL_WIDTH_COLON = re.compile(r"^(\s*(?:- )?\{?\s*)([a-z_]+)(：\s*)")
_NO_SPACE = re.compile(r"^(\s*(?:- )?)([a-z_]+):([^\s].*)")
_HINTS = (
    (re.compile(r"[:\-]\s+[@`%]"), "文字以 @、` 或 % 开头。请给整段文字加单引号。"),
    (re.compile(r"[:\-]\s+[*&!]"), "文字以 *、& 或 ! 开头。请给整段文字加单引号。"),
    (re.compile(r"[:\-]\s+[\]}|>,?]"), "文字以英文标点开头。请改用中文标点，或给整段文字加单引号。"),
    (re.compile(r"\{[^}]*$"), "大括号没有写完。这一项请写在一行里，以 } 结束。"),
    (re.compile(r"\[[^\]]*$"), "方括号没有写完。请以 ] 结束。"),
    (
        re.compile(r"[:\-,{]\s+'(?:[^']|'')*'[^'\s,}\]]"),
        "单引号后面还有字。请给整段文字加单引号，里面的引号用中文引号“ ”。",
    ),
    (re.compile(r'[:\-,{]\s+"[^"]*"[^\s,}\]]'), "双引号后面还有字。正文里的引号请用中文引号“ ”。"),
    (re.compile(r":\s+[^'\"\[{|>][^,]*: "), "文字里有英文冒号加空格。请改用中文冒号“：”，或给整段文字加单引号。"),
    (re.compile(r"[:\-,{]\s*'[^']*$"), "单引号只有一半。文字里的单引号要写两个。"),
    (re.compile(r"[:\-,{]\s*\"[^\"]*$"), "双引号只有一半。正文请用中文引号“ ”。"),
)


def syntax_flaws(text: str, error: yaml.MarkedYAMLError) -> Iterator[Flaw]:
    """Yield what is likely the matter, at the place where it likely is."""
    lines = text.split("\n")
    told = list(_colon_flaws(lines))
    yield from told
    if told:
        return
    mark = error.problem_mark or error.context_mark
    number = min(mark.line + 1 if mark else 1, len(lines))
    column = mark.column + 1 if mark else 1
    begun = error.context_mark.line + 1 if error.context_mark else number
    for candidate in dict.fromkeys((number, number - 1, begun)):
        if candidate >= 1 and (hint := _hint(lines[candidate - 1])):
            yield Flaw(rules.SYNTAX, candidate, column if candidate == number else 1, hint)
            return
    yield Flaw(rules.SYNTAX, number, column, "这里读不下去。请检查这一行和上一行的缩进、引号和括号，对照示例改正。")


def no_record_flaws(text: str) -> Iterator[Flaw]:
    """Yield why a file that is one single text is no record: mostly its colons."""
    told = list(_colon_flaws(text.split("\n")))
    yield from told or [Flaw(rules.NOT_A_RECORD, 1, 1, "文件里没有“字段: 内容”的行。请对照示例重写。")]


def _hint(line: str) -> str:
    return next((message for pattern, message in _HINTS if pattern.search(line)), "")


def _colon_flaws(lines: list[str]) -> Iterator[Flaw]:
    for number, line in enumerate(lines, start=1):
        if found := _FULL_WIDTH_COLON.match(line):
            fixed = _FULL_WIDTH_COLON.sub(r"\1\2: ", line)
            yield Flaw(
                rules.COLON, number, found.start(3) + 1, f"{found[2]} 后面是全角冒号。请改成半角冒号加空格。", fixed
            )
        elif (found := _NO_SPACE.match(line)) and not found[3].startswith("//"):
            fixed = _NO_SPACE.sub(r"\1\2: \3", line)
            yield Flaw(rules.COLON, number, found.start(3) + 1, f"{found[2]} 的冒号后面少一个空格。", fixed)
