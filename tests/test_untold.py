"""A record that is new, or says something else than before, tells its readers so in `changes`; who forgets is reminded."""

from __future__ import annotations

from pathlib import Path

import pytest

from casebook.checks.checking import check
from casebook.project import Project
from checkouts import make_checkout, write
from kit import BASE, RECORD, laid_over
from workflows import git

CHANGE = "changes: [{date: '2026-11-02', note: 收入本库}]"
MORE = "changes: [{date: '2026-11-02', note: 收入本库}, {date: '2026-11-20', note: 改了概要}]"
YI = laid_over(RECORD, f"name: 乙做法\n{CHANGE}")
NEW = "新收入的做法，请在 changes 里写一行，订阅的人才会知道：note 写“收入本库”，date 写发布那天。"
CHANGED = "内容改了，请在 changes 里写一行改了什么，订阅的人和课程才会知道：date 写发布那天。"


@pytest.fixture(scope="module")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = make_checkout(tmp_path_factory.mktemp("untold") / "c", {**BASE, "yi.yml": YI})
    git(project.root, "init", "-q")
    git(project.root, "add", "practices")
    git(project.root, "commit", "-q", "-m", "a")
    return project


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("bing.yml", laid_over(RECORD, "name: 丙做法"), [NEW]),
        ("bing.yml", laid_over(RECORD, f"name: 丙做法\n{CHANGE}"), []),
        ("yi.yml", laid_over(RECORD, f"name: 乙做法\nsummary: 改过的概要。\n{CHANGE}"), [CHANGED]),
        ("yi.yml", laid_over(RECORD, f"name: 乙做法\nsummary: 改过的概要。\n{MORE}"), []),
        ("yi.yml", laid_over(RECORD, f"name: 乙做法\nsearch_words: [又一个词]\nverified: '2026-11-20'\n{CHANGE}"), []),
        ("yi.yml", YI.replace("name: 乙做法", "name: '乙做法'\n"), []),
        ("jia.yml", laid_over(RECORD, "themes: [党建引领]"), [CHANGED]),
        ("er.yml", laid_over(RECORD, f"name: 甲做法二\nsummary: 改过的概要。\n{CHANGE}\npublication: {{former_ids: [jia-jiu]}}"), []),
    ],
)  # fmt: skip
def test_what_is_new_or_differs_in_substance_wants_a_line(
    committed: Project, file: str, text: str, told: list[str]
) -> None:
    path = committed.practices / file
    before = path.read_text(encoding="utf-8") if path.exists() else None
    write(path, text)
    fresh = Project(committed.root, committed.practices)
    assert [p.message for p in check(fresh).problems if p.code == "L103"] == told
    path.unlink() if before is None else write(path, before)


def test_a_record_moved_into_another_folder_is_no_new_one(committed: Project) -> None:
    path = committed.practices / "yi.yml"
    moved = committed.practices / "a" / "yi.yml"
    moved.parent.mkdir()
    path.rename(moved)
    assert check(Project(committed.root, committed.practices)).problems == ()
    moved.rename(path)
    moved.parent.rmdir()


def test_without_history_nobody_is_reminded(tmp_path: Path) -> None:
    assert check(make_checkout(tmp_path / "c")).problems == ()
