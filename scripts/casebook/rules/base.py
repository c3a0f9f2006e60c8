"""What a rule sees and what it yields."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from casebook.problems import Severity
from casebook.records.divisions import Divisions
from casebook.records.loading import Library
from casebook.records.model import Document, Record, Section
from casebook.records.vocabularies import Vocabularies
from casebook.rule import Finding, Loc, Rule
from casebook.rules.place_hints import PlaceHints
from casebook.text.normal import squeezed

# The fields of our own prose: not names, quotes or what the documents print.
PROSE = frozenset({
    "summary", "background", "steps", "notes", "role", "note", "scope", "metric", "conditions", "reason",
})  # fmt: skip


@dataclass(frozen=True)
class Context:
    """What a rule may look up. document_ids: also of documents whose description has errors. content: a digest of all that."""

    vocabularies: Vocabularies
    divisions: Divisions
    documents: dict[str, Document]
    document_ids: frozenset[str]
    content: bytes

    @cached_property
    def sections(self) -> dict[str, dict[str, Section]]:
        """The sections of each document by their paths, as they are compared."""
        return {id_: {squeezed(s.path): s for s in document.sections} for id_, document in self.documents.items()}

    @cached_property
    def place_hints(self) -> PlaceHints:
        """What a wrongly written place may mean; made once, since it reads all names."""
        return PlaceHints(self.divisions)


RecordCheck: TypeAlias = Callable[[Record, Context], Iterator[Finding]]
DocumentCheck: TypeAlias = Callable[[Document], Iterator[Finding]]
SetCheck: TypeAlias = Callable[[Library], Iterator[tuple[str, Finding]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRule(Rule):
    """A rule about one record."""

    check: RecordCheck


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRule(Rule):
    """A rule about the description of one document."""

    check: DocumentCheck


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRule(Rule):
    """A rule about the whole set of records: each finding with the id of its record."""

    check: SetCheck


def record_rule(
    code: str, title: str, wrong: str, right: str, severity: Severity = Severity.ERROR
) -> Callable[[RecordCheck], RecordRule]:
    """Make a rule of the function below: its code, what it asks, a wrong and a right example."""
    return lambda check: RecordRule(code, title, wrong, right, severity, check=check)


def document_rule(
    code: str, title: str, wrong: str, right: str, severity: Severity = Severity.ERROR
) -> Callable[[DocumentCheck], DocumentRule]:
    """Make a rule about documents, as `record_rule` does."""
    return lambda check: DocumentRule(code, title, wrong, right, severity, check=check)


def set_rule(
    code: str, title: str, wrong: str, right: str, severity: Severity = Severity.ERROR
) -> Callable[[SetCheck], SetRule]:
    """Make a rule about the whole set, as `record_rule` does."""
    return lambda check: SetRule(code, title, wrong, right, severity, check=check)


def own_words(record: Record) -> Iterator[tuple[Loc, str]]:
    """Yield the texts that are our own prose: not names, quotes or what the documents print."""
    for loc, text in record.texts:
        field = next(step for step in reversed(loc) if isinstance(step, str))
        if field in PROSE:
            yield loc, text
