"""The table behind the filters of the search page."""

from __future__ import annotations

from collections.abc import Sequence

from casebook.pages.site import Site

Row = tuple[str, str, tuple[int, ...], str]

SHOWN = {"themes": "theme", "problems": "problem", "places": "place", "kinds": "kind", "stages": "stage"}


def facets(site: Site) -> dict[str, list[Row]]:
    """Return for each filter its values that have practices: id, name, the numbers of their practices, the place around."""
    numbers = {practice.id: number for number, practice in enumerate(site.catalog.practices)}
    table: dict[str, list[Row]] = {}
    for facet, name in SHOWN.items():
        shelves = [shelf for shelf in site.shelves.of(facet) if shelf.practices]
        table[name] = [
            (shelf.id, shelf.name, _distances(sorted(numbers[p.id] for p in shelf.practices)), shelf.above)
            for shelf in shelves
        ]
    return table


def _distances(numbers: Sequence[int]) -> tuple[int, ...]:
    """Return ascending numbers as distances: they compress better."""
    return tuple(number - before for before, number in zip([0, *numbers], numbers, strict=False))
