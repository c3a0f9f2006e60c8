"""No page passes 150 KB or 3,000 elements, however many records there are; and no list loses a row, an address or an anchor by it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from casebook import links
from casebook.catalog import Catalog
from casebook.checks.ledger import ledger_lines
from casebook.facets import BY_ID, FACETS
from casebook.pages import value_pages
from casebook.pages.page import Page
from casebook.pages.parts import CARDS, DOINGS, FIGURES, NAMES, RELATED, ROLES, SHELVES, Rows, parts
from casebook.pages.practice_page import practice_page, related_pages
from casebook.pages.quality_page import ADDRESS as QUALITY
from casebook.saying.site import Site
from casebook.settings import SiteSettings
from casebook.shelves import Shelf
from html_site import HtmlSite
from large_site import (
    MOST_BYTES,
    MOST_NODES,
    SHELL_BYTES,
    SHELL_NODES,
    content_size,
    is_small,
    large_site,
    list_pages,
    size,
)

COUNT, MANY = 2_000, 10_000
PRACTICE = re.compile(r"\]\((?:\.\./)*practices/([a-z0-9-]+)/index\.md\)")
FIGURE = re.compile(r"\]\((?:\.\./)*practices/([a-z0-9-]+)/index\.md#([a-z0-9-]+)\)")
ANCHOR = re.compile(r"\{ #([\w-]+) \}")
ONE_A_BYTE: Rows[int] = Rows(3, lambda row: row, str)


@pytest.fixture(scope="module")
def large(catalog: Catalog) -> Site:
    return large_site(catalog, COUNT)


@pytest.fixture(scope="module")
def pages(large: Site) -> dict[str, Page]:
    return {page.address: page for page in list_pages(large)}


def parts_of(pages: dict[str, Page], address: str) -> list[Page]:
    """Return the pages of a list in order, as their own links lead on."""
    found = [pages[address]]
    while following := re.search(r"\[下一页 →\]\(([^)]*)index\.md\)", found[-1].body):
        found.append(pages[resolved(found[-1].address, following[1])])
    return found


def resolved(here: str, way: str) -> str:
    steps = here.split("/")[:-1]
    for step in way.split("/")[:-1]:
        steps = steps[:-1] if step == ".." else [*steps, step]
    return "".join(f"{step}/" for step in steps)


def listed(pages: list[Page]) -> list[str]:
    """Return the practices that a list leads to, row by row."""
    return [id_ for page in pages for id_ in PRACTICE.findall(page.body.split("{ #diffusion }")[0])]


def test_no_page_of_a_list_is_too_large(pages: dict[str, Page]) -> None:
    assert [page.address for page in pages.values() if not is_small(page)] == []


@pytest.mark.slow
def test_no_page_of_a_list_is_too_large_at_ten_thousand_records(catalog: Catalog) -> None:
    assert [page.address for page in list_pages(large_site(catalog, MANY)) if not is_small(page)] == []


def test_a_page_of_the_longest_rows_is_small_too(catalog: Catalog) -> None:
    site = large_site(catalog, 300)
    for practice in site.practices:
        object.__setattr__(practice, "summary", "很长的概要。" * 300)
    address = links.shelf("stages", "yi-shi-shi")
    made = [page for page in list_pages(site) if page.address.startswith(address)]
    assert len(made) > 10
    assert [page.address for page in made if not is_small(page)] == []


def test_the_most_rows_of_a_page_do_not_depend_on_the_number_of_records() -> None:
    for kind, nodes in ((CARDS, 8), (NAMES, 3), (DOINGS, 9), (ROLES, 8), (FIGURES, 13), (SHELVES, 4)):
        assert kind.most * nodes + SHELL_NODES <= MOST_NODES


def test_the_shell_is_as_small_as_the_bounds_take_it_to_be(built_site: Path, catalog: Catalog) -> None:
    for page in list_pages(Site.of(catalog, SiteSettings())):
        whole = size((built_site / page.address / "index.html").read_text(encoding="utf-8"))
        content = content_size(page)
        assert whole[0] - content[0] <= SHELL_BYTES, page.address
        assert whole[1] - content[1] <= SHELL_NODES, page.address


def test_no_page_of_the_site_is_too_large(site: HtmlSite) -> None:
    sizes = {
        path.relative_to(site.folder).as_posix(): size(path.read_text(encoding="utf-8"))
        for path in site.folder.rglob("*.html")
    }
    assert {name: told for name, told in sizes.items() if told[0] > MOST_BYTES or told[1] > MOST_NODES} == {}


@pytest.mark.parametrize("facet", [facet.id for facet in FACETS])
def test_the_parts_of_a_list_hold_each_row_once_in_order(large: Site, pages: dict[str, Page], facet: str) -> None:
    several = 0
    for shelf in large.shelves.of(facet):
        made = parts_of(pages, shelf.address)
        assert listed(made) == rows_of(large, shelf), shelf.address
        several += len(made) > 1
    assert several or facet in {"bodies", "places", "policies", "terms"}


def test_the_parts_of_a_place_hold_each_row_once_in_order(catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(value_pages, "DOINGS", replace(DOINGS, most=20))
    site = Site.of(catalog, SiteSettings())
    pages = {page.address: page for page in list_pages(site)}
    made = parts_of(pages, links.shelf("places", "44"))
    assert len(made) > 10
    assert listed(made) == rows_of(site, site.shelves.get("places", "44"))
    assert [("below" in anchors(page), "doings" in anchors(page)) for page in made] == [
        (n == 0, True) for n in range(len(made))
    ]


def rows_of(site: Site, shelf: Shelf) -> list[str]:
    match shelf.facet:
        case "places":
            return [doing.practice_id for doing in site.doings_in(shelf.id)]
        case "bodies":
            return [role.practice_id for role in site.roles_of(shelf.id)]
        case "documents":
            return [p.id for cited in site.catalog.cited(shelf.id) for p in cited.practices]
        case _:
            return [practice.id for practice in shelf.practices]


def test_the_parts_of_the_table_hold_each_figure_once_in_order(large: Site, pages: dict[str, Page]) -> None:
    made = parts_of(pages, links.index("figures"))
    assert [found for page in made for found in FIGURE.findall(page.body)] == [
        (f.practice_id, f.key) for f in large.counted_figures
    ]


def test_what_records_lack_is_listed_whole(large: Site, pages: dict[str, Page]) -> None:
    made = parts_of(pages, f"{QUALITY}undated/")
    undated = [(f.practice_id, f.key) for f in large.counted_figures if not f.own_as_of and f.nature != "标准"]
    assert [found for page in made for found in FIGURE.findall(page.body)] == undated
    assert f"**{len(undated)}** {{ #undated }}" in pages[QUALITY].body


def test_every_address_of_the_ledger_has_its_page(large: Site, pages: dict[str, Page]) -> None:
    facets = {facet.word: facet.id for facet in FACETS}
    lines = [line.split(" ") for line in ledger_lines(large.catalog)]
    wanted = {links.shelf(facets[word], id_) for word, id_, *_ in lines if word != "practice"}
    assert len(wanted) > 3_000
    assert wanted - pages.keys() == set()
    assert {links.index(facet) for facet in BY_ID} - pages.keys() == set()


def test_every_anchor_stays_on_the_first_page_of_its_list(large: Site, pages: dict[str, Page]) -> None:
    assert {f"letter-{shelf.id}" for shelf in large.shelves.of("pinyin")} <= anchors(pages[links.index("pinyin")])
    gaps = {"verified", "doubtful", "overdue", "undated", "unscoped", "alone", "no-address", "addresses"}
    months = {f"month-{practice.verified[:7] or 'none'}" for practice in large.practices}
    assert gaps | months <= anchors(pages[QUALITY])
    assert {"below", "doings"} <= anchors(pages[links.shelf("places", "44")])
    for shelf in large.shelves.of("documents"):
        cited = enumerate(large.catalog.cited(shelf.id), start=1)
        assert {f"section-{n}" for n, told in cited if told.practices} <= anchors(pages[shelf.address])


def anchors(page: Page) -> set[str]:
    return {*ANCHOR.findall(page.body)}


def test_an_old_anchor_of_a_document_leads_on_to_the_part_where_its_section_begins(pages: dict[str, Page]) -> None:
    followed = 0
    for address, page in pages.items():
        for number, way, anchor in re.findall(r"\[见第 (\d+) 页\]\(([^)]*)index\.md#([\w-]+)\)", page.body):
            there = pages[resolved(address, way)]
            assert there.title.endswith(f"（第 {number} 页）")
            assert anchor in anchors(there)
            followed += 1
    assert followed > 10


def test_each_part_says_which_it_is_and_leads_to_all_others(pages: dict[str, Page]) -> None:
    made = parts_of(pages, links.shelf("stages", "yi-shi-shi"))
    for number, page in enumerate(made, start=1):
        assert f"第 {number} 页，共 {len(made)} 页" in page.body
        assert page.description.startswith(f"第 {number} 页，共 {len(made)} 页。")
        assert page.title == ("阶段：已实施" if number == 1 else f"阶段：已实施（第 {number} 页）")
        others = [other.address for other in made if other is not page]
        ways = re.findall(r"\[\d+\]\(([^ )]*?)(?:index\.md)[ )]", page.body.split('class="cb-parts"')[1])
        assert [resolved(page.address, way) for way in ways] == others


def test_a_syllable_leads_to_the_page_where_its_first_name_stands(large: Site, pages: dict[str, Page]) -> None:
    ways = re.findall(
        r"^- \[([a-zü]+)\]\(([^)]*)index\.md\) \*\*(\d+)\*\*$", pages[links.index("pinyin")].body, re.MULTILINE
    )
    assert len(ways) > 100
    for syllable, way, count in ways:
        sorts_as = syllable.replace("ü", "u") + " " if "ü" in syllable else syllable
        names = [p for p in large.catalog.practices if p.key[0][1] == sorts_as]
        assert len(names) == int(count)
        assert names[0].id in listed([pages[resolved(links.index("pinyin"), way)]])


def test_every_place_is_reached_from_the_place_around_it(large: Site, pages: dict[str, Page]) -> None:
    tree = pages[links.index("places")].body
    assert "这里列到市一级" in tree
    for shelf in large.shelves.of("places"):
        around = pages[links.shelf("places", shelf.above)].body if shelf.above else tree
        way = links.Way(links.shelf("places", shelf.above) if shelf.above else links.index("places")).markdown(
            shelf.address
        )
        assert f"]({way})" in around, shelf.id


def test_very_many_related_practices_stand_on_pages_of_their_own(catalog: Catalog) -> None:
    site = Site.of(catalog, SiteSettings())
    view = next(practice for practice in site.practices if practice.related)
    others = (related for practice in site.practices for related in practice.related)
    crowded = replace(view, related=tuple(other for other in others if other.practice.address != view.address))
    assert len(crowded.related) > 2 * RELATED.most
    assert [*related_pages(view)] == []
    made = {page.address: page for page in related_pages(crowded)}
    whole = [*parts_of(made, f"{view.address}related/")]
    wanted = [related.practice.address for _, group in crowded.related_groups for related in group]
    rows = (
        re.findall(r"\]\((?:\.\./)+([a-z0-9-]+)/index\.md\)", page.body.split('class="cb-parts"')[0]) for page in whole
    )
    assert [links.practice(id_) for ids in rows for id_ in ids] == wanted
    page = practice_page(site, crowded)
    assert all(map(is_small, (page, *whole)))
    assert f"[看全部 {len(wanted)} 项相关做法](related/index.md)" in page.body


@pytest.mark.parametrize(
    ("rows", "cut"),
    [
        ([], [[]]),
        ([1], [[1]]),
        ([1, 1, 1], [[1, 1, 1]]),
        ([1, 1, 1, 1], [[1, 1, 1], [1]]),
        ([200_000, 1], [[200_000], [1]]),
        ([60_000, 60_000, 1], [[60_000], [60_000, 1]]),
    ],
)
def test_a_list_is_cut_by_rows_and_by_bytes(rows: list[int], cut: list[list[int]]) -> None:
    made = parts("x/", rows, ONE_A_BYTE)
    assert [[*part.rows] for part in made] == cut
    assert [part.address for part in made] == ["x/", "x/2/", "x/3/"][: len(cut)]
    assert [part.before for part in made] == [sum(map(len, cut[:n])) for n in range(len(cut))]
