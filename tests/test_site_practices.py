"""The pages of the practices: every part, every figure with its proof, every relation from both sides."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from casebook import links
from casebook.catalog import Catalog
from casebook.catalogued import Practice
from casebook.publishing.assemble import generated_pages
from casebook.records.model import Document
from casebook.saying import wording
from casebook.saying.site import Site
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
        entry = page.figure(outcome.key)
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
        (block,) = of_class(page.main, "cb-localities")
        rows = block.findall("table/tbody/tr")
        told = any(locality.lead or locality.support for locality in practice.record.localities)
        assert ("牵头单位" in unsaid_parts(page)) == (not told), practice.id
        for row, locality, place in zip(rows, practice.record.localities, practice.places, strict=True):
            stage = wording.inferred(locality.stage, is_inferred=locality.stage_basis == "推断")
            where = wording.inferred(wording.place_name(place), is_inferred=locality.place_basis == "推断")
            expected = [where, stage, locality.spread or "", fold(locality.anchor)]
            expected += [*locality.lead, *locality.support, fold(locality.note or "")]
            expected += [f"{wording.day(locality.since)}起"] if locality.since else []
            expected += ["—"] if told and not (locality.lead or locality.support) else []
            assert [words for words in expected if words not in text(row)] == [], practice.id


def test_what_to_do_stands_first_then_who_does_it_then_the_figures(site: HtmlSite, catalog: Catalog) -> None:
    for practice in catalog.practices:
        order = [
            i for i in page_of(site, practice).ids if i in {"summary", "localities", "outcomes", "steps", "sources"}
        ]
        assert order == ["summary", "steps", "localities", "outcomes", "sources"], practice.id


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
            *(part.name for part in record.includes),
            *(told.note or "" for told in record.diffusion),
            *record.funding,
            *(a.name for a in record.actors),
            *(a.role or "" for a in record.actors),
        ]
        told += [
            *(catalog.policy(id_).title for id_ in record.basis),
            *(r.title for r in record.recognition),
            record.called or "",
        ]
        told += [s.section or "" for s in record.sources]
        assert [words for words in told if fold(words) not in shown] == [], practice.id


def unsaid_parts(page: Html) -> set[str]:
    """Return the names of the parts that the page says its sources do not tell: one line."""
    said = [text(line) for line in page.main.iter("p") if text(line).startswith("来源没有写：")]
    return set(said[0].removeprefix("来源没有写：").rstrip("。").split("、")) if said else set()


def told_parts(page: Html) -> dict[str, list[str]]:
    """Return the parts that the page tells, each with its lines."""
    facts = [item for block in of_class(page.main, "cb-facts") for item in block.findall("ul/li")]
    return {text(item[0]): [text(line) for line in item.findall("ul/li")] for item in facts}


def test_an_empty_part_is_named_once_as_not_told_and_no_other(site: HtmlSite, catalog: Catalog) -> None:
    for practice in catalog.practices:
        record, page = practice.record, page_of(site, practice)
        parts = {
            "参与方": record.actors,
            "政策依据": record.basis,
            "经费来源": record.funding,
            "所需条件": record.conditions,
            "表彰与报道": record.recognition,
            "推广与借鉴": record.diffusion,
        }
        shown = {name.removesuffix("（来源称）"): lines for name, lines in told_parts(page).items()}
        assert {n: len(shown[n]) for n, part in parts.items() if part} == {n: len(p) for n, p in parts.items() if p}
        told_elsewhere = {
            "牵头单位": any(part.lead or part.support for part in record.localities),
            "怎么做": bool(record.steps),
        }
        empty = {name for name, part in {**parts, **told_elsewhere}.items() if not part}
        assert unsaid_parts(page) == empty, practice.id
        assert [name for name in empty if name in shown] == [], practice.id
        outcomes = "来源没有给出这项做法的数据。" in text(page.main)
        assert outcomes == (not record.outcomes), practice.id


def test_the_fixed_lines_stand_on_every_page(site: HtmlSite, catalog: Catalog) -> None:
    for practice in catalog.practices:
        shown = text(page_of(site, practice).main)
        years = wording.years_line(document.date or "" for _, document in catalog.documents_of(practice))
        assert f"数据为发文单位自述，本库只核对与原文一致，未独立核实；{years}" in shown, practice.id
        assert "现状未核" in years
        assert "已核实" not in shown
        verified = practice.record.verified
        assert (f"{wording.day(verified)}已与原文核对" if verified else "尚未由第二人与原文核对") in shown


def test_an_overdue_goal_says_so_and_no_other_figure_does(site: HtmlSite, catalog: Catalog) -> None:
    for figure in catalog.figures:
        shown = text(page_of(site, figure.practice).figure(figure.outcome.key))
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
    for group in (group for block in of_class(page.main, "cb-related") for group in block.findall("ul/li")):
        for item in group.findall("ul/li/a"):
            id_ = site.leads_to(page, item).removeprefix(links.PRACTICES).rstrip("/")
            groups.setdefault(id_, set()).add(text(group[0]))
    return groups


def test_every_page_leads_to_its_record_its_json_and_a_way_to_report(site: HtmlSite, catalog: Catalog) -> None:
    for practice in catalog.practices:
        page = page_of(site, practice)
        assert practice.path in text(page.main)
        goes = {site.leads_to(page, a) for a in page.main.iter("a") if not a.get("href", "http").startswith("http")}
        assert links.record_json(practice.id) in goes
        assert len(of_class(page.main, "cb-reporting")) == 1


def test_a_practice_page_is_sent_in_ten_kilobytes(site: HtmlSite, catalog: Catalog) -> None:
    sizes = {practice.id: page_of(site, practice).compressed for practice in catalog.practices}
    assert {id_: size for id_, size in sizes.items() if size > GZIP_LIMIT} == {}


def test_a_number_that_is_only_proposed_says_so_wherever_it_stands_alone(site: HtmlSite) -> None:
    page = site.page(links.practice("she-qu-gui-mo-tiao-zheng-he-xin-xing-she-qu-zu-jian"))
    (figure,) = of_class(page.main, "cb-key-figures")[0].findall("ul/li")
    assert "一个社区的人口（标准，提案人）" in text(figure)
    pages = (site.page(f"browse/figures/{part}") for part in ("", "2/"))
    tables = (table for page in pages for table in of_class(page.main, "cb-all-figures"))
    row = next(row for table in tables for row in table.findall("table/tbody/tr") if "3万人" in text(row))
    assert "标准（提案人）" in text(row)


def test_with_a_repository_the_page_leads_to_its_record_there(catalog: Catalog) -> None:
    settings = SiteSettings(repo_url="https://example.gov.cn/a/b")
    page = dict(generated_pages(Site.of(catalog, settings)))["practices/lou-dong-zhang/index.md"]
    assert "https://example.gov.cn/a/b/edit/main/practices/guangdong/dongguan/lou-dong-zhang.yml" in page


@pytest.mark.parametrize(
    ("id_", "key", "words"),
    [
        ("hua-yuan-xin-cun-lou-dong-zhang", "coverage", "接近50%"),
        ("zhi-bu-jian-zai-ye-wei-hui-shang", "branches-2020", "58个"),
    ],
)
def test_a_known_figure_reads_as_the_document_says(site: HtmlSite, id_: str, key: str, words: str) -> None:
    heading = site.page(links.practice(id_)).with_id(key)
    assert text(heading[0]) == words
    assert (heading.tag, heading[0].tag) == ("h3", "strong")
