"""Readings for the browser: enough to read a new name as the generator does, and to ask where nothing decides.

All tables are text: `chang2长常,dong4栋` (characters by syllable), `长期chang2qi1 银行yin2hang2` (phrases). Tones are digits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from casebook.records.vocabularies import Vocabularies
from casebook.text import joints, pinyin
from casebook.text import readings as known
from casebook.text.data_script import Json
from casebook.text.han import HAN_RANGES, is_han
from casebook.text.joints import Joint

_LONGEST = 3
_ROWS, _CELLS = range(0xB0, 0xF8), range(0xA1, 0xFF)


def readings(vocabularies: Vocabularies, names: Iterable[str]) -> dict[str, Json]:
    """Return what `form-reading.js` reads with: the same tables and patterns as `text/pinyin.py`."""
    return {
        "characters": _grouped({*_common(), *filter(is_han, set("".join(names)))}),
        "phrases": _dictionary(),
        "anywhere": _joints(joints.anywhere()),
        "atHead": _joints(joints.at_head()),
        "own": " ".join(_said(phrase, reading) for phrase, reading in vocabularies.phrases.items()),
        "polyphones": " ".join(c + "".join(map(numbered, said)) for c, said in known.polyphones().items()),
        "inPlaces": _single(pinyin.IN_PLACES),
        "surnames": _single(pinyin.SURNAMES),
        "han": _for_browser(HAN_RANGES),
        "kindAhead": _for_browser(pinyin.KIND_AHEAD.pattern),
        "wordEnds": _for_browser(pinyin.WORD_ENDS.pattern),
        "namedAfter": _for_browser(pinyin.NAMED_AFTER_SOMEBODY.pattern),
    }


def wordings(vocabularies: Vocabularies) -> dict[str, Json]:
    """Return the terms that have one right form, and all readings of the characters by which a slip sounds alike."""
    told = vocabularies.wordings.terms
    sounds: dict[str, str] = {}
    for character in sorted({*_common(), *filter(is_han, set("".join(told)))}):
        for syllable in dict.fromkeys(map(_plain, known.every_reading(character))):
            sounds[syllable] = sounds.get(syllable, "") + character
    return {"terms": [[term, fixed] for term, fixed in told.items()], "sounds": {**sounds}}


@cache
def _dictionary() -> str:
    """Return our own phrases, and of the dictionary's the short ones of common characters that decide something."""
    said = {phrase: tuple(reading.split()) for phrase, reading in known.lines("phrases.txt") if len(phrase) <= _LONGEST}
    short = {p: reading for p, reading in said.items() if _gb2312().issuperset(p) and _decides(p, reading)}
    told = {**short, **known.spoken(joints.own_phrases()).said}
    return " ".join(_said(phrase, " ".join(told[phrase])) for phrase in sorted(told))


@cache
def _common() -> frozenset[str]:
    return frozenset("〇").union(_gb2312(), *(filter(is_han, text) for text, _ in known.lines("own_readings.txt")))


@cache
def _gb2312() -> frozenset[str]:
    decoded = (bytes((row, cell)).decode("gb2312", "ignore") for row in _ROWS for cell in _CELLS)
    return frozenset(character for character in decoded if character)


def numbered(syllable: str) -> str:
    """Return a syllable with its tone as a digit, ü as v: `lv4`; a Latin word as it is."""
    letters, tone = pinyin.split_tone(syllable)
    return f"{letters}{tone}"


def _grouped(characters: Iterable[str]) -> str:
    groups: dict[str, str] = {}
    for character in sorted(characters):
        syllable = numbered(known.usual(character))
        groups[syllable] = groups.get(syllable, "") + character
    return ",".join(syllable + groups[syllable] for syllable in sorted(groups) if "a" <= syllable[0] <= "z")


def _decides(phrase: str, said: tuple[str, ...]) -> bool:
    """Tell whether a phrase spells otherwise than its characters alone, or decides one of several readings."""
    spelt = [_plain(syllable) for syllable in said]
    return spelt != [_plain(known.usual(c)) for c in phrase] or not known.polyphones().keys().isdisjoint(phrase)


def _plain(syllable: str) -> str:
    return pinyin.split_tone(syllable)[0]


def _joints(told: Iterable[Joint]) -> Json:
    """Return joints as pairs of texts: what stands first, what stands second."""
    return [[" ".join(_said(*pair) for pair in part) for part in joint] for joint in told]


def _said(phrase: str, reading: str) -> str:
    return phrase + "".join(map(numbered, reading.split()))


def _single(table: Mapping[str, str]) -> str:
    return " ".join(character + numbered(syllable) for character, syllable in table.items())


def _for_browser(pattern: str) -> str:
    """Return a pattern for `new RegExp(…, 'u')`: what is beyond four digits by its number."""
    return "".join(c if c < "\U00010000" else f"\\u{{{ord(c):x}}}" for c in pattern)
