"""Pages that are a frame for scripts (search, form, comparison), the list of all practices, and pages of former ids."""

from __future__ import annotations

from collections.abc import Iterator

from casebook import links
from casebook.facets import FACETS
from casebook.links import Way
from casebook.pages.letters import letter_rows
from casebook.pages.markdown import Template
from casebook.pages.page import HOME, Page
from casebook.pages.parts import CARDS, fits_on_one
from casebook.pages.practice_page import ALL, report_ways
from casebook.saying.practices import Link
from casebook.saying.site import Site

SEARCH = "search/"
_FIXED = {
    "summary": "概要", "outcomes": "数据与成效", "steps": "怎么做", "sources": "来源", "related": "相关做法",
}  # fmt: skip
_FORM = "照着格子填，填好就得到一条记录的文件，复制或下载后提交，不用安装程序。"
_CONTRIBUTE = Link("参与", "contribute/")


def practices_page(site: Site) -> Page:
    """Return `/practices/`: all practices in pinyin order, with cards where one page holds them, else by letters and syllables."""
    way, count = Way(links.PRACTICES), len(site.practices)
    values = () if fits_on_one(site.practices, CARDS) else letter_rows(site)
    body = Template("practices.md.j2", way).render(bar=site.letters, practices=site.practices, values=values)
    text = f"全部 {count} 项基层治理做法，按拼音排列。"
    return Page(way.here, "全部做法", text, body, "practices", (HOME,))


def search_page(site: Site) -> Page:
    """Return the results page."""
    body = Template("search.md.j2", Way(SEARCH)).render(ways=[*report_ways(site.settings)])
    return Page(SEARCH, "查找", "查找基层治理做法：名称、拼音、地方、数字、问题都可以。", body, "search", (HOME,))


def form_page() -> Page:
    """Return the page of the form."""
    body = Template("form.md.j2", Way(links.FORM)).render(text=_FORM)
    return Page(links.FORM, "网上填写", _FORM, body, "form", (HOME, _CONTRIBUTE))


def compare_page(site: Site) -> Page:
    """Return the page that sets practices side by side; which ones, its address says (`?ids=a,b`)."""
    body = Template("compare.md.j2", Way(links.COMPARE)).render(files=site.compare_files)
    text = "把几项基层治理做法并排看：地方、阶段、牵头单位、步骤、条件、经费和数据。"
    return Page(links.COMPARE, "比较做法", text, body, "compare", (HOME,))


def moved_pages(site: Site) -> Iterator[Page]:
    """Yield a page for each former id, and for each address made of a wrong reading.

    It holds a plain link, the old anchors, and for scripts the address to go on to.

    Without scripts the part behind `#` can't go on by itself: so each old anchor is a link to the new one.
    """
    for practice in site.catalog.all:
        view = site.by_id[practice.id]
        names = {figure.key: figure.metric for figure in view.figures}
        keys = {**_FIXED, **{key: names.get(key, "原有的一个数据") for key in site.catalog.keys(practice)}}
        for old in practice.record.publication.former_ids:
            way = Way(links.practice(old))
            body = Template("moved.md.j2", way).render(
                practice=view, there=way.to(view.address), anchors=[*keys.items()]
            )
            yield _moved(way, view.name, body, ALL)
    for facet in FACETS:
        for old, shelf in site.shelves.moved(facet.id).items():
            way = Way(links.shelf(facet.id, old))
            body = Template("moved.md.j2", way).render(practice=shelf, there=way.to(shelf.address), anchors=[])
            yield _moved(way, shelf.name, body, Link(facet.name, links.index(facet.id)))


def _moved(way: Way, name: str, body: str, above: Link) -> Page:
    text = "这一页的网址改了，旧网址转到新的一页。"
    return Page(way.here, f"{name}（网址已改）", text, body, "moved", (HOME, above))
