"""The canonical form of a record, case by case."""

from __future__ import annotations

import pytest

from casebook.checks.canonical import canonical, format_all
from casebook.records.model import Record
from golden import FormCase, ReaderCase, cases
from kit import BASE, KnowledgeBase

CASES = cases("fmt", FormCase)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_record_comes_into_its_one_form(case: FormCase) -> None:
    formed = canonical(case.written.encode(), Record)
    assert formed is not None
    assert formed.decode() == case.canonical, case.about


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_the_canonical_form_stays_as_it_is(case: FormCase) -> None:
    assert canonical(case.canonical.encode(), Record) == case.canonical.encode()


def test_a_file_with_a_flaw_is_left_alone() -> None:
    flawed = [case for case in cases("reader", ReaderCase).values() if case.flaws]
    assert [case.about for case in flawed if canonical(case.data, Record) is not None] == []


def test_only_what_differs_is_rewritten_and_looking_changes_nothing(knowledge_base: KnowledgeBase) -> None:
    knowledge_base.write(BASE)
    project = knowledge_base.project
    format_all(project, check=False)
    untidy = project.practices / "yi.yml"
    untidy.write_bytes(
        BASE["jia.yml"].replace("甲", "乙").replace("kind: 制度流程\n", "").encode() + "kind:   制度流程\r\n".encode()
    )
    before = untidy.read_bytes()
    assert format_all(project, check=True) == (untidy,)
    assert untidy.read_bytes() == before
    assert format_all(project, check=False) == (untidy,)
    assert format_all(project, check=False) == ()
    assert knowledge_base.said() == "检查通过，没有问题。\n"
