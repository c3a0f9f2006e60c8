"""The site as all surfaces read it: views, shelves and settings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from casebook.catalog import Catalog
from casebook.catalogued import Doing, Practice
from casebook.memory import digest
from casebook.saying.contents import practice_content, shared_content
from casebook.saying.documents import DocumentView
from casebook.saying.figures import NAMING, FigureView
from casebook.saying.making import Maker, policy_link
from casebook.saying.passages import Passages
from casebook.saying.places import BodyView, DoingView, PlaceView, RoleView, body_view, place_view
from casebook.saying.practices import Fact, Link, PracticeView
from casebook.settings import SiteSettings
from casebook.shelves import LETTERS, Shelf, Shelves
from casebook.text.shards import shards_for

_RECORDS_OF_A_FILE = 32


@dataclass(frozen=True, repr=False)
class Site:
    """Catalog, shelves and settings, and how all of it is said; each view is made once."""

    catalog: Catalog
    shelves: Shelves
    settings: SiteSettings
    passages: Passages

    @classmethod
    def of(cls, catalog: Catalog, settings: SiteSettings, passages: Passages | None = None) -> Site:
        """Return the site of a catalog. passages: from the texts of its documents, where somebody has them."""
        return cls(catalog, Shelves(catalog), settings, passages or Passages())

    @cached_property
    def _maker(self) -> Maker:
        return Maker.of(self.catalog, self.shelves)

    @property
    def documents(self) -> dict[str, DocumentView]:
        """Every document by its id, in the order of the ids."""
        return self._maker.documents

    @cached_property
    def shared_content(self) -> bytes:
        """A digest of what all pages may draw on beside records."""
        return digest(shared_content(self.catalog), repr(self.settings), self.passages.content)

    @cached_property
    def contents(self) -> dict[str, bytes]:
        """A digest of the records that each practice's views draw on, by its id."""
        return {practice.id: practice_content(self.catalog, practice) for practice in self.catalog.all}

    @cached_property
    def by_id(self) -> dict[str, PracticeView]:
        """Every practice by its id, in pinyin order, merged and withdrawn ones too."""
        return {practice.id: self._maker.practice(practice) for practice in self.catalog.all}

    @cached_property
    def practices(self) -> tuple[PracticeView, ...]:
        """The published practices in pinyin order."""
        return tuple(practice for practice in self.by_id.values() if practice.is_published)

    def views(self, practices: Iterable[Practice]) -> tuple[PracticeView, ...]:
        """Return how practices of the catalog are said, in their order."""
        return tuple(self.by_id[practice.id] for practice in practices)

    @cached_property
    def letters(self) -> tuple[Shelf, ...]:
        """Every letter, those without practices too."""
        filled = {shelf.id: shelf for shelf in self.shelves.of("pinyin")}
        return tuple(filled.get(name.lower()) or Shelf("pinyin", name.lower(), name, "", ()) for name in LETTERS)

    @property
    def compare_files(self) -> int:
        """How many files hold what the browser compares: the pages that ask for one say it. Each is below 100 KB."""
        return shards_for(len(self.catalog.all), _RECORDS_OF_A_FILE)

    def place(self, code: str) -> PlaceView:
        """Return how the place of a division's code is said."""
        return place_view(self.shelves.place(code))

    def doings_in(self, code: str) -> tuple[DoingView, ...]:
        """Return who does what in a place and in the places below it, by each practice's first theme, then by practice and place."""
        there = sorted(self.shelves.doings_in(code), key=self._by_theme)
        return tuple(map(self._said, there))

    def _by_theme(self, doing: Doing) -> tuple[int, int]:
        return self._theme_order[doing.practice.record.themes[0]], self._practice_order[doing.practice.id]

    @cached_property
    def _theme_order(self) -> dict[str, int]:
        return {shelf.name: at for at, shelf in enumerate(self.shelves.of("themes"))}

    @cached_property
    def _practice_order(self) -> dict[str, int]:
        return {practice.id: at for at, practice in enumerate(self.catalog.practices)}

    def figures_in(self, code: str) -> int:
        """Return how many figures are of a place or of places below it."""
        return self._figures_by_place[code]

    @cached_property
    def _figures_by_place(self) -> Counter[str]:
        counts: Counter[str] = Counter()
        for figure in self.counted_figures:
            code = figure.place.code
            while code:
                counts[code] += 1
                code = self.catalog.divisions.parent(code)
        return counts

    def diffused(self, code: str) -> tuple[tuple[PracticeView, Fact], ...]:
        """Return how practices came from or to a place."""
        told = self.catalog.diffused.get(code, ())
        return tuple((self.by_id[practice.id], self._maker.diffusion(practice, way)) for practice, way in told)

    def roles_of(self, body: str) -> tuple[RoleView, ...]:
        """Return what a body does, in the order of the practices."""
        return tuple(
            RoleView(role.parts, role.did, role.practice.id, role.practice.name, tuple(map(self._said, role.doings)))
            for role in self.shelves.roles.by_body.get(body, ())
        )

    def issued_by(self, body: str) -> tuple[DocumentView, ...]:
        """Return the documents that a body issued, or of which it wrote a part."""
        return tuple(self.documents[id_] for id_ in self.shelves.roles.documents.get(body, ()))

    def issuers(self, names: str) -> tuple[BodyView, ...]:
        """Return those who issued something, told in one line, as they are said."""
        bodies = self.catalog.vocabularies.bodies
        return tuple(body_view(bodies.called(name), name) for name in names.split("、") if name)

    def policies_of(self, body: str) -> tuple[Link, ...]:
        """Return the policies that a body issued."""
        return tuple(map(policy_link, self.shelves.roles.policies.get(body, ())))

    def _said(self, doing: Doing) -> DoingView:
        practice = self.by_id[doing.practice.id]
        return practice.doings[doing.practice.doings.index(doing)]

    @cached_property
    def figures(self) -> tuple[FigureView, ...]:
        """Every figure of the published practices, in the order of the practices."""
        return tuple(figure for practice in self.practices for figure in practice.figures)

    @cached_property
    def counted_figures(self) -> tuple[FigureView, ...]:
        """The figures that count as such: not those that only name parts."""
        return tuple(figure for practice in self.practices for figure in practice.counted_figures)

    @cached_property
    def naming_figures(self) -> tuple[FigureView, ...]:
        """The numbers that only name parts."""
        return tuple(figure for figure in self.figures if figure.nature == NAMING)

    @cached_property
    def doings(self) -> tuple[DoingView, ...]:
        """Every place's doing of the published practices."""
        return tuple(doing for practice in self.practices for doing in practice.doings)
