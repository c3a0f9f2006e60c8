"""The canonical form of a record, case by case."""

from __future__ import annotations

from pathlib import Path, PurePath

import pytest

from casebook.checks.canonical import canonical, format_all
from casebook.checks.repairs import Repairs
from casebook.project import Project
from casebook.records.loading import load_vocabularies
from casebook.records.model import Record
from golden import FormCase, ReaderCase, cases
from hostile_corpus import area, areas, put
from kit import BASE, RECORD, KnowledgeBase, laid_over

CASES = cases("fmt", FormCase)
CURED = {"Y104", "Y107"}
REPAIRS = Repairs(load_vocabularies(Project.here())[0])


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_record_comes_into_its_one_form(case: FormCase) -> None:
    formed = canonical(case.written.encode(), Record, repairs=REPAIRS)
    assert formed is not None
    assert formed.decode() == case.canonical, case.about


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_the_canonical_form_stays_as_it_is(case: FormCase) -> None:
    assert canonical(case.canonical.encode(), Record, repairs=REPAIRS) == case.canonical.encode()


def test_a_file_that_cannot_be_read_whole_is_left_alone() -> None:
    wrong = [case for case in cases("reader", ReaderCase).values() if {p.split(" ")[1] for p in case.problems} - CURED]
    assert [case.about for case in wrong if canonical(case.data, Record) is not None] == []


def test_only_what_differs_is_rewritten_and_looking_changes_nothing(knowledge_base: KnowledgeBase) -> None:
    knowledge_base.write(BASE)
    project = knowledge_base.project
    format_all(project, check=False)
    untidy = project.practices / "yi.yml"
    untidy.write_bytes(
        BASE["jia.yml"].replace("甲", "乙").replace("六个字", "另六字").replace("kind: 制度流程\n", "").encode()
        + "kind:   制度流程\r\n".encode()
    )
    before = untidy.read_bytes()
    assert format_all(project, check=True) == (untidy,)
    assert untidy.read_bytes() == before
    assert format_all(project, check=False) == (untidy,)
    assert format_all(project, check=False) == ()
    assert knowledge_base.said() == "检查通过，没有问题。\n"


def test_each_record_leads_editors_to_the_schema(knowledge_base: KnowledgeBase) -> None:
    knowledge_base.write({**BASE, "a/b/yi.yml": BASE["jia.yml"], "_schema.json": "{}"})
    knowledge_base.write({"bing.yml": "# yaml-language-server: $schema=../old.json\n" + BASE["jia.yml"]})
    practices = knowledge_base.project.practices
    format_all(knowledge_base.project, check=False)
    first = {
        name: (practices / name).read_text(encoding="utf-8").split("\n")[0]
        for name in ("jia.yml", "a/b/yi.yml", "bing.yml")
    }
    line = "# yaml-language-server: $schema="
    assert first == {
        "jia.yml": f"{line}_schema.json",
        "a/b/yi.yml": f"{line}../../_schema.json",
        "bing.yml": f"{line}_schema.json",
    }
    assert (practices / "_sources/d.yml").read_text(encoding="utf-8").startswith("title: ")
    assert format_all(knowledge_base.project, check=True) == ()


def test_without_a_schema_no_line_leads_to_it(knowledge_base: KnowledgeBase) -> None:
    format_all(knowledge_base.write(BASE).project, check=False)
    assert (knowledge_base.project.practices / "jia.yml").read_text(encoding="utf-8").startswith("name: ")


def test_a_record_without_its_path_keeps_its_first_line() -> None:
    line = b"# yaml-language-server: $schema=../_schema.json\n"
    assert canonical(line + b"name:  x\n", Record) == line + b"name: x\n"
    assert canonical(b"name:  x\n", Record, PurePath("a/x.yml")) == line + b"name: x\n"


def test_nothing_hostile_makes_it_stumble_and_a_second_time_changes_nothing(tmp_path: Path) -> None:
    base = KnowledgeBase(tmp_path).write(BASE)
    cases = [case for name in areas() if name not in {"set", "files"} for case in area(name) if not case.files]
    for number, case in enumerate(cases):
        put(base.folder / "practices" / f"c-{number}.yml", case)
    assert format_all(base.project, check=False) != ()
    assert format_all(base.project, check=False) == ()


def test_what_fmt_can_set_right_is_told_by_check_and_gone_afterwards(knowledge_base: KnowledgeBase) -> None:
    figure = "{metric: 调解成功率, value: １,８７５, nature: 产出, as_of: 2019年6月, document: d, anchor: 六个字的原文}"
    untidy = laid_over(
        RECORD, f"themes: [网格 化]\noutcomes: [{figure.replace('１,８７５', repr('１,８７５'))}]"
    ).replace("name: ", "name：")
    problems = knowledge_base.write({**BASE, "jia.yml": untidy}).problems()
    assert [p.code for p in problems] == ["Y107", "R201", "M102", "R301", "M104"]
    assert [p.code for p in problems if "fmt" not in p.message] == []
    assert problems[2].fix == "key: tiao-jie-cheng-gong-lv"
    format_all(knowledge_base.project, check=False)
    assert knowledge_base.problems() == ()
