"""Drafts held against the whole knowledge base: a copy of it with the new files is checked as any other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from casebook.checks.checking import check
from casebook.checks.evidence import Texts
from casebook.checks.staged import staged
from casebook.problems import Problem, Severity, relative
from casebook.project import Project
from casebook.records import model_rules
from casebook.records.fields import owner_model, written_fields
from casebook.records.labels import LABELS
from casebook.records.reader import Value, read
from casebook.rule import Loc
from casebook.workbooks.cell_problems import CellProblem, Spot
from casebook.workbooks.columns import Owner
from casebook.workbooks.drafts import Draft
from casebook.workbooks.layout import all_sheets

_STEP = re.compile(r"([^.\[\]]+)|\[([0-9]+)\]")
_QUOTED = re.compile(r"(“[^”]*”)")


@dataclass(frozen=True)
class Planned:
    """A file that a draft becomes.

    path: below `practices/`. data: its bytes. before: what stands there already, None where nothing does. is_change:
    whether it is not there yet just so.
    """

    draft: Draft
    path: Path
    data: bytes
    before: Value | None
    is_change: bool


def check_planned(
    project: Project, planned: tuple[Planned, ...], file: str, sources: Texts | None = None
) -> list[CellProblem]:
    """Check the knowledge base as it would be with these files; return what stands against them, by their cells.

    file: the workbook's name. sources: the documents' texts. What is wrong in other files, and was before, is left out.
    """
    with staged(project, {plan.path: plan.data for plan in planned}) as there:
        problems = check(there, sources=sources).problems
        drafts = {relative(there.practices / plan.path): plan.draft for plan in planned}
        moved = (relative(there.practices), relative(project.practices))
    ours = [_cell_problem(problem, drafts[problem.path]) for problem in problems if problem.path in drafts]
    # What two tell of each other is told at the cell.
    told = {(problem.code, drafts[problem.path].id) for problem in problems if problem.path in drafts}
    others = [p for p in problems if p.path not in drafts and p.severity is Severity.ERROR]
    others = [p for p in others if not any(p.code == code and f" {id_}" in p.message for code, id_ in told)]
    return ours + list(_new_elsewhere(others, moved, project, file))


def _new_elsewhere(others: list[Problem], moved: tuple[str, str], project: Project, file: str) -> Iterator[CellProblem]:
    before = {(p.path, p.code, p.message) for p in check(project).problems} if others else set()
    for problem in others:
        path = problem.path.replace(*moved, 1)
        if (path, problem.code, problem.message) not in before:
            text = f"导入 {file} 以后，{path} 会有错误：{problem.message}"
            yield CellProblem(Spot(), text, problem.fix, code=problem.code)


def location(field: str) -> Loc:
    """Return the location that a problem's field tells: `outcomes[2].anchor`."""
    return tuple(found[1] or int(found[2]) for found in _STEP.finditer(field))


def _cell_problem(problem: Problem, draft: Draft) -> CellProblem:
    loc = location(problem.field)
    if problem.code == model_rules.MISSING_FIELD.code:
        message, fix = _missing(draft, loc), ""
    else:
        message, fix = in_titles(problem.message, _field_titles(draft.owner, loc)), cell_fix(problem.fix)
    return CellProblem(draft.spot_of(loc), message, fix, problem.severity, problem.code)


def _missing(draft: Draft, loc: Loc) -> str:
    names = {sheet.field: sheet.name for sheet in all_sheets() if sheet.owner is draft.owner}
    if loc in names and loc not in draft.spots:
        return f"“{names[loc]}”表里没有“{draft.name}”的内容，至少要写一行。"
    return "这一格必填，请补上。"


def _field_titles(owner: Owner, loc: Loc) -> dict[str, str]:
    """Return the Chinese titles of the fields beside a place, by their names, for messages made for files."""
    models = [model for end in range(len(loc) + 1) if (model := owner_model(owner, loc[:end]))]
    return {name: info.title for model in models for name, info in written_fields(model).items() if info.title}


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
    return LABELS.get(inner, inner) if isinstance(inner, str) else fix
