"""Readings for the browser: enough to make an id of a new name as the generator would read it.

The dictionary of phrases is large (47,111); the short ones whose reading is not that of their characters suffice.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

from casebook.records.vocabularies import Vocabularies
from casebook.text.han import is_han
from casebook.text.pinyin import split_tone

_LONGEST = 3
_ROWS, _CELLS = range(0xB0, 0xF8), range(0xA1, 0xFF)


def readings(vocabularies: Vocabularies, names: Iterable[str]) -> dict[str, str]:
    """Return `characters` (`dong东栋,lou楼`), `phrases` (`长期chang,qi`) and the project's `own` phrases, without tones."""
    known = sorted({*_gb2312(), *(c for name in names for c in name if is_han(c))})
    return {
        "characters": _grouped(known),
        "phrases": " ".join(_phrase(p, said) for p, said in sorted(_unusual().items())),
        "own": " ".join(
            _phrase(p, [split_tone(s)[0] for s in said.split()]) for p, said in vocabularies.phrases.items()
        ),
    }


def _gb2312() -> Iterable[str]:
    decoded = (bytes((row, cell)).decode("gb2312", "ignore") for row in _ROWS for cell in _CELLS)
    return [character for character in decoded if character]


@cache
def _usual(character: str) -> str:
    return split_tone(PINYIN_DICT.get(ord(character), "").split(",")[0])[0]


def _grouped(characters: Iterable[str]) -> str:
    groups: dict[str, str] = {}
    for character in characters:
        groups[_usual(character)] = groups.get(_usual(character), "") + character
    return ",".join(syllable + groups[syllable] for syllable in sorted(groups) if syllable)


def _unusual() -> dict[str, list[str]]:
    common = frozenset(_gb2312())
    found = {}
    for phrase, syllables in PHRASES_DICT.items():
        if len(syllables) == len(phrase) <= _LONGEST and common.issuperset(phrase):
            said = [split_tone(syllable[0])[0] for syllable in syllables]
            if said != [_usual(character) for character in phrase]:
                found[phrase] = said
    return found


def _phrase(phrase: str, said: Iterable[str]) -> str:
    return phrase + ",".join(said)
