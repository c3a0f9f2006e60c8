"""The indexes: every value has its page, every count is the true one, every page knows what is around it."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import TypedDict
from xml.etree.ElementTree import Element

import pytest

from casebook import links
from casebook.catalog import Catalog
from casebook.facets import FACETS as ALL
from casebook.saying import wording
from casebook.shelves import Shelf, Shelves
from casebook.text.normal import squeezed
from html_site import Html, HtmlSite, cards, of_class, text
from kit import counted

FACETS = tuple(facet.id for facet in ALL)
LISTED = tuple(facet for facet in FACETS if facet not in {"pinyin", "places"})


class Table(TypedDict):
    """What the scripts know of a page of the table of figures."""

    rows: list[dict[str, str]]
    documents: dict[str, list[str]]
    practices: dict[str, list[str]]
    places: dict[str, list[str]]


@pytest.fixture(scope="module")
def shelves(catalog: Catalog) -> Shelves:
    return Shelves(catalog)


def linked_practices(site: HtmlSite, page: Html) -> set[str]:
    """Return the ids of the practices that a page's own content leads to."""
    found = (site.leads_to(page, a) for a in page.main.iter("a") if not a.get("href", "").startswith("http"))
    ids = (re.fullmatch(r"practices/([a-z0-9-]+)/(#.*)?", address) for address in found)
    return {match[1] for match in ids if match}


def counts(site: HtmlSite, page: Html) -> dict[str, int]:
    """Return the counts that a page shows beside its links to values."""
    blocks = [block for name in ("cb-shelves", "cb-tree") for block in of_class(page.main, name)]
    around = [pair for block in blocks for li in block.iter("li") for pair in pairwise(li)]
    counted = [(a, count) for a, count in around if (a.tag, count.tag) == ("a", "strong")]
    return {site.leads_to(page, a): int(text(count)) for a, count in counted}


@pytest.mark.parametrize("facet", LISTED)
def test_an_index_lists_every_value_in_order_with_its_count(site: HtmlSite, shelves: Shelves, facet: str) -> None:
    shown = counts(site, site.page(links.index(facet)))
    assert list(shown.items()) == [(links.shelf(facet, s.id), len(s.practices)) for s in shelves.listed(facet)]


def test_the_tree_of_places_counts_each_place_with_those_in_it(
    site: HtmlSite, shelves: Shelves, catalog: Catalog
) -> None:
    shown = counts(site, site.page(links.index("places")))
    for shelf in shelves.of("places"):
        inside = {d.practice.id for d in shelves.doings_in(shelf.id)}
        assert shown[links.shelf("places", shelf.id)] == len(inside) == len(shelf.practices)
    assert shown.keys() == {links.shelf("places", shelf.id) for shelf in shelves.of("places")}
    assert {d.place.code for d in catalog.doings} <= {shelf.id for shelf in shelves.of("places")}


@pytest.mark.parametrize("facet", FACETS)
def test_every_value_has_its_page_with_exactly_its_practices(site: HtmlSite, shelves: Shelves, facet: str) -> None:
    for shelf in shelves.of(facet):
        page = site.page(shelf.address)
        linked = {id_ for part in site.parts(shelf.address) for id_ in linked_practices(site, part)}
        assert linked == {p.id for p in shelf.practices}, page.path
        assert f"共 {len(shelf.practices)} 项做法" in text(page.main), page.path
        assert shelf.name.replace(" ", "") in text(page.one(".//h1")).replace(" ", "") or facet in {
            "documents",
            "places",
        }


@pytest.mark.parametrize("facet", FACETS)
def test_every_value_leads_back_and_to_the_values_before_and_after(
    site: HtmlSite, shelves: Shelves, facet: str
) -> None:
    for shelf in shelves.listed(facet):
        page = site.page(links.shelf(facet, shelf.id))
        (crumbs,) = of_class(page.main, "cb-crumbs")
        assert [site.leads_to(page, a) for a in crumbs.iter("a")] == way_back(shelves, shelf), page.path
        assert text(crumbs).split(" › ")[-1] == shelf.name
        siblings = [other for other in shelves.listed(facet) if other.above == shelf.above]
        here = siblings.index(shelf)
        before, after = siblings[:here][-1:], siblings[here + 1 :][:1]
        expected = [(f"← {s.name}", links.shelf(facet, s.id)) for s in before]
        expected += [(f"{s.name} →", links.shelf(facet, s.id)) for s in after]
        ways = [a for block in of_class(page.main, "cb-neighbours") for a in block.iter("a")]
        assert [(text(a), site.leads_to(page, a)) for a in ways] == expected, page.path


