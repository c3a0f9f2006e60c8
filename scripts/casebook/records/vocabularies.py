"""The controlled words, the terms, the readings and the registers: all that the files `practices/_*.yml` hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from casebook.records.entries import PlaceChange, Term, Word
from casebook.records.model import Entity, Locality, Outcome, Record
from casebook.records.registers import Bodies, Policies
from casebook.text.pinyin import Pronouncer
from casebook.text.wordings import Wordings

_SHORTEST = 4  # of a wording that a slip of the pen may spoil

CONTROLLED = ("themes", "problems", "kinds", "stages", "natures")
# From which vocabulary a field takes its words.
FACETS: Final[dict[tuple[type[Entity], str], str]] = {
    (Record, "kind"): "kinds", (Record, "themes"): "themes", (Record, "problems"): "problems",
    (Locality, "stage"): "stages", (Outcome, "nature"): "natures",
}  # fmt: skip


@dataclass(frozen=True)
class WordList:
    """One vocabulary, in its own order."""

    facet: str
    words: tuple[Word, ...]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The Chinese names, as records write them."""
        return tuple(word.name for word in self.words)

    @cached_property
    def by_name(self) -> dict[str, Word]:
        """Each word by its Chinese name."""
        return {word.name: word for word in self.words}


@dataclass(frozen=True)
class Vocabularies:
    """All vocabularies of one knowledge base. content: a digest of all that their files hold."""

    themes: WordList = field(default_factory=lambda: WordList("themes", ()))
    problems: WordList = field(default_factory=lambda: WordList("problems", ()))
    kinds: WordList = field(default_factory=lambda: WordList("kinds", ()))
    stages: WordList = field(default_factory=lambda: WordList("stages", ()))
    natures: WordList = field(default_factory=lambda: WordList("natures", ()))
    terms: tuple[Term, ...] = ()
    phrases: dict[str, str] = field(default_factory=dict)
    places: tuple[PlaceChange, ...] = ()
    bodies: Bodies = field(default_factory=Bodies)
    policies: Policies = field(default_factory=Policies)
    content: bytes = b""

    @cached_property
    def pronouncer(self) -> Pronouncer:
        """Reads Chinese text aloud, with the project's phrases; one for all, since it remembers what it has read."""
        return Pronouncer(self.phrases)

    @cached_property
    def wordings(self) -> Wordings:
        """The terms that have one right form: those that are long enough."""
        return Wordings({term.term: term.fixed is not None for term in self.terms if len(term.term) >= _SHORTEST})

    @property
    def controlled(self) -> Iterable[WordList]:
        """The five word lists."""
        return (self.themes, self.problems, self.kinds, self.stages, self.natures)
