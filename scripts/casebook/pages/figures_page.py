"""All figures in one table, to be sorted, filtered and taken along; long tables go on over several pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from casebook import links
from casebook.catalog import Figure
from casebook.links import Way
from casebook.pages import components as c
from casebook.pages import wording
from casebook.pages.compare_page import NEVER_SUBTRACT
from casebook.pages.sentence import source_text
from casebook.pages.site import Page, Site
from casebook.text.escaping import escape
from casebook.text.numbers import quantity

PER_PAGE = 1000
_HEAD = ("数据", "指标和口径", "做法", "地方", "时间", "性质", "文件")
_TEXT = f"每个数据都连到它的做法和原文词句。{NEVER_SUBTRACT}"


def figures_pages(site: Site) -> Iterator[Page]:
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
    natures = " ".join(site.catalog.vocabularies.natures.names)
    body = "\n\n".join(
        [
            f"<p>{_TEXT}</p>",
            f'<p class="cb-total" data-count-of="figures">{_count(site, figures, number, last)}</p>',
            f'<div class="cb-filters" data-filters-for="figures" data-natures="{escape(natures)}" hidden></div>',
            _actions(site, way),
            c.table(_HEAD, rows, "cb-all-figures"),
            _pages(way, number, last),
            _sources(site, figures),
        ]
    )
    return Page(way.here, title, _TEXT, body, "figures", crumbs=crumbs)


def _count(site: Site, figures: Sequence[Figure], number: int, last: int) -> str:
    whole = f"共 {len(site.catalog.figures)} 个数据"
    if last == 1:
        return whole
    return f"本页 {len(figures)} 个（第 {number} 页，共 {last} 页；筛选、排列和复制只管本页），全部{whole}"


def _actions(site: Site, way: Way) -> str:
    """Return the ways to take figures along; scripts add the buttons for those that are seen."""
    whole = f'<a href="{way.to(f"{links.DOWNLOADS}outcomes.csv")}" download>下载全部数据（CSV）</a>'
    origin = f"来源：{site.settings.site_name}，{wording.day(site.catalog.build_date.isoformat())}。数据为发文单位自述，本库未独立核实。"
    return f'<div class="cb-figure-actions" data-warning="{escape(NEVER_SUBTRACT)}" data-origin="{escape(origin)}">{whole}</div>'


def _sources(site: Site, figures: Iterable[Figure]) -> str:
    """Return the documents in full: a copied row must not end in a short name that only this site knows."""
    documents = {f.outcome.document: site.catalog.documents[f.outcome.document] for f in figures}
    told = (f"<dt>{escape(d.label)}</dt><dd>{escape(source_text(d))}</dd>" for d in documents.values())
    return f'<dl class="cb-figure-sources" hidden>{"".join(told)}</dl>'


def _row(site: Site, way: Way, figure: Figure) -> tuple[str, Sequence[str]]:
    outcome, practice = figure.outcome, figure.practice
    document = site.catalog.documents[outcome.document]
    places = " ".join(wording.place_name(site.shelves.place(code)) for code in _around(site, figure.place.code))
    attributes = (
        f' data-place="{escape(places)}" data-nature="{escape(outcome.nature)}" data-document="{escape(document.label)}"'
        f' data-theme="{escape(" ".join(practice.record.themes))}" data-code="{figure.place.code}"'
        f' data-day="{outcome.as_of or document.date or ""}"{_amount(figure)}'
    )
    scope = f'<p class="cb-note">口径：{escape(outcome.scope)}</p>' if outcome.scope else ""
    return attributes, (
        f'<a href="{way.practice(practice.id, outcome.key)}">{c.figure_value(figure)}</a>',
        f"{escape(outcome.metric)}{scope}",
        c.link(way.practice(practice.id), practice.name),
        escape(wording.place_name(figure.place)),
        wording.as_of(outcome, document),
        escape(wording.marked(outcome.nature, site.catalog.voice(figure))),
        c.document_link(way, outcome.document, document),
    )


def _amount(figure: Figure) -> str:
    """Return what a figure comes to, for sorting; nothing where it is no number, or taken back."""
    amount = quantity(figure.outcome.value, figure.outcome.unit)
    if amount.minimum is None or figure.status == "撤回":
        return ""
    most = f' data-most="{amount.maximum:f}"' if amount.maximum != amount.minimum else ""
    return f' data-value="{amount.minimum:f}"{most} data-unit="{escape(amount.unit)}"'


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
    return f'<nav class="cb-neighbours cb-figure-pages" aria-label="分页">{"".join(parts)}</nav>'
