"""The indexes: what there is to browse by, and the values of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from casebook import links
from casebook.facets import FACETS, FIGURES, Facet
from casebook.links import Way
from casebook.pages.figures_page import figures_pages
from casebook.pages.markdown import Template
from casebook.pages.overview import overview
from casebook.pages.page import HOME, Page
from casebook.pages.value_pages import value_page
from casebook.saying.practices import Link
from casebook.saying.site import Site
from casebook.shelves import Shelf

BROWSE = Link("浏览", links.BROWSE)
_ALL_NAMES_UP_TO = 1000
_TEMPLATES = {"pinyin": "letters.md.j2", "places": "places.md.j2"}


def index_pages(site: Site) -> Iterator[Page]:
    """Yield every index and every page of a value."""
    for facet in FACETS:
        yield _index(site, facet)
        yield from (value_page(site, facet, shelf, (HOME, BROWSE)) for shelf in site.shelves.of(facet.id))
    yield from figures_pages(site, (HOME, BROWSE))
    yield _browse(site)


def _browse(site: Site) -> Page:
    places, themes = overview(site)
    counted = [(facet, len(site.shelves.of(facet.id))) for facet in FACETS]
    way, rows = Way(links.BROWSE), [*counted[:-1], (FIGURES, len(site.figures)), counted[-1]]
    body = Template("browse.md.j2", way).render(rows=rows, places=places, themes=themes)
    text = "按拼音、主题、问题、地方、文件、类型、阶段、单位和数据浏览基层治理做法。"
    return Page(way.here, "浏览", text, body, "browse", (HOME,))


def _index(site: Site, facet: Facet) -> Page:
    way = Way(links.index(facet.id))
    all_names = facet.id == "pinyin" and len(site.practices) <= _ALL_NAMES_UP_TO
    body = Template(_TEMPLATES.get(facet.id, "index.md.j2"), way).render(
        facet=facet, values=site.shelves.of(facet.id), bar=site.letters, views=site.views, all_names=all_names, branches=_branches,
    )  # fmt: skip
    title = f"{facet.name}浏览" if facet.name.startswith("按") else facet.name
    return Page(way.here, title, facet.introduction, body, "index", (HOME, BROWSE), short=facet.name)


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
