"""What each body of the register does: the documents and policies that it issued, the practices that it leads, supports or takes part in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from casebook.catalog import Catalog
from casebook.catalogued import Doing, Practice
from casebook.records.entries import Body, Policy

LEADS, SUPPORTS, TAKES_PART = "牵头", "配合", "参与"
_PARTS: Final = (LEADS, SUPPORTS, TAKES_PART)


@dataclass(frozen=True)
class Role:
    """A body's part in a practice. parts: 牵头 and 配合 where it does that at a place, else 参与. did: what it does, or empty."""

    body: str
    practice: Practice
    parts: tuple[str, ...]
    doings: tuple[Doing, ...]
    did: str = ""


@dataclass(frozen=True)
class Roles:
    """The parts of all bodies of a catalog."""

    catalog: Catalog

    @cached_property
    def by_body(self) -> dict[str, tuple[Role, ...]]:
        """What each body does in published practices, by its id, in the order of the practices."""
        roles: dict[str, list[Role]] = {}
        for practice in self.catalog.practices:
            for role in self._of(practice):
                roles.setdefault(role.body, []).append(role)
        return {body: tuple(there) for body, there in roles.items()}

    def _of(self, practice: Practice) -> Iterator[Role]:
        there = [*self._at_places(practice)]
        named = ((self.catalog.body_of(practice, actor.name), actor.role or "") for actor in practice.record.actors)
        actors = [(body, role) for body, role in named if body]
        bodies = {body.id: body for body in (*(body for body, *_ in there), *(body for body, _ in actors))}
        for id_, body in bodies.items():
            parts = {part: None for one, part, _ in there if one.id == id_} or {TAKES_PART: None}
            doings = {doing.place.code: doing for one, _, doing in there if one.id == id_}
            did = "；".join(role for one, role in actors if one.id == id_ and role)
            yield Role(id_, practice, tuple(parts), tuple(doings.values()) or _within(practice, body), did)

    def _at_places(self, practice: Practice) -> Iterator[tuple[Body, str, Doing]]:
        for doing in practice.doings:
            for part, names in ((LEADS, doing.locality.lead), (SUPPORTS, doing.locality.support)):
                bodies = (self.catalog.body_at(doing, name) for name in names)
                yield from ((body, part, doing) for body in bodies if body)

    @cached_property
    def documents(self) -> dict[str, tuple[str, ...]]:
        """The ids of the documents that each body issued, or of which it wrote a part, by its id."""
        issued: dict[str, dict[str, None]] = {}
        for id_, document in self.catalog.documents.items():
            for issuer in (document.issuer, *(section.issuer for section in document.sections)):
                for body in self.catalog.issuers(issuer):
                    issued.setdefault(body.id, {})[id_] = None
        return {body: tuple(documents) for body, documents in issued.items()}

    @cached_property
    def policies(self) -> dict[str, tuple[Policy, ...]]:
        """The policies that each body issued, by its id."""
        issued: dict[str, list[Policy]] = {}
        for policy in self.catalog.vocabularies.policies.all:
            for body in self.catalog.issuers(policy.issuer):
                issued.setdefault(body.id, []).append(policy)
        return {body: tuple(policies) for body, policies in issued.items()}

    def said(self, body: str) -> str:
        """Return how many documents and policies it issued and in how many practices it has which part: `发文 1 份，牵头 3 项`."""
        roles = self.by_body.get(body, ())
        issued = (
            ("发文", len(self.documents.get(body, ())), "份"),
            ("印发政策", len(self.policies.get(body, ())), "件"),
        )
        parts = ((part, sum(part in role.parts for role in roles), "项") for part in _PARTS)
        return "，".join(f"{part} {count} {measure}" for part, count, measure in (*issued, *parts) if count)


def _within(practice: Practice, body: Body) -> tuple[Doing, ...]:
    """Return where a practice is done in the place of a body."""
    return tuple(doing for doing in practice.doings if f"{doing.locality.place}/".startswith(f"{body.place}/"))
