"""The indexes: what there is to browse by, and the values of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from casebook import links
from casebook.facets import BY_ID, FACETS, FIGURES, Facet
from casebook.links import Way
from casebook.pages.figures_page import figures_pages, naming_pages
from casebook.pages.letters import letter_rows
from casebook.pages.markdown import Template
from casebook.pages.overview import overview
from casebook.pages.page import HOME, Page
from casebook.pages.parts import NAMES, SHELVES, fits_on_one, parts
from casebook.pages.value_pages import value_pages
from casebook.saying.practices import Link
from casebook.saying.reach import by_theme
from casebook.saying.site import Site
from casebook.shelves import Shelf

BROWSE = Link("浏览", links.BROWSE)
_TEMPLATES = {"pinyin": "letters.md.j2", "places": "places.md.j2"}
_MOST_BRANCHES = 700
_DEPTHS = {9: "", 6: "到区、县一级", 4: "到市一级"}  # digits of the deepest codes that the tree shows: how that is said


def index_pages(site: Site) -> Iterator[Page]:
    """Yield every index."""
    for facet in FACETS:
        yield from _index(site, facet)
    yield from figures_pages(site, (HOME, BROWSE))
    yield from naming_pages(site, (HOME, BROWSE))
    yield _browse(site)


def shelf_pages(site: Site, shelf: Shelf) -> Iterator[Page]:
    """Yield the pages of a value of an index."""
    yield from value_pages(site, BY_ID[shelf.facet], shelf, (HOME, BROWSE))


def _browse(site: Site) -> Page:
    places, themes = overview(site)
    counted = [(facet, len(site.shelves.listed(facet.id))) for facet in FACETS]
    way, rows = Way(links.BROWSE), [*counted[:-1], (FIGURES, len(site.counted_figures)), counted[-1]]
    body = Template("browse.md.j2", way).render(rows=rows, places=places, themes=themes)
    text = "按拼音、主题、问题、地方、文件、类型、阶段、单位和数据浏览基层治理做法。"
    return Page(way.here, "浏览", text, body, "browse", (HOME,))


def _index(site: Site, facet: Facet) -> Iterator[Page]:
    """Yield an index; letters and places are grouped where they are many, other values go on over further pages."""
    address, title = links.index(facet.id), f"{facet.name}浏览" if facet.name.startswith("按") else facet.name
    grouped = {"pinyin": _letters, "places": _tree}.get(facet.id)
    values = () if grouped else site.shelves.listed(facet.id)
    for part in parts(address, values, SHELVES, links.part_of_index):
        told = {"facet": facet, "part": part, **(grouped(site) if grouped else {})}
        told["stages"] = by_theme(site) if facet.id == "themes" else ()
        body = Template(_TEMPLATES.get(facet.id, "index.md.j2"), Way(part.address)).render(**told)
        yield Page(
            part.address, part.titled(title), part.described(facet.introduction), body, "index", (HOME, BROWSE), short=part.titled(facet.name)
        )  # fmt: skip


def _letters(site: Site) -> dict[str, object]:
    """Return the letters, each with its names where one page holds them all."""
    all_names = fits_on_one(site.practices, NAMES)
    return {"bar": site.letters, "all_names": all_names, "views": site.views, "values": letter_rows(site)}


def _tree(site: Site) -> dict[str, object]:
    """Return the tree of places, as deep as one page holds it: what lies deeper stands on the page of the place around it."""
    places = site.shelves.of("places")
    deepest = next(
        (digits for digits in _DEPTHS if sum(len(p.id) <= digits for p in places) <= _MOST_BRANCHES), min(_DEPTHS)
    )
    shown = [place for place in places if len(place.id) <= deepest]
    return {"branches": [*_branches(shown)], "depth": _DEPTHS[deepest] if len(shown) < len(places) else ""}


class _Branch(NamedTuple):
    """A line of the tree of places. indent: how deep it lies.

    leaves: the places in it, where none of them holds further ones: they run on in its line.
    """

    indent: Markup
    place: Shelf
    leaves: Sequence[Shelf]


def _branches(places: Sequence[Shelf]) -> Iterator[_Branch]:
    """Yield the lines of the tree, each place before those in it."""
    inside: dict[str, list[Shelf]] = {}
    for place in places:
        inside.setdefault(place.above, []).append(place)
    yield from _below(inside, "", 0)


def _below(inside: Mapping[str, list[Shelf]], above: str, depth: int) -> Iterator[_Branch]:
    for place in inside.get(above, ()):
        children = inside.get(place.id, [])
        run_on = not any(child.id in inside for child in children)
        yield _Branch(Markup("    " * depth), place, children if run_on else ())  # noqa: S704 (spaces)
        if not run_on:
            yield from _below(inside, place.id, depth + 1)
