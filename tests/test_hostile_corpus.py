"""The hostile corpus against `check`: the right verdict, file and line, without a traceback, in little time and memory."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

from casebook.problems import Problem
from hostile_corpus import Hostile, area, areas, put
from kit import BASE, KnowledgeBase

MANY = 335
ALONE = ("set", "files", "size")
TOGETHER = tuple(name for name in areas() if name not in ALONE)
MOST_SECONDS = 3
MOST_BYTES = 1 << 30


def errors(problems: tuple[Problem, ...], folder: Path) -> list[str]:
    """Return the errors of a check as `file:line code`, each once, sorted."""
    start = f"{(folder / 'practices').as_posix()}/"
    found = {(p.path.removeprefix(start), p.line, p.code) for p in problems if p.severity == "error"}
    return [f"{path}:{line} {code}" for path, line, code in sorted(found)]


def differs(case: Hostile, found: list[str]) -> bool:
    """Tell whether a check said something else than it should."""
    if case.more:
        return not case.errors or not set(case.errors) <= set(found)
    return list(case.errors) != found


BY_ITSELF = {f"{name}-{number}": case for name in ALONE for number, case in enumerate(area(name))}


def test_the_corpus_is_large() -> None:
    cases = [case for name in areas() for case in area(name)]
    bad = [case for case in cases if case.errors]
    assert len(cases) > len(bad) > MANY
    assert len(cases) - len(bad) > MANY


@pytest.mark.parametrize("case", BY_ITSELF.values(), ids=BY_ITSELF.keys())
def test_each_case_is_judged_rightly_and_soon(case: Hostile, tmp_path: Path) -> None:
    base = case.write(tmp_path)
    start = time.process_time()
    found = errors(base.problems(), base.folder)
    assert time.process_time() - start < MOST_SECONDS
    assert not differs(case, found), (case.about, found)


@pytest.mark.parametrize("name", TOGETHER)
def test_the_cases_of_an_area_are_judged_rightly(name: str, tmp_path: Path) -> None:
    """All in one knowledge base, each in a file of its own; what is told of several records is left out."""
    base = KnowledgeBase(tmp_path).write(BASE)
    cases = {f"{number:03}": case for number, case in enumerate(area(name))}
    for id_, case in cases.items():
        for path, content in (case.files or {"jia.yml": case}).items():
            put(base.folder / "practices" / path.replace(Path(path).stem, f"c-{id_}"), content)
    told = [error for error in errors(base.problems(), base.folder) if error.split(" ")[-1][0] != "S"]
    wrong = {}
    for id_, case in cases.items():
        own = next(iter(case.files), "jia.yml")
        mine = [error for error in told if f"c-{id_}." in error]
        found = [error.replace(f"c-{id_}", Path(own).stem) for error in mine]
        if differs(case, found):
            wrong[case.about] = (found, case.errors)
    assert wrong == {}


def test_all_that_is_large_is_checked_in_little_memory(tmp_path: Path) -> None:
    base = KnowledgeBase(tmp_path).write(BASE)
    for number, case in enumerate(area("size")):
        for path, content in (case.files or {f"c-{number:03}.yml": case}).items():
            put(base.folder / "practices" / path, content)
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_AS, ({MOST_BYTES}, {MOST_BYTES})); "
    run = "import sys; from casebook.commands.cli import main; sys.exit(main(sys.argv[1:]))"
    line = [sys.executable, "-c", limit + run, "check", "--practices", str(base.folder / "practices")]
    done = subprocess.run(line, capture_output=True, check=False, env=with_scripts())
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"Traceback" not in done.stdout
    assert resource.getrlimit(resource.RLIMIT_AS)[0] != MOST_BYTES


def with_scripts() -> dict[str, str]:
    """Return an environment in which a new Python finds the package."""
    return {"PYTHONPATH": str(Path(__file__).resolve().parents[1] / "scripts"), "PYTHONUTF8": "1"}
