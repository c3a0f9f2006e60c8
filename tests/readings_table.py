"""What three of our tables hold of pypinyin's dictionary; after an update of it: `python tests/readings_table.py`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

from casebook.records.divisions import Divisions
from casebook.text.han import is_han
from casebook.text.readings import Phrases, polyphones

FOLDER = Path(__file__).resolve().parents[1] / "scripts" / "casebook" / "data"
# Longer ones are sayings; none stood in the name of a practice, a body or a place.
LONGEST = 4


def characters() -> str:
    """Return the common characters (one block of Unicode, 〇, and those of places) by their usual syllable."""
    return _grouped((syllables[0], character) for character, syllables in _common().items())


def heteronyms() -> str:
    """Return the common characters by each of their other syllables."""
    return _grouped((other, character) for character, syllables in _common().items() for other in syllables[1:])


def _common() -> dict[str, list[str]]:
    of_places = {ord(character) for name in Divisions.load().names.values() for character in name if is_han(character)}
    codes = sorted({0x3007, *range(0x4E00, 0xA000), *of_places})
    return {chr(code): PINYIN_DICT[code].split(",") for code in codes if code in PINYIN_DICT}


def _grouped(pairs: Iterable[tuple[str, str]]) -> str:
    groups = groupby(sorted(pairs), key=lambda pair: pair[0])
    return "".join(f"{syllable} {''.join(character for _, character in found)}\n" for syllable, found in groups)


def phrases() -> str:
    """Return the phrases that shorter ones and characters would not read so, or that decide a character of several readings."""
    said: dict[str, tuple[str, ...]] = {}
    for length in range(2, LONGEST + 1):
        shorter = Phrases(dict(said))
        said |= {phrase: said_so for phrase, said_so in _long(length) if read_by(phrase, shorter) != (said_so, True)}
    return "".join(f"{phrase} {' '.join(said[phrase])}\n" for phrase in sorted(said))


def _long(length: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    for phrase, reading in PHRASES_DICT.items():
        if len(phrase) == len(reading) == length and all(map(is_han, phrase)):
            yield phrase, tuple(syllable[0] for syllable in reading)


def read_by(text: str, known: Phrases) -> tuple[tuple[str, ...], bool]:
    """Return the syllables of a text by phrases and characters alone, and whether these leave nothing open."""
    found: list[str] = []
    decided, at = True, 0
    while at < len(text):
        phrase = known.longest(text, at, len(text))
        found += known.said[phrase] if phrase else [PINYIN_DICT.get(ord(text[at]), "").split(",")[0]]
        decided &= bool(phrase) or text[at] not in polyphones()
        at += len(phrase) or 1
    return tuple(found), decided


MADE = {"characters.txt": characters, "heteronyms.txt": heteronyms, "phrases.txt": phrases}

if __name__ == "__main__":
    for name, make in MADE.items():
        (FOLDER / name).write_text(make(), encoding="utf-8")
