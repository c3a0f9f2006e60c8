"""Comments: `fmt` would lose them, and ` #` cuts a value short, so all but the schema line are refused."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.problems import Problem
from casebook.records import reader_rules as rules

# The one comment that may stand: on the first line, for editors; a way inside the checkout, never to another host.
SCHEMA_COMMENT = re.compile(r"# yaml-language-server: \$schema=(?:\.{0,2}/)*[A-Za-z0-9_][A-Za-z0-9_./-]*\.json")
_COMMENT = re.compile(r"(?m)(?:^|(?<=\s))#.*")


def comment_problems(text: str, covered: list[tuple[int, int]]) -> Iterator[Problem]:
    """Yield each comment outside the scalars. covered: where the scalars begin and end in the text."""
    position, counted, line = 0, 0, 1
    for start, end in [*sorted(covered), (len(text), len(text))]:
        for found in _COMMENT.finditer(text, position, max(position, start)):
            if not (found.start() == 0 and SCHEMA_COMMENT.fullmatch(found[0])):
                line += text.count("\n", counted, found.start())
                counted = found.start()
                yield _problem(text, found.start(), line)
        position = max(position, end)


def _problem(text: str, index: int, line: int) -> Problem:
    start = text.rfind("\n", 0, index) + 1
    if text[start:index].strip():
        message = "# 前面有空格，后面的文字会被截掉。# 若是正文，给整段文字加单引号；若是注释，写进 notes。"
    else:
        message = "不能写 # 注释，整理格式时会丢失。要说的话写进 notes。"
    return rules.COMMENT.at(line, index - start + 1, message)
