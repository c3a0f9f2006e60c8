"""The link ledger: what was published keeps its page; what is new is only noted."""

from __future__ import annotations

import json

from casebook.catalog import Catalog
from casebook.checks.ledger import ledger_lines, publish_ledger
from casebook.exports.api import api_files
from casebook.publishing.assemble import generated_pages
from casebook.saying.site import Site
from casebook.settings import SiteSettings
from kit import BASE, RECORD, KnowledgeBase, laid_over

SHILONG = "441900102"
FIGURE = "outcomes: [{key: coverage, metric: 甲, value: '5', nature: 产出, document: d, anchor: 六个字的原文}]"


def catalog_of(knowledge_base: KnowledgeBase) -> Catalog:
    """Return the catalog of a knowledge base without errors."""
    catalog = knowledge_base.check().catalog
    assert catalog is not None
    return catalog


def published(knowledge_base: KnowledgeBase, files: dict[str, str]) -> KnowledgeBase:
    """Write files and put all their pages into the ledger."""
    knowledge_base.write(files)
    publish_ledger(knowledge_base.project, catalog_of(knowledge_base))
    return knowledge_base


def ledger(knowledge_base: KnowledgeBase) -> list[str]:
    """Return the lines of the ledger."""
    return (knowledge_base.project.practices / "_ledger.txt").read_text(encoding="utf-8").splitlines()


def pages(knowledge_base: KnowledgeBase) -> dict[str, str]:
    """Return the generated pages, and the practices' JSON."""
    site = Site.of(catalog_of(knowledge_base), SiteSettings())
    return dict(generated_pages(site)) | dict(api_files(site))


def test_the_ledger_holds_every_page_and_anchor_sorted(knowledge_base: KnowledgeBase) -> None:
    published(knowledge_base, {**BASE, "jia.yml": laid_over(RECORD, FIGURE)})
    lines = ledger(knowledge_base)
    assert lines == sorted(lines)
    assert {"practice jia coverage", "place 44", "place 4401", "document d", "document e", "letter j"} <= set(lines)
    assert {"theme wang-ge-hua", "stage yi-shi-shi", "kind zhi-du-liu-cheng"} <= set(lines)
    assert tuple(lines) == ledger_lines(catalog_of(knowledge_base))


def test_publishing_twice_adds_nothing(knowledge_base: KnowledgeBase) -> None:
    published(knowledge_base, BASE)
    assert publish_ledger(knowledge_base.project, catalog_of(knowledge_base)) == ()


def test_what_is_new_is_no_problem_and_is_added_at_the_next_release(knowledge_base: KnowledgeBase) -> None:
    published(knowledge_base, BASE)
    knowledge_base.write({"yi.yml": laid_over(RECORD, "name: 乙做法"), "jia.yml": laid_over(RECORD, FIGURE)})
    assert knowledge_base.said() == "检查通过，没有问题。\n"
    added = publish_ledger(knowledge_base.project, catalog_of(knowledge_base))
    assert added == ("letter y", "practice jia coverage", "practice yi")


def test_a_key_that_was_published_stays_in_the_ledger_when_its_figure_goes(knowledge_base: KnowledgeBase) -> None:
    published(knowledge_base, {**BASE, "jia.yml": laid_over(RECORD, FIGURE)})
    former = "publication: {former_keys: [{key: coverage, reason: 数错了}]}"
    knowledge_base.write({"jia.yml": laid_over(RECORD, former)})
    assert "practice jia coverage" in ledger(knowledge_base)
    assert publish_ledger(knowledge_base.project, catalog_of(knowledge_base)) == ()
    told = '- <a id="coverage"></a>这里原有的一个数据已撤下：数错了。\n'
    assert told in pages(knowledge_base)["practices/jia/index.md"]


def test_a_former_id_keeps_a_page_that_leads_on(knowledge_base: KnowledgeBase) -> None:
    published(knowledge_base, {**BASE, "lao.yml": laid_over(RECORD, "name: 乙做法")})
    (knowledge_base.project.practices / "lao.yml").unlink()
    knowledge_base.write({"xin.yml": laid_over(RECORD, "name: 乙做法\npublication: {former_ids: [lao]}")})
    assert knowledge_base.said() == "检查通过，没有问题。\n"
    files = pages(knowledge_base)
    assert 'data-moved-to="../xin/"' in files["practices/lao/index.md"]
    assert json.loads(files["api/v1/practices/lao.json"])["id"] == "xin"


