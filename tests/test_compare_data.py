"""The files that the comparison is made of: every practice as the views say it, nothing without its marks."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import cast

import pytest

from casebook.catalog import Catalog
from casebook.exports.compare import FOLDER, compare_files
from casebook.records.schema import Json
from casebook.saying.site import Site
from casebook.settings import SiteSettings
from casebook.text.shards import shard
from kit import BASE, RECORD, KnowledgeBase, laid_over

Data = dict[str, Json]


@pytest.fixture(scope="module")
def whole(catalog: Catalog) -> Site:
    """Return the site of the project's own records."""
    return Site.of(catalog, SiteSettings())


def data_of(site: Site) -> dict[str, Data]:
    """Return what each file gives to the page, by the id it is asked for; no file is large."""
    found: dict[str, Data] = {}
    for path, text in compare_files(site):
        call = re.fullmatch(r'cb\.compare\.take\("([0-9]+)",(.*)\);\n', text, re.DOTALL)
        assert call is not None, path
        assert path == f"{FOLDER}{call[1]}.js"
        assert len(text.encode()) <= 100_000, path
        told = cast("dict[str, Data]", json.load(io.StringIO(call[2])))
        assert {shard(id_, site.compare_files) for id_ in told} <= {int(call[1])}
        found |= told
    return found


def test_every_id_that_was_ever_used_stands_in_the_file_of_its_hash(catalog: Catalog, whole: Site) -> None:
    ids = {p.id for p in catalog.all} | {old for p in catalog.all for old in p.record.publication.former_ids}
    assert set(data_of(whole)) == ids
    assert {Path(path).suffix for path, _ in compare_files(whole)} == {".js"}


def test_every_figure_is_told_as_its_page_tells_it(whole: Site) -> None:
    data = data_of(whole)
    for practice in whole.practices:
        told = cast("list[Data]", data[practice.id]["figures"])
        assert [
            (one["key"], one["value"], one["marks"], one["place"], one["scope"], one["sentence"], one["row"])
            for one in told
        ] == [
            (f.key, f.text, [*f.marks], f.place.name, f.scope_said, f.sentence, f.row) for f in practice.counted_figures
        ]


def test_a_day_stands_once_with_its_figure(whole: Site) -> None:
    data = data_of(whole)
    for practice in whole.practices:
        for one, figure in zip(cast("list[Data]", data[practice.id]["figures"]), practice.counted_figures, strict=True):
            told_by_marks = figure.is_goal or "未注日期" in figure.marks
            assert one["from"] == "；".join([figure.proof.document.label, *([] if told_by_marks else [figure.day])])


def test_each_place_has_its_own_stage(whole: Site) -> None:
    data = data_of(whole)
    for practice in whole.practices:
        where = cast("list[list[str]]", data[practice.id]["where"])
        assert [(place, stage) for place, stage, _ in where] == [doing.place_and_stage for doing in practice.doings]


def test_what_is_gone_tells_nothing_but_that(knowledge_base: KnowledgeBase) -> None:
    merged = "name: 丁做法\npublication: {status: merged, replaced_by: jia, reason: 同一做法。, former_ids: [ding-jiu]}"
    gone = "name: 戊做法\npublication: {status: withdrawn, reason: 原文已废止}"
    files = {"ding.yml": laid_over(RECORD, merged), "wu.yml": laid_over(RECORD, gone)}
    catalog = knowledge_base.write({**BASE, **files}).check().catalog
    assert catalog is not None
    data = data_of(Site.of(catalog, SiteSettings()))
    assert data["ding-jiu"] == {"moved": "ding"}
    assert data["ding"] == {
        "id": "ding", "name": "丁做法", "gone": "已并入别的做法", "reason": "同一做法", "instead": ["jia", "甲做法"],
    }  # fmt: skip
    assert data["wu"] == {"id": "wu", "name": "戊做法", "gone": "已撤下，请不要再引用", "reason": "原文已废止"}
