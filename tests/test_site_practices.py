"""The pages of the practices: every part, every figure with its proof, every relation from both sides."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from casebook import links
from casebook.catalog import Catalog, Practice
from casebook.pages import wording
from casebook.pages.site import Site
from casebook.publishing.assemble import generated_files
from casebook.records.model import Document
from casebook.settings import SiteSettings
from casebook.text.escaping import fold
from html_site import Html, HtmlSite, of_class, text

FIXED = ("summary", "steps", "outcomes", "sources", "related")
GZIP_LIMIT = 10 * 1024


def page_of(site: HtmlSite, practice: Practice) -> Html:
    """Return the page of a practice."""
    return site.page(links.practice(practice.id))


def words_link(document: Document, anchor: str) -> str:
    """Return the address that opens a document at an anchor's words."""
    return f"{document.url}#:~:text={quote(anchor, safe='').replace('-', '%2D')}"


def test_every_record_has_a_page_with_its_name_as_heading(site: HtmlSite, catalog: Catalog) -> None:
    for practice in catalog.all:
        assert text(page_of(site, practice).one(".//h1")) == practice.name


def test_every_page_has_the_fixed_anchors_and_one_for_each_figure(site: HtmlSite, catalog: Catalog) -> None:
    for practice in catalog.all:
        record = practice.record
        keys = [o.key for o in record.outcomes] + [k.key for k in record.publication.former_keys]
        assert [a for a in (*FIXED, *keys) if a not in page_of(site, practice).ids] == [], practice.id


def test_every_figure_stands_with_scope_day_voice_document_and_words(site: HtmlSite, catalog: Catalog) -> None:
    for figure in catalog.figures:
        outcome, practice = figure.outcome, figure.practice
        page = page_of(site, practice)
        entry = page.with_id(outcome.key)
        shown = text(entry)
        document = catalog.documents[outcome.document]
        voice = catalog.voice(figure)
        expected = (
            wording.figure_text(outcome),
            outcome.metric,
            outcome.nature,
            wording.place_name(figure.place),
            f"口径：{fold(outcome.scope) if outcome.scope else wording.UNSAID}",
            wording.as_of(outcome, document),
            f"（{voice}）",
            fold(outcome.anchor),
            fold(outcome.note or ""),
        )
        assert [words for words in expected if words not in shown] == [], f"{practice.id}#{outcome.key}: {shown}"
        goes = {site.leads_to(page, a) for a in entry.iter("a") if not a.get("href", "").startswith("http")}
        wanted = {links.shelf("documents", outcome.document), links.shelf("places", figure.place.code)}
        assert wanted <= goes, f"{practice.id}#{outcome.key}"


def test_every_statement_opens_its_document_at_the_words_where_it_has_an_address(
    site: HtmlSite, catalog: Catalog
) -> None:
    for practice in catalog.practices:
        record = practice.record
        told = [(s.document, s.anchor) for s in record.sources if s.anchor]
        told += [(part.document, part.anchor) for part in record.localities]
        told += [(outcome.document, outcome.anchor) for outcome in record.outcomes]
        wanted = {words_link(catalog.documents[d], a) for d, a in told if catalog.documents[d].url}
        found = {a.get("href") for a in page_of(site, practice).main.iter("a")}
        assert wanted - found == set(), practice.id


def test_every_locality_tells_place_stage_spread_day_bodies_and_words(site: HtmlSite, catalog: Catalog) -> None:
    for practice in catalog.practices:
        page = page_of(site, practice)
        (table,) = of_class(page.main, "cb-localities")
        rows = table.findall("tbody/tr")
        for row, locality, place in zip(rows, practice.record.localities, practice.places, strict=True):
            expected = [wording.place_name(place), locality.stage, locality.spread or "", fold(locality.anchor)]
            expected += [*locality.lead, *locality.support, fold(locality.note or "")]
            expected += [f"{wording.day(locality.since)}起"] if locality.since else []
            expected += [] if locality.lead or locality.support else [wording.UNSAID]
            assert [words for words in expected if words not in text(row)] == [], practice.id


def test_localities_stand_before_the_figures_and_the_figures_before_the_steps(site: HtmlSite, catalog: Catalog) -> None:
    for practice in catalog.practices:
        order = [
            i for i in page_of(site, practice).ids if i in {"summary", "localities", "outcomes", "steps", "sources"}
        ]
        assert order == ["summary", "localities", "outcomes", "steps", "sources"], practice.id


def test_every_text_of_the_record_is_on_its_page(site: HtmlSite, catalog: Catalog) -> None:
    for practice in catalog.practices:
        record = practice.record
        shown = text(page_of(site, practice).main)
        told = [
            record.summary,
            record.background or "",
            *record.aliases,
            *record.steps,
            *record.notes,
            *record.conditions,
        ]
        told += [
            *record.adoption,
            *record.funding,
            *(a.name for a in record.actors),
            *(a.role or "" for a in record.actors),
        ]
        told += [*(b.title for b in record.basis), *(r.title for r in record.recognition), record.called or ""]
        told += [s.section or "" for s in record.sources]
        assert [words for words in told if fold(words) not in shown] == [], practice.id


