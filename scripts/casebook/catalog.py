"""The Catalog: every join of the site, made once. Pages read from it and never join."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from casebook.catalogued import Cited, Doing, Figure, Practice, Related
from casebook.memory import Memory
from casebook.records.divisions import Divisions, Place
from casebook.records.entries import Body, Policy
from casebook.records.loading import Library
from casebook.records.model import Diffusion, Document, Record, Section
from casebook.records.vocabularies import Vocabularies
from casebook.text.normal import squeezed
from casebook.text.pinyin import Pronouncer

FIRST_DAY = datetime.date(2026, 1, 1)


class Catalog:
    """All practices with their joins. Orders are total: by pinyin, then by id."""

    def __init__(self, library: Library, divisions: Divisions, practices: Sequence[Practice]) -> None:
        """Keep what the joins are made from; `build_catalog` calls it."""
        self.library = library
        self.divisions = divisions
        self.all = tuple(sorted(practices, key=lambda p: (p.key, p.id)))

    @cached_property
    def practices(self) -> tuple[Practice, ...]:
        """The published practices in pinyin order."""
        return tuple(p for p in self.all if p.is_published)

    @cached_property
    def by_id(self) -> dict[str, Practice]:
        """Every practice by its id, merged and withdrawn ones too."""
        return {p.id: p for p in self.all}

    @property
    def vocabularies(self) -> Vocabularies:
        """The controlled words and terms."""
        return self.library.vocabularies

    @property
    def memory(self) -> Memory:
        """What is remembered of earlier commands."""
        return self.library.project.memory

    @cached_property
    def documents(self) -> dict[str, Document]:
        """Every described document by its id, in the order of the ids."""
        return {d.id: d.item for d in self.library.documents if d.item is not None}

    @cached_property
    def reader(self) -> Pronouncer:
        """Reads Chinese text aloud, with the project's phrases."""
        return self.vocabularies.pronouncer

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure of the published practices, in the order of the practices."""
        return tuple(figure for p in self.practices for figure in p.figures)

    @cached_property
    def doings(self) -> tuple[Doing, ...]:
        """Every locality of the published practices."""
        return tuple(doing for p in self.practices for doing in p.doings)

    @cached_property
    def _related(self) -> dict[str, list[Related]]:
        related: dict[str, list[Related]] = {p.id: [] for p in self.practices}
        for p in self.practices:
            for relation in p.record.relations:
                target = self.by_id[relation.target]
                if target.is_published:
                    related[p.id].append(Related(relation.type, False, target))
                    related[target.id].append(Related(relation.type, True, p))
        return related

    def related(self, practice: Practice) -> tuple[Related, ...]:
        """Return the relations of a practice, its own and those told by others."""
        return tuple(self._related.get(practice.id, ()))

    def body_at(self, doing: Doing, name: str) -> Body | None:
        """Return the body that leads or supports at a place under a name; None where the register has none."""
        return next(iter(self.vocabularies.bodies.meant(name, (doing.locality.place,))), None)

    def body_of(self, practice: Practice, name: str) -> Body | None:
        """Return the body that takes part in a practice under a name; None where it is a role, or not in the register."""
        places = (locality.place for locality in practice.record.localities)
        return next(iter(self.vocabularies.bodies.meant(name, places)), None)

    def issuers(self, names: str | None) -> tuple[Body, ...]:
        """Return the bodies that the register has for those who issued something, told in one line: `甲局、乙局`."""
        found = (self.vocabularies.bodies.called(name) for name in (names or "").split("、"))
        return tuple(body for body in found if body)

    def policy(self, id_: str) -> Policy:
        """Return the policy of an id, or of one that it had before."""
        return self.vocabularies.policies.by_id[id_]

    @cached_property
    def diffused(self) -> dict[str, tuple[tuple[Practice, Diffusion], ...]]:
        """How practices came from or to each place, by its code."""
        found: dict[str, list[tuple[Practice, Diffusion]]] = {}
        for practice in self.practices:
            for told in practice.record.diffusion:
                for code in dict.fromkeys(
                    known_place(self.divisions, path).code for path in (*told.origins, *told.targets)
                ):
                    found.setdefault(code, []).append((practice, told))
        return {code: tuple(there) for code, there in found.items()}

    @cached_property
    def conflicts(self) -> dict[str, tuple[str, ...]]:
        """The other counts of the same thing by `<practice>#<key>`: told once, known on both sides."""
        conflicts: dict[str, dict[str, None]] = {}
        for own, figure in self.figures_by_id.items():
            for name in figure.outcome.conflicts_with:
                other = name if "#" in name else f"{figure.practice.id}#{name}"
                conflicts.setdefault(own, {})[other] = None
                conflicts.setdefault(other, {})[own] = None
        return {own: tuple(others) for own, others in conflicts.items()}

    @cached_property
    def figures_by_id(self) -> dict[str, Figure]:
        """Every figure by `<practice>#<key>`, of merged and withdrawn practices too."""
        return {f"{p.id}#{figure.outcome.key}": figure for p in self.all for figure in p.figures}

    def documents_of(self, practice: Practice) -> Iterator[tuple[str, Document]]:
        """Yield the documents that a practice rests on, in the order of its sources, each once."""
        for document in dict.fromkeys(source.document for source in practice.record.sources):
            yield document, self.documents[document]

    def cited(self, document: str) -> tuple[Cited, ...]:
        """Return a document's sections in order, each with the practices told there."""
        told: dict[str, dict[str, Practice]] = {}
        for p in self.practices_of(document):
            for source in p.record.sources:
                if source.document == document and source.section is not None:
                    told.setdefault(squeezed(source.section), {})[p.id] = p
        sections = self.documents[document].sections
        return tuple(Cited(s, tuple(told.get(squeezed(s.path), {}).values())) for s in sections)

    def practices_of(self, document: str) -> tuple[Practice, ...]:
        """Return the practices that a document tells of, in pinyin order."""
        return self._by_document.get(document, ())

    @cached_property
    def _by_document(self) -> dict[str, tuple[Practice, ...]]:
        practices: dict[str, list[Practice]] = {}
        for p in self.practices:
            for document in dict.fromkeys(source.document for source in p.record.sources):
                practices.setdefault(document, []).append(p)
        return {document: tuple(there) for document, there in practices.items()}

    @cached_property
    def _keys_in_ledger(self) -> dict[str, tuple[str, ...]]:
        lines = (line.split(" ") for line in self.library.ledger)
        return {words[1]: tuple(words[2:]) for words in lines if words[0] == "practice" and len(words) > 1}

    def keys(self, practice: Practice) -> tuple[str, ...]:
        """Return every anchor that a practice's page keeps: of its figures and of former ones.

        A merged or withdrawn record keeps all that were ever published, also those that it no longer tells of.
        """
        publication = practice.record.publication
        keys = {*practice.record.keys, *(former.key for former in publication.former_keys)}
        if not practice.is_published:
            keys.update(self._keys_in_ledger.get(practice.id, ()))
        return tuple(sorted(keys))

    def in_order(self, practices: Iterable[Practice]) -> tuple[Practice, ...]:
        """Return practices in pinyin order, each once."""
        return tuple(sorted(dict.fromkeys(practices), key=lambda p: (p.key, p.id)))

    @cached_property
    def build_date(self) -> datetime.date:
        """The newest `changes` or `verified` date of the records: the site's date."""
        days = [p.record.verified for p in self.all if p.record.verified]
        days += [change.date for p in self.all for change in p.record.changes]
        return max(map(datetime.date.fromisoformat, days), default=FIRST_DAY)

    def voice(self, told: Doing | Figure) -> str:
        """Return who says it: as the record tells, else the voice of the section where its sources place it."""
        part = told.locality if isinstance(told, Doing) else told.outcome
        return part.voice or self.voice_at(told.practice, part.document, part.anchor)

    def voice_at(self, practice: Practice, document: str, anchor: str) -> str:
        """Return who says what a practice's sources place at some words of a document."""
        sections = self._sections[document]
        told = [s for s in practice.record.sources if s.document == document and s.section]
        same = [s for s in told if s.anchor == anchor] or told
        voices = dict.fromkeys(self._voice(document, sections.get(squeezed(s.section or ""))) for s in same)
        return "、".join(voices) or self.documents[document].voice

    @cached_property
    def _sections(self) -> dict[str, dict[str, Section]]:
        """The sections of each document by their paths, as they are compared."""
        return {id_: {squeezed(s.path): s for s in document.sections} for id_, document in self.documents.items()}

    def _voice(self, document: str, section: Section | None) -> str:
        return (section.voice if section else None) or self.documents[document].voice


