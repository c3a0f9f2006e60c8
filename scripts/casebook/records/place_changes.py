"""The register of changed places (`_places.yml`) held against the vendored table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casebook.records.divisions import Divisions
from casebook.records.entries import PlaceChange


def wrong_changes(changes: Iterable[PlaceChange]) -> Iterator[str]:
    """Yield what is wrong with entries of the register: one sentence each."""
    told = tuple(changes)
    divisions = Divisions.load(told)
    names: dict[str, str] = {}
    for change in told:
        code, name = change.code, change.name
        if names.setdefault(code, name) != name:
            yield f"代码 {code} 写了两个现在的名称：{names[code]}、{name}。请统一。"
        if len(code) > len("44") and not divisions.parent(code):
            yield f"代码 {code}（{name}）前两位不是省的代码。请核对。"
        if change.was == name:
            yield f"{name}（{code}）原来和现在的名称一样。新设的不写 was。"
        if (other := divisions.children(divisions.parent(code)).get(name, code)) != code:
            yield f"{name}已有代码 {other}，这里写 {code}。请核对。"
