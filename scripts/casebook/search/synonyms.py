"""Synonyms in the index: other words stand with the records that they speak of, so that queries stay as typed.

`practices/_terms.yml` holds words of one meaning; `data/everyday.txt` what people say for a word that records use.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from itertools import pairwise

from casebook.records.entries import Term
from casebook.saying.practices import PracticeView
from casebook.text.normal import folded


@dataclass(frozen=True)
class Synonyms:
    """Groups of words, each word as said and folded. terms: how many of them, the first, are terms; the others are everyday words.

    A group is called up by any word of a term, but only by the head of everyday words.
    """

    groups: tuple[tuple[tuple[str, str], ...], ...]
    terms: int

    @classmethod
    def load(cls, terms: Iterable[Term]) -> Synonyms:
        """Return the synonyms of a knowledge base, with the everyday words of the package."""
        table = (files("casebook") / "data" / "everyday.txt").read_text(encoding="utf-8")
        groups = [(term.term, *term.also) for term in terms if term.also]
        everyday = [tuple(line.split("|")[0].split()) for line in table.splitlines() if not line.startswith("#")]
        return cls(tuple(tuple((word, folded(word)) for word in group) for group in groups + everyday), len(groups))

    @cached_property
    def _by_word(self) -> Mapping[str, list[int]]:
        """The groups by the words that call them up."""
        by_word: dict[str, list[int]] = defaultdict(list)
        for number, group in enumerate(self.groups):
            for _, word in group if number < self.terms else group[:1]:
                by_word[word].append(number)
        return dict(by_word)

    @cached_property
    def _by_start(self) -> Mapping[tuple[str, ...], list[str]]:
        """The words by their first two characters: so a text is asked only for the few that may stand in it."""
        by_start: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for word in self._by_word:
            by_start[tuple(word[:2])].append(word)
        return by_start

    def of_names(self, practice: PracticeView) -> tuple[str, ...]:
        """Return the other words for a practice's name, and for those of its aliases that head a term.

        An alias that is itself only another word of a term would bring in a neighbour's words.
        """
        name, *aliases = map(folded, (practice.name, *practice.aliases))
        heads = [n for alias in aliases for n in self._by_word.get(alias, ()) if self.groups[n][0][1] == alias]
        groups = (n for n in (*self._by_word.get(name, ()), *heads) if n < self.terms)
        return tuple(self._words(groups, {name, *aliases}))

    def of_text(self, text: str) -> Iterator[str]:
        """Yield the other words for those that stand in a text."""
        plain = folded(text)
        starts = self._by_start.keys() & {*pairwise(plain)}
        found = {n for start in starts for word in self._by_start[start] if word in plain for n in self._by_word[word]}
        yield from self._words(sorted(found), set())

    def _words(self, groups: Iterable[int], said: set[str]) -> Iterator[str]:
        for word, plain in (pair for number in groups for pair in self.groups[number]):
            if plain not in said:
                said.add(plain)
                yield word
