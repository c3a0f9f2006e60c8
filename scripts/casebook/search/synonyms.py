"""Synonyms in the index: other words stand with the records that they speak of, so that queries stay as typed.

`practices/_terms.yml` holds words of one meaning; `data/everyday.txt` what people say for a word that records use.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files

from casebook.catalog import Practice
from casebook.records.model import Term
from casebook.text.normal import folded

_SHORTEST = 2


@dataclass(frozen=True)
class Synonyms:
    """The words of the terms, and the everyday words: a head and the words said for it."""

    terms: tuple[Term, ...]
    everyday: tuple[tuple[str, ...], ...] = ()

    @classmethod
    def load(cls, terms: Iterable[Term]) -> Synonyms:
        """Return the synonyms of a knowledge base, with the everyday words of the package."""
        table = (files("casebook") / "data" / "everyday.txt").read_text(encoding="utf-8")
        return cls(tuple(terms), tuple(tuple(line.split()) for line in table.splitlines() if not line.startswith("#")))

    @cached_property
    def _groups(self) -> tuple[tuple[str, ...], ...]:
        return tuple((term.term, *term.also) for term in self.terms if term.also) + self.everyday

    @cached_property
    def _by_word(self) -> dict[str, list[int]]:
        """The groups that a word calls up: any word of a term, but only the head of everyday words."""
        by_word: dict[str, list[int]] = {}
        terms = len(self._groups) - len(self.everyday)
        for number, group in enumerate(self._groups):
            for word in dict.fromkeys(map(folded, group if number < terms else group[:1])):
                by_word.setdefault(word, []).append(number)
        return by_word

    @cached_property
    def _by_head(self) -> dict[str, list[int]]:
        by_head: dict[str, list[int]] = {}
        for number, group in enumerate(self._groups[: len(self._groups) - len(self.everyday)]):
            by_head.setdefault(folded(group[0]), []).append(number)
        return by_head

    @cached_property
    def _by_start(self) -> dict[str, list[str]]:
        """The words by their first two characters: so a text is asked only for the few that may stand in it."""
        by_start: dict[str, list[str]] = {}
        for word in self._by_word:
            if len(word) >= _SHORTEST:
                by_start.setdefault(word[:2], []).append(word)
        return by_start

    @cached_property
    def _folded(self) -> tuple[tuple[tuple[str, str], ...], ...]:
        return tuple(tuple((word, folded(word)) for word in group) for group in self._groups)

    def of_names(self, practice: Practice) -> tuple[str, ...]:
        """Return the other words for a practice's name, and for those of its aliases that head a term.

        An alias that is itself only another word of a term would bring in a neighbour's words.
        """
        name = folded(practice.name)
        aliases = [folded(alias) for alias in practice.record.aliases]
        terms = len(self._groups) - len(self.everyday)
        groups = dict.fromkeys(number for number in self._by_word.get(name, ()) if number < terms)
        groups.update(dict.fromkeys(number for alias in aliases for number in self._by_head.get(alias, ())))
        return tuple(self._words(groups, {name, *aliases}))

    def of_text(self, text: str) -> Iterator[str]:
        """Yield the other words for those that stand in a text."""
        plain = folded(text)
        found: dict[int, None] = {}
        for start in {plain[i : i + 2] for i in range(len(plain) - 1)} & self._by_start.keys():
            for word in self._by_start[start]:
                if word in plain:
                    found.update(dict.fromkeys(self._by_word[word]))
        yield from self._words(sorted(found), set())

    def _words(self, groups: Iterable[int], left_out: set[str]) -> Iterator[str]:
        seen = set(left_out)
        for number in groups:
            for word, plain in self._folded[number]:
                if plain not in seen:
                    seen.add(plain)
                    yield word
