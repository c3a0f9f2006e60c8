"""Checking: every problem of every file, in one run; a Catalog where nothing stands against it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeAlias, cast

from casebook.catalog import Catalog, build_catalog
from casebook.checks.evidence import Texts, check_evidence, text_files
from casebook.checks.ledger import check_ledger
from casebook.checks.repairable import Either, Hints
from casebook.checks.repairs import Repairs
from casebook.checks.untold import changed_here, untold
from casebook.memory import Json, Memory, digest
from casebook.problems import Problem, has_errors, relative
from casebook.project import Project
from casebook.records.divisions import Divisions
from casebook.records.drafts import overlap
from casebook.records.file_rules import NO_RECORDS, Passing, none_passes
from casebook.records.loading import Library, load_library
from casebook.records.model import DAY_PATTERN, Document, Record
from casebook.rule import Finding, Loc, Rule
from casebook.rules import ABOUT_DOCUMENTS, BY_CODE, RECORD_RULES, SET_RULES
from casebook.rules.base import Context
from casebook.rules.days import is_day
from casebook.rules.duplicates import OF_DOCUMENTS
from casebook.rules.plain_rules import AHEAD
from casebook.rules.privacy import hidden

_Told: TypeAlias = tuple[str, list[str | int], str, str, bool]
# No clock is right that shows a day before this was written.
_WRITTEN = datetime.date(2026, 11, 22)


@dataclass(frozen=True)
class Report:
    """What a check found. catalog: None where errors stand; notes: lines that are no problems."""

    problems: tuple[Problem, ...]
    catalog: Catalog | None
    notes: tuple[str, ...] = ()


def check(
    project: Project, paths: Sequence[Path] = (), sources: Path | Texts | None = None, passing: Passing = none_passes
) -> Report:
    """Check a knowledge base whole.

    paths: what to report on (folders or files; empty: all). A file outside the knowledge base is
    checked as if it replaced the record of its id. sources: a folder of the documents' texts, or the texts by the documents' ids.
    passing: names of files that are let pass unread.
    """
    outside = [path for path in paths if path.is_file() and not _inside(path, project.practices)]
    library = load_library(project, outside, passing)
    divisions = Divisions.load(library.vocabularies.places)
    context = _context(library, divisions)
    problems = [*library.problems, *_no_records(library), *_rule_problems(library, context)]
    hints = Hints(Repairs(library.vocabularies), project.memory, partial(_of_file, context, Memory(None)))
    problems = hints.added(problems, (*library.records, *library.documents))
    catalog = None if has_errors(problems) else build_catalog(library, divisions)
    notes: tuple[str, ...] = ()
    problems += check_ledger(catalog, library)
    problems += _days_ahead(library, _today())
    problems += untold(library, changed_here(project))
    if sources is not None:
        ids = [loaded.id for loaded in library.documents]
        texts = text_files(sources, ids) if isinstance(sources, Path) else sources
        found, notes = check_evidence(library, texts)
        problems += found
    project.memory.save()
    shown = tuple(sorted(set(map(_without_private_parts, _about(problems, paths)))))
    return Report(shown, None if has_errors(problems) else catalog, notes)


def _without_private_parts(problem: Problem) -> Problem:
    """Mask a number that another rule repeats: what `check` says goes into public logs and comments."""
    message, fix = hidden(problem.message), hidden(problem.fix)
    if (message, fix) == (problem.message, problem.fix):
        return problem
    return replace(problem, message=message, fix=fix if fix == problem.fix else "")


def _inside(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())


def _about(problems: Iterable[Problem], paths: Sequence[Path]) -> Iterator[Problem]:
    wanted = [relative(path) for path in paths]
    for problem in problems:
        if not wanted or any(problem.path == path or problem.path.startswith(f"{path}/") for path in wanted):
            yield problem


def _no_records(library: Library) -> Iterator[Problem]:
    if not library.records:
        yield NO_RECORDS.of(library.project.practices, "这个文件夹里没有记录。请核对 --practices 后面的路径。")


def _context(library: Library, divisions: Divisions) -> Context:
    documents = {loaded.id: loaded.item for loaded in library.documents if loaded.item is not None}
    ids = frozenset(loaded.id for loaded in library.documents)
    told = (part for loaded in library.documents for part in (loaded.id, loaded.content))
    return Context(library.vocabularies, divisions, documents, ids, digest(library.vocabularies.content, *told))


def _rule_problems(library: Library, context: Context) -> Iterator[Problem]:
    files: tuple[Either, ...] = (*library.records, *library.documents)
    for loaded in files:
        yield from _of_file(context, library.project.memory, loaded)
    for rule in SET_RULES:
        told: tuple[Either, ...] = library.documents if rule.code in OF_DOCUMENTS else library.records
        by_id = {loaded.id: loaded for loaded in told}
        for id_, finding in rule.check(library):
            if not overlap(finding.loc, by_id[id_].told):
                yield by_id[id_].problem(rule, finding)


def _of_file(context: Context, memory: Memory, loaded: Either) -> Iterator[Problem]:
    """Yield what the rules about one file say of it."""
    findings = memory.recall(
        "findings", (loaded.kind.__name__, loaded.content, context.content), partial(_findings, context, loaded)
    )
    for code, loc, message, fix, on_key in cast("list[_Told]", findings):
        rule, finding = BY_CODE[code], Finding(tuple(loc), message, fix, on_key)
        if not overlap(finding.loc, loaded.told) and not _follows(rule, loaded.told):
            yield loaded.problem(rule, finding)


def _findings(context: Context, loaded: Either) -> list[Json]:
    """Return what the rules about one file find in it: code, place, message, fix, and whether it is about a field's name."""
    draft = loaded.draft
    found: list[tuple[Rule, Finding]] = []
    if isinstance(draft, Record):
        found += [(rule, finding) for rule in RECORD_RULES for finding in rule.check(draft, context)]
    elif isinstance(draft, Document):
        found += [(about, finding) for about in ABOUT_DOCUMENTS for finding in about.check(draft)]
    return [[rule.code, list(at.loc), at.message, at.fix, at.on_key] for rule, at in found]


def _follows(rule: Rule, told: frozenset[Loc]) -> bool:
    """Tell whether a finding would only follow from one already told: where sources are wrong, documents are missing."""
    return rule.code == "R403" and any(loc[:1] == ("sources",) and loc[2:] in {(), ("document",)} for loc in told)


def _today() -> datetime.date:
    """Return the day by the system's clock, but none before this program was written; one day on, for other time zones.

    The clock is asked for warnings alone: what is good today is good tomorrow, on any machine.
    """
    return max(datetime.datetime.now(tz=datetime.UTC).date(), _WRITTEN) + datetime.timedelta(days=1)


def _days_ahead(library: Library, last: datetime.date) -> Iterator[Problem]:
    """Yield a warning for each day on which a record says it was verified or changed, and that is later than the last."""
    for loaded in library.records:
        for loc, day in _days(loaded.draft):
            if re.fullmatch(DAY_PATTERN, day) and is_day(day) and day > last.isoformat():
                yield loaded.problem(AHEAD, Finding(loc, f"{day} 还没有到。请核对年份。"))


def _days(record: Record | None) -> Iterator[tuple[Loc, str]]:
    if record is not None:
        yield from ((("changes", index, "date"), change.date) for index, change in enumerate(record.changes))
        if record.verified:
            yield ("verified",), record.verified
