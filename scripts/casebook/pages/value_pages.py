"""The pages of each value of an index: a theme, a place, a document, a unit … One page, further ones where it has very many practices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from casebook.facets import Facet
from casebook.links import Way, index
from casebook.links import shelf as address_of
from casebook.memory import digest
from casebook.pages import briefs
from casebook.pages.markdown import Template
from casebook.pages.page import Page
from casebook.pages.parts import CARDS, DOINGS, ROLES, Part, Rows, Step, parts
from casebook.records.divisions import Place
from casebook.saying import reach
from casebook.saying.briefs import count_stages
from casebook.saying.documents import SectionView, section_view
from casebook.saying.places import DoingView
from casebook.saying.practices import Link, PracticeView
from casebook.saying.site import Site
from casebook.shelves import Shelf
from casebook.text.escaping import is_safe_url

_OWN_TEMPLATES = frozenset({"places", "documents", "bodies", "policies", "terms", "pinyin"})


class Told(NamedTuple):
    """A practice as a part of a document tells it. number: of the part, from 1."""

    number: int
    section: SectionView
    practice: PracticeView


_TOLD = Rows[Told](CARDS.most, lambda told: CARDS.size(told.practice), lambda told: told.practice.name)


def value_pages(site: Site, facet: Facet, shelf: Shelf, above: tuple[Link, ...]) -> Iterator[Page]:
    """Yield the pages of a value, with the ways to the values before and after it; all say how many practices it has."""
    title, crumbs = _title(site, facet, shelf), (*above, *_around(site, facet, shelf))
    template = f"value-{facet.id}.md.j2" if facet.id in _OWN_TEMPLATES else "value.md.j2"
    template = briefs.TEMPLATE if facet.id in briefs.FACETS else template
    description = (shelf.introduction or f"{title}：{len(shelf.practices)} 项做法，{facet.name}浏览。")[:140]
    before, after = _neighbours(site, shelf)
    told: dict[str, object] = {"shelf": shelf, "count": len(shelf.practices), "before": before, "after": after}
    told |= _particulars(site, shelf)
    told["tree"], told["years"] = reach.pictures(site, shelf)
    for part, particular in _parts(site, shelf):
        body = Template(template, Way(part.address)).render(part=part, **told, **particular)
        yield Page(
            part.address, part.titled(title), part.described(description), body, facet.id, crumbs, short=part.titled(shelf.name)
        )  # fmt: skip


def value_content(site: Site, shelf: Shelf) -> bytes:
    """Return a digest of what the pages of a value draw on, beside what all pages do: its practices, and the values that it names."""
    below = site.shelves.within(shelf.id) if shelf.facet == "places" else ()
    named = (shelf, *filter(None, _neighbours(site, shelf)), *below, *site.letters)
    said = (repr((one.id, one.name, len(one.practices), one.introduction, one.above)) for one in named)
    ways = site.catalog.diffused.get(shelf.id, ()) if shelf.facet == "places" else ()
    there = {practice.id for practice in (*shelf.practices, *(practice for practice, _ in ways))}
    figures = site.figures_in(shelf.id) if shelf.facet == "places" else 0
    return digest(
        shelf.facet, str(figures), *said, *(part for id_ in sorted(there) for part in (id_, site.contents[id_]))
    )


def _parts(site: Site, shelf: Shelf) -> Iterator[tuple[Part[object], dict[str, object]]]:
    """Yield the parts of what a value lists, with what only that part needs."""
    match shelf.facet:
        case "places":
            doings = site.doings_in(shelf.id)
            several = len({doing.place.code for doing in doings}) > 1
            made = parts(shelf.address, doings, DOINGS)
            yield from ((part, {"groups": _by_theme(site, part.rows), "several": several}) for part in made)
        case "bodies":
            roles = parts(shelf.address, site.roles_of(shelf.id), ROLES)
            yield from ((part, {}) for part in roles)
        case "documents":
            yield from _document_parts(shelf.address, [*_told(site, shelf.id)])
        case "themes" | "problems":
            yield from briefs.brief_parts(site, shelf)
        case _:
            cards = parts(shelf.address, site.views(shelf.practices), CARDS)
            yield from ((part, {}) for part in cards)


def _by_theme(site: Site, rows: Sequence[DoingView]) -> list[tuple[Link, list[DoingView]]]:
    """Return what is done by the first theme of each practice, as it stands in order."""
    themed = groupby(rows, key=lambda doing: site.by_id[doing.practice_id].themes[0])
    return [(theme, [*doings]) for theme, doings in themed]


def _told(site: Site, document: str) -> Iterator[Told]:
    for number, cited in enumerate(site.catalog.cited(document), start=1):
        section = section_view(cited.section)
        yield from (Told(number, section, practice) for practice in site.views(cited.practices))


def _document_parts(address: str, rows: Sequence[Told]) -> Iterator[tuple[Part[object], dict[str, object]]]:
    """Yield the parts of a document's list. The first has the heading of every section: old links lead to them."""
    made = parts(address, rows, _TOLD)
    begins: dict[int, Step] = {}
    for part in made:
        for row in part.rows:
            begins.setdefault(row.number, part.steps[part.number - 1])
    names = {row.number: row.section for row in rows}
    counts = Counter(row.number for row in rows)
    outline = [(n, names[n], counts[n], step) for n, step in begins.items()]
    for part in made:
        yield part, {"sections": _sections(part), "outline": outline if part.number == 1 else ()}


