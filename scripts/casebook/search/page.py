"""The page `/search/`: an empty frame that `search-page.js` fills, and the way on for browsers without scripts."""

from __future__ import annotations

from casebook.links import Way
from casebook.pages import components as c
from casebook.pages import wording
from casebook.pages.site import Page

ADDRESS = "search/"


def search_page() -> Page:
    """Return the results page."""
    way = Way(ADDRESS)
    ways = "、".join(c.link(way.index(facet), wording.FACET_NAMES[facet]) for facet in ("pinyin", "places", "problems"))
    body = "\n".join(
        [
            '<p class="cb-note">在上面的框里写名称、拼音或首字母、地方、文号、数字，也可以写一句问话。</p>',
            '<div class="cb-results">',
            '<form class="cb-result-form" aria-label="筛选" hidden>',
            '<ul class="cb-result-chosen"></ul>',
            '<div class="cb-result-filters"></div>',
            "</form>",
            '<p class="cb-total" role="status" aria-live="polite"></p>',
            '<div data-search="busy"></div>',
            f"<noscript><p>查找要用到浏览器的脚本功能。也可以{ways}浏览。</p></noscript>",
            "</div>",
        ]
    )
    crumbs = c.breadcrumb(way, [("", "首页")], "查找")
    return Page(
        way.here, "查找", "查找基层治理做法：名称、拼音、地方、数字、问题都可以。", body, "search", crumbs=crumbs
    )
