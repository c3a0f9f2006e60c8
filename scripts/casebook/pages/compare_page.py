"""The page `/compare/`: a frame that `compare-page.js` fills with up to four practices side by side."""

from __future__ import annotations

from casebook import links
from casebook.links import Way
from casebook.pages import components as c
from casebook.pages import wording
from casebook.pages.site import Page

NEVER_SUBTRACT = "口径、地方、日期不同的数据不能相减，也不能连成趋势。"
_TEXT = (
    "最多四项做法并排看：在哪里做、做到哪一步、谁牵头、怎么做、要什么条件、谁出钱。"
    "只有指标、地方和口径都相同的数据才排在一行。"
)


def compare_page() -> Page:
    """Return the page that sets practices side by side; which ones, its address says (`?ids=a,b`)."""
    way = Way(links.COMPARE)
    ways = "、".join(c.link(way.index(facet), wording.FACET_NAMES[facet]) for facet in ("pinyin", "themes", "places"))
    body = "\n".join(
        [
            f'<p class="cb-introduction">{_TEXT}</p>',
            f'<div class="cb-compare" data-warning="{NEVER_SUBTRACT}">',
            f"<noscript><p>比较要用到浏览器的脚本功能。也可以{ways}找到做法，一页一页地看。</p></noscript>",
            "</div>",
        ]
    )
    crumbs = c.breadcrumb(way, [("", "首页")], "比较做法")
    return Page(
        way.here,
        "比较做法",
        "把几项基层治理做法并排看：地方、阶段、牵头单位、步骤、条件、经费和数据。",
        body,
        "compare",
        crumbs=crumbs,
    )