def _sections(part: Part[Told]) -> list[tuple[int, SectionView, tuple[PracticeView, ...]]]:
    """Return the sections of a part of the list: number, how it is said, the practices."""
    groups = ((number, [*rows]) for number, rows in groupby(part.rows, key=lambda row: row.number))
    return [(number, rows[0].section, tuple(row.practice for row in rows)) for number, rows in groups]


def _title(site: Site, facet: Facet, shelf: Shelf) -> str:
    match facet.id:
        case "places":
            return site.place(shelf.id).name
        case "pinyin":
            return f"拼音 {shelf.name}"
        case "documents":
            return site.documents[shelf.id].title
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
    siblings = site.shelves.beside(shelf)
    if shelf not in siblings:
        return None, None
    position = siblings.index(shelf)
    return (siblings[position - 1] if position else None), next(iter(siblings[position + 1 : position + 2]), None)


def _particulars(site: Site, shelf: Shelf) -> dict[str, object]:
    """Return what only the pages of one index need."""
    made = {
        "pinyin": _letter, "places": _place, "documents": _document, "bodies": _body, "policies": _policy, "terms": _term,
    }  # fmt: skip
    return made[shelf.facet](site, shelf) if shelf.facet in made else {}


def _letter(site: Site, _: Shelf) -> dict[str, object]:
    return {"bar": site.letters}


def _place(site: Site, shelf: Shelf) -> dict[str, object]:
    doings = site.doings_in(shelf.id)
    return {
        "below": site.shelves.within(shelf.id),
        "here": sum(doing.place.code == shelf.id for doing in doings),
        "stages": count_stages(doing.stage for doing in doings),
        "figures": site.figures_in(shelf.id),
        "changes": site.catalog.divisions.former(shelf.id),
        "ways": site.diffused(shelf.id),
    }


def _document(site: Site, shelf: Shelf) -> dict[str, object]:
    document = site.documents[shelf.id]
    return {"document": document, "issuers": site.issuers(document.issuer)}


def _body(site: Site, shelf: Shelf) -> dict[str, object]:
    body = site.catalog.vocabularies.bodies.by_id.get(shelf.id)
    if body is None:
        return {"body": None, "documents": (), "policies": ()}
    successor = site.shelves.get("bodies", body.succeeded_by) if body.succeeded_by else None
    found = site.catalog.divisions.find(body.place)
    known = {place.id for place in site.shelves.of("places")}
    place = Link(
        body.place, address_of("places", found.code) if isinstance(found, Place) and found.code in known else ""
    )
    return {
        "body": body,
        "documents": site.issued_by(shelf.id),
        "policies": site.policies_of(shelf.id),
        "successor": successor,
        "place": place,
    }


def _policy(site: Site, shelf: Shelf) -> dict[str, object]:
    policy = site.catalog.vocabularies.policies.by_id.get(shelf.id)
    if policy is None:
        return {"policy": None, "url": ""}
    return {
        "policy": policy,
        "issuers": site.issuers(policy.issuer or ""),
        "url": policy.url if is_safe_url(policy.url or "") else "",
    }


def _term(site: Site, shelf: Shelf) -> dict[str, object]:
    terms = site.catalog.vocabularies.terms
    term = next((term for term in terms if term.term == shelf.name and term.note), None)
    known = {other.name: other for other in site.shelves.of("terms")}
    confused = [(word, known.get(word)) for word in term.confused_with] if term else []
    return {"term": term, "confused": confused}
