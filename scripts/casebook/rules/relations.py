"""Relations between records, over the whole set."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.records.loading import Library
from casebook.rules.base import Complaint, Complaints, SetRule
from casebook.text.nearest import nearest

_ALIKE = 0.85
_DIRECTED = frozenset({"part_of", "instance_of", "relies_on"})


def _relations(library: Library) -> Iterator[tuple[str, int, str, str]]:
    for loaded in library.records:
        if loaded.draft is not None:
            for index, relation in enumerate(loaded.draft.relations):
                yield loaded.id, index, relation.type, relation.target


def _complaint(record: str, index: int, message: str, fix: str = "") -> Complaints:
    return Complaints(record, Complaint(("relations", index, "target"), message, fix))


def _dangling(library: Library) -> Iterator[Complaints]:
    ids = {loaded.id for loaded in library.records}
    renamed = {
        old: loaded.id for loaded in library.records if loaded.item for old in loaded.item.publication.former_ids
    }
    for record, index, _, target in _relations(library):
        if target in renamed:
            yield _complaint(record, index, f"{target} 已改名。", f"target: {renamed[target]}")
        elif target not in ids:
            message, fix = nearest(target, sorted(ids - {record}), "target", _ALIKE)
            yield _complaint(record, index, message if fix else f"没有编号为 {target} 的记录。", fix)


def _to_itself(library: Library) -> Iterator[Complaints]:
    for record, index, _, target in _relations(library):
        if target == record:
            yield _complaint(record, index, "关系指向了本记录自己，请删去。")


def _told_twice(library: Library) -> Iterator[Complaints]:
    told = {(record, target) for record, _, _, target in _relations(library)}
    seen: set[tuple[str, str]] = set()
    for record, index, _, target in _relations(library):
        where = record if (record, target) in seen else target if (target, record) in told else ""
        if where and record != target:
            yield _complaint(record, index, f"与 {target} 的关系已在 {where} 里写过。只写一次，另一边会自动显示。")
        seen.add((record, target))


def _circular(library: Library) -> Iterator[Complaints]:
    for kind in sorted(_DIRECTED):
        above: dict[str, list[tuple[int, str]]] = {}
        for record, index, type_, target in _relations(library):
            if type_ == kind and target != record:
                above.setdefault(record, []).append((index, target))
        for record, targets in above.items():
            for index, target in targets:
                if _reaches(above, target, record):
                    yield _complaint(record, index, f"绕成了圈：{target} 又归到 {record}。请删去一边。")


def _reaches(above: dict[str, list[tuple[int, str]]], start: str, goal: str) -> bool:
    waiting, seen = [start], {start}
    while waiting:
        here = waiting.pop()
        if here == goal:
            return True
        for _, target in above.get(here, []):
            if target not in seen:
                seen.add(target)
                waiting.append(target)
    return False


RELATION_RULES = (
    SetRule("S101", "相关做法的编号在库里。", "target: lou-dong-zang", "target: lou-dong-zhang", check=_dangling),
    SetRule(
        "S102", "关系不指向自己。", "（在 lou-zhang 里）target: lou-zhang", "target: lou-zu-zhang", check=_to_itself
    ),
    SetRule("S103", "一对关系只写一次。", "甲写了乙，乙又写甲", "只在甲里写乙", check=_told_twice),
    SetRule("S104", "上下级关系不绕圈。", "甲属于乙，乙又属于甲", "甲属于乙", check=_circular),
)
