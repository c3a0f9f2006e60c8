"""Relations between records, over the whole set."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.records.loading import Library
from casebook.rule import Finding
from casebook.rules.base import set_rule
from casebook.text.nearest import nearest

_ALIKE = 0.85
_DIRECTED = frozenset({"part_of", "instance_of", "relies_on"})


def _relations(library: Library) -> Iterator[tuple[str, int, str, str]]:
    for loaded in library.records:
        if loaded.draft is not None:
            for index, relation in enumerate(loaded.draft.relations):
                yield loaded.id, index, relation.type, relation.target


def _at(record: str, index: int, message: str, fix: str = "") -> tuple[str, Finding]:
    return record, Finding(("relations", index, "target"), message, fix)


@set_rule("S101", "相关做法的编号在库里。", "target: lou-dong-zang", "target: lou-dong-zhang")
def _dangling(library: Library) -> Iterator[tuple[str, Finding]]:
    ids = {loaded.id for loaded in library.records}
    renamed = {
        old: loaded.id for loaded in library.records if loaded.item for old in loaded.item.publication.former_ids
    }
    for record, index, _, target in _relations(library):
        if target in renamed:
            yield _at(record, index, f"{target} 已改名。", f"target: {renamed[target]}")
        elif target not in ids:
            message, fix = nearest(target, sorted(ids - {record}), "target", _ALIKE)
            yield _at(record, index, message if fix else f"没有编号为 {target} 的记录。", fix)


@set_rule("S102", "关系不指向自己。", "（在 lou-zhang 里）target: lou-zhang", "target: lou-zu-zhang")
def _to_itself(library: Library) -> Iterator[tuple[str, Finding]]:
    for record, index, _, target in _relations(library):
        if target == record:
            yield _at(record, index, "关系指向了本记录自己，请删去。")


@set_rule("S103", "一对关系只写一次。", "甲写了乙，乙又写甲", "只在甲里写乙")
def _told_twice(library: Library) -> Iterator[tuple[str, Finding]]:
    told = {(record, target) for record, _, _, target in _relations(library)}
    seen: set[tuple[str, str]] = set()
    for record, index, _, target in _relations(library):
        where = record if (record, target) in seen else target if (target, record) in told else ""
        if where and record != target:
            yield _at(record, index, f"与 {target} 的关系已在 {where} 里写过。只写一次，另一边会自动显示。")
        seen.add((record, target))


@set_rule("S104", "上下级关系不绕圈。", "甲属于乙，乙又属于甲", "甲属于乙")
def _circular(library: Library) -> Iterator[tuple[str, Finding]]:
    for kind in sorted(_DIRECTED):
        above: dict[str, list[tuple[int, str]]] = {}
        for record, index, type_, target in _relations(library):
            if type_ == kind and target != record:
                above.setdefault(record, []).append((index, target))
        for record, targets in above.items():
            for index, target in targets:
                if _reaches(above, target, record):
                    yield _at(record, index, f"绕成了圈：{target} 又归到 {record}。请删去一边。")


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
