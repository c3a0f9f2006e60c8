"""What a rule sees and what it yields."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from casebook.records.divisions import Divisions
from casebook.records.loading import Library
from casebook.records.model import Document, Record
from casebook.records.vocabularies import Vocabularies
from casebook.rule import Loc, Rule
from casebook.rules.place_hints import PlaceHints


class Complaint(NamedTuple):
    """One complaint of a rule: where in the record, what is wrong, the line to paste."""

    loc: Loc
    message: str
    fix: str = ""


class Complaints(NamedTuple):
    """A complaint of a rule over the whole set: which record (by id), and the complaint."""

    id: str
    complaint: Complaint


@dataclass(frozen=True)
class Context:
    """What a rule may look up. document_ids: also of documents whose description has errors."""

    vocabularies: Vocabularies
    divisions: Divisions
    documents: dict[str, Document]
    document_ids: frozenset[str]

    @cached_property
    def place_hints(self) -> PlaceHints:
        """What a wrongly written place may mean; made once, since it reads all names."""
        return PlaceHints(self.divisions)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRule(Rule):
    """A rule about one record."""

    check: Callable[[Record, Context], Iterator[Complaint]]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRule(Rule):
    """A rule about the description of one document."""

    check: Callable[[Document], Iterator[Complaint]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRule(Rule):
    """A rule about the whole set of records."""

    check: Callable[[Library], Iterator[Complaints]]


def own_words(record: Record) -> Iterator[tuple[Loc, str]]:
    """Yield the texts that are our own prose: not names, quotes or what the documents print."""
    quoted = {"anchor", "section", "document", "title", "number", "grantor", "value", "unit", "place", "key", "target"}
    prose = {
        "summary",
        "background",
        "steps",
        "notes",
        "role",
        "note",
        "scope",
        "metric",
        "conditions",
        "adoption",
        "reason",
    }
    for loc, text in record.texts:
        field = next(step for step in reversed(loc) if isinstance(step, str))
        if field in prose and field not in quoted:
            yield loc, text
