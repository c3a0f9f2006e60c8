"""All figures in one table, to be sorted, filtered and taken along; long tables go on over several pages.

What the scripts sort and filter by stands in `assets/figures/<page>.js`, a row for each row of the table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casebook import links
from casebook.links import Way
from casebook.pages.markdown import Template
from casebook.pages.page import Page
from casebook.saying import wording
from casebook.saying.figures import FigureView
from casebook.saying.practices import Link
from casebook.saying.site import Site
from casebook.text.data_script import Json, data_script

PER_PAGE = 1000
FOLDER = "assets/figures/"
_TEXT = f"每个数据都连到它的做法和原文词句。{wording.NEVER_SUBTRACT}"


def _chunks(site: Site) -> list[Sequence[FigureView]]:
    figures = site.figures
    return [figures[start : start + PER_PAGE] for start in range(0, len(figures), PER_PAGE)] or [()]


def figures_pages(site: Site, crumbs: tuple[Link, ...]) -> Iterator[Page]:
    """Yield the table of all figures: `/browse/figures/`, and further pages where there are very many."""
    chunks = _chunks(site)
    addresses = [_address(number) for number in range(1, len(chunks) + 1)]
    for number, chunk in enumerate(chunks, start=1):
        body = Template("figures.md.j2", Way(_address(number))).render(
            figures=chunk, part=number, last=len(chunks), total=len(site.figures), addresses=addresses,
            site_name=site.settings.site_name, day=site.catalog.build_date.isoformat(),
        )  # fmt: skip
        title = "全部数据" if number == 1 else f"全部数据（第 {number} 页）"
        yield Page(_address(number), title, _TEXT, body, "figures", crumbs, part=number)


def _address(number: int) -> str:
    return links.index("figures") if number == 1 else f"{links.index('figures')}{number}/"


def figures_files(site: Site) -> Iterator[tuple[str, str]]:
    """Yield for each page of the table what its scripts need: path and text."""
    natures = [*site.catalog.vocabularies.natures.names]
    for number, chunk in enumerate(_chunks(site), start=1):
        documents = {figure.proof.document.label: figure.proof.document.full for figure in chunk}
        data: Json = {"natures": natures, "documents": documents, "rows": [_row(site, figure) for figure in chunk]}
        yield f"{FOLDER}{number}.js", data_script("cb.figures.take", str(number), data)


def _row(site: Site, figure: FigureView) -> Json:
    """Return what a row is sorted and filtered by. A range has a greatest value of its own."""
    amount = figure.amount
    counts = amount.minimum is not None and figure.status != "撤回"
    row: dict[str, Json] = {
        "place": [wording.place_name(site.shelves.place(code)) for code in _around(site, figure.place.code)],
        "code": figure.place.code,
        "theme": [theme.name for theme in site.by_id[figure.practice_id].themes],
        "nature": figure.nature,
        "document": figure.proof.document.label,
        "day": figure.as_of,
        "status": figure.status,
        "scope": figure.scope_said,
        "metric": figure.metric,
        "text": figure.text,
        "marks": "；".join(figure.marks),
    }
    if counts:
        row |= {"value": f"{amount.minimum:f}", "unit": amount.unit}
        row |= {"most": f"{amount.maximum:f}"} if amount.maximum != amount.minimum else {}
    return row


def _around(site: Site, code: str) -> Iterator[str]:
    while code:
        yield code
        code = site.catalog.divisions.parent(code)