def build_catalog(library: Library, divisions: Divisions) -> Catalog:
    """Join a library without errors into a Catalog."""
    pronouncer, root = library.vocabularies.pronouncer, library.project.root
    practices = []
    for loaded in library.records:
        if loaded.item is None:
            continue
        path = loaded.path.resolve()
        shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
        reading = loaded.item.pinyin or _reading(loaded.item.name, library, pronouncer)
        key = pronouncer.sort_key(loaded.item.name, reading)
        told = (loaded.id, loaded.item, shown, reading, key, loaded.content)
        practices.append(Practice(*told, *_places(loaded.item, divisions)))
    return Catalog(library, divisions, practices)


def _reading(name: str, library: Library, pronouncer: Pronouncer) -> str:
    parts = (library.vocabularies.content, name)
    return str(library.project.memory.recall("reading", parts, lambda: pronouncer.reading(name)))


def _places(record: Record, divisions: Divisions) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
    """Return the divisions of a record's localities and of its outcomes."""
    places = tuple(known_place(divisions, locality.place) for locality in record.localities)
    return places, tuple(known_place(divisions, one.place) if one.place else places[0] for one in record.outcomes)


def known_place(divisions: Divisions, full: str) -> Place:
    """Return the division of a checked path; for a street that our table lacks, the division around it."""
    found = divisions.find(full)
    if isinstance(found, Place):
        return found
    if found.known is None:
        message = f"unchecked place: {full}"
        raise ValueError(message)
    return found.known
