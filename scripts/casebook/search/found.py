"""What search finds beside practices: values of the indexes by the terms of their names, figures by their numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from casebook.facets import FACETS
from casebook.saying.figures import FigureView
from casebook.saying.site import Site
from casebook.search.rows import FigureRow, answer_row
from casebook.search.terms import terms
from casebook.shelves import Shelf

_MOST_VALUES, _MOST_FIGURES = 8, 24
_LEVELS = ("省", "市", "区", "县", "街道", "镇", "乡")
_DIGIT = re.compile(r"[0-9]")

ValueEntry = tuple[str, str, str, int, str]
FigureEntry = tuple[int, *FigureRow]


def value_terms(site: Site) -> dict[str, list[ValueEntry]]:
    """Return the values of the indexes (facet, id, name, count of practices, other names) by the terms of their names.

    A term keeps the values with the most practices, those whose whole name it is first.
    """
    found: dict[str, list[tuple[bool, int, ValueEntry]]] = defaultdict(list)
    for shelf in (
        shelf for facet in FACETS if facet.found for shelf in site.shelves.listed(facet.id) if shelf.practices
    ):
        name, *others = names = [*dict.fromkeys(_names(site, shelf))]
        entry = (shelf.facet, shelf.id, name, len(shelf.practices), "|".join(others))
        for term in {term for one in names for term in terms(one)}:
            found[term].append((term not in names, -len(shelf.practices), entry))
    return {term: [entry for *_, entry in sorted(ranked)[:_MOST_VALUES]] for term, ranked in found.items()}


def _names(site: Site, shelf: Shelf) -> Iterator[str]:
    if shelf.facet == "places":
        yield site.place(shelf.id).name
        yield from _spoken(shelf.name)
        yield from (change.was for change in site.catalog.divisions.former(shelf.id) if change.was)
    elif shelf.facet == "documents":
        document = site.documents[shelf.id]
        yield from filter(None, (document.label, document.number, document.title))
    else:
        yield shelf.name
        yield from _others(site, shelf)


def _others(site: Site, shelf: Shelf) -> Iterator[str]:
    """Yield the other names of a body, and the number of a policy."""
    if shelf.facet == "bodies":
        yield from site.catalog.vocabularies.bodies.by_id[shelf.id].short
    if shelf.facet == "policies" and shelf.introduction:
        yield shelf.introduction


def _spoken(place: str) -> Iterator[str]:
    """Yield a place's own name and the ways it is said: `云城街道`, `云城街`, `云城`."""
    yield place
    for level in _LEVELS:
        if place.endswith(level) and len(place) > len(level) + 1:
            bare = place.removesuffix(level)
            yield from (f"{bare}街", bare) if level == "街道" else (bare,)


def figure_terms(site: Site) -> dict[str, list[FigureEntry]]:
    """Return the figures (number of the practice, then its row) by their number, as printed and as it comes to."""
    found: dict[str, list[FigureEntry]] = defaultdict(list)
    for number, practice in enumerate(site.practices):
        for figure in practice.figures:
            for value in _spellings(figure):
                found[value].append((number, *answer_row(figure)))
    return {value: entries[:_MOST_FIGURES] for value, entries in found.items()}


def _spellings(figure: FigureView) -> set[str]:
    amount = figure.amount.minimum
    spelled = {figure.value.lower(), "" if amount is None else f"{amount:f}"}
    return spelled - {""} if _DIGIT.search(figure.value) else set()
