"""All figures in one table, with filters; long tables go on over several pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casebook import links
from casebook.catalog import Figure
from casebook.links import Way
from casebook.pages import components as c
from casebook.pages import wording
from casebook.pages.site import Page, Site
from casebook.text.escaping import escape

PER_PAGE = 1000
_HEAD = ("数据", "指标和口径", "做法", "地方", "时间", "性质", "文件")
_TEXT = "每个数据都连到它的做法和原文词句。口径、地方、日期不同的数据不能相减，也不能连成趋势。"


def figures_page(site: Site) -> Iterator[Page]:
    """Yield the table of all figures: `/browse/figures/`, and further pages where there are very many."""
    figures = site.catalog.figures
    chunks = [figures[start : start + PER_PAGE] for start in range(0, len(figures), PER_PAGE)] or [()]
    for number, chunk in enumerate(chunks, start=1):
        yield _page(site, chunk, number, len(chunks))


def _address(number: int) -> str:
    return links.index("figures") if number == 1 else f"{links.index('figures')}{number}/"


def _page(site: Site, figures: Sequence[Figure], number: int, last: int) -> Page:
    way = Way(_address(number))
    rows = (_row(site, way, figure) for figure in figures)
    title = "全部数据" if number == 1 else f"全部数据（第 {number} 页）"
    crumbs = c.breadcrumb(way, [("", "首页"), (links.BROWSE, "浏览")], title)
    body = "\n\n".join(
        [
            f"<p>{_TEXT}</p>",
            f'<p class="cb-total" data-count-of="figures">共 {len(site.catalog.figures)} 个数据</p>',
            '<div class="cb-filters" data-filters-for="figures" hidden></div>',
            c.table(_HEAD, rows, "cb-all-figures"),
            _pages(way, number, last),
        ]
    )
    return Page(way.here, title, _TEXT, body, "figures", crumbs=crumbs)


def _row(site: Site, way: Way, figure: Figure) -> tuple[str, Sequence[str]]:
    outcome, practice = figure.outcome, figure.practice
    document = site.catalog.documents[outcome.document]
    status = f' <strong class="cb-status">{outcome.status}</strong>' if outcome.status in {"存疑", "撤回"} else ""
    places = " ".join(wording.place_name(site.shelves.place(code)) for code in _around(site, figure.place.code))
    attributes = (
        f' data-place="{escape(places)}" data-nature="{escape(outcome.nature)}" data-document="{escape(document.label)}"'
        f' data-theme="{escape(" ".join(practice.record.themes))}"'
    )
    scope = f'<p class="cb-note">口径：{escape(outcome.scope)}</p>' if outcome.scope else ""
    return attributes, (
        f'<a href="{way.practice(practice.id, outcome.key)}">{c.figure_value(figure)}</a>{status}',
        f"{escape(outcome.metric)}{scope}",
        c.link(way.practice(practice.id), practice.name),
        escape(wording.place_name(figure.place)),
        wording.as_of(outcome, document),
        escape(outcome.nature),
        c.document_link(way, outcome.document, document),
    )


def _around(site: Site, code: str) -> Iterator[str]:
    while code:
        yield code
        code = site.catalog.divisions.parent(code)


def _pages(way: Way, number: int, last: int) -> str:
    if last == 1:
        return ""
    parts = [
        f'<a href="{way.to(_address(n))}">{n}</a>' if n != number else f'<span aria-current="page">{n}</span>'
        for n in range(1, last + 1)
    ]
    return f'<nav class="cb-neighbours" aria-label="分页">{"".join(parts)}</nav>'
