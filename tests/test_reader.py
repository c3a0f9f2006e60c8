"""The strict reader, case by case."""

from __future__ import annotations

import pytest

from casebook.problems import Problem
from casebook.records.reader import Mark, read
from golden import ReaderCase, cases

CASES = cases("reader", ReaderCase)


def told(problem: Problem) -> str:
    """Return a problem in one line."""
    fix = f"改为：{problem.fix}" if problem.fix else ""
    return f"{problem.line}:{problem.column} {problem.code} {problem.message}{fix}"


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_reads_the_value_or_tells_why_not(case: ReaderCase) -> None:
    parsed = read(case.data)
    assert (parsed.value, tuple(map(told, parsed.problems))) == (case.value, case.problems), case.about


def test_knows_the_line_and_column_of_each_value_and_key() -> None:
    parsed = read("name: 楼栋长\nsteps:\n  - 推选\n  - {a: 一}\n".encode())
    assert parsed.places == {
        (): Mark(1, 1),
        ("name",): Mark(1, 7),
        ("steps",): Mark(3, 3),
        ("steps", 0): Mark(3, 5),
        ("steps", 1): Mark(4, 5),
        ("steps", 1, "a"): Mark(4, 9),
    }
    assert parsed.keys == {("name",): Mark(1, 1), ("steps",): Mark(2, 1), ("steps", 1, "a"): Mark(4, 6)}


def test_the_place_of_a_missing_part_is_that_of_the_part_around_it() -> None:
    parsed = read(b"a:\n  - {b: c}\n")
    assert parsed.place(("a", 0, "missing")) == Mark(2, 5)
    assert parsed.place(("a", 0, "b"), on_key=True) == Mark(2, 6)


def test_a_vocabulary_may_be_longer_than_a_record() -> None:
    long = "".join(f"- 词{n}\n" for n in range(3001)).encode()
    assert [problem.code for problem in read(long).problems] == ["Y112"]
    assert read(long, 32).problems == []
