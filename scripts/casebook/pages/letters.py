"""The letters of the index by pinyin, each with the syllables that its names begin with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from casebook.pages.parts import CARDS, parts
from casebook.saying.site import Site
from casebook.shelves import Shelf


class Syllable(NamedTuple):
    """The names of a letter that begin with one syllable: how many, and the page on which the first of them stands."""

    name: str
    practices: int
    address: str


class LetterRow(NamedTuple):
    """A letter with its syllables."""

    letter: Shelf
    syllables: Sequence[Syllable]


def letter_rows(site: Site) -> Iterator[LetterRow]:
    """Yield the letters in order."""
    for letter in site.shelves.of("pinyin"):
        yield LetterRow(letter, [*_syllables(site, letter)])


def _syllables(site: Site, letter: Shelf) -> Iterator[Syllable]:
    pages = [part.address for part in parts(letter.address, site.views(letter.practices), CARDS) for _ in part.rows]
    placed = zip(letter.practices, pages, strict=True)
    for name, group in groupby(placed, key=lambda pair: _first(pair[0].key)):
        there = [*group]
        yield Syllable(name, len(there), there[0][1])


def _first(key: Sequence[tuple[int, str, int, int, str]]) -> str:
    """Return the first syllable of a sort key, without its tone; of numbers and foreign words, all alike, the first character."""
    is_chinese, syllable = key[0][:2] if key else (0, "")
    if syllable.endswith(" "):  # so a key tells ü from u
        return syllable.rstrip().replace("u", "ü", 1)
    return syllable if is_chinese else syllable[:1].upper()
