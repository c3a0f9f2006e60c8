"""Days: that they exist, and that nothing is told before it was."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from casebook.problems import Severity
from casebook.records.model import Document, Locality, Outcome, Record
from casebook.rule import Finding, Loc
from casebook.rules.base import Context, document_rule, record_rule

_FIELDS = frozenset({"since", "as_of", "verified", "date", "year"})
_FULL_DATE = 10
_FIRST_YEAR, _LAST_YEAR = "1900", "2099"

_TITLE = "日期真有那一天。"


def _unreal(loc: Loc, text: str) -> Iterator[Finding]:
    if not _FIRST_YEAR <= text[:4] <= _LAST_YEAR:
        yield Finding(loc, f"年份 {text[:4]} 不像是真的，请核对。")
    elif len(text) == _FULL_DATE and not is_day(text):
        yield Finding(loc, f"没有 {text} 这一天。")


def is_day(text: str) -> bool:
    """Tell whether a day such as `2023-02-29` was or will be."""
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


@record_rule("R305", _TITLE, "verified: '2026-02-30'", "verified: '2026-02-28'")
def _unreal_days(record: Record, _: Context) -> Iterator[Finding]:
    for loc, text in record.texts:
        if loc[-1] in _FIELDS and text:
            yield from _unreal(loc, text)


@document_rule("D106", _TITLE, "date: '2023-02-29'\ndate_basis: 原文", "date: '2023-02-28'\ndate_basis: 原文")
def _unreal_document_day(document: Document) -> Iterator[Finding]:
    if document.date:
        yield from _unreal(("date",), document.date)


@record_rule(
    "R307",
    "起始时间和截止时间不晚于文件的日期（计划和目标除外）。",
    "（文件的日期是 2020）since: '2021'",
    "since: '2019'",
    Severity.WARNING,
)
def _after_the_document(record: Record, context: Context) -> Iterator[Finding]:
    days: list[tuple[Loc, str | None, str]] = []
    days += [(("localities", i, "since"), _start(item), item.document) for i, item in enumerate(record.localities)]
    days += [(("outcomes", i, "as_of"), _held(item), item.document) for i, item in enumerate(record.outcomes)]
    for loc, day, id_ in days:
        document = context.documents.get(id_)
        if day and document is not None and document.date and _is_later(day, document.date):
            yield Finding(loc, f"{day} 晚于文件的日期 {document.date}，文件不会写到。请核对。")


def _start(locality: Locality) -> str | None:
    return locality.since if locality.stage not in {"建议", "拟定中", "计划"} else None


def _held(outcome: Outcome) -> str | None:
    return outcome.as_of if outcome.nature != "目标" else None


def _is_later(day: str, other: str) -> bool:
    """Tell whether a day is surely later, each told as far as it is known: 2022-06 is not later than 2022."""
    known = min(len(day), len(other))
    return day[:known] > other[:known]


@record_rule(
    "R308", "核对日期不早于文件的日期。", "（文件的日期是 2020）verified: '2019-11-22'", "verified: '2026-11-22'"
)
def _verified_before_the_document(record: Record, context: Context) -> Iterator[Finding]:
    dates = {source.document: context.documents[source.document].date for source in record.sources
             if source.document in context.documents}  # fmt: skip
    for id_, date in dates.items():
        if record.verified and date and _is_later(date, record.verified):
            yield Finding(("verified",), f"核对日期早于文件 {id_} 的日期（{date}）。请核对。")