def way_back(shelves: Shelves, shelf: Shelf) -> list[str]:
    """Return the addresses from the home page down to the index (and the places around)."""
    around: list[str] = []
    above = shelf.above
    while above:
        around.insert(0, links.shelf("places", above))
        above = shelves.get("places", above).above
    return ["", links.BROWSE, links.index(shelf.facet), *around]


def test_every_value_tells_its_definition(site: HtmlSite, shelves: Shelves) -> None:
    for facet in ("themes", "problems", "kinds", "stages", "terms"):
        for shelf in shelves.of(facet):
            assert shelf.introduction.strip(), shelf.id
            assert shelf.introduction in text(site.page(links.shelf(facet, shelf.id)).main), shelf.id


def test_the_pinyin_index_holds_every_practice_in_order(site: HtmlSite, catalog: Catalog) -> None:
    page = site.page(links.index("pinyin"))
    rows = [li for block in of_class(page.main, "cb-names") for li in block.iter("li")]
    assert [text(li) for li in rows] == [f"{p.name} {p.reading}" for p in catalog.practices]
    assert [site.leads_to(page, li[0]) for li in rows] == [links.practice(p.id) for p in catalog.practices]
    assert [i for i in page.ids if i.startswith("letter-")] == [f"letter-{x}" for x in dict.fromkeys(letters(catalog))]


def letters(catalog: Catalog) -> list[str]:
    """Return the letter of each practice, as its address has it."""
    return [practice.letter.lower() for practice in catalog.practices]


