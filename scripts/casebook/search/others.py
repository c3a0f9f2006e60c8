"""What search finds beside practices: values of the indexes, documents, and single figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from casebook.pages import wording
from casebook.pages.site import Site
from casebook.search.terms import terms
from casebook.search.weights import spoken
from casebook.shelves import Shelf
from casebook.text.numbers import quantity

FACETS = ("places", "themes", "problems", "bodies", "documents", "kinds", "stages", "terms")
_MOST_VALUES = 8
_MOST_FIGURES = 24
_DIGIT = re.compile(r"[0-9]")

ValueEntry = tuple[str, str, str, int, str]
FigureEntry = tuple[int, str, str, str]


@dataclass(frozen=True)
class Named:
    """A value of an index: how it is shown, and the names by which it is found."""

    entry: ValueEntry
    names: tuple[str, ...]


def value_terms(site: Site) -> dict[str, list[ValueEntry]]:
    """Return the values of the indexes (facet, id, name, count of practices, other names) by the terms of their names.

    A term keeps the values with the most practices, those whose whole name it is first.
    """
    found: dict[str, list[Named]] = {}
    for named in _values(site):
        for term in dict.fromkeys(term for name in named.names for term in terms(name)):
            found.setdefault(term, []).append(named)
    return {
        term: [n.entry for n in sorted(on, key=lambda n: _rank(n, term))[:_MOST_VALUES]] for term, on in found.items()
    }


def _rank(named: Named, term: str) -> tuple[bool, int, str, str]:
    facet, id_, _, count, _ = named.entry
    return (term not in named.names, -count, facet, id_)


def _values(site: Site) -> Iterator[Named]:
    for facet in FACETS:
        for shelf in site.shelves.of(facet):
            if shelf.practices:
                shown, *others = dict.fromkeys(_names(site, shelf))
                entry = (facet, shelf.id, shown, len(shelf.practices), "|".join(others))
                yield Named(entry, (shown, *others))


def _names(site: Site, shelf: Shelf) -> Iterator[str]:
    if shelf.facet == "places":
        place = site.shelves.place(shelf.id)
        yield wording.place_name(place)
        yield from spoken(place)
    elif shelf.facet == "documents":
        document = site.catalog.documents[shelf.id]
        yield shelf.name
        yield from (text for text in (document.number, document.title) if text)
    else:
        yield shelf.name


def figure_terms(site: Site) -> dict[str, list[FigureEntry]]:
    """Return the figures (number of the practice, key, as printed, metric) by their number, as printed and as it comes to."""
    numbers = {practice.id: number for number, practice in enumerate(site.catalog.practices)}
    found: dict[str, list[FigureEntry]] = {}
    for figure in site.catalog.figures:
        outcome = figure.outcome
        entry = (
            numbers[figure.practice.id],
            outcome.key,
            wording.figure_text(outcome) + wording.doubt(outcome),
            outcome.metric,
        )
        for value in _spellings(outcome.value or "", outcome.unit):
            on = found.setdefault(value, [])
            if len(on) < _MOST_FIGURES:
                on.append(entry)
    return found


def _spellings(value: str, unit: str | None) -> tuple[str, ...]:
    if not _DIGIT.search(value):
        return ()
    amount = quantity(value, unit).minimum
    plain = "" if amount is None else f"{amount:f}"
    return tuple(dict.fromkeys(part for part in (value.lower(), plain) if part))
