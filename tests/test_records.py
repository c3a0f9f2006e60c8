"""The project's own records: without a complaint, in canonical form, in step with what is made from them."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from casebook.catalog import Catalog
from casebook.checks.canonical import format_all
from casebook.checks.checking import Report, check
from casebook.project import Project
from casebook.records.schema import schema_text
from casebook.text.normal import squeezed
from kit import ROOT, SHARED_TEXTS

FEWEST = 30
FEWEST_PER_DOCUMENT = 6
LONG_DOCUMENTS = (
    "baiyun-gov-2019-452",
    "baiyun-mzj-2020-48",
    "baiyun-residential-party-building",
    "dongguan-2023-20230071",
    "gz-mzj-2022-20222282",
)
NAMED_IN_THE_ISSUES = (
    "三级呼叫响应", "楼栋长", "支部建在业委会上", "社区协商116工作法", "民生大莞家", "金沙洲公咨委", "红色物业", "网格五长",
    "四议两公开（住宅小区）", "广州公益时间银行", "长者饭堂", "楼嫂模式", "令行禁止、有呼必应", "街平安促进会", "广州街坊", "穗智管",
    "镇街综合指挥调度平台", "物业管理联席会议",
)  # fmt: skip


@pytest.fixture(scope="module")
def report() -> Report:
    return check(Project.here())


def test_check_has_nothing_to_say(report: Report) -> None:
    assert report.problems == ()


def test_fmt_would_change_nothing() -> None:
    assert format_all(Project.here(), check=True) == ()


def test_the_committed_schema_is_the_models(catalog: Catalog) -> None:
    committed = (ROOT / "practices" / "_schema.json").read_text(encoding="utf-8")
    assert committed == schema_text(catalog.vocabularies)


def test_there_are_enough_records_from_every_document(catalog: Catalog) -> None:
    assert len(catalog.practices) >= FEWEST
    told = {id_: len(catalog.practices_of(id_)) for id_ in catalog.documents}
    assert {id_ for id_, count in told.items() if not count} == set()  # of many only the opening is known
    assert {id_: told[id_] for id_ in LONG_DOCUMENTS if told[id_] < FEWEST_PER_DOCUMENT} == {}


def test_the_practices_named_in_the_issues_are_there(catalog: Catalog) -> None:
    names = {p.name for p in catalog.practices}
    assert [name for name in NAMED_IN_THE_ISSUES if name not in names] == []


def test_the_same_practice_stands_at_its_own_stage_in_each_place(catalog: Catalog) -> None:
    told = {
        (doing.practice.id, doing.place.name, doing.locality.stage)
        for doing in catalog.doings
        if doing.practice.id in {"lou-dong-zhang", "wu-ye-guan-li-lian-xi-hui-yi"}
    }
    expected = {
        ("lou-dong-zhang", "东莞市", "试点"),
        ("lou-dong-zhang", "东城街道", "已实施"),
        ("wu-ye-guan-li-lian-xi-hui-yi", "白云区", "已实施"),
        ("wu-ye-guan-li-lian-xi-hui-yi", "东莞市", "计划"),
    }
    assert expected <= told


def test_figures_that_count_different_things_stand_apart(catalog: Catalog) -> None:
    outcomes = {o.key: o for o in catalog.by_id["zhi-bu-jian-zai-ye-wei-hui-shang"].record.outcomes}
    in_2020 = outcomes["branches-2020"]
    later = next(o for o in outcomes.values() if o.value == "319")
    assert (in_2020.value, in_2020.metric) != (later.value, later.metric)
    assert in_2020.scope != later.scope
    assert in_2020.document != later.document


def test_every_vocabulary_word_has_a_unique_id_and_name(catalog: Catalog) -> None:
    for words in catalog.vocabularies.controlled:
        assert len({word.id for word in words.words}) == len(words.words) == len(words.by_name), words.facet


def test_every_reading_of_the_phrase_list_has_a_syllable_for_each_character(catalog: Catalog) -> None:
    wrong = [p for p, reading in catalog.vocabularies.phrases.items() if len(reading.split(" ")) != len(p)]
    assert wrong == []


@pytest.mark.needs_shared
def test_every_anchor_and_figure_stands_in_the_documents_and_no_figure_is_forgotten() -> None:
    report = check(Project.here(), sources=SHARED_TEXTS)
    assert (report.problems, report.notes) == ((), ())


@pytest.mark.needs_shared
def test_no_text_of_a_document_is_shown_beyond_its_anchors(catalog: Catalog) -> None:
    longest = max(len(squeezed(o.anchor)) for p in catalog.practices for o in p.record.outcomes)
    assert longest <= 20


PRINT_DIGEST = """
import hashlib
from pathlib import Path
from casebook.publishing.assemble import generated_files, generated_pages
from casebook.checks.checking import check
from casebook.memory import Memory
from casebook.project import Project
from casebook.settings import SiteSettings
from casebook.saying.site import Site
project = Project.here()
project.__dict__["memory"] = Memory(None)  # nothing that another run has made
catalog = check(project).catalog
site = Site.of(catalog, SiteSettings.load(project.root / "mkdocs.yml"))
digest = hashlib.sha256()
for path, made in (*generated_pages(site), *generated_files(site)):
    digest.update(f"{path}\\0{made!r}\\0".encode())
print(digest.hexdigest())
"""


def digest_with(seed: str) -> str:
    """Return the digest of all generated files, made by a new process with another order of sets."""
    env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "scripts"), "PYTHONUTF8": "1"}
    made = subprocess.run([sys.executable, "-c", PRINT_DIGEST], env=env, check=True, capture_output=True, text=True)
    return made.stdout


def test_the_generated_files_do_not_depend_on_the_order_of_sets() -> None:
    assert digest_with("1") == digest_with("2")
