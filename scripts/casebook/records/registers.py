"""The registers of bodies and policies: what a name in a record stands for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from casebook.records.entries import Body, Policy
from casebook.records.file_rules import is_reserved
from casebook.text.normal import folded, squeezed


@dataclass(frozen=True)
class Bodies:
    """The offices and organisations that documents name. all: withdrawn ones too."""

    all: tuple[Body, ...] = ()

    @cached_property
    def by_id(self) -> dict[str, Body]:
        """Each body by its id, and by the ids that it had before."""
        return {id_: body for body in self.all for id_ in (*body.former_ids, body.id)}

    @cached_property
    def _by_name(self) -> dict[str, tuple[Body, ...]]:
        named: dict[str, dict[str, Body]] = {}
        for body in self.all:
            for name in (body.name, *body.short) if body.status == "published" else ():
                named.setdefault(squeezed(name), {})[body.id] = body
        return {name: tuple(bodies.values()) for name, bodies in named.items()}

    def meant(self, name: str, places: Iterable[str]) -> tuple[Body, ...]:
        """Return the bodies of a name whose place is, or holds, one of some places (official paths)."""
        around = [f"{place}/" for place in places]
        return tuple(
            body
            for body in self._by_name.get(squeezed(name), ())
            if any(place.startswith(f"{body.place}/") for place in around)
        )

    def called(self, name: str) -> Body | None:
        """Return the body of a name that no other has, wherever its place is."""
        found = self._by_name.get(squeezed(name), ())
        return found[0] if len(found) == 1 else None


@dataclass(frozen=True)
class Policies:
    """The policies that practices rest on."""

    all: tuple[Policy, ...] = ()

    @cached_property
    def by_id(self) -> dict[str, Policy]:
        """Each policy by its id, and by the ids that it had before."""
        return {id_: policy for policy in self.all for id_ in (*policy.former_ids, policy.id)}

    @cached_property
    def _by_name(self) -> dict[str, str]:
        return {folded(name): policy.id for policy in self.all for name in (policy.title, policy.number) if name}

    def id_of(self, *names: str) -> str:
        """Return the id of the policy that one of some texts names by title or number; empty where none does."""
        return next((id_ for name in names if (id_ := self._by_name.get(folded(name)))), "")

    def same(self, **told: str) -> str:
        """Return the id of the policy of which title and number, as far as told, are both known; empty where none is."""
        found = {self._by_name.get(folded(name), "") for name in told.values()}
        return found.pop() if len(found) == 1 else ""


def wrong_registers(bodies: Bodies, policies: Policies) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the registers: the file's name and what to say of it."""
    yield from (("_bodies.yml", told) for told in _wrong_ids(bodies.all))
    yield from (("_policies.yml", told) for told in _wrong_ids(policies.all))
    for body in bodies.all:
        if body.status == "withdrawn" and not body.reason:
            yield "_bodies.yml", f"{body.id} 已撤下，请写原因（reason）。"
        if body.succeeded_by and not (body.notice and body.succeeded_by in bodies.by_id):
            yield "_bodies.yml", f"{body.id} 的 succeeded_by 要指向登记的单位，并写依据（notice）。"
        for name in (body.name, *body.short) if body.status == "published" else ():
            if others := [other.id for other in bodies.meant(name, (body.place,)) if other.id != body.id]:
                yield "_bodies.yml", f"“{name}”既指 {body.id}，又指 {others[0]}。请在其中一处删去这个简称。"


def _wrong_ids(entries: Sequence[Body | Policy]) -> Iterator[str]:
    ids = Counter(id_ for entry in entries for id_ in (entry.id, *entry.former_ids))
    yield from (f"编号 {id_} 写了两次。请留一个。" for id_, count in ids.items() if count > 1)
    yield from (f"{entry.id} 是系统或本站保留的名字。请换一个编号。" for entry in entries if is_reserved(entry.id))
