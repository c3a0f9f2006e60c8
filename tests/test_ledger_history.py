"""The ledger against its history: what a commit had, no later check lets go."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from casebook.checks.checking import check
from casebook.checks.ledger import publish_ledger
from casebook.problems import Problem
from casebook.project import Project
from checkouts import catalog_of, make_checkout, write
from kit import BASE, RECORD, laid_over

FIGURE = "outcomes: [{key: coverage, metric: 甲, value: '5', nature: 产出, document: d, anchor: 六个字的原文}]"
YI = laid_over(RECORD, f"name: 乙做法\n{FIGURE}")
FORGOTTEN = "L102"


def git(project: Project, *words: str) -> str:
    """Run git in the checkout."""
    own = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main", *words]
    done = subprocess.run(own, cwd=project.root, check=True, capture_output=True, text=True, timeout=60)
    return done.stdout


def commit(project: Project) -> None:
    git(project, "add", "practices")
    git(project, "commit", "-q", "-m", "a")


def released(folder: Path) -> Project:
    """Return a checkout with history: two records, the ledger of both committed."""
    project = make_checkout(folder / "c", {**BASE, "yi.yml": YI})
    git(project, "init", "-q")
    publish_ledger(project, catalog_of(project))
    commit(project)
    return Project(project.root, project.practices)


def forgotten(project: Project) -> list[Problem]:
    """Return what a new command says of lines that are gone."""
    fresh = Project(project.root, project.practices)
    return [problem for problem in check(fresh).problems if problem.code == FORGOTTEN]


def change_ledger(project: Project, old: str, new: str) -> None:
    path = project.practices / "_ledger.txt"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_ledger_that_only_grows_is_good(tmp_path: Path) -> None:
    project = released(tmp_path)
    write(project.practices / "bing.yml", laid_over(RECORD, "name: 丙做法"))
    publish_ledger(project, catalog_of(project))
    commit(project)
    assert check(Project(project.root, project.practices)).problems == ()


@pytest.mark.parametrize("commits", [0, 1, 3])
def test_a_record_that_vanishes_with_its_line_is_told(tmp_path: Path, commits: int) -> None:
    project = released(tmp_path)
    (project.practices / "yi.yml").unlink()
    change_ledger(project, "practice yi coverage\n", "")
    for number in range(commits):
        write(project.practices / "jia.yml", laid_over(RECORD, f"summary: 第{number}次改的概要。"))
        commit(project)
    (one,) = forgotten(project)
    assert one.message == (
        "以前提交过“practice yi coverage”这一行，现在没有了。登记簿只增不减，请恢复这一行；不再有的，在记录里写明去向。"
    )
    assert one.fix == "practice yi coverage"
    assert one.path.endswith("practices/_ledger.txt")


def test_an_anchor_that_vanishes_from_its_line_is_told_with_the_whole_line(tmp_path: Path) -> None:
    project = released(tmp_path)
    write(project.practices / "yi.yml", laid_over(YI, FIGURE.replace("coverage", "other")))
    change_ledger(project, "practice yi coverage\n", "practice yi other\n")
    commit(project)
    (one,) = forgotten(project)
    assert "“practice yi”这一行的锚点 coverage，现在没有了" in one.message
    assert one.fix == "practice yi coverage other"
    lines = (project.practices / "_ledger.txt").read_text(encoding="utf-8").splitlines()
    assert one.line == lines.index("practice yi other") + 1


def test_a_line_lost_in_a_merge_is_told(tmp_path: Path) -> None:
    project = released(tmp_path)
    git(project, "checkout", "-q", "-b", "side")
    write(project.practices / "bing.yml", laid_over(RECORD, "name: 丙做法"))
    publish_ledger(project, catalog_of(project))
    commit(project)
    git(project, "checkout", "-q", "-")
    git(project, "merge", "-q", "--no-ff", "-s", "ours", "-m", "a", "side")
    assert [problem.fix for problem in forgotten(project)] == ["letter b", "practice bing"]


def test_the_whole_ledger_gone_is_told_line_by_line(tmp_path: Path) -> None:
    project = released(tmp_path)
    path = project.practices / "_ledger.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.unlink()
    commit(project)
    assert sorted(problem.fix for problem in forgotten(project)) == lines


def test_what_git_told_is_remembered_until_the_next_commit(tmp_path: Path) -> None:
    project = released(tmp_path)
    check(project)
    again = Project(project.root, project.practices)
    assert check(again).problems == ()
    assert (again.memory.met["ledger history"], again.memory.missed["ledger history"]) == (1, 0)
    change_ledger(project, "practice yi coverage\n", "")
    assert [problem.fix for problem in forgotten(project)] == ["practice yi coverage"]


def test_another_knowledge_base_is_not_held_against_the_checkouts_history(tmp_path: Path) -> None:
    project = released(tmp_path)
    other = make_checkout(tmp_path / "other")
    assert check(Project(project.root, other.practices)).problems == ()


def test_where_there_is_no_git_nothing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = released(tmp_path)
    change_ledger(project, "practice yi coverage\n", "")
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    assert forgotten(project) == []


def test_a_shallow_clone_covers_what_it_has(tmp_path: Path) -> None:
    project = released(tmp_path)
    change_ledger(project, "practice yi coverage\n", "")
    commit(project)
    git(project, "clone", "-q", "--depth", "1", project.root.as_uri(), str(tmp_path / "clone" / "copy"))
    ledger = (project.practices / "_ledger.txt").read_text(encoding="utf-8")
    copy = make_checkout(tmp_path / "clone" / "c", {**BASE, "yi.yml": YI, "_ledger.txt": ledger})
    (tmp_path / "clone" / "copy" / ".git").rename(copy.root / ".git")
    assert forgotten(copy) == []
    assert [problem.fix for problem in forgotten(project)] == ["practice yi coverage"]
