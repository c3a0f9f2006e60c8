"""What was read: which places are told by whose documents, from which years, and which are not told at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from casebook.links import Way
from casebook.pages.markdown import Template
from casebook.pages.page import HOME, Page
from casebook.saying.documents import DocumentView
from casebook.saying.places import PlaceView
from casebook.saying.practices import Link
from casebook.saying.site import Site

ADDRESS = "about/coverage/"
_TITLE = "覆盖说明"
_TEXT = "各地读过哪些单位的文件、哪一年的、是不是全文；哪些地方还没有读过。"
_CITY = 4  # digits of its code
_MOST_NAMED = 200  # documents: of more, the page gives counts alone


class Read(NamedTuple):
    """What was read about a province itself, or a city with its districts. years: of the documents, `2019、2022`, 未注日期 of those without."""

    place: PlaceView
    practices: int
    documents: tuple[DocumentView, ...]
    years: str


def coverage_page(site: Site) -> Page:
    """Return the page that tells how thin each place is."""
    told = dict(_told(site))
    documents = {document.id for read in told.values() for document in read.documents}
    body = Template("coverage.md.j2", Way(ADDRESS)).render(
        text=_TEXT, told=told.values(), unread=[*_unread(site, told)], total=len(documents), most=_MOST_NAMED,
        excerpts=sum(site.documents[id_].is_excerpt for id_ in documents),
    )  # fmt: skip
    return Page(ADDRESS, _TITLE, _TEXT, body, "coverage", (HOME, Link("关于", "about/")))


def _told(site: Site) -> Iterator[tuple[str, Read]]:
    """Yield by its code each province and city that a document tells of: a place by what a doing or a figure there rests on."""
    practices: dict[str, set[str]] = defaultdict(set)
    documents: dict[str, set[str]] = defaultdict(set)
    for practice in site.practices:
        for doing in practice.doings:
            practices[doing.place.code[:_CITY]].add(practice.id)
        proofs = [(one.place, one.proof) for one in practice.doings]
        for place, proof in (*proofs, *((one.place, one.proof) for one in practice.figures)):
            documents[place.code[:_CITY]].add(proof.document.id)
    for code in sorted(practices):
        read = tuple(sorted((site.documents[id_] for id_ in documents[code]), key=lambda one: (one.date, one.id)))
        yield code, Read(site.place(code), len(practices[code]), read, _years(read))


def _years(read: tuple[DocumentView, ...]) -> str:
    return "、".join(dict.fromkeys(document.date[:4] or "未注日期" for document in read))


def _unread(site: Site, told: Mapping[str, Read]) -> Iterator[tuple[str, list[str]]]:
    """Yield what was not read: provinces of China, then, of each province that was, its cities."""
    divisions = site.catalog.divisions
    provinces = {code[:2] for code in told}
    yield "", [name for name, code in divisions.children("").items() if code not in provinces]
    for province in sorted(provinces):
        cities = {name: code for name, code in divisions.children(province).items() if len(code) == _CITY}
        yield divisions.place(province).name, [name for name, code in cities.items() if code not in told]
