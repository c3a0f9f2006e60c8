"""How a place, a body, and what is done there by whom and how far, are said."""

from __future__ import annotations

from dataclasses import dataclass

from casebook import links
from casebook.records.divisions import Place
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
    """A unit. id: the address of its page."""

    id: str
    name: str

    @property
    def address(self) -> str:
        """Its page, from the site's root."""
        return links.shelf("bodies", self.id)


@dataclass(frozen=True, slots=True)
class DoingView:
    """Who does a practice at one place, and how far it is there. spread, note, since: empty where not told.

    since: the record's own form. practice_id, practice_name: which practice it is.
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
    def place_and_stage(self) -> tuple[str, str]:
        """The place with how far it is there: never the one without the other."""
        return self.place.name, self.stage


@dataclass(frozen=True, slots=True)
class RoleView:
    """A unit's part in a practice at one place. part: 牵头 or 配合."""

    part: str
    doing: DoingView
