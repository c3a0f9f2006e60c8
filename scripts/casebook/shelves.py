"""Shelves: each value of each index with the practices on it (a theme, a place, a letter …)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from zlib import crc32

from casebook import links
from casebook.catalog import Catalog
from casebook.catalogued import Doing, Practice
from casebook.facets import BY_ID, FACETS
from casebook.records.divisions import Place
from casebook.records.entries import Body, Policy
from casebook.records.file_rules import MAX_ID, is_reserved
from casebook.roles import Roles
from casebook.text.normal import folded
from casebook.text.pinyin import may_spell, slug

LETTERS = ("0-9", *"ABCDEFGHIJKLMNOPQRSTUVWXYZ")


@dataclass(frozen=True, eq=False)
class Shelf:
    """One value of an index.

    id: its address below the index. introduction: what a reader finds there.
    above: the id of the shelf around it (places only). is_listed: False of one that was taken down and only keeps its page.
    """

    facet: str
    id: str
    name: str
    introduction: str
    practices: tuple[Practice, ...]
    above: str = ""
    is_listed: bool = True

    @property
    def address(self) -> str:
        """Its address from the site's root."""
        return links.shelf(self.facet, self.id)


@dataclass(frozen=True)
class Shelves:
    """All shelves of a catalog."""

    catalog: Catalog
    _cache: dict[str, tuple[Shelf, ...]] = field(default_factory=dict)
    _made: dict[str, str] = field(default_factory=dict)

    def of(self, facet: str) -> tuple[Shelf, ...]:
        """Return the shelves of an index, in its order."""
        if facet not in self._cache:
            self._cache[facet] = tuple(self._build(facet))
        return self._cache[facet]

    def listed(self, facet: str) -> tuple[Shelf, ...]:
        """Return the shelves that the index shows: all but those that were taken down."""
        return tuple(shelf for shelf in self.of(facet) if shelf.is_listed)

    def get(self, facet: str, id_: str) -> Shelf:
        """Return one shelf by its id."""
        return self._by_id[(facet, id_)]

    @cached_property
    def _by_id(self) -> dict[tuple[str, str], Shelf]:
        return {(facet.id, shelf.id): shelf for facet in FACETS for shelf in self.of(facet.id)}

    def beside(self, shelf: Shelf) -> tuple[Shelf, ...]:
        """Return the shelves of an index among which one stands, itself too; of a place, those in the same place."""
        return self.within(shelf.above) if shelf.facet == "places" else self.listed(shelf.facet)

    def within(self, place: str) -> tuple[Shelf, ...]:
        """Return the shelves of the places right below a place; of the highest, without one."""
        return self._within.get(place, ())

    @cached_property
    def _within(self) -> dict[str, tuple[Shelf, ...]]:
        inside: dict[str, list[Shelf]] = {}
        for shelf in self.of("places"):
            inside.setdefault(shelf.above, []).append(shelf)
        return {place: tuple(shelves) for place, shelves in inside.items()}

    def _build(self, facet: str) -> Iterator[Shelf]:
        builders = {
            "pinyin": self._letters, "themes": self._words, "problems": self._words, "kinds": self._words,
            "stages": self._words, "places": self._places, "documents": self._documents, "bodies": self._bodies,
            "policies": self._policies, "terms": self._terms,
        }  # fmt: skip
        return builders[facet](facet)

    def _published_before(self, facet: str) -> set[str]:
        kind = BY_ID[facet].word
        words = (line.split(" ") for line in self.catalog.library.ledger)
        return {parts[1] for parts in words if parts[0] == kind and len(parts) > 1}

    def moved(self, facet: str) -> dict[str, Shelf]:
        """Return the shelves of today by addresses that they had before: former ids, and those made of a name or of its misreading."""
        if facet not in {"bodies", "policies", "terms"}:
            return {}
        return {old: self.get(facet, new) for old, new in self._read_otherwise(facet).items()}

    def _read_otherwise(self, facet: str) -> dict[str, str]:
        """Return the ids of today by published ones that are former ids, or are read from one name alone (长岭 as zhang-ling)."""
        entries: tuple[Body | Policy, ...] = ()
        if facet != "terms":
            entries = getattr(self.catalog.vocabularies, facet).all
        former = {old: entry.id for entry in entries for old in entry.former_ids}
        names = [*self._addressed(facet)]
        old = sorted(self._published_before(facet) - {id_ for id_, _ in names} - former.keys())
        found = {id_: {new for new, name in names if may_spell(id_, name)} for id_ in old}
        return former | {id_: min(new) for id_, new in found.items() if len(new) == 1}

    def _addressed(self, facet: str) -> Iterator[tuple[str, str]]:
        """Yield the ids of an index with each name that it may be read from."""
        words = self.catalog.vocabularies
        if facet == "terms":
            yield from ((self.term_id(term.term), term.term) for term in words.terms if term.note)
        if facet == "bodies":
            yield from ((body.id, name) for body in words.bodies.all for name in (body.name, *body.short))
        if facet == "policies":
            yield from ((policy.id, policy.title) for policy in words.policies.all)

    def _left_over(self, facet: str, known: Iterable[str]) -> Iterator[Shelf]:
        """Yield an empty shelf for each address that was published and is no more in the register."""
        for id_ in sorted(self._published_before(facet) - {*known} - self._read_otherwise(facet).keys()):
            yield Shelf(facet, id_, id_, "这里原有的一页已撤下。", (), is_listed=False)

    def _letters(self, facet: str) -> Iterator[Shelf]:
        kept = self._published_before(facet)
        for letter in LETTERS:
            practices = tuple(p for p in self.catalog.practices if p.letter == letter)
            if practices or letter.lower() in kept:
                yield Shelf(facet, letter.lower(), letter, f"名称拼音以 {letter} 开头的做法。", practices)

    def _words(self, facet: str) -> Iterator[Shelf]:
        words = next(words for words in self.catalog.vocabularies.controlled if words.facet == facet)
        on: dict[str, list[Practice]] = {}
        for p in self.catalog.practices:
            for name in dict.fromkeys(_values(p, facet)):
                on.setdefault(name, []).append(p)
        for word in words.words:
            yield Shelf(facet, word.id, word.name, word.definition, tuple(on.get(word.name, ())))

    def _places(self, facet: str) -> Iterator[Shelf]:
        on: dict[str, dict[str, Practice]] = {code: {} for code in self._published_before(facet)}
        divisions = self.catalog.divisions
        for doing in self._all_doings:
            code = doing.place.code
            while code:
                there = on.setdefault(code, {})
                if doing.practice.is_published:
                    there[doing.practice.id] = doing.practice
                code = divisions.parent(code)
        for code in sorted(on):
            if code in divisions.names:
                place = divisions.place(code)
                yield Shelf(facet, code, place.name, "", tuple(on[code].values()), divisions.parent(code))

    def place(self, code: str) -> Place:
        """Return the division of a place's shelf."""
        return self.catalog.divisions.place(code)

    def doings_in(self, code: str) -> tuple[Doing, ...]:
        """Return who does what in a place and in the places below it."""
        return self._doings_by_place.get(code, ())

    @cached_property
    def _all_doings(self) -> tuple[Doing, ...]:
        """Those of merged and withdrawn practices too: their pages still lead to the places that they name."""
        return tuple(doing for practice in self.catalog.all for doing in practice.doings)

    @cached_property
    def _doings_by_place(self) -> dict[str, tuple[Doing, ...]]:
        doings: dict[str, list[Doing]] = {}
        for doing in sorted(self.catalog.doings, key=lambda d: d.place.code):
            code = doing.place.code
            while code:
                doings.setdefault(code, []).append(doing)
                code = self.catalog.divisions.parent(code)
        return {code: tuple(there) for code, there in doings.items()}

    def _documents(self, facet: str) -> Iterator[Shelf]:
        for id_, document in self.catalog.documents.items():
            introduction = "。".join(filter(None, (document.number, document.note)))
            yield Shelf(facet, id_, document.label, introduction, self.catalog.practices_of(id_))

    @cached_property
    def roles(self) -> Roles:
        """What each body does."""
        return Roles(self.catalog)

    def _bodies(self, facet: str) -> Iterator[Shelf]:
        reader = self.catalog.reader
        for body in sorted(self.catalog.vocabularies.bodies.all, key=lambda b: (reader.sort_key(b.name, ""), b.id)):
            there = (role.practice for role in self.roles.by_body.get(body.id, ()))
            gone = body.status == "withdrawn"
            said = f"已撤下：{body.reason}" if gone else self.roles.said(body.id)
            yield Shelf(facet, body.id, body.name, said, self.catalog.in_order(there), is_listed=not gone)
        yield from self._left_over(facet, (body.id for body in self.catalog.vocabularies.bodies.all))

    def _policies(self, facet: str) -> Iterator[Shelf]:
        on: dict[str, list[Practice]] = {}
        for p in self.catalog.practices:
            for id_ in dict.fromkeys(self.catalog.policy(id_).id for id_ in p.record.basis):
                on.setdefault(id_, []).append(p)
        reader, policies = self.catalog.reader, self.catalog.vocabularies.policies.all
        titles = Counter(policy.title for policy in policies)
        for policy in sorted(policies, key=lambda p: (reader.sort_key(p.title, ""), p.id)):
            whose = f"（{policy.issuer}）" if titles[policy.title] > 1 and policy.issuer else ""
            yield Shelf(facet, policy.id, policy.title + whose, policy.number or "", tuple(on.get(policy.id, ())))
        yield from self._left_over(facet, (policy.id for policy in policies))

    def _address(self, name: str) -> str:
        """Return an id from a name's pinyin, made once for each name."""
        if name not in self._made:
            self._made[name] = self._new_address(name)
        return self._made[name]

    def _new_address(self, name: str) -> str:
        """Return an id from a name's pinyin, with a number where the pinyin alone makes none."""
        plain = slug(self.catalog.reader.syllables(name))
        if plain and len(plain) <= MAX_ID and not is_reserved(plain):
            return plain
        start = plain[: MAX_ID - 9].rstrip("-")
        return f"{start}-{crc32(name.encode()):08x}".lstrip("-")

    def _terms(self, facet: str) -> Iterator[Shelf]:
        named: dict[str, dict[str, Practice]] = {}
        for p in self.catalog.practices:
            for name in _names(p):
                named.setdefault(name, {})[p.id] = p
        kept = self._published_before(facet) - self._read_otherwise(facet).keys()
        for term in self.catalog.vocabularies.terms:
            if term.note:
                found = {p.id: p for word in (term.term, *term.also) for p in named.get(folded(word), {}).values()}
                kept.discard(address := self.term_id(term.term))
                yield Shelf(facet, address, term.term, term.note, self.catalog.in_order(found.values()))
        for address in sorted(kept):
            yield Shelf(facet, address, address, "", ())

    def term_id(self, term: str) -> str:
        """Return the address of a term's page."""
        return self._address(term)


def _values(practice: Practice, facet: str) -> tuple[str, ...]:
    record = practice.record
    return {
        "themes": record.themes,
        "problems": record.problems,
        "kinds": (record.kind,),
        "stages": tuple(locality.stage for locality in record.localities),
    }[facet]


def _names(practice: Practice) -> set[str]:
    return {folded(name) for name in (practice.name, *practice.record.aliases)}
