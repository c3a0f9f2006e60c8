"""Readings of Chinese text: syllables with tones, initials, and the order of a Chinese index."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import TypeAlias

from pypinyin import Style, pinyin

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")
_TOKEN = re.compile(r"[A-Za-z0-9]+|[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")
_TONE_MARKS = {"\u0304": 1, "\u0301": 2, "\u030c": 3, "\u0300": 4}
_UNKNOWN_STROKES = 99

SortKey: TypeAlias = tuple[tuple[int, str, int, int, str], ...]


def is_han(character: str) -> bool:
    """Tell whether a character is a Chinese character."""
    return _HAN.match(character) is not None


def split_tone(syllable: str) -> tuple[str, int]:
    """Return a syllable without its tone mark (ü as v), and its tone (1-4, 5 for neutral)."""
    tone, letters = 5, []
    for character in unicodedata.normalize("NFD", syllable.lower()):
        if character in _TONE_MARKS:
            tone = _TONE_MARKS[character]
        else:
            letters.append(character)
    return unicodedata.normalize("NFC", "".join(letters)).replace("ü", "v").replace("ê", "e"), tone


def load_strokes() -> dict[str, int]:
    """Return the total strokes of each character, from the vendored Unihan table."""
    strokes: dict[str, int] = {}
    table = (files("casebook") / "data" / "strokes.txt").read_text(encoding="utf-8")
    for line in table.splitlines():
        count, characters = line.split(" ", 1)
        strokes.update(dict.fromkeys(characters, int(count)))
    return strokes


@dataclass(frozen=True)
class Pronouncer:
    """Reads Chinese text aloud, with the project's own phrases before the dictionary's.

    phrases: phrase -> reading with tone marks, syllables separated by one space.
    """

    phrases: Mapping[str, str]

    @cached_property
    def _phrase_pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self.phrases, key=lambda phrase: (-len(phrase), phrase))
        return re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")

    @cached_property
    def _strokes(self) -> dict[str, int]:
        return load_strokes()

    def syllables(self, text: str) -> tuple[str, ...]:
        """Return one syllable with tone mark per character; Latin words and numbers stay whole."""
        found: list[str] = []
        start = 0
        for match in self._phrase_pattern.finditer(text):
            found += _dictionary_syllables(text[start : match.start()])
            found += self.phrases[match[0]].split()
            start = match.end()
        return tuple(found + _dictionary_syllables(text[start:]))

    def reading(self, text: str) -> str:
        """Return the reading as shown: `lóu dòng zhǎng`."""
        return " ".join(self.syllables(text))

    def sort_key(self, text: str, reading: str) -> SortKey:
        """Return the key of the pinyin index: by character its syllable, tone, strokes; digits and Latin first."""
        tokens = _TOKEN.findall(text)
        spoken = reading.split()
        if len(spoken) != len(tokens):
            spoken = list(self.syllables(text))
        return tuple(self._token_key(token, syllable) for token, syllable in zip(tokens, spoken, strict=True))

    def _token_key(self, token: str, syllable: str) -> tuple[int, str, int, int, str]:
        if not is_han(token):
            return (0, token.lower(), 0, 0, token)
        letters, tone = split_tone(syllable)
        return (1, letters, tone, self._strokes.get(token, _UNKNOWN_STROKES), token)


def _dictionary_syllables(text: str) -> list[str]:
    found: list[str] = []
    for token in re.findall(r"[A-Za-z0-9]+|[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]+", text):
        if is_han(token[0]):
            found += [syllable for (syllable, *_) in pinyin(token, style=Style.TONE, errors=_one_by_one)]
        else:
            found.append(token)
    return found


def _one_by_one(unknown: str) -> str:
    """Keep characters without a reading apart: the library takes a list, though its stub says text."""
    return list(unknown)  # type: ignore[return-value]


def letter(key: SortKey) -> str:
    """Return the index letter of a sort key: `A`-`Z`, or `0-9` for numbers and what has no reading."""
    if not key:
        return "0-9"
    first = key[0][1][:1].upper()
    return first if "A" <= first <= "Z" else "0-9"


def slug(syllables: tuple[str, ...]) -> str:
    """Return an id made of syllables without tones: `lou-dong-zhang`."""
    plain = "-".join(split_tone(s)[0] for s in syllables)
    return re.sub(r"-{2,}", "-", re.sub(r"[^a-z0-9]+", "-", plain.lower())).strip("-")
