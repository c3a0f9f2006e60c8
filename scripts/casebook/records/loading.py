"""From files to models: one way for records, documents and vocabularies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel, RootModel

from casebook.problems import Problem, Severity, relative
from casebook.project import Project
from casebook.records import model
from casebook.records.drafts import drafted
from casebook.records.fields import title
from casebook.records.file_rules import NO_VOCABULARY, SOURCES, FileFlaw, Found, Passing, find_files, none_passes
from casebook.records.reader import Mark, Reading, read
from casebook.records.typed import typed
from casebook.records.vocabularies import CONTROLLED, Vocabularies, WordList
from casebook.rule import Finding, Loc, field_name

M = TypeVar("M", bound=BaseModel)
# A vocabulary grows with the whole knowledge base, a record does not.
VOCABULARY_TIMES = 32


class Words(RootModel[tuple[model.Word, ...]]):
    """The content of a vocabulary file."""


class Terms(RootModel[tuple[model.Term, ...]]):
    """The content of `_terms.yml`."""


class Phrases(RootModel[dict[str, str]]):
    """The content of `_pinyin.yml`."""


@dataclass(frozen=True)
class Loaded(Generic[M]):
    """One file: its id (the stem), path, places, the model (None where it can't be used), its problems.

    draft: the model, or as much of it as can be read; for the rules alone. told: the parts with a complaint about their form.
    """

    id: str
    path: Path
    reading: Reading
    item: M | None
    problems: tuple[Problem, ...]
    kind: type[M]
    draft: M | None = None
    told: frozenset[Loc] = frozenset()

    def problem(self, finding: Finding) -> Problem:
        """Return a finding about this file with its place."""
        mark = self.reading.place(finding.loc, on_key=finding.on_key)
        return _problem(self.path, finding, mark, title(self.kind, finding.loc))


@dataclass(frozen=True)
class Library:
    """A whole knowledge base as read: good or not."""

    project: Project
    records: tuple[Loaded[model.Record], ...]
    documents: tuple[Loaded[model.Document], ...]
    vocabularies: Vocabularies
    ledger: tuple[str, ...]
    problems: tuple[Problem, ...]


def _problem(path: Path, finding: Finding, mark: Mark, label: str) -> Problem:
    rule = finding.rule
    return Problem(
        relative(path), mark.line, mark.column, field_name(finding.loc), rule.code, rule.severity, finding.message,
        finding.fix, label,
    )  # fmt: skip


def load_file(path: Path, kind: type[M], times: int = 1) -> Loaded[M]:
    """Read one file into a model. times: how many times as long as a record it may be."""
    reading = read(path.read_bytes(), times)
    problems = [
        Problem(relative(path), f.line, f.column, "", f.rule.code, f.rule.severity, f.message, f.fix)
        for f in reading.flaws
    ]
    item: M | None = None
    draft: M | None = None
    findings: list[Finding] = []
    if reading.value is not None:
        item, findings = typed(reading.value, kind)
        draft = item or drafted(reading.value, kind)
        bare = Loaded(path.stem, path, reading, item, (), kind)
        told = {(flaw.line, flaw.column) for flaw in reading.flaws}
        problems += [p for p in map(bare.problem, findings) if (p.line, p.column) not in told]
    forms = frozenset(finding.loc for finding in findings)
    return Loaded(path.stem, path, reading, item, tuple(problems), kind, draft, forms)


def load_library(project: Project, extra: Iterable[Path] = (), passing: Passing = none_passes) -> Library:
    """Read a knowledge base whole. Files outside it (`extra`) stand in for the records of their ids."""
    found = find_files(project.practices, passing)
    replaced = {path.stem: path for path in extra}
    paths = [replaced.pop(path.stem, path) for path in found.records] + sorted(replaced.values())
    records = tuple(load_file(path, model.Record) for path in paths)
    documents = tuple(load_file(path, model.Document) for path in _document_paths(project, found))
    vocabularies, vocabulary_problems = load_vocabularies(project)
    problems = [_file_problem(flaw) for flaw in found.flaws] + vocabulary_problems
    problems += [p for record in records for p in record.problems]
    problems += [p for document in documents for p in document.problems]
    return Library(project, records, documents, vocabularies, _read_ledger(project.practices), tuple(problems))


def _document_paths(project: Project, found: Found) -> tuple[Path, ...]:
    if found.documents or project.practices == project.own:
        return found.documents
    return tuple(sorted((project.own / SOURCES).glob("*.yml")))


def _file_problem(flaw: FileFlaw) -> Problem:
    return Problem(relative(flaw.path), 0, 0, "", flaw.rule.code, Severity.ERROR, flaw.message)


def load_vocabularies(project: Project) -> tuple[Vocabularies, list[Problem]]:
    """Read the vocabularies; those that a knowledge base lacks come from the checkout's own."""
    problems: list[Problem] = []

    def item(name: str, kind: type[M]) -> M | None:
        paths = [folder / name for folder in (project.practices, project.own) if (folder / name).is_file()]
        if not paths:
            flaw = FileFlaw(NO_VOCABULARY, project.own / name, "缺少这个文件。请从仓库恢复。")
            problems.append(_file_problem(flaw))
            return None
        loaded = load_file(paths[0], kind, VOCABULARY_TIMES)
        problems.extend(loaded.problems)
        return loaded.item

    lists: dict[str, WordList] = {}
    for facet in CONTROLLED:
        words = item(f"_{facet}.yml", Words)
        lists[facet] = WordList(facet, words.root if words else ())
    terms, phrases = item("_terms.yml", Terms), item("_pinyin.yml", Phrases)
    return Vocabularies(**lists, terms=terms.root if terms else (), phrases=phrases.root if phrases else {}), problems


def _read_ledger(practices: Path) -> tuple[str, ...]:
    path = practices / "_ledger.txt"
    return tuple(_ledger_lines(path.read_text(encoding="utf-8"))) if path.is_file() else ()


def _ledger_lines(text: str) -> Iterator[str]:
    yield from (line.strip() for line in text.splitlines() if line.strip())