def test_the_letter_bar_leads_to_the_letters_that_have_practices(site: HtmlSite, catalog: Catalog) -> None:
    page = site.page(links.index("pinyin"))
    (bar,) = of_class(page.main, "cb-letters")
    assert [text(li) for li in bar.iter("li")] == ["0-9", *"ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    ways = {links.shelf("pinyin", letter) for letter in letters(catalog)}
    assert {site.leads_to(page, a) for a in bar.iter("a")} == ways


def test_all_practices_stand_on_one_page(site: HtmlSite, catalog: Catalog) -> None:
    assert linked_practices(site, site.page(links.PRACTICES)) == {p.id for p in catalog.practices}


def test_the_way_in_to_all_indexes_counts_their_values(site: HtmlSite, shelves: Shelves, catalog: Catalog) -> None:
    expected = {links.index(facet): len(shelves.listed(facet)) for facet in FACETS}
    shown = counts(site, site.page(links.BROWSE))
    assert {address: shown[address] for address in expected} == expected
    assert shown[links.index("figures")] == len(counted(catalog.figures))


def test_the_overview_counts_each_theme_in_each_place_and_leads_to_its_practices(
    site: HtmlSite, shelves: Shelves
) -> None:
    page = site.page(links.BROWSE)
    (block,) = of_class(page.main, "cb-overview")
    heads = [site.leads_to(page, head[0]) for head in block.findall("table/thead/tr/th")[1:]]
    places = [shelves.get("places", address.split("/")[-2]) for address in heads]
    for row, theme in zip(block.findall("table/tbody/tr"), shelves.of("themes"), strict=True):
        name, *cells = row
        assert site.leads_to(page, name[0]) == theme.address
        shown = [next(cell.iter("a"), None) for cell in cells]
        told = [None if a is None else (text(a), a.get("title"), a.get("href")) for a in shown]
        assert told == [in_overview(theme, place) for place in places]


def in_overview(theme: Shelf, place: Shelf) -> tuple[str, str, str] | None:
    """Return what a cell of the overview tells: the count, of what it is, where it leads."""
    count = len({p.id for p in theme.practices} & {p.id for p in place.practices})
    said = f"{place.name}，{theme.name}：{count} 项"
    return (str(count), said, f"../search/?theme={theme.id}&place={place.id}") if count else None


def test_the_table_of_figures_holds_every_figure_with_its_facts(site: HtmlSite, catalog: Catalog) -> None:
    pages = [site.page(links.part(links.index("figures"), number)) for number in (1, 2)]
    rows = [(page, row) for page in pages for row in page.main.findall(".//tbody/tr")]
    files = [table_data(site, number) for number in (1, 2)]
    filtered_by = [(data, row) for data in files for row in data["rows"]]
    assert all(f"共 {len(counted(catalog.figures))} 个数据" in text(page.main) for page in pages)
    for (page, row), (data, told), figure in zip(rows, filtered_by, counted(catalog.figures), strict=True):
        outcome, practice = figure.outcome, figure.practice
        document = catalog.documents[outcome.document]
        assert site.leads_to(page, next(row.iter("a"))) == links.practice(practice.id, outcome.key)
        expected = (
            wording.figure_text(outcome),
            outcome.metric,
            practice.name,
            wording.place_name(figure.place),
            wording.as_of(outcome, document),
            outcome.nature,
            document.label,
        )
        assert [words for words in expected if words not in text(row)] == [], f"{practice.id}#{outcome.key}"
        assert (told["nature"], told["status"]) == (outcome.nature, figure.status)
        assert data["documents"][told["document"]][0] == document.label
        assert data["practices"][told["practice"]] == [practice.name, *practice.record.themes]
        assert data["places"][told["code"]][0] == wording.place_name(figure.place)
        # The day of the document is not the day by which a goal is due.
        day = outcome.as_of or ("" if outcome.nature == "目标" else document.date or "")
        assert (told["day"], told["code"]) == (day, figure.place.code)


def table_data(site: HtmlSite, part: int) -> Table:
    """Return what the scripts know of a page of the table."""
    source = (site.folder / f"assets/figures/{part}.js").read_text(encoding="utf-8")
    table: Table = json.loads(source.removeprefix(f'cb.figures.take("{part}",').removesuffix(");\n"))
    return table


def practices_in(site: HtmlSite, page: Html, part: Element) -> list[str]:
    """Return the ids of the practices on the cards of a part, in order."""
    names = (card[0][0] for card in cards(part))
    return [site.leads_to(page, a).removeprefix(links.PRACTICES).rstrip("/") for a in names]


def cards_below(article: Element, heading: Element) -> Element:
    """Return the cards that stand below a heading, before the next one."""
    parts = [*article]
    return next(part for part in parts[parts.index(heading) :] if part.get("class") == "cb-cards")


def test_a_document_lists_its_practices_in_the_order_of_its_sections(site: HtmlSite, catalog: Catalog) -> None:
    for id_, document in catalog.documents.items():
        page = site.page(links.shelf("documents", id_))
        article = page.one(".//main/article")
        shown = [
            (squeezed(text(heading).replace("›", "")), practices_in(site, page, cards_below(article, heading)))
            for heading in article.findall("h2")
            if heading.get("id", "").startswith("section-")
        ]
        told = [(squeezed(c.section.path.replace(" > ", "")), [p.id for p in c.practices]) for c in catalog.cited(id_)]
        assert shown == [(path, practices) for path, practices in told if practices], id_
        facts = (document.title, document.kind, document.openness, document.voice, document.number or wording.UNSAID)
        assert [fact for fact in facts if fact not in text(page.main)] == [], id_


def test_a_bodys_page_tells_its_part_and_that_names_are_of_their_time(site: HtmlSite, shelves: Shelves) -> None:
    for shelf in shelves.of("bodies"):
        page = site.page(links.shelf("bodies", shelf.id))
        assert "单位名称和职责为发文当时" in text(page.main)
        rows = [text(row) for row in page.main.findall(".//tbody/tr")]
        roles = shelves.roles.by_body.get(shelf.id, ())
        told = [(role.practice.name, *role.parts, role.did) for role in roles]
        assert [all(word in row for word in words) for words, row in zip(told, rows, strict=True)] == [True] * len(
            roles
        )


def test_the_counts_of_the_pages_are_those_of_the_api(site: HtmlSite, catalog: Catalog) -> None:
    vocabularies = json.loads((site.folder / "api/v1/vocabularies.json").read_text(encoding="utf-8"))
    for facet in ("places", "bodies", "policies"):
        shown = counts(site, site.page(links.index(facet)))
        assert {links.shelf(facet, v["id"]): v["count"] for v in vocabularies[facet]} == shown
    practices = json.loads((site.folder / "api/v1/practices.json").read_text(encoding="utf-8"))
    assert practices["count"] == len(practices["practices"]) == len(catalog.practices)
    for facet, field in (("themes", "themes"), ("problems", "problems")):
        shown = counts(site, site.page(links.index(facet)))
        for word in vocabularies[facet]:
            told = sum(word["name"] in p[field] for p in practices["practices"])
            assert shown[links.shelf(facet, word["id"])] == told


def test_confused_terms_lead_to_each_other(site: HtmlSite, catalog: Catalog, shelves: Shelves) -> None:
    ids = {shelf.name: shelf.id for shelf in shelves.of("terms")}
    for term in catalog.vocabularies.terms:
        if term.note:
            page = site.page(links.shelf("terms", ids[term.term]))
            goes = {site.leads_to(page, a) for a in page.main.iter("a") if not a.get("href", "").startswith("http")}
            assert {links.shelf("terms", ids[w]) for w in term.confused_with if w in ids} <= goes
            assert [word for word in (*term.also, *term.confused_with) if word not in text(page.main)] == []


def test_the_report_of_gaps_names_every_practice_without_relations(site: HtmlSite, catalog: Catalog) -> None:
    alone = {p.id for p in catalog.practices if not catalog.related(p)}
    assert alone <= linked_practices(site, site.page("about/quality/"))
