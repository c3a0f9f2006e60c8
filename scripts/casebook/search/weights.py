"""What each part of a record weighs in the full-text index."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from casebook.catalog import Catalog, Practice
from casebook.pages import wording
from casebook.records.divisions import Place
from casebook.search.synonyms import Synonyms
from casebook.search.terms import terms

_NAME, _ALIAS, _SYNONYM = 12.0, 7.0, 3.0
_USUAL_TERMS = 500
_LENGTH = 0.4
_LONG_NUMBER = re.compile(r"[0-9]{4,}")
_LEVELS = ("省", "市", "区", "县", "街道", "镇", "乡")

Weighed = tuple[float, str]


@dataclass(frozen=True)
class Weigher:
    """Weighs the terms of practices. Texts that many records share (places, problems, synonyms) are cut once."""

    catalog: Catalog
    synonyms: Synonyms
    _cut: dict[str, frozenset[str]] = field(default_factory=dict)

    def weights(self, practice: Practice) -> dict[str, float]:
        """Return the terms of a practice with their weights."""
        weights: dict[str, float] = {}
        for weight, text in _parts(self.catalog, self.synonyms, practice):
            for term in self._terms(text):
                weights[term] = weights.get(term, 0.0) + weight
        length = max(0.6, (len(weights) / _USUAL_TERMS) ** _LENGTH)
        return {term: weight / length for term, weight in weights.items()}

    def _terms(self, text: str) -> frozenset[str]:
        found = self._cut.get(text)
        if found is None:
            found = self._cut[text] = frozenset(terms(text))
        return found


def _parts(catalog: Catalog, synonyms: Synonyms, practice: Practice) -> Iterator[Weighed]:
    record = practice.record
    yield _NAME, record.name
    yield from ((_ALIAS, alias) for alias in record.aliases)
    yield from ((_SYNONYM, word) for word in synonyms.of_names(practice))
    spoken_of = " ".join((record.name, *record.aliases, record.summary, *record.steps))
    yield from ((1.2, word) for word in synonyms.of_text(spoken_of))
    yield 4.0, record.summary
    yield from ((2.0, text) for text in (record.background, *record.steps) if text)
    yield from ((0.7, note) for note in record.notes)
    yield from ((1.5, f"{actor.name}，{actor.role or ''}") for actor in record.actors)
    yield from _places(practice)
    yield from _figures(practice)
    yield from _words(catalog, practice)
    yield from _others(catalog, practice)


def _places(practice: Practice) -> Iterator[Weighed]:
    seen: set[str] = set()
    for doing in practice.doings:
        locality = doing.locality
        for level, name in enumerate(reversed(doing.place.path)):
            if name not in seen:
                seen.add(name)
                yield (5.0 if level == 0 else 1.5), name
        if locality.note:
            yield 3.0, locality.note
        yield from ((1.5, body) for body in (*locality.lead, *locality.support))
        yield 1.0, locality.anchor


def _figures(practice: Practice) -> Iterator[Weighed]:
    for figure in practice.figures:
        outcome = figure.outcome
        yield 2.5, f"{wording.figure_text(outcome)}，{outcome.value or ''}，{outcome.metric}"
        yield 1.0, f"{outcome.scope or ''}，{outcome.anchor}，{figure.place.name}"


def _words(catalog: Catalog, practice: Practice) -> Iterator[Weighed]:
    record, words = practice.record, catalog.vocabularies
    yield 1.0, f"{record.kind}，{record.called or ''}"
    yield from ((2.0, theme) for theme in record.themes)
    for number, problem in enumerate(record.problems):
        first = number == 0
        yield (3.0 if first else 2.0), problem
        yield (1.5 if first else 1.0), words.problems.by_name[problem].definition


def _others(catalog: Catalog, practice: Practice) -> Iterator[Weighed]:
    record = practice.record
    yield from ((1.0, f"{basis.title}，{basis.number or ''}") for basis in record.basis)
    yield from ((1.5, f"{r.title}，{r.grantor or ''}，{r.year or ''}") for r in record.recognition)
    yield from ((1.0, text) for text in (*record.conditions, *record.adoption, *record.funding))
    yield from ((1.0, source.anchor) for source in record.sources if source.anchor)
    for _, document in catalog.documents_of(practice):
        yield 0.3, f"{document.number or ''}，{document.label}，{'，'.join(_LONG_NUMBER.findall(document.title))}"


def spoken(place: Place) -> tuple[str, ...]:
    """Return a place's name and the ways it is said: `云城街道`, `云城街`, `云城`."""
    name = place.name
    level = next((end for end in _LEVELS if name.endswith(end) and len(name) > len(end) + 1), "")
    if not level:
        return (name,)
    bare = name.removesuffix(level)
    return (name, f"{bare}街", bare) if level == "街道" else (name, bare)
