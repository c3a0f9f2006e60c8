"""Figures: values, units, keys, places, days."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from casebook.records.model import RESERVED_KEYS, Outcome, Record
from casebook.rule import Finding
from casebook.rules.base import Context, record_rule
from casebook.text.numbers import VALUE_PATTERN, is_ascending

_UNIT_IN_VALUE = re.compile(r"([0-9]+(?:\.[0-9]+)?)([%‰]|(?![多余几])[\u3400-\u9fff]{1,6}(?<![多余几上下]))")

_ONE = "outcomes: [{key: a, metric: 甲, value: '5', nature: 产出, document: d, anchor: 六个字的原文}]"


def _one(old: str, new: str) -> str:
    return _ONE.replace(old, new)


def _outcomes(record: Record) -> Iterator[tuple[int, Outcome]]:
    yield from enumerate(record.outcomes)


@record_rule("R301", "数值照原文写，半角；万、亿、% 写在单位里。", _one("'5'", "1.7万"), _ONE)
def _wrong_values(record: Record, _: Context) -> Iterator[Finding]:
    for index, outcome in _outcomes(record):
        value = outcome.value
        if value is not None and not (VALUE_PATTERN.fullmatch(value) and is_ascending(value)):
            yield Finding(("outcomes", index, "value"), *_value_message(value))


def _value_message(value: str) -> tuple[str, str]:
    plain = unicodedata.normalize("NFKC", value).replace(",", "").replace(" ", "")
    plain = re.sub(r"[~—–―至到]+|--+", "-", plain)
    if found := _UNIT_IN_VALUE.fullmatch(plain):
        return f"“{value}”里的 {found[2]} 写到 unit。", f"value: '{found[1]}'"
    if VALUE_PATTERN.fullmatch(plain) and is_ascending(plain):
        return f"数值“{value}”请写成半角，不加逗号。", f"value: '{plain}'"
    return (
        f"数值“{value}”写法不对。只写数字（3075、49.15、三）、范围 10-20、比 1:2000、分数 1/3；约、多等写到 qualifier。",
        "",
    )


@record_rule("R302", "数据要有数值，或者写全覆盖。", _one(" value: '5',", ""), _ONE)
def _missing_values(record: Record, _: Context) -> Iterator[Finding]:
    for index, outcome in _outcomes(record):
        if outcome.value is None and outcome.qualifier != "全覆盖":
            yield Finding(("outcomes", index), "没有数值。请写 value；原文只说全覆盖的，写 qualifier: 全覆盖。")


@record_rule("R303", "锚点在本记录内唯一，不用页面固定锚点。", _one("key: a", "key: steps"), _ONE)
def _wrong_keys(record: Record, _: Context) -> Iterator[Finding]:
    seen: set[str] = set()
    former = {item.key for item in record.publication.former_keys}
    for index, outcome in _outcomes(record):
        if outcome.key in RESERVED_KEYS:
            yield Finding(("outcomes", index, "key"), f"{outcome.key} 是页面固定锚点，请换一个。")
        if outcome.key in seen:
            yield Finding(("outcomes", index, "key"), f"锚点 {outcome.key} 在本记录里已经用过，请换一个。")
        if outcome.key in former:
            yield Finding(("outcomes", index, "key"), f"锚点 {outcome.key} 曾经用过又停用，不能再用。")
        seen.add(outcome.key)
    for index, part in enumerate(record.includes):
        if part.key in seen | former | RESERVED_KEYS:
            yield Finding(("includes", index, "key"), f"锚点 {part.key} 在本记录里已经用过，请换一个。")
        seen.add(part.key)


@record_rule(
    "R304",
    "记录有几个地方时，每个数据写明属于哪里。",
    "localities: [{place: 广东省/广州市, stage: 已实施, document: d, anchor: 六个字的原文}, "
    "{place: 广东省/东莞市, stage: 计划, document: d, anchor: 六个字的原文}]\n" + _ONE,
    _ONE,
)
def _missing_places(record: Record, _: Context) -> Iterator[Finding]:
    if len({locality.place for locality in record.localities}) > 1:
        for index, outcome in _outcomes(record):
            if outcome.place is None:
                yield Finding(("outcomes", index), "本记录有几个地方，请写明数据属于哪里（place）。")


@record_rule(
    "R306",
    "写了时间依据“原文”或“推算”，就写截止时间。",
    _one("nature: 产出", "nature: 产出, as_of_basis: 推算"),
    _one("nature: 产出", "nature: 产出, as_of: '2020-04', as_of_basis: 推算"),
)
def _basis_without_day(record: Record, _: Context) -> Iterator[Finding]:
    for index, outcome in _outcomes(record):
        if outcome.as_of_basis in {"原文", "推算"} and outcome.as_of is None:
            yield Finding(("outcomes", index, "as_of_basis"), "没有 as_of，时间依据只能是“不晚于发文日”。")
