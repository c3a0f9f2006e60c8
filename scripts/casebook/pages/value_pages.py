"""One page for each value of an index: a theme, a place, a document, a unit …"""

from __future__ import annotations

from casebook.facets import Facet
from casebook.links import Way, index
from casebook.links import shelf as address_of
from casebook.pages.markdown import Template
from casebook.pages.page import Page
from casebook.saying.documents import SectionView, section_view
from casebook.saying.practices import Link, PracticeView
from casebook.saying.site import Site
from casebook.shelves import Shelf

_OWN_TEMPLATES = frozenset({"places", "documents", "bodies", "terms", "pinyin"})


def value_page(site: Site, facet: Facet, shelf: Shelf, above: tuple[Link, ...]) -> Page:
    """Return the page of a value, with the ways to the values before and after it."""
    way, title = Way(shelf.address), _title(site, facet, shelf)
    template = f"value-{facet.id}.md.j2" if facet.id in _OWN_TEMPLATES else "value.md.j2"
    before, after = _neighbours(site, shelf)
    body = Template(template, way).render(
        shelf=shelf, practices=site.views(shelf.practices), before=before, after=after, **_particulars(site, shelf)
    )
    description = shelf.introduction or f"{title}：{len(shelf.practices)} 项做法，{facet.name}浏览。"
    return Page(
        way.here, title, description[:160], body, facet.id, (*above, *_around(site, facet, shelf)), short=shelf.name
    )


def _title(site: Site, facet: Facet, shelf: Shelf) -> str:
    match facet.id:
        case "places":
            return site.place(shelf.id).name
        case "pinyin":
            return f"拼音 {shelf.name}"
        case "documents":
            return site.documents[shelf.id].title
        case "bodies":
            return shelf.name
        case _:
            return f"{facet.value}：{shelf.name}"


def _around(site: Site, facet: Facet, shelf: Shelf) -> tuple[Link, ...]:
    steps: list[Link] = []
    around = shelf.above
    while around:
        outer = site.shelves.get("places", around)
        steps.insert(0, Link(outer.name, address_of("places", around)))
        around = outer.above
    return (Link(facet.name, index(facet.id)), *steps)


def _neighbours(site: Site, shelf: Shelf) -> tuple[Shelf | None, Shelf | None]:
    siblings = [other for other in site.shelves.of(shelf.facet) if other.above == shelf.above]
    position = siblings.index(shelf)
    return (siblings[position - 1] if position else None), next(iter(siblings[position + 1 : position + 2]), None)


def _particulars(site: Site, shelf: Shelf) -> dict[str, object]:
    """Return what only the pages of one index need."""
    match shelf.facet:
        case "pinyin":
            return {"bar": site.letters}
        case "places":
            below = [other for other in site.shelves.of("places") if other.above == shelf.id]
            doings = site.doings_in(shelf.id)
            here = sum(doing.place.code == shelf.id for doing in doings)
            changes = site.catalog.divisions.former(shelf.id)
            return {"below": below, "doings": doings, "here": here, "changes": changes}
        case "documents":
            return {"document": site.documents[shelf.id], "sections": _sections(site, shelf.id)}
        case "bodies":
            return {"roles": site.roles_of(shelf.id)}
        case "terms":
            return _term(site, shelf)
        case _:
            return {}


def _sections(site: Site, document: str) -> list[tuple[int, SectionView, tuple[PracticeView, ...]]]:
    """Return the parts of a document that tell of practices: its number from 1, how it is said, the practices."""
    cited = enumerate(site.catalog.cited(document), start=1)
    return [(n, section_view(c.section), site.views(c.practices)) for n, c in cited if c.practices]


def _term(site: Site, shelf: Shelf) -> dict[str, object]:
    terms = site.catalog.vocabularies.terms
    term = next((term for term in terms if term.term == shelf.name and term.note), None)
    known = {other.name: other for other in site.shelves.of("terms")}
    confused = [(word, known.get(word)) for word in term.confused_with] if term else []
    return {"term": term, "confused": confused}
