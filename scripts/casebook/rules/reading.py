"""Names whose reading nothing decides: their address and their place in the index are made of it."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.problems import Severity
from casebook.records.model import Record
from casebook.rule import Finding
from casebook.rules.base import Context, record_rule
from casebook.text.readings import polyphones


@record_rule(
    "R608",
    "名称里的多音字读法要定。",
    "name: 长哥工作室",
    "name: 长哥工作室\npinyin: cháng gē gōng zuò shì",
    Severity.WARNING,
)
def _open_readings(record: Record, context: Context) -> Iterator[Finding]:
    if record.pinyin is not None:
        return
    for heard in context.vocabularies.pronouncer.undecided(record.name):
        ways = "、".join(polyphones()[heard.text])
        message = (
            f"“{heard.text}”有 {ways} 几种读法，这里读作 {heard.syllable}。读得对，也请把 pinyin 写上；不对，改成对的。"
        )
        yield Finding(("name",), message, f"pinyin: {context.vocabularies.pronouncer.reading(record.name)}")
