"""What is inferred and what is said: the stage and the place of a locality."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.problems import Severity
from casebook.records.model import Locality, Record
from casebook.rule import Finding
from casebook.rules.base import Context, record_rule

INFERRED = "推断"
# What the headings of sections with plans say.
_PLANS = ("下一步", "计划")
_RUNS = "已实施"


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
    "只在“下一步”里说的，不算已实施；推断已实施的要标明。",
    "localities: [{place: 广东省/广州市, stage: 已实施, document: d, anchor: 下一步的六个字}]\n"
    "sources: [{document: d, section: 三、下一步工作, anchor: 下一步的六个字}]",
    "localities: [{place: 广东省/广州市, stage: 计划, document: d, anchor: 下一步的六个字}]\n"
    "sources: [{document: d, section: 三、下一步工作, anchor: 下一步的六个字}]",
    Severity.WARNING,
)
def _planned_as_done(record: Record, _: Context) -> Iterator[Finding]:
    for index, locality in enumerate(record.localities):
        sections = sections_of(record, locality)
        if locality.stage == _RUNS and locality.stage_basis is None and sections and all(map(_is_plan, sections)):
            message = "来源都在“下一步”里，阶段却是已实施。只是打算的写计划；已经在做的（深化、持续、完善）写明是推断，据哪些词句写进 note。"
            yield Finding(("localities", index, "stage"), message)


def sections_of(record: Record, locality: Locality) -> tuple[str, ...]:
    """Return the sections that tell of a locality: that of the source with its anchor, else of all from its document."""
    told = [source for source in record.sources if source.document == locality.document]
    same = [source for source in told if source.anchor == locality.anchor] or told
    return tuple(source.section for source in same if source.section)


def _is_plan(section: str) -> bool:
    return any(word in section for word in _PLANS)
