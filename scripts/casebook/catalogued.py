"""What the Catalog holds: practices with the places that do them, their figures and their relations."""

from __future__ import annotations

from dataclasses import dataclass

from casebook.records.divisions import Place
from casebook.records.model import Change, Locality, Outcome, Record, RelationType, Section, Status
from casebook.text.pinyin import SortKey, letter


@dataclass(frozen=True)
class Related:
    """A relation as one side sees it. type: the record's own type; inverse: told by the other record."""

    type: RelationType
    inverse: bool
    practice: Practice


@dataclass(frozen=True, eq=False)
class Practice:
    """A published practice: its record and all that other records and tables say about it.

    path: the record's file, from the checkout's root where it lies in it. reading: pinyin of the name.
    content: a digest of the file.
    """

    id: str
    record: Record
    path: str
    reading: str
    key: SortKey
    content: bytes
    places: tuple[Place, ...]
    outcome_places: tuple[Place, ...]

    @property
    def name(self) -> str:
        """The practice's name."""
        return self.record.name

    @property
    def letter(self) -> str:
        """Its letter in the pinyin index."""
        return letter(self.key)

    @property
    def is_published(self) -> bool:
        """Tell whether it stands in indexes, counts, search and downloads."""
        return self.record.publication.status == "published"

    @property
    def doings(self) -> tuple[Doing, ...]:
        """Its localities with their divisions, in the record's order."""
        pairs = zip(self.record.localities, self.places, strict=True)
        return tuple(Doing(self, locality, place) for locality, place in pairs)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Its outcomes with their divisions, in the record's order."""
        pairs = zip(self.record.outcomes, self.outcome_places, strict=True)
        return tuple(Figure(self, outcome, place) for outcome, place in pairs)

    @property
    def changes(self) -> tuple[Change, ...]:
        """What was revised, the newest first."""
        return tuple(sorted(self.record.changes, key=lambda change: change.date, reverse=True))


@dataclass(frozen=True)
class Doing:
    """One place that does a practice: the locality of the record, with its division."""

    practice: Practice
    locality: Locality
    place: Place


@dataclass(frozen=True)
class Figure:
    """One outcome with the practice and the place that it belongs to."""

    practice: Practice
    outcome: Outcome
    place: Place

    @property
    def status(self) -> Status:
        """Whether it may be quoted; the figures of a withdrawn record are taken back with it."""
        if self.practice.record.publication.status == "withdrawn":
            return "撤回"
        return self.outcome.status or "有效"


@dataclass(frozen=True)
class Cited:
    """A practice as a section of a document tells it."""

    section: Section
    practices: tuple[Practice, ...]
