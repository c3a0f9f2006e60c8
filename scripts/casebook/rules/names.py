"""Names, aliases and former ids, over the whole set."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.records.loading import Library
from casebook.records.model import Record
from casebook.rules.base import Complaint, Complaints, SetRule
from casebook.text.normal import folded


def _published(library: Library) -> Iterator[tuple[str, Record]]:
    for loaded in library.records:
        if loaded.draft is not None and loaded.draft.publication.status == "published":
            yield loaded.id, loaded.draft


def _names_taken(library: Library) -> Iterator[Complaints]:
    names: dict[str, str] = {}
    for record, item in _published(library):
        key = folded(item.name)
        if key in names:
            message = f"名称“{item.name}”与 {names[key]} 相同。请加地名或限定词区别，或并成一条。"
            yield Complaints(record, Complaint(("name",), message))
        names.setdefault(key, record)
    for record, item in _published(library):
        for index, alias in enumerate(item.aliases):
            owner = names.get(folded(alias))
            if owner is not None and owner != record:
                message = f"别名“{alias}”是 {owner} 的名称。请删去，或换一个叫法。"
                yield Complaints(record, Complaint(("aliases", index), message))


def _former_ids_in_use(library: Library) -> Iterator[Complaints]:
    owners = {loaded.id: loaded.id for loaded in library.records}
    for loaded in library.records:
        for index, former in enumerate(loaded.draft.publication.former_ids if loaded.draft else ()):
            if former in owners:
                message = f"编号 {former} 已由 {owners[former]} 使用，用过的编号不能再用。"
                yield Complaints(loaded.id, Complaint(("publication", "former_ids", index), message))
            owners.setdefault(former, loaded.id)


def _unknown_replacements(library: Library) -> Iterator[Complaints]:
    published = {record for record, _ in _published(library)}
    for loaded in library.records:
        target = loaded.draft.publication.replaced_by if loaded.draft else None
        if target is not None and (target not in published or target == loaded.id):
            message = f"{target} 不是在用的记录，读者无处可去。"
            yield Complaints(loaded.id, Complaint(("publication", "replaced_by"), message))


NAME_RULES = (
    SetRule("S201", "名称不与别的名称、别名相同。", "两条都叫楼栋长", "楼栋长；虎门楼栋代表人", check=_names_taken),
    SetRule(
        "S202",
        "用过的编号不再用。",
        "former_ids: [lou-dong-zhang]",
        "former_ids: [lou-zhang]",
        check=_former_ids_in_use,
    ),
    SetRule(
        "S203", "改看的记录在用。", "replaced_by: mei-you", "replaced_by: lou-dong-zhang", check=_unknown_replacements
    ),
)
