"""Fixed wordings written almost right: 三级呼叫相应 for 三级呼叫响应."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.problems import Severity
from casebook.records.model import Record
from casebook.rule import Finding, Loc
from casebook.rules.base import Context, own_words, record_rule

_FIELDS = frozenset({"name", "aliases"})


def _texts(record: Record) -> Iterator[tuple[Loc, str]]:
    yield from ((loc, text) for loc, text in record.texts if loc[0] in _FIELDS)
    yield from own_words(record)


@record_rule(
    "R607", "固定说法不写走样。", "summary: 街道实行三级呼叫相应。", "summary: 街道实行三级呼叫响应。", Severity.WARNING
)
def _almost_right(record: Record, context: Context) -> Iterator[Finding]:
    for loc, text in _texts(record):
        for term, written in context.vocabularies.wordings.near_misses(text):
            yield Finding(loc, f"“{written}”与固定说法“{term}”差一个字。", text.replace(written, term))
