"""Names, aliases and former ids, over the whole set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from casebook.problems import Severity
from casebook.records.file_rules import is_reserved
from casebook.records.loading import Library
from casebook.records.model import Record
from casebook.rule import Finding
from casebook.rules.base import set_rule
from casebook.rules.likeness import likenesses
from casebook.text.normal import folded, squeezed

# Of how many others a record is told that they are like it.
_MOST_ALIKE = 3
# How many that bear one name are looked at.
_TRIED = 20


def _published(library: Library) -> Iterator[tuple[str, Record]]:
    for loaded in library.records:
        if loaded.draft is not None and loaded.draft.publication.status == "published":
            yield loaded.id, loaded.draft


def _owners(named: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Return the records that bear each name, folded. named: names and their records."""
    owners: dict[str, list[str]] = {}
    for name, record in named:
        owners.setdefault(folded(name), []).append(record)
    return owners


def _other(owners: dict[str, list[str]], name: str, but: Iterable[str]) -> str:
    """Return another record that bears a name, or nothing: of very many, the first ones are tried."""
    return next((owner for owner in owners.get(folded(name), ())[:_TRIED] if owner not in but), "")


# What meets is told of both: which one is new, nobody here knows, and a check may be asked about one alone.
@set_rule("S201", "名称不与别的名称、别名相同。", "两条都叫楼栋长", "楼栋长；虎门楼栋代表人")
def _names_taken(library: Library) -> Iterator[tuple[str, Finding]]:
    names = _owners((item.name, record) for record, item in _published(library))
    aliases = _owners((alias, record) for record, item in _published(library) for alias in item.aliases)
    for record, item in _published(library):
        if owner := _other(names, item.name, (record,)):
            message = f"名称“{item.name}”与 {owner} 相同。请加地名或限定词区别，或并成一条。"
            yield record, Finding(("name",), message)
        elif owner := _other(aliases, item.name, (record,)):
            yield record, Finding(("name",), f"名称“{item.name}”是 {owner} 的别名。请换一个叫法，或并成一条。")
        for index, alias in enumerate(item.aliases):
            if owner := _other(names, alias, (record,)):
                message = f"别名“{alias}”是 {owner} 的名称。请删去，或换一个叫法。"
                yield record, Finding(("aliases", index), message)


@set_rule(
    "S210",
    "两条的别名相同，写明两条的关系。",
    "两条都有 aliases: [四议两公开]",
    "relations: [{type: related, target: lou-dong-zhang}]",
    Severity.WARNING,
)
def _aliases_shared(library: Library) -> Iterator[tuple[str, Finding]]:
    aliases = _owners((alias, record) for record, item in _published(library) for alias in item.aliases)
    targets = {record: {one.target for one in item.relations} for record, item in _published(library)}
    for record, item in _published(library):
        for index, alias in enumerate(item.aliases):
            near = [o for o in aliases[folded(alias)][:_TRIED] if record in targets[o]]
            if owner := _other(aliases, alias, {record, *near, *targets[record]}):
                message = (
                    f"别名“{alias}”也是 {owner} 的别名。是同一做法的，并成一条；不是的，在 relations 里写明两者的关系。"
                )
                yield record, Finding(("aliases", index), message)


@set_rule(
    "S206",
    "其中包括的，不是另有一条的做法。",
    "includes: [{key: lou-zhang, name: 楼栋长, document: d, anchor: 六个字的原文}]",
    "relations: [{type: related, target: lou-dong-zhang}]",
    Severity.WARNING,
)
def _parts_with_records(library: Library) -> Iterator[tuple[str, Finding]]:
    names = _owners((item.name, record) for record, item in _published(library))
    parts = _owners((part.name, record) for record, item in _published(library) for part in item.includes)
    for record, item in _published(library):
        if owner := _other(parts, item.name, (record,)):
            message = f"“{item.name}”已写在 {owner} 的“其中包括”里。另写一条的，请从那里删去，在 relations 里写明关系。"
            yield record, Finding(("name",), message)
        for index, part in enumerate(item.includes):
            if owner := _other(names, part.name, (record,)):
                message = f"“{part.name}”另有一条（{owner}）。请删去这一项，在 relations 里写明关系。"
                yield record, Finding(("includes", index, "name"), message)


