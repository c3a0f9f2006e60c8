"""Names that the registers hold: bodies and policies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.problems import Severity
from casebook.records.model import Record
from casebook.rule import Finding, Loc
from casebook.rules.base import Context, record_rule
from casebook.text.nearest import nearest

# What has a name of its own, not a role: an office of a place.
_OFFICE = re.compile(
    r"[\u3400-\u9fff]{0,9}[省市区县旗]委?[\u3400-\u9fff]{0,16}(?:局|厅|署|(?:组织|宣传|统战)部|政法委|办公室|人民政府)"
)


def _led(record: Record) -> Iterator[tuple[Loc, str, tuple[str, ...]]]:
    """Yield the bodies that a record names: the location, the name, and the places to one of which it belongs."""
    for index, locality in enumerate(record.localities):
        for part, names in (("lead", locality.lead), ("support", locality.support)):
            yield from ((("localities", index, part, n), name, (locality.place,)) for n, name in enumerate(names))
    places = tuple(locality.place for locality in record.localities)
    yield from ((("actors", index, "name"), actor.name, places) for index, actor in enumerate(record.actors))


@record_rule(
    "R205",
    "牵头、配合、参与的单位在单位登记表里。",
    "localities: [{place: 广东省/广州市, stage: 已实施, lead: [广州市某某局], document: d, anchor: 六个字的原文}]",
    "localities: [{place: 广东省/广州市, stage: 已实施, lead: [广州市民政局], document: d, anchor: 六个字的原文}]",
    Severity.WARNING,
)
def _unknown_bodies(record: Record, context: Context) -> Iterator[Finding]:
    bodies = context.vocabularies.bodies
    for loc, name, places in _led(record) if bodies.all else ():
        if _OFFICE.fullmatch(name) and not bodies.meant(name, places):
            there = bodies.called(name)
            cause = f"登记的“{name}”属于 {there.place}" if there else f"单位登记表里没有“{name}”"
            yield Finding(loc, f"{cause}，网页上不会连到它。请核对名称，或在 practices/_bodies.yml 里加一条。")


@record_rule(
    "R206",
    "一个单位名称在本记录的地方只指一个单位。",
    "（市民政局在两个地方各有一个）actors: [{name: 市民政局}]",
    "actors: [{name: 广州市民政局}]",
)
def _ambiguous_bodies(record: Record, context: Context) -> Iterator[Finding]:
    for loc, name, places in _led(record):
        found = context.vocabularies.bodies.meant(name, places)
        if len(found) > 1:
            yield Finding(loc, f"“{name}”可以是{'，也可以是'.join(body.name for body in found)}。请写全称。")


@record_rule(
    "R207", "政策依据写登记表里的编号。", "basis: [mei-you-de-zheng-ce]", "basis: [guang-zhou-wu-ye-guan-li-tiao-li]"
)
def _unknown_policies(record: Record, context: Context) -> Iterator[Finding]:
    policies = context.vocabularies.policies
    for index, id_ in enumerate(record.basis):
        if id_ not in policies.by_id:
            message, fix = nearest(id_, sorted(policies.by_id), str(index))
            added = "新的政策请先在 practices/_policies.yml 里加一条。"
            yield Finding(("basis", index), f"{message if fix else f'政策登记表里没有 {id_}。'}{added}", fix)
