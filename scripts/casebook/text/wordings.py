"""Wordings that have one right form, and texts that have them almost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

from casebook.text.pinyin import split_tone
from casebook.text.readings import every_reading

_HAN = re.compile(r"[\u3400-\u9fff]")
_MOST_HITS = 50


@dataclass(frozen=True)
class Wordings:
    """Terms that have one right form. terms: whether each is fixed: its ends are no chance then."""

    terms: dict[str, bool]

    @cached_property
    def _by_pair(self) -> dict[str, list[str]]:
        """The terms by the first two characters of each of their halves."""
        terms: dict[str, list[str]] = {}
        for term in self.terms:
            for half in _halves(term):
                terms.setdefault(half[:2], []).append(term)
        return terms

    def near_misses(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield each term of which a text has a form with one other character, and that form.

        A form with one wrong character has one half of the term word for word: other terms are not looked for.
        """
        pairs = self._pairs.intersection(map("".join, pairwise(text)))
        met = {term for pair in pairs for term in self._by_pair[pair]}
        for term in sorted(met, key=self._place.__getitem__):
            head, tail = _halves(term)
            if (head in text or tail in text) and term not in text:
                written = next(_windows(text, term), "")
                if written and (_sound_alike(term, written) or (self.terms[term] and _is_slip(term, written))):
                    yield term, written

    @cached_property
    def _pairs(self) -> frozenset[str]:
        return frozenset(self._by_pair)

    @cached_property
    def _place(self) -> dict[str, int]:
        return {term: place for place, term in enumerate(self.terms)}


@cache
def _halves(term: str) -> tuple[str, str]:
    middle = len(term) // 2
    return term[:middle], term[middle:]


def _windows(text: str, term: str) -> Iterator[str]:
    """Yield the parts of a text as long as a term that differ from it in one Chinese character."""
    head, tail = _halves(term)
    for half, offset in ((head, 0), (tail, len(head))):
        start = text.find(half)
        for _ in range(_MOST_HITS):
            if start < 0:
                break
            if start >= offset:
                window = text[start - offset : start - offset + len(term)]
                if len(window) == len(term) and _differing(term, window) is not None:
                    yield window
            start = text.find(half, start + 1)


def _differing(term: str, window: str) -> int | None:
    """Return the one place where both differ, both with a Chinese character there; None where there are more."""
    places = [i for i, (a, b) in enumerate(zip(term, window, strict=True)) if a != b]
    return places[0] if len(places) == 1 and all(_HAN.match(text[places[0]]) for text in (term, window)) else None


def _sound_alike(term: str, window: str) -> bool:
    place = _differing(term, window)
    return place is not None and bool(_readings(term[place]) & _readings(window[place]))


def _readings(character: str) -> frozenset[str]:
    return frozenset(split_tone(syllable)[0] for syllable in every_reading(character))


def _is_slip(term: str, window: str) -> bool:
    """Tell whether a longer wording (eight characters) differs inside: there the ends are no chance."""
    place = _differing(term, window)
    return place is not None and len(term) >= 8 and 0 < place < len(term) - 1  # noqa: PLR2004
