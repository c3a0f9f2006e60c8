"""Merged and withdrawn records, changes, former anchors."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.records.model import Record
from casebook.rule import Finding
from casebook.rules.base import Context, record_rule


@record_rule(
    "R801",
    "并入的写改看哪条，撤下的写原因。",
    "publication: {status: withdrawn}",
    "publication: {status: withdrawn, reason: 原文已废止}",
)
def _incomplete_status(record: Record, _: Context) -> Iterator[Finding]:
    publication = record.publication
    if publication.status == "merged" and publication.replaced_by is None:
        yield Finding(("publication",), "并入别的做法时，写明改看哪条（replaced_by）。")
    if publication.status == "withdrawn" and publication.reason is None:
        yield Finding(("publication",), "撤下时，写明原因（reason）。")
    if publication.status == "published" and (publication.replaced_by or publication.reason):
        yield Finding(("publication",), "replaced_by 和 reason 只用于并入或撤下的记录。")


@record_rule(
    "R802",
    "修订记录和曾用锚点所指的锚点都在。",
    "changes: [{date: '2026-11-22', note: 更正数值, key: gone}]",
    "changes: [{date: '2026-11-22', note: 更正数值}]",
)
def _unknown_anchors(record: Record, _: Context) -> Iterator[Finding]:
    keys = record.keys
    former = {item.key for item in record.publication.former_keys}
    for index, change in enumerate(record.changes):
        if change.key is not None and change.key not in keys | former:
            yield Finding(("changes", index, "key"), f"没有锚点 {change.key}。")
    for index, item in enumerate(record.publication.former_keys):
        if item.replaced_by is not None and "#" not in item.replaced_by and item.replaced_by not in keys:
            yield Finding(("publication", "former_keys", index, "replaced_by"), f"没有锚点 {item.replaced_by}。")
