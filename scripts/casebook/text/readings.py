"""What is known of the readings of characters: the vendored tables, read once when first asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from types import MappingProxyType


def lines(name: str) -> Iterator[tuple[str, str]]:
    """Yield the lines of a vendored table: what is read, and its reading."""
    table = (files("casebook") / "data" / name).read_text(encoding="utf-8")
    for line in table.splitlines():
        if line and not line.startswith("#"):
            text, _, reading = line.partition(" ")
            yield text, reading


@cache
def _first_readings() -> Mapping[str, str]:
    return {character: syllable for syllable, group in lines("characters.txt") for character in group}


@cache
def characters() -> Mapping[str, str]:
    """Return the usual syllable of each common character, with its tone mark: the dictionary's first, or ours."""
    own = {text: reading for text, reading in lines("own_readings.txt") if len(text) == 1}
    return MappingProxyType({**_first_readings(), **own})


@cache
def usual(character: str) -> str:
    """Return the usual syllable of any Chinese character; the character itself where none is known."""
    return characters().get(character) or _rare(character)[0]


@cache
def _heteronyms() -> Mapping[str, tuple[str, ...]]:
    others: dict[str, tuple[str, ...]] = {}
    for syllable, group in lines("heteronyms.txt"):
        others.update((character, (*others.get(character, ()), syllable)) for character in group)
    return MappingProxyType(others)


def every_reading(character: str) -> tuple[str, ...]:
    """Return all syllables of a character that dictionaries know, the usual one first."""
    first = _first_readings().get(character)
    known = (first, *_heteronyms().get(character, ())) if first else _rare(character)
    return tuple(dict.fromkeys((usual(character), *known)))


def _rare(character: str) -> tuple[str, ...]:
    from pypinyin.constants import PINYIN_DICT  # loading it takes longer than all the rest

    return tuple(str(PINYIN_DICT.get(ord(character), character)).split(","))


@cache
def polyphones() -> Mapping[str, tuple[str, ...]]:
    """Return the characters of several common readings that spell differently, the usual one first."""
    return MappingProxyType({text: tuple(reading.split()) for text, reading in lines("polyphones.txt")})


@dataclass(frozen=True)
class Phrases:
    """Phrases with their syllables; the longest that begins at a place is found there."""

    said: Mapping[str, tuple[str, ...]]

    @cached_property
    def _lengths(self) -> dict[str, list[int]]:
        lengths: dict[str, set[int]] = {}
        for phrase in self.said:
            lengths.setdefault(phrase[0], set()).add(len(phrase))
        return {first: sorted(found, reverse=True) for first, found in lengths.items()}

    def longest(self, text: str, at: int, end: int) -> str:
        """Return the longest phrase that stands in a text from a place on, before another; empty where there is none."""
        for length in self._lengths.get(text[at], ()):
            if at + length <= end and text[at : at + length] in self.said:
                return text[at : at + length]
        return ""


def spoken(readings: Iterable[tuple[str, str]]) -> Phrases:
    """Return phrases of pairs of a phrase and its reading, syllables separated by one space."""
    return Phrases({phrase: tuple(reading.split()) for phrase, reading in readings if phrase})
