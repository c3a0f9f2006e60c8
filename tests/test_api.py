"""The API: for other programs; its form is a promise."""

from __future__ import annotations

import json
from pathlib import Path
from typing import cast

import pytest

from casebook import links
from casebook.catalog import Catalog
from casebook.exports.api import api_files
from casebook.records.model import Document, Outcome, Record
from casebook.records.schema import Json
from casebook.saying.site import Site
from casebook.settings import SiteSettings
from kit import BASE, DOCUMENT, RECORD, KnowledgeBase, laid_over

Row = dict[str, Json]


def load(site: Path, name: str) -> Row:
    """Return one file of the API."""
    return cast("Row", json.loads((site / links.API / name).read_text(encoding="utf-8")))


def rows(content: Row, name: str) -> list[Row]:
    """Return a list of the API."""
    return cast("list[Row]", content[name])


def api_of(base: KnowledgeBase, fragment: str, **others: str) -> dict[str, Row]:
    """Return the files of the API, for a record in which some fields are changed. others: more, by id."""
    files = {f"{id_}.yml": laid_over(RECORD, told) for id_, told in others.items()}
    catalog = base.write({**BASE, "jia.yml": laid_over(RECORD, fragment), **files}).check().catalog
    assert catalog is not None, base.said()
    told = dict(api_files(Site.of(catalog, SiteSettings())))
    return {name.removeprefix(links.API): cast("Row", json.loads(text)) for name, text in told.items()}


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
    added = {"practice", "name", "url", "place_code", "value_min", "value_max", "unit_base", "marks"}
    always = {"key", "metric", "nature", "document", "anchor", "status", "place", "voice", "as_of", "as_of_basis"}
    for row, figure in zip(figures, catalog.figures, strict=True):
        assert row.keys() - added <= Outcome.model_fields.keys()
        assert row.keys() >= added | always
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
    (row,) = rows(api_of(knowledge_base, outcome)["outcomes.json"], "outcomes")
    assert (row["value_min"], row["value_max"], row["unit_base"]) == expected


FIGURE = "{{key: a, metric: 甲, value: '3', document: {document}, anchor: 六个字的原文, {told}}}"
DATED = laid_over(DOCUMENT, "number: 某函〔2021〕3号\ntitle: 另一份\nlabel: 另一份\ndate: '2021-03'\ndate_basis: 原文")


@pytest.mark.parametrize(
    ("document", "told", "expected"),
    [
        ("f", "nature: 产出, as_of: '2020-04'", ("2020-04", "原文", [])),
        ("f", "nature: 产出, as_of: '2020-04', as_of_basis: 推算", ("2020-04", "推算", [])),
        ("f", "nature: 产出", ("2021-03", "不晚于发文日", [])),
        ("f", "nature: 产出, as_of_basis: 不晚于发文日", ("2021-03", "不晚于发文日", [])),
        ("d", "nature: 产出", (None, "未注日期", ["未注日期"])),
        ("f", "nature: 目标, as_of: '2022'", ("2022", "原文", ["目标", "期限2022年", "期限已过，结果未见于来源"])),
        ("f", "nature: 目标", (None, "未注日期", ["目标", "期限来源未说明"])),
    ],
)
def test_the_day_of_a_figure_is_resolved_as_its_page_says_it(
    knowledge_base: KnowledgeBase, document: str, told: str, expected: tuple[Json, Json, Json]
) -> None:
    sources = "sources: [{document: d, anchor: 六个字的原文}, {document: f, anchor: 六个字的原文}]"
    figure = FIGURE.format(document=document, told=told)
    knowledge_base.write({"_sources/f.yml": DATED})
    files = api_of(knowledge_base, f"{sources}\noutcomes: [{figure}]\nchanges: [{{date: 2026-11-02, note: 收入本库}}]")
    (row,) = rows(files["outcomes.json"], "outcomes")
    assert (row["as_of"], row["as_of_basis"], row["marks"]) == expected
    whose = {"practice", "name", "url"}
    assert rows(files["practices/jia.json"], "outcomes") == [{k: v for k, v in row.items() if k not in whose}]


def test_who_says_it_is_always_told(knowledge_base: KnowledgeBase) -> None:
    place = "{place: 广东省/广州市, stage: 已实施, document: d, anchor: 六个字的原文"
    told = f"localities: [{place}}}, {place.replace('广州市', '东莞市')}, voice: 提案人}}]\noutcomes: [{{figure}}, {{other}}]"
    figure = FIGURE.format(document="d", told="nature: 产出, place: 广东省/东莞市")
    other = figure.replace("key: a, metric: 甲", "key: b, metric: 乙").replace("nature", "voice: 会办单位, nature")
    files = api_of(knowledge_base, told.replace("{figure}", figure).replace("{other}", other))
    (practice,) = rows(files["practices.json"], "practices")
    assert [one["voice"] for one in rows(practice, "localities")] == ["发文单位自述", "提案人"]
    assert [(one["voice"], one["marks"]) for one in rows(practice, "outcomes")] == [
        ("发文单位自述", ["未注日期"]),
        ("会办单位", ["会办单位", "未注日期"]),
    ]
    assert [one["place"] for one in rows(practice, "outcomes")] == ["广东省/东莞市"] * 2
    assert [one["place_code"] for one in rows(practice, "outcomes")] == ["4419"] * 2


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
    assert content.keys() == {
        "version",
        "themes",
        "problems",
        "kinds",
        "stages",
        "natures",
        "places",
        "bodies",
        "policies",
    }


def test_a_withdrawn_record_keeps_its_file_and_is_in_no_list(knowledge_base: KnowledgeBase) -> None:
    gone = (
        "name: 乙做法\npublication: {status: withdrawn, reason: 原文已废止, former_ids: [yi-jiu]}\noutcomes: [{figure}]"
    )
    files = api_of(knowledge_base, "", yi=gone.replace("{figure}", FIGURE.format(document="d", told="nature: 产出")))
    assert [row["id"] for row in rows(files["practices.json"], "practices")] == ["jia"]
    assert files["outcomes.json"]["count"] == 0
    assert files["practices/yi-jiu.json"] == files["practices/yi.json"]
    (figure,) = rows(files["practices/yi.json"], "outcomes")
    assert (figure["status"], figure["marks"]) == ("撤回", ["撤回", "未注日期"])


def test_the_schema_is_the_committed_one(built_site: Path, catalog: Catalog) -> None:
    committed = catalog.library.project.practices / "_schema.json"
    assert load(built_site, "practice.schema.json") == json.loads(committed.read_text(encoding="utf-8"))
