"""What is probably wrong where YAML can't be parsed, in words that someone who knows no YAML can follow, and the cures to try."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

import yaml

from casebook.problems import Problem
from casebook.records import reader_rules as rules
from casebook.records.decoding import LONGEST_FIX

Hints: TypeAlias = tuple[tuple[re.Pattern[str], str], ...]

# Bounded white space and one line at a time: a hint must not take longer than reading the file did.
_COLON_LOOK_ALIKE = re.compile(
    r"^( {0,40}(?:- {1,4})?\{? {0,4})([A-Za-z_\u4e00-\u9fff]{1,20})( ?[：∶﹕︰]\s{0,4}|:[\u3000\u00a0]\s{0,4})"
)
_NO_SPACE = re.compile(r"^( {0,40}(?:- {1,4})?)([a-z_]{1,20}):([^\s].*)")
_NO_SPACE_AFTER_DASH = re.compile(r"^( {0,40})(?:-(?=[\u3400-\u9fff“《（0-9])|(?:[－–−·•]+|—(?!—)) ?)(\S.*)")
_FIELD = re.compile(r"^ {0,40}(?:- {1,4})?[A-Za-z_]{1,20}: {1,40}|^ {0,40}- {1,40}")
# A quoted word at the head of a longer text: `"五员"队伍`.
_INNER_QUOTES = re.compile(r"""([:\-,{]\s+)(?P<mark>['"])([^'"]*)(?P=mark)(?=[^\s,}\]'"])""")
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
    (re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*\\[^0abtnvfre "/\\N_LPxuU]'), "双引号里的反斜线有特别的意思。请改用单引号。"),
    (re.compile(r"^(?:<{7}|={7}|>{7})"), "这是没有处理完的 git 冲突标记。请留下对的一份，删去标记。"),
    (re.compile(r"^(?:```|~~~)"), "这是 Markdown 的代码围栏，不是记录的内容。请删去这一行。"),
)
_ODD_INDENT = re.compile(r"^ {0,40}[\u3000\u00a0]")
_GENERAL = (
    (_ODD_INDENT, "行首是全角空格。缩进请用半角空格。"),
    (re.compile(r"^ *#"), "这里的 # 注释把上下两行断开了。请删去注释，要说的话写进 notes。"),
    (re.compile(r"^ "), "字段要顶格写，或与同一组的字段左边对齐。"),
)


def syntax_problems(lines: list[str], error: yaml.MarkedYAMLError) -> Iterator[Problem]:
    """Yield what is likely the matter, at the place where it likely is."""
    mark = error.problem_mark or error.context_mark
    number = min(mark.line + 1 if mark else 1, len(lines))
    told = list(_colon_problems(lines, number))
    yield from told
    if told:
        return
    column = mark.column + 1 if mark else 1
    begun = error.context_mark.line + 1 if error.context_mark else number
    near = [candidate for candidate in dict.fromkeys((number, number - 1, begun)) if 1 <= candidate <= len(lines)]
    for candidate in near:
        if hint := _hint(_HINTS, lines[candidate - 1]):
            yield rules.SYNTAX.at(candidate, column if candidate == number else 1, hint)
            return
    for pattern in _GENERAL:
        for candidate in near:
            if hint := _hint((pattern,), lines[candidate - 1]):
                yield rules.SYNTAX.at(candidate, 1, hint)
                return
    yield rules.SYNTAX.at(number, column, "这里读不下去。请检查这一行和上一行的缩进、引号和括号，对照示例改正。")


def no_record_problems(text: str) -> Iterator[Problem]:
    """Yield why a file that is one single text is no record: mostly its colons."""
    told = list(_colon_problems(text.split("\n"), 1))
    yield from told or [rules.NOT_A_RECORD.at(1, 1, "文件里没有“字段: 内容”的行。请对照示例重写。")]


def _hint(hints: Hints, line: str) -> str:
    return next((message for pattern, message in hints if pattern.search(line)), "") if len(line) <= LONGEST_FIX else ""


def _colon_problems(lines: list[str], at: int) -> Iterator[Problem]:
    """Yield the colons that are none. at: the line where the parser stopped: there and just before, any word may be a field."""
    for number, line in enumerate(lines, start=1):
        found = _COLON_LOOK_ALIKE.match(line)
        if found and (found[2].isascii() or at - 1 <= number <= at):
            fixed = _fixed(found[1] + found[2], line[found.end() :])
            what = "全角空格" if found[3][0] == ":" else "全角冒号"
            message = f"{found[2]} 后面是{what}。请改成半角冒号加空格。"
            yield rules.COLON.at(number, found.start(3) + 1, message, fixed)
        elif (found := _NO_SPACE.match(line)) and not found[3].startswith("//"):
            message = f"{found[2]} 的冒号后面少一个空格。"
            yield rules.COLON.at(number, found.start(3) + 1, message, _fixed(found[1] + found[2], found[3]))
        elif at - 1 <= number <= at and (found := _NO_SPACE_AFTER_DASH.match(line)) and len(line) <= LONGEST_FIX:
            yield rules.COLON.at(number, found.end(1) + 1, rules.DASH, f"{found[1]}- {found[2]}")


def _fixed(before: str, after: str) -> str:
    return f"{before}: {after}" if len(after) <= LONGEST_FIX else ""


def cures(line: str) -> Iterator[str]:
    """Yield what a line that can't be read was perhaps meant to be, the likeliest first."""
    if _ODD_INDENT.match(line):
        yield line.replace("\u3000", "  ").replace("\u00a0", " ")
    found = _FIELD.match(line)
    if found is None or len(line) > LONGEST_FIX:
        return
    if (plain := _INNER_QUOTES.sub(r"\1“\3”", line)) != line:
        yield plain
    text = line[found.end() :].strip()
    if text[:1] == "[":
        yield from (f"{line}]", f"{line}}}]", line.rstrip()[:-1] + "}]", line.rstrip()[:-1])
    elif text[:1] == "{":
        yield from (f"{line}}}", line.rstrip()[:-1])
    elif text:
        yield found[0] + _quoted(text)


def _quoted(text: str) -> str:
    """Return a text in single quotes; quotes that were meant to stand around it go."""
    mark = text[0]
    if mark in "'\"" and len(text) > 1 and text.endswith(mark):
        text = text[1:-1]
    elif mark in "'\"" and text.count(mark) == 1:
        text = text[1:]
    return "'" + text.replace("'", "''") + "'"
