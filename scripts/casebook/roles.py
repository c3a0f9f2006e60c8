"""What each body of the register does: the documents that it issued, the practices that it leads, supports or takes part in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from casebook.catalog import Catalog, Doing, Practice
from casebook.records.model import Body

ISSUES: Final = "发文"
LEADS, SUPPORTS, TAKES_PART = "牵头", "配合", "参与"


@dataclass(frozen=True)
class Role:
    """A body's part in a practice. part: 牵头 or 配合 at one place (`doings`), or 参与. did: what it does there, or empty."""

    body: str
    part: str
    practice: Practice
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
        for doing in practice.doings:
            for part, names in ((LEADS, doing.locality.lead), (SUPPORTS, doing.locality.support)):
                bodies = (self.catalog.body_at(doing, name) for name in names)
                yield from (Role(body.id, part, practice, (doing,)) for body in bodies if body)
        for actor in practice.record.actors:
            if taking_part := self.catalog.body_of(practice, actor.name):
                yield Role(taking_part.id, TAKES_PART, practice, _within(practice, taking_part), actor.role or "")

    @cached_property
    def issued(self) -> dict[str, tuple[str, ...]]:
        """The ids of the documents that each body issued, or of which it wrote a part, by its id."""
        issued: dict[str, dict[str, None]] = {}
        for id_, document in self.catalog.documents.items():
            for issuer in (document.issuer, *(section.issuer for section in document.sections)):
                if issuer and (body := self.catalog.issuer(issuer)):
                    issued.setdefault(body.id, {})[id_] = None
        return {body: tuple(documents) for body, documents in issued.items()}

    def said(self, body: str) -> str:
        """Return how many documents it issued and in how many practices it has which part: `发文 1 份，牵头 3 项`."""
        roles = self.by_body.get(body, ())
        parts = [(ISSUES, len(self.issued.get(body, ())), "份")]
        parts += [
            (part, len({r.practice.id for r in roles if r.part == part}), "项")
            for part in (LEADS, SUPPORTS, TAKES_PART)
        ]
        return "，".join(f"{part} {count} {measure}" for part, count, measure in parts if count)


def _within(practice: Practice, body: Body) -> tuple[Doing, ...]:
    """Return where a practice is done in the place of a body."""
    return tuple(doing for doing in practice.doings if f"{doing.locality.place}/".startswith(f"{body.place}/"))