def test_a_renamed_record_keeps_the_anchors_of_its_figures_under_the_old_address(knowledge_base: KnowledgeBase) -> None:
    published(knowledge_base, {**BASE, "lao.yml": laid_over(RECORD, f"name: 乙做法\n{FIGURE}")})
    (knowledge_base.project.practices / "lao.yml").unlink()
    renamed = f"name: 乙做法\n{FIGURE}\npublication: {{former_ids: [lao]}}"
    knowledge_base.write({"xin.yml": laid_over(RECORD, renamed)})
    assert knowledge_base.said() == "检查通过，没有问题。\n"


def test_a_withdrawn_record_keeps_its_anchors_without_its_figures(knowledge_base: KnowledgeBase) -> None:
    published(knowledge_base, {**BASE, "jia.yml": laid_over(RECORD, FIGURE)})
    withdrawn = "publication: {status: withdrawn, reason: 不该公开}"
    knowledge_base.write({"yi.yml": laid_over(RECORD, "name: 乙做法"), "jia.yml": laid_over(RECORD, withdrawn)})
    assert knowledge_base.said() == "检查通过，没有问题。\n"
    told = '- <a id="coverage"></a>这里原有的一个数据已随本条撤下。\n'
    assert told in pages(knowledge_base)["practices/jia/index.md"]


def test_a_place_and_a_letter_that_were_published_keep_their_pages_when_nothing_is_left_there(
    knowledge_base: KnowledgeBase,
) -> None:
    there = "localities: [{place: 广东省/东莞市/石龙镇, stage: 已实施, document: d, anchor: 六个字的原文}]"
    published(knowledge_base, {**BASE, "yi.yml": laid_over(RECORD, f"name: 乙做法\n{there}")})
    knowledge_base.write({"yi.yml": laid_over(RECORD, "name: 丙做法")})
    assert knowledge_base.said() == "检查通过，没有问题。\n"
    files = pages(knowledge_base)
    empty = [path for path, text in files.items() if path.startswith("browse/") and "目前没有做法" in text]
    assert {"browse/places/4419/index.md", f"browse/places/{SHILONG}/index.md", "browse/pinyin/y/index.md"} <= set(
        empty
    )


def test_a_merged_record_keeps_its_page_and_anchors_with_a_banner(knowledge_base: KnowledgeBase) -> None:
    merged = laid_over(RECORD, f"{FIGURE}\npublication: {{status: merged, replaced_by: yi, reason: 同一做法}}")
    published(knowledge_base, {**BASE, "jia.yml": laid_over(RECORD, FIGURE)})
    knowledge_base.write({"jia.yml": merged, "yi.yml": laid_over(RECORD, "name: 乙做法")})
    assert knowledge_base.said() == "检查通过，没有问题。\n"
    page = pages(knowledge_base)["practices/jia/index.md"]
    assert "本条已并入别的做法。" in page
    assert "原因：同一做法。" in page
    assert "请看：[乙做法](../yi/index.md)\n" in page
    assert "{ #coverage }\n\n**本条已并入别的做法，请看**[乙做法](../yi/index.md)。\n" in page


def test_an_address_made_of_a_wrong_reading_leads_to_that_of_today(knowledge_base: KnowledgeBase) -> None:
    body = "- {id: chang-ling-jie-dao-ban, name: 长岭街道办, place: 广东省/广州市}\n"
    knowledge_base.write({**BASE, "_bodies.yml": body, "_ledger.txt": "body zhang-ling-jie-dao-ban\n"})
    assert knowledge_base.said() == "检查通过，没有问题。\n"
    found = pages(knowledge_base)
    old = found["browse/bodies/zhang-ling-jie-dao-ban/index.md"]
    assert 'data-moved-to="../chang-ling-jie-dao-ban/"' in old
    assert "长岭街道办（网址已改）" in old
    assert "本页内容" not in old
    assert "zhang-ling" not in found["browse/bodies/index.md"]
    assert "body zhang-ling-jie-dao-ban" in ledger_lines_after(knowledge_base)


def ledger_lines_after(knowledge_base: KnowledgeBase) -> list[str]:
    publish_ledger(knowledge_base.project, catalog_of(knowledge_base))
    return ledger(knowledge_base)
