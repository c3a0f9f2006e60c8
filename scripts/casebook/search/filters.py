"""The tables behind the filters of the search page. Places and stages are asked of one pair: how far it is at that place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from casebook.facets import BY_ID, FACETS
from casebook.saying.site import Site
from casebook.shelves import Shelf
from casebook.text.data_script import Json

PLACES, STAGES = "places", "stages"
MOST_PLACES = 300
_CITY_CODE, _REGION_CODE = 4, 1


def filter_tables(site: Site) -> dict[str, list[Sequence[Json]]]:
    """Return for each filter, by its word, its values that have practices: id, name, the numbers of their practices, the place around.

    Numbers are told as distances to the one before, which compress better. A place has a fifth part: for each of its practices
    the stages that it has there or in a place within, added up as 1 for the first value of the stages, 2 for the second, 4 for the third …
    """
    numbers = {practice.id: number for number, practice in enumerate(site.practices)}
    filters = (facet.id for facet in FACETS if facet.filters)
    shelves = {id_: [shelf for shelf in site.shelves.of(id_) if shelf.practices] for id_ in filters}
    stages = {shelf.name: 1 << at for at, shelf in enumerate(shelves[STAGES])}
    there = _stages_by_place(site, numbers, stages)
    return {BY_ID[id_].word: [_row(shelf, numbers, there) for shelf in on] for id_, on in shelves.items()}


def filter_files(site: Site) -> dict[str, list[Sequence[Json]]]:
    """Return the tables by the names of their files: `place`, `theme` …

    Very many places are too much for one file, and for one list: `place` then has provinces and cities, `place-4` what else lies in the
    provinces of a region, whose codes begin alike, and a place in which others lie has a sixth part, 1: it opens.
    """
    tables = filter_tables(site)
    word = BY_ID[PLACES].word
    rows = tables[word]
    if not opens(site):
        return tables
    around = {row[3] for row in rows}
    told = [(*row, int(row[0] in around)) for row in rows]
    tables[word] = [row for row in told if len(str(row[0])) <= _CITY_CODE]
    for row in told:
        lower = tables.setdefault(f"{word}-{str(row[0])[:_REGION_CODE]}", [])
        lower += [row] if len(str(row[0])) > _CITY_CODE else []
    return tables


def opens(site: Site) -> bool:
    """Tell whether the places are so many that the list of them opens level by level."""
    return sum(bool(shelf.practices) for shelf in site.shelves.of(PLACES)) > MOST_PLACES


def _row(shelf: Shelf, numbers: Mapping[str, int], there: Mapping[str, Mapping[int, int]]) -> Sequence[Json]:
    on = sorted(numbers[practice.id] for practice in shelf.practices)
    distances = [number - before for before, number in pairwise([0, *on])]
    row = (shelf.id, shelf.name, distances, shelf.above)
    return (*row, [there[shelf.id][number] for number in on]) if shelf.facet == PLACES else row


def _stages_by_place(
    site: Site, numbers: Mapping[str, int], stages: Mapping[str, int]
) -> Mapping[str, Mapping[int, int]]:
    """Return by place and practice the sum of its stages there; a place above has those of the places in it."""
    found: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for doing in site.doings:
        code = doing.place.code
        while code:
            found[code][numbers[doing.practice_id]] |= stages[doing.stage]
            code = site.catalog.divisions.parent(code)
    return found
