"""The API: for other programs; its form is a promise."""

from __future__ import annotations

import json
from pathlib import Path
from typing import cast

import pytest

from casebook import links
from casebook.catalog import Catalog
from casebook.pages.site import Site
from casebook.publishing.assemble import generated_files
from casebook.records.model import Document, Outcome, Record
from casebook.records.schema import Json
from casebook.settings import SiteSettings
from kit import BASE, RECORD, KnowledgeBase, laid_over

Row = dict[str, Json]


def load(site: Path, name: str) -> Row:
    """Return one file of the API."""
    return cast("Row", json.loads((site / links.API / name).read_text(encoding="utf-8")))


def rows(content: Row, name: str) -> list[Row]:
    """Return a list of the API."""
    return cast("list[Row]", content[name])


def test_the_files_of_the_api_are_these(built_site: Path, catalog: Catalog) -> None:
    found = {path.relative_to(built_site / links.API).as_posix() for path in (built_site / links.API).rglob("*.json")}
    listed = {f"practices/{p.id}.json" for p in catalog.all}
    old = {f"practices/{i}.json" for p in catalog.all for i in p.record.publication.former_ids}
    top = {"practices.json", "outcomes.json", "documents.json", "vocabularies.json", "practice.schema.json"}
    assert found == top | listed | old


@pytest.mark.parametrize("name", ["practices", "outcomes", "documents"])
def test_a_list_tells_its_version_and_its_count(built_site: Path, name: str) -> None:
    content = load(built_site, f"{name}.json")
    assert list(content) == ["version", "count", name]
    assert content["version"] == 1
    assert content["count"] == len(rows(content, name)) > 0


def test_a_practice_has_the_records_own_fields_and_what_the_joins_add(built_site: Path, catalog: Catalog) -> None:
    added = {"id", "url", "pinyin", "backlinks"}
    for row in rows(load(built_site, "practices.json"), "practices"):
        assert row.keys() - added <= Record.model_fields.keys()
        assert row.keys() >= added | {
            "name",
            "kind",
            "themes",
            "problems",
            "summary",
            "localities",
            "sources",
            "outcomes",
        }
        practice = catalog.by_id[str(row["id"])]
        assert row["name"] == practice.name
        assert row["pinyin"] == practice.reading
        assert row["url"] == f"practices/{practice.id}/"
        assert (built_site / str(row["url"]) / "index.html").is_file()


def test_the_file_of_one_practice_is_its_row_of_the_list(built_site: Path) -> None:
    for row in rows(load(built_site, "practices.json"), "practices"):
        assert load(built_site, f"practices/{row['id']}.json") == {"version": 1, **row}


def test_the_practices_stand_in_pinyin_order(built_site: Path, catalog: Catalog) -> None:
    assert [row["id"] for row in rows(load(built_site, "practices.json"), "practices")] == [
        p.id for p in catalog.practices
    ]


