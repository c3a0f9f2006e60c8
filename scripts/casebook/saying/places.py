"""How a place, a body, and what is done there by whom and how far, are said."""

from __future__ import annotations

from dataclasses import dataclass

from casebook import links
from casebook.records.divisions import Place
from casebook.records.entries import Body
from casebook.saying import wording
from casebook.saying.documents import ProofView


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place. name: without the province. full: the official path, `广东省/广州市/白云区`. code: of the division that we know."""

    name: str
    full: str
    code: str

    @property
    def address(self) -> str:
        """Its page, from the site's root."""
        return links.shelf("places", self.code)

    @property
    def path(self) -> tuple[str, ...]:
        """The official names from the province down to its own."""
        return tuple(self.full.split("/"))


def place_view(place: Place, full: str = "") -> PlaceView:
    """Return how a place is said. full: the path as a record writes it, which may name a street that our table lacks."""
    return PlaceView(wording.place_name(place), full or "/".join(place.path), place.code)


@dataclass(frozen=True, slots=True)
class BodyView:
    """A body, or a role. id: of its page; empty of what is not in the register."""

    id: str
    name: str

    @property
    def address(self) -> str:
        """Its page, from the site's root; empty where it has none."""
        return links.shelf("bodies", self.id) if self.id else ""


def body_view(body: Body | None, name: str) -> BodyView:
    """Return how a body is said: by the name that the record gives it."""
    return BodyView(body.id if body else "", name)


@dataclass(frozen=True, slots=True)
class DoingView:
    """Who does a practice at one place, and how far it is there. spread, note, since: empty where not told.

    since: the record's own form. practice_id, practice_name: which practice it is.
    is_stage_inferred, is_place_inferred: the words do not tell it, we infer it.
    """

    practice_id: str
    practice_name: str
    place: PlaceView
    stage: str
    spread: str
    since: str
    lead: tuple[BodyView, ...]
    support: tuple[BodyView, ...]
    note: str
    proof: ProofView
    is_stage_inferred: bool = False
    is_place_inferred: bool = False

    @property
    def practice_address(self) -> str:
        """The practice's page, from the site's root."""
        return links.practice(self.practice_id)

    @property
    def since_said(self) -> str:
        """From when, as said: `2017年起`."""
        return f"{wording.day(self.since)}起" if self.since else ""

    @property
    def parts(self) -> tuple[tuple[str, tuple[BodyView, ...]], ...]:
        """The parts that are told, with the units that have them: 牵头, 配合."""
        return tuple((part, units) for part, units in (("牵头", self.lead), ("配合", self.support)) if units)

    @property
    def place_said(self) -> str:
        """The place, with a mark where it is inferred."""
        return wording.inferred(self.place.name, is_inferred=self.is_place_inferred)

    @property
    def stage_said(self) -> str:
        """The stage, with a mark where it is inferred."""
        return wording.inferred(self.stage, is_inferred=self.is_stage_inferred)

    @property
    def place_and_stage(self) -> tuple[str, str]:
        """The place with how far it is there: never the one without the other."""
        return self.place_said, self.stage_said


@dataclass(frozen=True, slots=True)
class RoleView:
    """A body's part in a practice: 牵头, 配合, both, or 参与; what it does there, or empty; where."""

    parts: tuple[str, ...]
    did: str
    practice_id: str
    practice_name: str
    doings: tuple[DoingView, ...]

    @property
    def practice_address(self) -> str:
        """The practice's page, from the site's root."""
        return links.practice(self.practice_id)