def test_an_empty_part_says_that_the_source_does_not_tell(site: HtmlSite, catalog: Catalog) -> None:
    for practice in catalog.practices:
        record = practice.record
        parts = {
            "参与方": record.actors,
            "政策依据": record.basis,
            "经费来源": record.funding,
            "推广情况": record.adoption,
        }
        terms = page_of(site, practice).root.findall(".//dl[@class='cb-facts cb-particulars']/div")
        shown = {text(row[0]): text(row[1]) for row in terms}
        assert {name for name, part in parts.items() if not part} <= {
            n for n, t in shown.items() if t == wording.UNSAID
        }
        outcomes = "文件没有给出这项做法的数据" in page_of(site, practice).source
        assert outcomes == (not record.outcomes), practice.id


def test_the_fixed_lines_stand_on_every_page(site: HtmlSite, catalog: Catalog) -> None:
    for practice in catalog.practices:
        shown = text(page_of(site, practice).main)
        years = wording.years_line([document for _, document in catalog.documents_of(practice)])
        assert f"数据为发文单位自述，本库只核对与原文一致，未独立核实；{years}" in shown, practice.id
        assert "现状未核" in years
        assert "已核实" not in shown
        verified = practice.record.verified
        assert (f"{wording.day(verified)}已与原文核对" if verified else "尚未由第二人与原文核对") in shown


def test_an_overdue_goal_says_so_and_no_other_figure_does(site: HtmlSite, catalog: Catalog) -> None:
    for figure in catalog.figures:
        shown = text(page_of(site, figure.practice).with_id(figure.outcome.key))
        overdue = wording.is_overdue(figure.outcome, catalog.build_date)
        assert ("期限已过，结果未见于来源" in shown) == overdue
        assert ("这是目标，不是结果" in shown) == (figure.outcome.nature == "目标")


def test_a_document_without_an_address_is_told_with_its_number_and_how_to_ask(site: HtmlSite, catalog: Catalog) -> None:
    without = {id_: d for id_, d in catalog.documents.items() if d.url is None}
    for practice in catalog.practices:
        shown = text(page_of(site, practice).main)
        for id_, document in catalog.documents_of(practice):
            if id_ in without:
                assert "依申请公开" in shown, practice.id
                assert (document.number or document.title) in shown, practice.id


def test_relations_are_told_on_both_pages_in_their_words(site: HtmlSite, catalog: Catalog) -> None:
    for practice in catalog.practices:
        for relation in practice.record.relations:
            other = catalog.by_id[relation.target]
            if not other.is_published:
                continue
            assert wording.RELATION_WORDS[(relation.type, False)] in related_groups(site, practice)[other.id], (
                practice.id
            )
            assert wording.RELATION_WORDS[(relation.type, True)] in related_groups(site, other)[practice.id], other.id


def related_groups(site: HtmlSite, practice: Practice) -> dict[str, set[str]]:
    """Return the words under which each related practice stands on a page."""
    page = page_of(site, practice)
    groups: dict[str, set[str]] = {}
    words, is_below = "", False
    for element in page.main.find("article") or page.main:
        is_below = is_below or element.get("id") == "related"
        if is_below and element.get("class") == "cb-subhead":
            words = text(element)
        elif is_below and element.tag == "ul":
            for item in element.findall("li/a"):
                id_ = site.leads_to(page, item).removeprefix(links.PRACTICES).rstrip("/")
                groups.setdefault(id_, set()).add(words)
    return groups


def test_every_page_leads_to_its_record_its_json_and_a_way_to_report(site: HtmlSite, catalog: Catalog) -> None:
    for practice in catalog.practices:
        page = page_of(site, practice)
        assert practice.path in text(page.main)
        goes = {site.leads_to(page, a) for a in page.main.iter("a") if not a.get("href", "").startswith("http")}
        assert links.record_json(practice.id) in goes
        assert len(of_class(page.main, "cb-report")) == 1


def test_a_practice_page_is_sent_in_ten_kilobytes(site: HtmlSite, catalog: Catalog) -> None:
    sizes = {practice.id: page_of(site, practice).compressed for practice in catalog.practices}
    assert {id_: size for id_, size in sizes.items() if size > GZIP_LIMIT} == {}


def test_a_number_that_is_only_proposed_says_so_wherever_it_stands_alone(site: HtmlSite) -> None:
    page = site.page(links.practice("she-qu-gui-mo-tiao-zheng-he-xin-xing-she-qu-zu-jian"))
    (figure,) = of_class(page.main, "cb-key-figures")[0]
    assert "一个社区的人口（标准，提案人）" in text(figure)
    row = next(
        row for row in site.page("browse/figures/").main.iter() if row.get("data-nature") and "3万人" in text(row)
    )
    assert "标准（提案人）" in text(row)


def test_with_a_repository_the_page_leads_to_its_record_there(catalog: Catalog) -> None:
    settings = SiteSettings(repo_url="https://example.gov.cn/a/b")
    page = dict(generated_files(Site.of(catalog, settings)))["practices/lou-dong-zhang/index.md"]
    assert "https://example.gov.cn/a/b/edit/main/practices/dongguan/lou-dong-zhang.yml" in page


@pytest.mark.parametrize(
    ("id_", "key", "words"),
    [
        ("lou-dong-zhang", "coverage-huayuan", "接近50%"),
        ("zhi-bu-jian-zai-ye-wei-hui-shang", "branches-2020", "58个"),
    ],
)
def test_a_known_figure_reads_as_the_document_says(site: HtmlSite, id_: str, key: str, words: str) -> None:
    assert text(of_class(site.page(links.practice(id_)).with_id(key), "cb-value")[0]) == words
