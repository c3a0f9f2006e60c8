"""All figures in one table, to be sorted, filtered and taken along; it goes on over several pages.

What the scripts sort and filter by stands in `assets/figures/<page>.js`, a row for each row of the page. They draw rows of other
pages too, since a filter acts on the whole table: so a row's data tell all that the table shows of it.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from casebook import links
from casebook.links import Way
from casebook.pages.markdown import Template
from casebook.pages.page import Page
from casebook.pages.parts import FIGURES, NAMINGS, Part, parts
from casebook.saying import wording
from casebook.saying.documents import DocumentView
from casebook.saying.figures import FigureView
from casebook.saying.practices import Link
from casebook.saying.site import Site
from casebook.text.data_script import Json, data_script

FOLDER = "assets/figures/"
NAMING = f"{links.index('figures')}naming/"
_NAMING_TEXT = "“四议两公开”的“四”“两”这样的数只起称呼作用，不算数据，不在全部数据的表和个数里。"
_AT_ONCE = 8  # pages whose data the scripts load unasked
_TEXT = f"每个数据都连到它的做法和原文词句。{wording.NEVER_SUBTRACT}"


def _parts(site: Site) -> tuple[Part[FigureView], ...]:
    return parts(links.index("figures"), site.counted_figures, FIGURES)


def figures_pages(site: Site, crumbs: tuple[Link, ...]) -> Iterator[Page]:
    """Yield the table of all figures: `/browse/figures/`, and further pages."""
    for part in _parts(site):
        body = Template("figures.md.j2", Way(part.address)).render(
            part=part, total=len(site.counted_figures), naming=len(site.naming_figures), files=site.compare_files, asks_first=part.last > _AT_ONCE,
            site_name=site.settings.site_name, day=site.catalog.build_date.isoformat(),
        )  # fmt: skip
        title = part.titled("全部数据")
        yield Page(part.address, title, part.described(_TEXT), body, "figures", crumbs, part=part.number)


def naming_pages(site: Site, crumbs: tuple[Link, ...]) -> Iterator[Page]:
    """Yield the list of the numbers that only name parts: `/browse/figures/naming/`, and further pages."""
    for part in parts(NAMING, site.naming_figures, NAMINGS):
        body = Template("naming.md.j2", Way(part.address)).render(part=part, total=len(site.naming_figures))
        title = part.titled("只起称呼作用的数")
        yield Page(
            part.address,
            title,
            part.described(_NAMING_TEXT),
            body,
            "index",
            (*crumbs, Link("全部数据", links.index("figures"))),
        )


def figures_files(site: Site) -> Iterator[tuple[str, str]]:
    """Yield for each page of the table what its scripts need: path and text."""
    made = _parts(site)
    told = [_data(site, part) for part in made]
    stamp = zlib.crc32(repr(told).encode())  # of the whole table: no page may read an old part with new ones
    for part, data in zip(made, told, strict=True):
        whole: Json = {"last": part.last, "stamp": f"{stamp:08x}", **data}
        yield f"{FOLDER}{part.number}.js", data_script("cb.figures.take", str(part.number), whole)


def _data(site: Site, part: Part[FigureView]) -> dict[str, Json]:
    """Return the rows of a part, and what they name: practices, places from the inside out, documents."""
    documents = {figure.proof.document.id: _document(figure.proof.document) for figure in part.rows}
    practices = {figure.practice_id: _practice(site, figure) for figure in part.rows}
    places: dict[str, Json] = {figure.place.code: [*_around(site, figure.place.code)] for figure in part.rows}
    return {
        "natures": [*site.catalog.vocabularies.natures.names], "documents": documents, "practices": practices,
        "places": places, "rows": [_row(site, figure) for figure in part.rows],
    }  # fmt: skip


def _document(document: DocumentView) -> Json:
    return [document.label, document.full]


def _practice(site: Site, figure: FigureView) -> Json:
    return [figure.practice_name, *(theme.name for theme in site.by_id[figure.practice_id].themes)]


def _around(site: Site, code: str) -> Iterator[str]:
    while code:
        yield wording.place_name(site.shelves.place(code))
        code = site.catalog.divisions.parent(code)


def _section(site: Site, figure: FigureView) -> str:
    """Return in which section of its document it stands: as its practice cites these words, or the only section cited."""
    document = figure.proof.document.id
    sources = (source for source in site.by_id[figure.practice_id].sources if source.document.id == document)
    places = [place for source in sources for place in source.places]
    same = [place.section for place in places if place.anchor == figure.proof.anchor]
    sections = dict.fromkeys(same or (place.section for place in places))
    return next(iter(sections)) if len(sections) == 1 else ""


def _row(site: Site, figure: FigureView) -> Json:
    """Return what a row shows, and what it is sorted and filtered by. A range has a greatest value of its own."""
    amount = figure.amount
    row: dict[str, Json] = {
        "practice": figure.practice_id,
        "key": figure.key,
        "code": figure.place.code,
        "nature": figure.nature,
        "how": wording.marked(figure.nature, figure.proof.voice),
        "document": figure.proof.document.id,
        "day": figure.as_of,
        "when": f"{figure.day}，{wording.OVERDUE}" if figure.is_overdue else figure.day,
        "status": figure.status,
        "scope": figure.scope_said,
        "metric": figure.metric,
        "text": figure.text,
        "marks": "；".join(figure.marks),
        "voice": figure.proof.voice,
        "section": _section(site, figure),
        "words": figure.proof.anchor,
        "note": figure.note,
        "about": figure.qualifier,
    }
    if not figure.scope:
        row["unscoped"] = 1
    if amount.minimum is not None and figure.status != "撤回":
        row |= {"value": f"{amount.minimum:f}", "unit": amount.unit}
        row |= {"most": f"{amount.maximum:f}"} if amount.maximum != amount.minimum else {}
    return row
