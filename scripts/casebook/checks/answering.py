"""The answer to a contributor, made on our side: from codes, places and counts alone, never from a stranger's words.

The check of a pull request runs as the request's own workflow file says, so what it hands over may be anybody's. It is read
strictly, and every sentence of the answer is ours: a rule's title and its right example, by the rule's code.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from casebook.checks.contribution import Contribution
from casebook.errors import Unusable
from casebook.problems import Severity
from casebook.rule import Rule
from casebook.rules import all_rules

MAX_BYTES = 200_000
MAX_PLACES = 500
_SHOWN = 50
_NAMED = 10  # places told for each rule
_MOST = 1_000_000
_LONGEST_EXAMPLE = 80
_PATH = r"^practices(?:/[a-z0-9_][a-z0-9_-]{0,63}){1,4}\.yml$"
_ELSEWHERE = ""
_Count = Annotated[int, Field(ge=0, le=_MOST)]
_Text = Annotated[str, Field(pattern=rf"{_PATH}|^$", max_length=200)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Place(_Strict):
    """Where a rule is broken. path: empty for a file whose name is none of a record's. line: 0 for a whole file."""

    code: Annotated[str, Field(pattern=r"^[A-Z][0-9]{3}$")]
    path: _Text
    line: _Count


class Counted(_Strict):
    """What a check hands over. total: how many places there are in all. outside: changed files beside the records."""

    version: Literal[1]
    places: Annotated[list[Place], Field(max_length=MAX_PLACES)]
    total: _Count
    outside: _Count


def counted(found: Contribution) -> str:
    """Return what a check found as JSON of the fixed form."""
    places = [
        {"code": p.code, "path": p.path if re.fullmatch(_PATH, p.path) else _ELSEWHERE, "line": min(p.line, _MOST)}
        for p in found.problems[:MAX_PLACES]
    ]
    told = {"version": 1, "places": places, "total": len(found.problems), "outside": len(found.outside)}
    return json.dumps(told, indent=1) + "\n"


def answer_to(file: Path) -> str:
    """Return the answer in Markdown. Raises Unusable for a file of any other form."""
    with file.open("rb") as opened:
        data = opened.read(MAX_BYTES + 1)
    rules = {rule.code: rule for rule in all_rules()}
    try:
        told = Counted.model_validate_json(data) if len(data) <= MAX_BYTES else None
    except ValidationError:
        told = None
    if told is None or told.total < len(told.places) or any(place.code not in rules for place in told.places):
        raise Unusable("检查结果不是规定的样子，没有写答复。")
    return "\n\n".join(_parts(told, rules)) + "\n"


def _parts(told: Counted, rules: dict[str, Rule]) -> Iterator[str]:
    wrong = [place for place in told.places if rules[place.code].severity is Severity.ERROR]
    more = "等" if told.total > len(told.places) else ""
    yield f"## 检查结果：{f'有 {len(wrong)} 处{more}要改' if wrong else '通过'}"
    yield _thanks(len(wrong), len(told.places) - len(wrong))
    if told.places:
        yield "\n".join(_list(told.places, rules))
    if wrong:
        yield (
            "怎么改：打开“Files changed”，每一处的旁边写着哪里不对、改成什么；改好保存，会自动再查一遍。"
            "编号可以在网站的“检查规则”里查到；看不懂的，直接在下面留言问。"
        )
    if told.outside:
        yield f"这次还改了记录以外的 {told.outside} 个文件。自动检查没有用到它们，由维护的人审看。"


def _thanks(errors: int, warnings: int) -> str:
    more = f"另有 {warnings} 条提醒，请看看是不是该改。" if warnings else ""
    if errors:
        return f"谢谢您提供记录。下面写明了要改的文件和行，改好才能收入。{more}"
    return f"谢谢您提供记录。写法上没有错误。{more}接着由维护的人对照原文审校，审校通过后收入。"


def _list(places: Sequence[Place], rules: dict[str, Rule]) -> Iterator[str]:
    by_code = groupby(sorted(places, key=lambda place: place.code), lambda place: place.code)
    told = [(rules[code], list(found)) for code, found in by_code]
    for rule, found in sorted(told, key=lambda pair: pair[0].severity is not Severity.ERROR)[:_SHOWN]:
        kind = "提醒，" if rule.severity is Severity.WARNING else ""
        yield f"- **{rule.code}** {kind}{rule.title}{_example(rule)}"
        yield from (f"    - {_where(place)}" for place in found[:_NAMED])
        if len(found) > _NAMED:
            yield f"    - 还有 {len(found) - _NAMED} 处"


def _example(rule: Rule) -> str:
    is_short = "\n" not in rule.right.strip() and len(rule.right) <= _LONGEST_EXAMPLE and "`" not in rule.right
    return f"例如：`{rule.right.strip()}`" if rule.right.strip() and is_short else ""


def _where(place: Place) -> str:
    line = f" 第 {place.line} 行" if place.line else ""
    return f"`{place.path}`{line}" if place.path else "名称不合规定的文件"
