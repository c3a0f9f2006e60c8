"""The overview: themes by places with counts; each cell leads to the practices behind its number."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from casebook.links import Way
from casebook.pages.components import link
from casebook.pages.site import Site
from casebook.shelves import Shelf
from casebook.text.escaping import escape

_COLUMNS = 16
_PROVINCE, _CITY, _DISTRICT = 2, 4, 6
# Counts from which a cell is drawn darker.
_STEPS = (1, 4, 10, 20)


def overview(site: Site, way: Way) -> str:
    """Return the table of themes by places as HTML that scrolls in itself where it is too wide."""
    places = _places(site)
    heads = "".join(f'<th scope="col">{link(way.shelf("places", p.id), p.name)}</th>' for p in places)
    rows = "".join(map(partial(_row, way, places), site.shelves.of("themes")))
    return (
        '<div class="cb-scroll" role="region" aria-label="主题与地方对照表" tabindex="0"><table class="cb-overview">'
        f'<thead><tr><th scope="col">主题</th>{heads}</tr></thead>\n<tbody>{rows}</tbody></table></div>'
    )


def _places(site: Site) -> Sequence[Shelf]:
    """Return cities and districts; where they are too many, cities, else provinces."""
    shelves = [shelf for shelf in site.shelves.of("places") if shelf.practices]
    finest = [shelf for shelf in shelves if len(shelf.id) in {_CITY, _DISTRICT}]
    cities = [shelf for shelf in shelves if len(shelf.id) == _CITY]
    provinces = [shelf for shelf in shelves if len(shelf.id) == _PROVINCE]
    return next((places for places in (finest, cities) if len(places) <= _COLUMNS), provinces)


def _row(way: Way, places: Sequence[Shelf], theme: Shelf) -> str:
    cells = "".join(_cell(way, theme, place) for place in places)
    return f'<tr><th scope="row">{link(way.shelf("themes", theme.id), theme.name)}</th>{cells}</tr>'


def _cell(way: Way, theme: Shelf, place: Shelf) -> str:
    count = len({p.id for p in theme.practices} & {p.id for p in place.practices})
    if not count:
        return "<td></td>"
    step = sum(count >= least for least in _STEPS)
    there = way.to(f"search/?theme={theme.id}&amp;place={place.id}")
    name = f"{escape(place.name)}，{escape(theme.name)}：{count} 项"
    return f'<td class="cb-heat-{step}"><a href="{there}" aria-label="{name}">{count}</a></td>'
