"""What an edit may touch, in counts: records read, rules asked, pages rendered, names compared."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from casebook.checks.checking import check
from casebook.memory import Memory
from casebook.project import Project
from casebook.publishing.generating import Generated
from casebook.records.model import Record
from casebook.rules.likeness import Named, candidates
from casebook.saying.site import Site
from casebook.settings import SiteSettings
from kit import ROOT

sys.path.insert(0, str(ROOT / "tests" / "bench"))
from made_records import write_made_records

COUNT = 60
# The edited record's page, those of the shelves it stands on, the lists of all.
MOST_PAGES = 40


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a project with records of different names."""
    folder = tmp_path_factory.mktemp("budget") / "practices"
    write_made_records(ROOT / "practices", folder, COUNT)
    return Project.here(folder)


def built(project: Project, folder: Path) -> tuple[Memory, Memory]:
    """Check, then generate all; return what was met and missed by each."""
    told = []
    for generate in (False, True):
        memory = Memory.of(folder)
        mine = Project(project.root, project.practices)
        mine.__dict__["memory"] = memory
        report = check(mine)
        assert report.catalog is not None, report.problems
        if generate:
            assert Generated.of(Site.of(report.catalog, SiteSettings()), ()).pages
        memory.save()
        told.append(memory)
    return told[0], told[1]


def test_an_edit_is_read_judged_and_shown_once_and_nothing_else_is(project: Project, tmp_path: Path) -> None:
    cold, _ = built(project, tmp_path)
    assert cold.missed["value"] >= COUNT
    assert cold.missed["findings"] >= COUNT
    path = min(path for path in project.practices.glob("*.yml"))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("summary: ", "summary: 又", 1), encoding="utf-8")
    checked, generated = built(project, tmp_path)
    assert {kind: checked.missed[kind] for kind in ("value", "findings", "reading")} == {
        "value": 1,
        "findings": 1,
        "reading": 0,
    }
    assert generated.missed["pages"] <= MOST_PAGES
    again, unchanged = built(project, tmp_path)
    assert (again.missed.total(), unchanged.missed["pages"]) == (0, 0)


def test_a_name_is_compared_with_a_few_others_whatever_their_number(tmp_path: Path) -> None:
    write_made_records(ROOT / "practices", tmp_path / "practices", 4 * COUNT)
    catalog = check(Project.here(tmp_path / "practices")).catalog
    assert catalog is not None
    records: dict[str, Record] = {practice.id: practice.record for practice in catalog.practices}
    few = dict(list(records.items())[:COUNT])
    assert _comparisons(few) <= 2 * len(few)
    assert _comparisons(records) <= 2 * len(records)


def _comparisons(records: dict[str, Record]) -> int:
    named = [Named.of(id_, record) for id_, record in records.items()]
    return sum(len(found) for _, found in candidates(named))
