"""The page of all practices."""

from __future__ import annotations

from casebook import links
from casebook.links import Way
from casebook.pages import components as c
from casebook.pages.site import Page, Site

_FULL_UP_TO = 500


def practices_page(site: Site) -> Page:
    """Return `/practices/`: all practices in pinyin order, with cards where they are not too many."""
    way = Way(links.PRACTICES)
    practices = site.catalog.practices
    shown = (
        c.practice_cards(way, practices)
        if len(practices) <= _FULL_UP_TO
        else c.shelf_list(way, site.shelves.of("pinyin"))
    )
    crumbs = c.breadcrumb(way, [("", "首页")], "全部做法")
    body = "\n\n".join(
        [
            c.letter_bar(way, site.shelves),
            f'<p class="cb-total">共 {len(practices)} 项做法，按名称的拼音排列。{_downloads(way)}</p>',
            shown,
        ]
    )
    return Page(
        way.here, "全部做法", f"全部 {len(practices)} 项基层治理做法，按拼音排列。", body, "practices", crumbs=crumbs
    )


def _downloads(way: Way) -> str:
    workbook, table = way.to(f"{links.DOWNLOADS}practices.xlsx"), way.to(f"{links.DOWNLOADS}practices.csv")
    return f'下载全部：<a href="{workbook}" download>Excel 工作簿</a>、<a href="{table}" download>CSV</a>'
