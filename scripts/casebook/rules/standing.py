"""What is inferred and what is said: the stage and the place of a locality."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from casebook.problems import Severity
from casebook.records.model import Locality, Record
from casebook.rule import Finding
from casebook.rules.base import Context, record_rule

INFERRED = "推断"
_RUNS, _PILOT = "已实施", "试点"
# What the headings of sections with plans say.
_PLANS = ("下一步", "计划")


@dataclass(frozen=True, slots=True)
class Verbs:
    """Words of documents that tell the same stage everywhere; of several, the first: 探索推行 is 探索.

    planned: in a section of plans; elsewhere: in any other.

    Where a stage is inferred from them, the record says so with `stage_basis`.
    """

    words: tuple[str, ...]
    planned: str
    elsewhere: str
    is_inferred_when_planned: bool = False
    is_inferred_elsewhere: bool = False


VERBS: Final = (
    Verbs(("探索", "试点", "先行先试"), "计划", "试点"),
    Verbs(("着力", "力争", "争取"), "计划", "计划", is_inferred_elsewhere=True),
    Verbs(("研究制定", "征求意见"), "拟定中", "拟定中"),
    Verbs(("建立", "制定", "出台", "成立", "设立", "推行", "推进", "推动", "构建"), "计划", _RUNS),
    Verbs(
        ("深化", "持续", "巩固", "完善", "全面落实", "继续", "进一步", "深入实施", "深入开展"), _RUNS, _RUNS,
        is_inferred_when_planned=True,
    ),
    Verbs(("印发", "建成", "完成", "实施", "开展", "组织", "落实", "打造"), "计划", _RUNS),
)  # fmt: skip
_BY_WORD: Final = {word: verbs for verbs in VERBS for word in verbs.words}
_WORD = re.compile("|".join(sorted(_BY_WORD, key=len, reverse=True)))
# Stages that other words than the verb decide: who asks, until when.
_OTHERWISE = frozenset({"建议", "拟定中", "阶段性", "已结束"})


@record_rule(
    "R505",
    "推断的地方和阶段，写明据哪些词句。",
    "localities: [{place: 广东省/广州市, stage: 已实施, document: d, anchor: 六个字的原文, stage_basis: 推断}]",
    "localities: [{place: 广东省/广州市, stage: 已实施, document: d, anchor: 六个字的原文, note: 原文写继续, stage_basis: 推断}]",
)
def _inferred_without_words(record: Record, _: Context) -> Iterator[Finding]:
    for index, locality in enumerate(record.localities):
        if INFERRED in {locality.stage_basis, locality.place_basis} and not locality.note:
            message = "写了推断，没有说据哪些词句推断。请写进 note。"
            yield Finding(("localities", index), message)


@record_rule(
    "R506",
    "同一个动词，同一个阶段；推断的要标明。",
    "localities: [{place: 广东省/广州市, stage: 已实施, document: d, anchor: 探索推行这个做法}]",
    "localities: [{place: 广东省/广州市, stage: 试点, document: d, anchor: 探索推行这个做法}]",
    Severity.WARNING,
)
def _stages_against_verbs(record: Record, _: Context) -> Iterator[Finding]:
    for index, locality in enumerate(record.localities):
        if locality.stage_basis is None and locality.stage not in _OTHERWISE:
            sections = sections_of(record, locality)
            is_plan = bool(sections) and all(any(word in section for word in _PLANS) for section in sections)
            if message := _against(locality, is_plan=is_plan):
                yield Finding(("localities", index, "stage"), message)


def _against(locality: Locality, *, is_plan: bool) -> str:
    first = _WORD.search(locality.anchor)
    verbs = _BY_WORD[first[0]] if first else None
    stage = (verbs.planned if is_plan else verbs.elsewhere) if verbs else locality.stage
    cure = "确是这样的，写 stage_basis: 推断，并在 note 里写明据哪些词句。"
    if is_plan and locality.stage == _RUNS:
        return f"来源都在“下一步”里，阶段却是已实施。只是打算的写计划；已经在做的（深化、持续、完善），{cure.removeprefix('确是这样的，')}"
    is_named = locality.stage == _PILOT and _PILOT in locality.anchor
    if first and locality.stage != stage and not is_named:
        return f"“{first[0]}”记作{stage}，这里写的是{locality.stage}。{cure}"
    return ""


def sections_of(record: Record, locality: Locality) -> tuple[str, ...]:
    """Return the sections that tell of a locality: that of the source with its anchor, else of all from its document."""
    told = [source for source in record.sources if source.document == locality.document]
    same = [source for source in told if source.anchor == locality.anchor] or told
    return tuple(source.section for source in same if source.section)
