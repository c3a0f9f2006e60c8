"""Every rule: its wrong example is reported, its right one is not."""

from __future__ import annotations

import importlib
import re
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from casebook.checks.checking import check
from casebook.project import Project
from casebook.rule import Rule
from casebook.rules import all_rules
from golden import AbsurdCase, ReaderCase, RuleCase, cases
from kit import DOCUMENT, HELD, RECORD, ROOT, KnowledgeBase, laid_over

RULES = {rule.code: rule for rule in all_rules()}
CASES = cases("rules", RuleCase)
ABSURD = cases("absurd", AbsurdCase)
SHOWN_BY_READER = {problem.split(" ")[1] for case in cases("reader", ReaderCase).values() for problem in case.problems}
NEEDS_A_FOLDER = {"F107", "L102", "L103"}
SHOWN_BY_EXAMPLE = sorted(
    code for code in RULES.keys() - {case.code for case in CASES.values()} - NEEDS_A_FOLDER if not code.startswith("Y")
)
ALSO_BROKEN = {"R402": {"R403"}}
"""A source with a wrong id leaves the right one out of the sources."""

Found = dict[str, set[str]]


def files_with(code: str, example: str) -> dict[str, str]:
    """Return the file that holds an example: a record of its own name, or a document."""
    name = code.lower()
    if code.startswith("D"):
        own = DOCUMENT.replace("关于某事", f"关于{name}").replace("1号", f"{name}号")  # no two of one number or title
        return {f"_sources/{name}.yml": laid_over(own, example.replace("/a.html", f"/{name}.html"))}
    own_name = chr(ord("一") + SHOWN_BY_EXAMPLE.index(code)) + "做法"
    own_words = re.sub(
        "六个字的原文|甲做法的原文句", f"{own_name}的原文", laid_over(RECORD, example)
    )  # no two figures of one place
    own_words = re.sub(r"metric: ([甲乙丙])", rf"metric: {own_name}\1", own_words)
    return {f"{name}.yml": own_words.replace("甲做法", own_name)}


def examples_found(base: KnowledgeBase, example: Callable[[Rule], str]) -> Found:
    """Return the codes found in each file when all examples lie in one knowledge base."""
    base.write(HELD)
    for code in SHOWN_BY_EXAMPLE:
        base.write(files_with(code, example(RULES[code])))
    found: Found = {code: set() for code in SHOWN_BY_EXAMPLE}
    for problem in base.problems():
        found[Path(problem.path).stem.upper()].add(problem.code)
    return found


def test_the_base_of_the_examples_has_no_problem(knowledge_base: KnowledgeBase) -> None:
    assert knowledge_base.write(HELD).said() == "检查通过，没有问题。\n"


def test_each_wrong_example_breaks_its_rule_alone(knowledge_base: KnowledgeBase) -> None:
    expected = {code: {code} | ALSO_BROKEN.get(code, set()) for code in SHOWN_BY_EXAMPLE}
    assert examples_found(knowledge_base, lambda rule: rule.wrong) == expected


def test_each_right_example_breaks_no_rule(knowledge_base: KnowledgeBase) -> None:
    expected: Found = {code: set() for code in SHOWN_BY_EXAMPLE}
    assert examples_found(knowledge_base, lambda rule: rule.right) == expected


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_the_wrong_case_is_told_word_by_word(case: RuleCase, knowledge_base: KnowledgeBase) -> None:
    base = {path: text for path, text in HELD.items() if path not in case.without}
    assert knowledge_base.write({**base, **case.wrong}).said() == case.says, case.about
    assert f"[{case.code}]" in case.says


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_the_right_case_is_good(case: RuleCase, knowledge_base: KnowledgeBase) -> None:
    if case.right:
        assert knowledge_base.write({**HELD, **case.right}).said() == "检查通过，没有问题。\n", case.about


@pytest.mark.parametrize("case", ABSURD.values(), ids=ABSURD.keys())
def test_one_run_tells_every_mistake_of_an_absurd_record(case: AbsurdCase, knowledge_base: KnowledgeBase) -> None:
    assert knowledge_base.write({**HELD, **case.wrong}).said() == case.says, case.about


def test_the_absurd_record_breaks_every_rule_about_a_record() -> None:
    told = "".join(case.says for case in ABSURD.values())
    assert [code for code in RULES if code[0] in "MR" and f"[{code}]" not in told] == []


def test_a_missing_vocabulary_is_told(tmp_path: Path) -> None:
    for path in (ROOT / "practices").glob("_*.yml"):
        shutil.copy(path, KnowledgeBase(tmp_path).write(HELD).folder / "practices")
    (tmp_path / "practices" / "_themes.yml").unlink()
    problems = check(Project(tmp_path, tmp_path / "practices")).problems
    assert [(Path(p.path).name, p.code, p.message) for p in problems] == [
        ("_themes.yml", "F107", "缺少这个文件。请从仓库恢复。")
    ]


def test_the_reader_cases_show_every_rule_of_the_reader() -> None:
    assert {code for code in RULES if code.startswith("Y")} == {c for c in SHOWN_BY_READER if c.startswith("Y")}


def test_codes_are_unique_and_well_formed() -> None:
    counts = Counter(rule.code for rule in all_rules())
    assert {code: count for code, count in counts.items() if count > 1} == {}
    assert [
        code for code in counts if not (code[0] in "FYMRSDEL" and code[1:].isdigit() and len(code) == len("R101"))
    ] == []


def test_the_registry_holds_every_rule_of_the_package() -> None:
    modules = [importlib.import_module(f"casebook.{room}.{path.stem}") for room in ("rules", "records") for path in
               sorted((ROOT / "scripts" / "casebook" / room).glob("*.py")) if path.stem != "__init__"]  # fmt: skip
    made = {rule.code for module in modules for rule in vars(module).values() if isinstance(rule, Rule)}
    assert made == RULES.keys()
    assert {code[0] for code in RULES} == set("FYMRSDEL")


def test_every_rule_says_its_demand_in_one_sentence() -> None:
    assert [r.code for r in all_rules() if not r.title.endswith("。") or not r.wrong or not r.right] == []
