"""The overview: themes by places with counts; each cell leads to the practices behind its number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from casebook.saying.site import Site
from casebook.shelves import Shelf

_COLUMNS = 16
_PROVINCE, _CITY, _DISTRICT = 2, 4, 6
# From which counts on a cell stands out, and how.
_MARKS = ((10, Markup("**")), (4, Markup("*")))


class Cell(NamedTuple):
    """A theme in a place. title: what is counted. mark: Markdown's around the count."""

    number: int
    address: str
    title: str
    mark: Markup


def overview(site: Site) -> tuple[Sequence[Shelf], list[tuple[Shelf, list[Cell]]]]:
    """Return the places, and each theme with its cells."""
    places = _places(site)
    return places, [(theme, [_cell(theme, place) for place in places]) for theme in site.shelves.of("themes")]


def _places(site: Site) -> Sequence[Shelf]:
    """Return cities and districts; where they are too many, cities, else provinces."""
    shelves = [shelf for shelf in site.shelves.of("places") if shelf.practices]
    finest = [shelf for shelf in shelves if len(shelf.id) in {_CITY, _DISTRICT}]
    cities = [shelf for shelf in shelves if len(shelf.id) == _CITY]
    provinces = [shelf for shelf in shelves if len(shelf.id) == _PROVINCE]
    return next((places for places in (finest, cities) if len(places) <= _COLUMNS), provinces)


def _cell(theme: Shelf, place: Shelf) -> Cell:
    count = len({p.id for p in theme.practices} & {p.id for p in place.practices})
    mark = next((mark for least, mark in _MARKS if count >= least), Markup(""))
    there = f"search/?theme={theme.id}&place={place.id}"
    return Cell(count, there, f"{place.name}，{theme.name}：{count} 项", mark)
