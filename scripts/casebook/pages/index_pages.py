"""The indexes and one page for each of their values."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from casebook import links
from casebook.links import Way
from casebook.pages import components as c
from casebook.pages import wording
from casebook.pages.document_page import document_body
from casebook.pages.figures_page import figures_pages
from casebook.pages.overview import overview
from casebook.pages.place_page import place_body, places_body
from casebook.pages.site import Page, Site
from casebook.shelves import FACETS, Shelf
from casebook.text.escaping import escape

_INTRODUCTIONS = {
    "pinyin": "按名称的拼音排列：先看首字母，同字母的按音节、声调、笔画。数字和外文字母开头的排在前面。",
    "themes": "一项做法最多归入三个主题。",
    "problems": "从要解决的问题找做法。",
    "places": "从省到街道、镇。一个地方的页面也列出它下面各处的做法。",
    "documents": "本库据以编写的文件，按章节列出其中的做法。",
    "kinds": "照着做，先要建什么。",
    "stages": "按每个地方做到哪一步分；同一做法在不同地方可以处在不同阶段。",
    "bodies": "文件写明的牵头和配合单位。" + wording.BODIES_NOTICE,
    "terms": "容易混淆的说法，一页说清一组。",
}
_OVERVIEW = (
    "每格是一个地方（连同下属地方）在一个主题下的做法数，点数字看做法。一项做法可以归入几个主题，各格相加会多于总数。"
)
_COMPARE = "最多四项做法并排看，可以复制成表格，印成一张纸。"
_ALL_NAMES_UP_TO = 1000

Body = Callable[[Site, Way, Shelf], str]


def index_pages(site: Site) -> Iterator[Page]:
    """Yield every index and every page of a value."""
    for facet in FACETS:
        yield _index(site, facet)
        yield from (_value(site, shelf) for shelf in site.shelves.of(facet))
    yield from figures_pages(site)
    yield _browse(site)


def _browse(site: Site) -> Page:
    way = Way(links.BROWSE)
    rows = []
    for facet, name in wording.FACET_NAMES.items():
        count = len(site.catalog.figures) if facet == "figures" else len(site.shelves.of(facet))
        text = _INTRODUCTIONS.get(facet, "全部数据一张表，可按地方、性质、主题、文件筛选。")
        rows.append(f'<li>{c.link(way.index(facet), name)} <span class="cb-count">{count}</span><p>{text}</p></li>')
    rows.append(f"<li>{c.link(way.to(links.COMPARE), '比较做法')}<p>{_COMPARE}</p></li>")
    crumbs = c.breadcrumb(way, [("", "首页")], "浏览")
    ways = f'<ul class="cb-shelves cb-introduced">{"".join(rows)}</ul>'
    body = f"{ways}\n\n## 主题与地方 {{ #overview }}\n\n<p>{_OVERVIEW}</p>\n\n{overview(site, way)}"
    return Page(
        way.here,
        "浏览",
        "按拼音、主题、问题、地方、文件、类型、阶段、单位和数据浏览基层治理做法。",
        body,
        "browse",
        crumbs=crumbs,
    )


def _index(site: Site, facet: str) -> Page:
    way = Way(links.index(facet))
    name = wording.FACET_NAMES[facet]
    crumbs = c.breadcrumb(way, [("", "首页"), (links.BROWSE, "浏览")], name)
    text = _INTRODUCTIONS[facet]
    body = f"<p>{text}</p>\n\n{_index_body(site, way, facet)}"
    return Page(way.here, f"{name}浏览" if name.startswith("按") else name, text, body, "index", crumbs=crumbs)


def _index_body(site: Site, way: Way, facet: str) -> str:
    shelves = site.shelves.of(facet)
    if facet == "pinyin":
        return _letters_body(site, way)
    if facet == "places":
        return places_body(site, way)
    return c.shelf_list(way, shelves, introduced=facet != "bodies")


def _letters_body(site: Site, way: Way) -> str:
    bar = c.letter_bar(way, site.shelves)
    if len(site.catalog.practices) > _ALL_NAMES_UP_TO:
        return bar
    groups = []
    for shelf in site.shelves.of("pinyin"):
        title = c.link(way.shelf("pinyin", shelf.id), shelf.name)
        groups.append(
            f'<section class="cb-letter" id="letter-{shelf.id}"><h2>{title}</h2>{c.practice_lines(way, shelf.practices)}</section>'
        )
    return f"{bar}\n\n" + "\n".join(groups)


def _value(site: Site, shelf: Shelf) -> Page:
    way = Way(links.shelf(shelf.facet, shelf.id))
    facet_name = wording.FACET_NAMES[shelf.facet]
    body = _BODIES.get(shelf.facet, _plain_body)(site, way, shelf)
    crumbs = c.breadcrumb(way, [("", "首页"), (links.BROWSE, "浏览"), *_above(site, shelf)], shelf.name)
    around = c.neighbours(way, _siblings(site, shelf), shelf)
    title = _title(site, shelf)
    description = shelf.introduction or f"{title}：{len(shelf.practices)} 项做法，{facet_name}浏览。"
    return Page(way.here, title, description[:160], f"{body}\n\n{around}", shelf.facet, crumbs=crumbs)


def _above(site: Site, shelf: Shelf) -> list[tuple[str, str]]:
    steps: list[tuple[str, str]] = []
    around = shelf.above
    while around:
        outer = site.shelves.get("places", around)
        steps.insert(0, (links.shelf("places", around), outer.name))
        around = outer.above
    return [(links.index(shelf.facet), wording.FACET_NAMES[shelf.facet]), *steps]


def _siblings(site: Site, shelf: Shelf) -> list[Shelf]:
    return [other for other in site.shelves.of(shelf.facet) if other.above == shelf.above]


def _title(site: Site, shelf: Shelf) -> str:
    if shelf.facet == "places":
        return wording.place_name(site.shelves.place(shelf.id))
    if shelf.facet == "pinyin":
        return f"拼音 {shelf.name}"
    if shelf.facet == "documents":
        return site.catalog.documents[shelf.id].title
    if shelf.facet == "bodies":
        return shelf.name
    return f"{wording.FACET_NAMES[shelf.facet].removeprefix('按')}：{shelf.name}"


def _counted(shelf: Shelf) -> str:
    return f'<p class="cb-total">共 {len(shelf.practices)} 项做法</p>'


def _plain_body(site: Site, way: Way, shelf: Shelf) -> str:
    text = f'<p class="cb-introduction">{escape(shelf.introduction)}</p>\n\n' if shelf.facet != "pinyin" else ""
    bar = f"{c.letter_bar(way, site.shelves, shelf.id)}\n\n" if shelf.facet == "pinyin" else ""
    return f"{bar}{text}{_counted(shelf)}\n\n{c.practice_cards(way, shelf.practices)}"


def _body_page(site: Site, way: Way, shelf: Shelf) -> str:
    rows = (
        (
            "",
            (
                c.link(way.practice(role.doing.practice.id), role.doing.practice.name),
                role.part,
                c.link(way.shelf("places", role.doing.place.code), wording.place_name(role.doing.place)),
                c.stage_badge(role.doing.locality.stage),
            ),
        )
        for role in site.shelves.roles_of(shelf.id)
    )
    notice = f'<p class="cb-note">{wording.BODIES_NOTICE}</p>'
    return f"{_counted(shelf)}\n\n{notice}\n\n" + c.table(("做法", "牵头或配合", "地方", "阶段"), rows, "cb-roles")


def _term_page(site: Site, way: Way, shelf: Shelf) -> str:
    term = next((t for t in site.catalog.vocabularies.terms if t.term == shelf.name and t.note), None)
    if term is None:  # a page that was once published stays
        return f'<p class="cb-introduction">这里原有的一个易混词已撤下。请看{c.link(way.index("terms"), "全部易混词")}。</p>'
    known = {other.name: other for other in site.shelves.of("terms")}
    confused = [c.link(way.shelf("terms", known[w].id), w) if w in known else escape(w) for w in term.confused_with]
    parts = [f'<p class="cb-introduction">{escape(shelf.introduction)}</p>']
    if term.also:
        parts.append(f"<p>也说：{'、'.join(escape(word) for word in term.also)}</p>")
    if confused:
        parts.append(f"<p>容易与它混淆的：{'、'.join(confused)}</p>")
    return "\n\n".join([*parts, _counted(shelf), c.practice_cards(way, shelf.practices)])


_BODIES: dict[str, Body] = {
    "places": place_body,
    "documents": document_body,
    "bodies": _body_page,
    "terms": _term_page,
}
