"""From files to models: one way for records, documents and vocabularies."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import starmap
from pathlib import Path
from typing import Generic, TypeVar, cast

from pydantic import BaseModel, RootModel

from casebook.memory import Memory, digest
from casebook.problems import Problem, relative
from casebook.project import Project
from casebook.records import entries, model
from casebook.records.decoding import decode
from casebook.records.drafts import drafted
from casebook.records.fields import title
from casebook.records.file_rules import (
    LEDGER_FORM,
    NO_VOCABULARY,
    NOT_A_FILE,
    PLACES,
    READINGS,
    REGISTERS,
    SAME_WORD,
    SOURCES,
    Found,
    Passing,
    find_files,
    none_passes,
)  # fmt: skip
from casebook.records.place_changes import wrong_changes
from casebook.records.reader import Parsed, Recalled, Value, read
from casebook.records.registers import Bodies, Policies, wrong_registers
from casebook.records.typed import typed
from casebook.records.vocabularies import CONTROLLED, Vocabularies, WordList
from casebook.rule import Finding, Loc, Rule, field_name
from casebook.text.han import tokens

M = TypeVar("M", bound=BaseModel)
# A vocabulary grows with the whole knowledge base, a record does not.
VOCABULARY_TIMES = 32
LEDGER = "_ledger.txt"
_LEDGER_LINE = re.compile(r"[a-z]+ \S+( \S+)*")


class Words(RootModel[tuple[entries.Word, ...]]):
    """The content of a vocabulary file."""


class Terms(RootModel[tuple[entries.Term, ...]]):
    """The content of `_terms.yml`."""


class BodyList(RootModel[tuple[entries.Body, ...]]):
    """The content of `_bodies.yml`."""


class PolicyList(RootModel[tuple[entries.Policy, ...]]):
    """The content of `_policies.yml`."""


class Places(RootModel[tuple[entries.PlaceChange, ...]]):
    """The content of `_places.yml`."""


class Phrases(RootModel[dict[str, str]]):
    """The content of `_pinyin.yml`."""


@dataclass(frozen=True)
class Loaded(Generic[M]):
    """One file: its id (the stem), path, what it holds, the model (None where it can't be used), its problems.

    draft: the model, or as much of it as can be read; for the rules alone. told: the parts whose form is wrong, as told.
    content: a digest of the file.
    """

    id: str
    path: Path
    parsed: Parsed
    item: M | None
    problems: tuple[Problem, ...]
    kind: type[M]
    draft: M | None = None
    told: frozenset[Loc] = frozenset()
    content: bytes = b""

    def problem(self, rule: Rule, finding: Finding) -> Problem:
        """Return what a rule found in this file, with its place."""
        mark = self.parsed.place(finding.loc, on_key=finding.on_key)
        fix = finding.fix
        if finding.on_key and fix:  # of a field whose value fills lines of its own, the line of its name alone
            is_below = self.parsed.place(finding.loc).line > mark.line
            fix = f"{fix.partition(':')[0]}:" if is_below else fix if not fix.endswith(":") else ""
        return Problem(
            relative(self.path), mark.line, mark.column, field_name(finding.loc), rule.code, rule.severity,
            finding.message, fix, title(self.kind, finding.loc),
        )  # fmt: skip


@dataclass(frozen=True)
class Library:
    """A whole knowledge base as read: good or not."""

    project: Project
    records: tuple[Loaded[model.Record], ...]
    documents: tuple[Loaded[model.Document], ...]
    vocabularies: Vocabularies
    ledger: tuple[str, ...]
    problems: tuple[Problem, ...]


def load_file(path: Path, kind: type[M], memory: Memory, times: int = 1) -> Loaded[M]:
    """Read one file into a model. times: how many times as long as a record it may be."""
    try:
        data = path.read_bytes()
    except OSError as error:
        message = f"这个文件读不出来（{error.strerror}）。请检查它的权限，或重新取一份。"
        return _loaded(path, Parsed(problems=[NOT_A_FILE.at(0, 0, message)]), kind)
    return load_bytes(path, data, kind, memory, times)


def load_bytes(path: Path, data: bytes, kind: type[M], memory: Memory, times: int = 1) -> Loaded[M]:
    """Read what a file would hold into a model. A file in which nothing is wrong is remembered by its value."""
    parsed: Parsed | None = None

    def value() -> Value | None:
        nonlocal parsed
        parsed = read(data, times)
        return None if parsed.problems else parsed.value

    known = memory.recall("value", (data, str(times)), value)
    return _loaded(path, parsed or Recalled(cast("Value", known), data, times), kind, digest(data))


def _loaded(path: Path, parsed: Parsed, kind: type[M], content: bytes = b"") -> Loaded[M]:
    problems = [problem.within(path) for problem in parsed.problems]
    item: M | None = None
    draft: M | None = None
    found: list[tuple[Rule, Finding]] = []
    if parsed.value is not None:
        item, found = typed(parsed.value, kind)
        draft = item or (None if issubclass(kind, RootModel) else drafted(parsed.value, kind))
        bare = Loaded(path.stem, path, parsed, item, (), kind)
        told = {(problem.line, problem.column) for problem in parsed.problems}
        problems += [p for p in starmap(bare.problem, found) if (p.line, p.column) not in told]
    forms = frozenset(finding.loc for _, finding in found)
    return Loaded(path.stem, path, parsed, item, tuple(problems), kind, draft, forms, content)


def load_library(project: Project, extra: Iterable[Path] = (), passing: Passing = none_passes) -> Library:
    """Read a knowledge base whole. Files outside it (`extra`) stand in for the records of their ids."""
    found = find_files(project.practices, passing)
    replaced = {path.stem: path for path in extra}
    paths = [replaced.pop(path.stem, path) for path in found.records] + sorted(replaced.values())
    records = tuple(load_file(path, model.Record, project.memory) for path in paths)
    documents = tuple(load_file(path, model.Document, project.memory) for path in _document_paths(project, found))
    vocabularies, vocabulary_problems = load_vocabularies(project)
    ledger, ledger_problems = _read_ledger(project.practices / LEDGER)
    problems = [*found.problems, *vocabulary_problems, *ledger_problems]
    problems += [p for record in records for p in record.problems]
    problems += [p for document in documents for p in document.problems]
    return Library(project, records, documents, vocabularies, ledger, tuple(problems))


def _document_paths(project: Project, found: Found) -> tuple[Path, ...]:
    if found.documents or project.practices == project.own:
        return found.documents
    return tuple(sorted((project.own / SOURCES).glob("*.yml")))


def load_vocabularies(project: Project) -> tuple[Vocabularies, list[Problem]]:
    """Read the vocabularies; those that a knowledge base lacks come from the checkout's own."""
    problems: list[Problem] = []
    contents: list[bytes] = []

    def item(name: str, kind: type[M]) -> M | None:
        paths = [folder / name for folder in (project.practices, project.own) if _is_ours(folder / name)]
        if not paths:
            problems.append(NO_VOCABULARY.of(project.own / name, "缺少这个文件。请从仓库恢复。"))
            return None
        loaded = load_file(paths[0], kind, project.memory, VOCABULARY_TIMES)
        contents.append(digest(name, loaded.content))
        problems.extend(loaded.problems)
        return loaded.item

    lists: dict[str, WordList] = {}
    for facet in CONTROLLED:
        words = item(f"_{facet}.yml", Words)
        lists[facet] = WordList(facet, words.root if words else ())
        problems += _same_words(project, lists[facet])
    terms, phrases = item("_terms.yml", Terms), item("_pinyin.yml", Phrases)
    bodies, policies = item("_bodies.yml", BodyList), item("_policies.yml", PolicyList)
    registers = Bodies(bodies.root if bodies else ()), Policies(policies.root if policies else ())
    problems += [REGISTERS.of(project.practices / name, told) for name, told in wrong_registers(*registers)]
    places = item("_places.yml", Places)
    problems += _wrong_readings(project, phrases.root if phrases else {})
    wrong = project.memory.recall("places", contents[-1:], lambda: [*wrong_changes(places.root if places else ())])
    problems += [PLACES.of(project.practices / "_places.yml", told) for told in cast("list[str]", wrong)]
    vocabularies = Vocabularies(
        **lists,
        terms=terms.root if terms else (),
        phrases=phrases.root if phrases else {},
        places=places.root if places else (),
        bodies=registers[0],
        policies=registers[1],
        content=digest(*contents),
    )
    return vocabularies, problems


def _is_ours(path: Path) -> bool:
    """Tell whether a file is there and no link, which could lead out of the knowledge base."""
    return path.is_file() and not path.is_symlink()


def _same_words(project: Project, words: WordList) -> Iterator[Problem]:
    path = project.practices / f"_{words.facet}.yml"
    for told in ([word.id for word in words.words], [word.name for word in words.words]):
        for text in sorted(text for text, count in Counter(told).items() if count > 1):
            yield SAME_WORD.of(path, f"“{text}”写了两次。请留一个。")


def _wrong_readings(project: Project, phrases: dict[str, str]) -> Iterator[Problem]:
    path = project.practices / "_pinyin.yml"
    for phrase, reading in phrases.items():
        characters, syllables = len(tokens(phrase)), len(reading.split())
        if characters != syllables or not characters:
            message = (
                f"“{phrase}”有 {characters} 个字，读音“{reading}”有 {syllables} 个音节。请一字一个音节，用空格分开。"
            )
            yield READINGS.of(path, message)


def _read_ledger(path: Path) -> tuple[tuple[str, ...], list[Problem]]:
    if not _is_ours(path):
        return (), []
    text, told = decode(path.read_bytes(), VOCABULARY_TIMES)
    problems = [problem.within(path) for problem in told]
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    message = "这一行不是登记簿的写法。请从仓库恢复这个文件，不要手改。"
    problems += [
        LEDGER_FORM.at(number, 1, message).within(path) for number, line in lines if not _LEDGER_LINE.fullmatch(line)
    ]
    return tuple(line for _, line in lines if _LEDGER_LINE.fullmatch(line)), problems