def test_every_figure_has_numbers_that_can_be_sorted(built_site: Path, catalog: Catalog) -> None:
    figures = rows(load(built_site, "outcomes.json"), "outcomes")
    assert len(figures) == len(catalog.figures)
    added = {"practice", "name", "url", "place_code", "value_min", "value_max", "unit_base"}
    for row, figure in zip(figures, catalog.figures, strict=True):
        assert row.keys() - added <= Outcome.model_fields.keys()
        assert row.keys() >= added | {"key", "metric", "nature", "document", "anchor", "status", "place"}
        assert (row["practice"], row["key"]) == (figure.practice.id, figure.outcome.key)
        assert row["url"] == f"practices/{figure.practice.id}/#{figure.outcome.key}"
        low, high = row["value_min"], row["value_max"]
        assert (low is None) == (high is None)
        assert low is None or float(str(low)) <= float(str(high))


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("value: '1.7', unit: 万人", (17000, 17000, "人")),
        ("value: '3075', unit: 个", (3075, 3075, "个")),
        ("value: '49.15', unit: '%'", (49.15, 49.15, "%")),
        ("value: 10-20, unit: 户", (10, 20, "户")),
        ("value: 1:2000, unit: 人", (None, None, "人")),
        ("value: 1/3", (0.3333, 0.3333, "")),
        ("value: 三, unit: 级", (3, 3, "级")),
        ("value: 两, unit: 项", (2, 2, "项")),
        ("value: 千, unit: 户, qualifier: 近", (1000, 1000, "户")),
        ("value: '1.2', unit: 亿元", (120000000, 120000000, "元")),
        ("value: 8+X", (None, None, "")),
        ("qualifier: 全覆盖", (None, None, "")),
    ],
)
def test_a_printed_figure_comes_to_its_number(
    knowledge_base: KnowledgeBase, printed: str, expected: tuple[Json, Json, Json]
) -> None:
    outcome = f"outcomes: [{{key: a, metric: 甲, {printed}, nature: 产出, document: d, anchor: 六个字的原文}}]"
    catalog = knowledge_base.write({**BASE, "jia.yml": laid_over(RECORD, outcome)}).check().catalog
    assert catalog is not None
    files = dict(generated_files(Site.of(catalog, SiteSettings())))
    row = rows(cast("Row", json.loads(files["api/v1/outcomes.json"])), "outcomes")[0]
    assert (row["value_min"], row["value_max"], row["unit_base"]) == expected


def test_backlinks_are_the_relations_that_others_tell(built_site: Path, catalog: Catalog) -> None:
    told = {(r.target, p.id, r.type) for p in catalog.practices for r in p.record.relations}
    listed = rows(load(built_site, "practices.json"), "practices")
    back = {(str(row["id"]), str(b["id"]), str(b["type"])) for row in listed for b in rows(row, "backlinks")}
    assert back == told


def test_a_document_has_its_own_fields_its_page_and_its_practices(built_site: Path, catalog: Catalog) -> None:
    for row in rows(load(built_site, "documents.json"), "documents"):
        assert row.keys() - {"id", "page", "practices"} <= Document.model_fields.keys()
        assert (built_site / str(row["page"]) / "index.html").is_file()
        assert row["practices"] == [p.id for p in catalog.practices_of(str(row["id"]))]


def test_the_vocabularies_are_complete(built_site: Path, catalog: Catalog) -> None:
    content = load(built_site, "vocabularies.json")
    for words in catalog.vocabularies.controlled:
        told = [(row["id"], row["name"], row["definition"]) for row in rows(content, words.facet)]
        assert told == [(word.id, word.name, word.definition) for word in words.words]
    assert content.keys() == {"version", "themes", "problems", "kinds", "stages", "natures", "places", "bodies"}


def test_a_withdrawn_record_keeps_its_file_and_is_in_no_list(knowledge_base: KnowledgeBase) -> None:
    gone = laid_over(RECORD, "name: 乙做法\npublication: {status: withdrawn, reason: 原文已废止, former_ids: [yi-jiu]}")
    catalog = knowledge_base.write({**BASE, "yi.yml": gone}).check().catalog
    assert catalog is not None
    files = dict(generated_files(Site.of(catalog, SiteSettings())))
    assert [row["id"] for row in rows(cast("Row", json.loads(files["api/v1/practices.json"])), "practices")] == ["jia"]
    assert "api/v1/practices/yi.json" in files
    assert files["api/v1/practices/yi-jiu.json"] == files["api/v1/practices/yi.json"]
    assert "本条已撤下" in files["practices/yi/index.md"]
    assert 'data-id="yi"' not in files["practices/index.md"]


def test_the_schema_is_the_committed_one(built_site: Path, catalog: Catalog) -> None:
    committed = catalog.library.project.practices / "_schema.json"
    assert load(built_site, "practice.schema.json") == json.loads(committed.read_text(encoding="utf-8"))
