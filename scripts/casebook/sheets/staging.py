"""Drafts held against the whole knowledge base: a copy of it with the new files is checked as any other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from casebook.checks.checking import check
from casebook.checks.staged import staged
from casebook.problems import Problem, Severity, relative
from casebook.project import Project
from casebook.records import model_rules
from casebook.records.fields import annotation
from casebook.records.reader import read
from casebook.rule import Loc
from casebook.sheets.complaints import Complaint, Spot
from casebook.sheets.drafts import Draft, field_titles
from casebook.sheets.layout import all_sheets

_STEP = re.compile(r"([^.\[\]]+)|\[([0-9]+)\]")
_QUOTED = re.compile(r"(“[^”]*”)")


@dataclass(frozen=True)
class Planned:
    """A file that a draft becomes. path: below `practices/`. data: its bytes."""

    draft: Draft
    path: Path
    data: bytes


def check_planned(project: Project, planned: tuple[Planned, ...], file: str) -> list[Complaint]:
    """Check the knowledge base as it would be with these files; return what stands against them, by their cells.

    file: the workbook's name. What is wrong in other files, and was before, is left out.
    """
    with staged(project, {plan.path: plan.data for plan in planned}) as there:
        problems = check(there).problems
        drafts = {relative(there.practices / plan.path): plan.draft for plan in planned}
        ours = [_complaint(problem, drafts[problem.path]) for problem in problems if problem.path in drafts]
        others = [_moved(problem, there, project) for problem in problems if problem.path not in drafts]
    return ours + list(_new_elsewhere(others, project, file))


def _moved(problem: Problem, there: Project, project: Project) -> Problem:
    path = problem.path.replace(relative(there.practices), relative(project.practices), 1)
    return replace(problem, path=path)


def _new_elsewhere(others: list[Problem], project: Project, file: str) -> Iterator[Complaint]:
    errors = [problem for problem in others if problem.severity is Severity.ERROR]
    if errors:
        before = {(p.path, p.code, p.message) for p in check(project).problems}
        for problem in errors:
            if (problem.path, problem.code, problem.message) not in before:
                text = f"导入 {file} 以后，{problem.path} 会有错误：{problem.message}"
                yield Complaint(Spot(), text, problem.fix)


def location(field: str) -> Loc:
    """Return the location that a problem's field tells: `outcomes[2].anchor`."""
    return tuple(found[1] or int(found[2]) for found in _STEP.finditer(field))


def _complaint(problem: Problem, draft: Draft) -> Complaint:
    loc = location(problem.field)
    message, fix = _said(problem, draft, loc)
    return Complaint(draft.spot_of(loc), message, fix, problem.severity)


def _said(problem: Problem, draft: Draft, loc: Loc) -> tuple[str, str]:
    if problem.code == model_rules.MISSING_FIELD.code:
        return _missing(draft, loc), ""
    return in_titles(problem.message, field_titles(draft.owner, loc)), cell_fix(problem.fix)


def _missing(draft: Draft, loc: Loc) -> str:
    if len(loc) == 1 and loc not in draft.spots:
        names = {sheet.field: sheet.name for sheet in all_sheets() if sheet.owner is draft.owner}
        if loc in names:
            return f"“{names[loc]}”表里没有“{draft.name}”的内容，至少要写一行。"
        assert annotation(draft.owner, loc) is not None
    return "这一格必填，请补上。"


def in_titles(message: str, titles: Mapping[str, str]) -> str:
    """Return a message made for files with the columns' titles in the place of the fields' names."""
    words = "|".join(sorted(titles, key=len, reverse=True))
    names = re.compile(rf" ?(?<![A-Za-z0-9_-])({words})(?![A-Za-z0-9_-])(?:: ?)? ?")
    parts = _QUOTED.split(message)
    return "".join(
        part if part.startswith("“") else names.sub(lambda found: f"“{titles[found[1]]}”", part) for part in parts
    )


def cell_fix(fix: str) -> str:
    """Return what to write into a cell, for the line to paste into a file: `nature: 产出` is 产出."""
    value = read(fix.encode("utf-8", "replace")).value if fix else None
    inner = next(iter(value.values()), "") if isinstance(value, dict) and len(value) == 1 else value
    inner = inner[0] if isinstance(inner, list) and inner else inner
    return inner if isinstance(inner, str) else fix
