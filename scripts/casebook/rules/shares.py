"""Figures that lean on others: shares and their parts, goals and their results, counts that conflict."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from casebook.records.loading import Library
from casebook.records.model import Outcome, Record
from casebook.rule import Finding, Loc
from casebook.rules.base import Context, record_rule, set_rule
from casebook.text.numbers import quantity

_SHARE = (
    "outcomes: [{{key: a, metric: 甲, value: '58', nature: 覆盖, document: d, anchor: 六个字的原文}}, "
    "{{key: b, metric: 乙, value: '118', nature: 基数, document: d, anchor: 六个字的原文}}, "
    "{{key: c, metric: 丙, value: '{}', unit: '%', nature: 覆盖, document: d, anchor: 六个字的原文, ratio: {{part: a, whole: b}}}}]"
)
_GOAL = (
    "outcomes: [{{key: a, metric: 甲, value: '5', nature: {}, document: d, anchor: 六个字的原文, result: b}}, "
    "{{key: b, metric: 乙, value: '4', nature: 产出, document: d, anchor: 六个字的原文}}]"
)
_SCALES = {"%": Decimal(100), "‰": Decimal(1000), "成": Decimal(10)}
_DIGITS_OF_A_FRACTION = 4


@record_rule("R310", "比率与它的部分和总数算得拢。", _SHARE.format("49.25"), _SHARE.format("49.15"))
def _wrong_shares(record: Record, _: Context) -> Iterator[Finding]:
    by_key = {outcome.key: outcome for outcome in record.outcomes}
    for index, outcome in enumerate(record.outcomes):
        ratio = outcome.ratio
        if ratio is None:
            continue
        lost = [key for key in (ratio.part, ratio.whole) if key not in by_key]
        if lost:
            yield Finding(("outcomes", index, "ratio"), f"本记录没有锚点 {lost[0]}。")
        elif message := _mistake(outcome, by_key[ratio.part], by_key[ratio.whole]):
            yield Finding(("outcomes", index, "ratio"), message)


def _mistake(share: Outcome, part: Outcome, whole: Outcome) -> str:
    figures = [quantity(o.value, o.unit) for o in (share, part, whole)]
    _, above, below = (figure.minimum for figure in figures)
    printed = quantity(share.value, None).minimum
    # A range is no number that others come to.
    if printed is None or above is None or not below or any(one.minimum != one.maximum for one in figures):
        return "这三个数据里有的不是一个数，算不出比率。请删去 ratio。"
    unit = share.unit or ""
    made = above / below * _SCALES.get(unit, Decimal(1)) / (quantity("1", unit).minimum or 1)
    digits = _DIGITS_OF_A_FRACTION if "/" in (share.value or "") else len((share.value or "").partition(".")[2])
    rounded = made.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    if rounded != printed:
        return f"{part.value} ÷ {whole.value} 是 {rounded}{share.unit or ''}，不是 {share.value}{share.unit or ''}。请核对三个数。"
    return ""


@record_rule(
    "R311", "只有目标写结果。", _GOAL.format("产出"), _GOAL.format("目标")
)  # fmt: skip
def _results_of_no_goal(record: Record, _: Context) -> Iterator[Finding]:
    for index, outcome in enumerate(record.outcomes):
        if outcome.result is not None and outcome.nature != "目标":
            yield Finding(("outcomes", index, "result"), "只有性质是目标的数据写结果（result）。请删去。")


def _named(record: Record) -> Iterator[tuple[Loc, str]]:
    """Yield what figures of a record name: the location, a key or `<id>#<key>`."""
    for index, outcome in enumerate(record.outcomes):
        if outcome.result is not None:
            yield ("outcomes", index, "result"), outcome.result
        for n, name in enumerate(outcome.conflicts_with):
            yield ("outcomes", index, "conflicts_with", n), name
    for index, former in enumerate(record.publication.former_keys):
        if former.replaced_by is not None and "#" in former.replaced_by:
            yield ("publication", "former_keys", index, "replaced_by"), former.replaced_by


@set_rule(
    "S205", "所指的数据在库里。", "conflicts_with: [lou-dong-zhang#mei-you]", "conflicts_with: [lou-dong-zhang#duties]"
)
def _lost_figures(library: Library) -> Iterator[tuple[str, Finding]]:
    keys = {r.id: r.draft.keys for r in library.records if r.draft is not None}
    for loaded in library.records:
        for loc, name in _named(loaded.draft) if loaded.draft is not None else ():
            record, _, key = name.rpartition("#")
            if key not in keys.get(record or loaded.id, ()):
                yield loaded.id, Finding(loc, f"没有数据 {name}。请写锚点，别的做法的写“编号#锚点”。")