@set_rule(
    "S207",
    "一个数据只归一条做法。",
    "两条都有 {value: '86', document: d, anchor: 制度八十六个}",
    "归它最直接说的那一条",
    Severity.WARNING,
)
def _figures_told_twice(library: Library) -> Iterator[tuple[str, Finding]]:
    owners: dict[tuple[str, ...], str] = {}
    for record, item in _published(library):
        for index, outcome in enumerate(item.outcomes):
            value, place = outcome.value or "", outcome.place or next((x.place for x in item.localities), "")
            here = (outcome.document, squeezed(outcome.anchor), value)
            same = (outcome.document, value, folded(outcome.metric), place)
            for key, what in (here, "同一处原文的"), (same, "同一份文件的"):
                if (owner := owners.setdefault(key, record)) != record:
                    message = f"{owner} 已收了{what}这个数。请只留在它最直接说的做法里，另一条用 relations 连过去。"
                    yield record, Finding(("outcomes", index), message)
                    break


@set_rule("S202", "用过的编号不再用。", "former_ids: [lou-dong-zhang]", "former_ids: [lou-zhang]")
def _former_ids_in_use(library: Library) -> Iterator[tuple[str, Finding]]:
    owners = {loaded.id: loaded.id for loaded in library.records}
    for loaded in library.records:
        for index, former in enumerate(loaded.draft.publication.former_ids if loaded.draft else ()):
            if former in owners:
                message = f"编号 {former} 已由 {owners[former]} 使用，用过的编号不能再用。"
                yield loaded.id, Finding(("publication", "former_ids", index), message)
            elif is_reserved(former):
                message = f"{former} 是系统或本站保留的名字，没有记录用过。请核对曾用编号。"
                yield loaded.id, Finding(("publication", "former_ids", index), message)
            owners.setdefault(former, loaded.id)


@set_rule("S203", "改看的记录在用。", "replaced_by: mei-you", "replaced_by: lou-dong-zhang")
def _unknown_replacements(library: Library) -> Iterator[tuple[str, Finding]]:
    published = {record for record, _ in _published(library)}
    for loaded in library.records:
        target = loaded.draft.publication.replaced_by if loaded.draft else None
        if target is not None and (target not in published or target == loaded.id):
            message = f"{target} 不是在用的记录，读者无处可去。"
            yield loaded.id, Finding(("publication", "replaced_by"), message)


@set_rule(
    "S204",
    "同一做法只写一条。",
    "另有一条“楼栋长机制”，同在东莞市，同属网格化",
    "并入“楼栋长”，或在 relations 里写明关系",
    Severity.WARNING,
)
def _likenesses(library: Library) -> Iterator[tuple[str, Finding]]:
    records = dict(_published(library))
    told: Counter[str] = Counter()
    for found in likenesses(records):
        if folded(found.words[0]) == folded(found.words[1]):
            continue  # S201 tells it
        for own, other, words in (
            (found.first, found.second, found.words),
            (found.second, found.first, found.words[::-1]),
        ):
            told[own] += 1
            if told[own] > _MOST_ALIKE:
                continue
            yield own, Finding(("name",), _likeness(records[own].name, words, other, records[other].name))


def _likeness(name: str, words: tuple[str, str], other: str, other_name: str) -> str:
    mine = "" if words[0] == name else f"别名“{words[0]}”"
    theirs = "" if words[1] == other_name else f"，别名“{words[1]}”"
    return f"{mine}像是已有的“{other_name}”（{other}{theirs}）。是同一做法的，并成一条；不是的，在 relations 里写明两者的关系。"
