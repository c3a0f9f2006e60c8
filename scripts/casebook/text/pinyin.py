"""Readings of Chinese text: syllables with tones, initials, and the order of a Chinese index."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from typing import TypeAlias

from casebook.text import readings
from casebook.text.han import HAN_RANGES, is_han, tokens
from casebook.text.joints import head_phrases, phrases
from casebook.text.readings import Phrases

_TONE_MARKS = {"\u0304": 1, "\u0301": 2, "\u030c": 3, "\u0300": 4}
_WRITTEN_YU = re.compile(r"^([ln])yu(?=e?$)")
_UNKNOWN_STROKES = 99
_LATIN = re.compile(r"[A-Za-z0-9]+")
# Characters that read otherwise in the names of places, where no phrase says so: 长岗镇, 新都村.
IN_PLACES = dict(
    zip(
        "长都圩塞咀堡朝乐柏觉单重曾",
        ["cháng", "dū", "xū", "sài", "zuǐ", "bǎo", "cháo", "lè", "bǎi", "jué", "shàn", "chóng", "zēng"],
        strict=True,
    )
)
KIND_AHEAD = re.compile(f"[{HAN_RANGES}]{{0,2}}?(?:[省市县区旗镇乡村]|街道|社区|苏木)")
# 长 at the end of a word is somebody: 巷长, 片长制.
WORD_ENDS = re.compile(f"(?:制|工作室|们|会议|责任|$|[^{HAN_RANGES}])")
# Surnames that are hardly ever another word at the beginning: 仇晓明调解室.
SURNAMES = {"曾": "zēng", "仇": "qiú", "翟": "zhái", "缪": "miào", "覃": "qín", "尉": "wèi"}
NAMED_AFTER_SOMEBODY = re.compile(f"[{HAN_RANGES}]{{1,2}}(?:劳模|名师|书记|老师|调解|创新)?(?:工作室|调解室|工作站)")

SortKey: TypeAlias = tuple[tuple[int, str, int, int, str], ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """One syllable of a text. text: its character, or a Latin word or number whole.

    decided: False where the character has several common readings, and no phrase, place or surname says which.
    """

    text: str
    syllable: str
    decided: bool = True


def split_tone(syllable: str) -> tuple[str, int]:
    """Return a syllable without its tone mark (ü as v, also where it is written yu), and its tone (1-4, 5 for neutral)."""
    tone, letters = 5, []
    for character in unicodedata.normalize("NFD", syllable.lower()):
        if character in _TONE_MARKS:
            tone = _TONE_MARKS[character]
        else:
            letters.append(character)
    plain = unicodedata.normalize("NFC", "".join(letters)).replace("ü", "v").replace("ê", "e")
    return _WRITTEN_YU.sub(r"\1v", plain), tone


@cache
def load_strokes() -> Mapping[str, int]:
    """Return the total strokes of each character, from the vendored Unihan table."""
    strokes: dict[str, int] = {}
    table = (files("casebook") / "data" / "strokes.txt").read_text(encoding="utf-8")
    for line in table.splitlines():
        count, characters = line.split(" ", 1)
        strokes.update(dict.fromkeys(characters, int(count)))
    return strokes


@dataclass(frozen=True)
class Pronouncer:
    """Reads Chinese text aloud, with the project's own phrases before all others. `form-reading.js` reads in the same way.

    phrases: phrase -> reading with tone marks, syllables separated by one space.
    """

    phrases: Mapping[str, str]
    _known: dict[str, tuple[Heard, ...]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def _own(self) -> Phrases:
        return readings.spoken(self.phrases.items())

    def heard(self, text: str) -> tuple[Heard, ...]:
        """Return the syllables of a text: of the project's phrases, then of the longest others from left to right."""
        if text not in self._known:
            self._known[text] = self._hear(text)
        return self._known[text]

    def _hear(self, text: str) -> tuple[Heard, ...]:
        found: list[Heard] = []
        start, end = 0, 0
        while end < len(text):
            if phrase := self._own.longest(text, end, len(text)):
                found += _between(text, start, end)
                found += map(Heard, tokens(phrase), self._own.said[phrase])
                start = end = end + len(phrase)
            else:
                end += 1
        return (*found, *_between(text, start, end))

    def syllables(self, text: str) -> tuple[str, ...]:
        """Return one syllable with tone mark per character; Latin words and numbers stay whole."""
        return tuple(heard.syllable for heard in self.heard(text))

    def reading(self, text: str) -> str:
        """Return the reading as shown: `lóu dòng zhǎng`."""
        return " ".join(self.syllables(text))

    def undecided(self, text: str) -> tuple[Heard, ...]:
        """Return the characters of a text of which nothing decides the reading; each with the one taken."""
        return tuple(heard for heard in self.heard(text) if not heard.decided)

    def sort_key(self, text: str, reading: str) -> SortKey:
        """Return the key of the pinyin index: by character its syllable, tone, strokes; digits and Latin first."""
        parts, spoken = tokens(text), reading.split()
        if len(spoken) != len(parts):
            spoken = list(self.syllables(text))
        return tuple(map(_token_key, parts, spoken))


def _between(text: str, start: int, end: int) -> Iterator[Heard]:
    """Yield the syllables of a part of a text without own phrases."""
    at = start
    while at < end:
        if phrase := _phrase(text, at, end):
            said = phrases().said.get(phrase) or head_phrases().said[phrase]
            yield from map(Heard, phrase, said)
        elif word := _LATIN.match(text, at, end):
            yield Heard(word[0], word[0])
            at = word.end()
            continue
        elif is_han(text[at]):
            yield _alone(text, at)
        at += len(phrase) or 1


def _phrase(text: str, at: int, end: int) -> str:
    longest = phrases().longest(text, at, end)
    if _at_head(text, at):
        longest = max(head_phrases().longest(text, at, end), longest, key=len)
    return longest


def _at_head(text: str, at: int) -> bool:
    return at == 0 or not is_han(text[at - 1])


def _alone(text: str, at: int) -> Heard:
    """Return the syllable of a character that no phrase holds."""
    character, at_head = text[at], _at_head(text, at)
    place = IN_PLACES.get(character)
    if place and KIND_AHEAD.match(text, at + 1):
        return Heard(character, place)
    if character == "长":
        ends = not at_head and WORD_ENDS.match(text, at + 1) is not None
        return Heard(character, "cháng" if at_head else "zhǎng", ends)
    if at_head and character in SURNAMES and NAMED_AFTER_SOMEBODY.match(text, at + 1):
        return Heard(character, SURNAMES[character])
    return Heard(character, readings.usual(character), character not in readings.polyphones())


def _token_key(token: str, syllable: str) -> tuple[int, str, int, int, str]:
    if not is_han(token):
        return (0, token.lower(), 0, 0, token)
    letters, tone = split_tone(syllable)
    # ü right behind u, as in ICU: lu, lü, luan, lüe, lun.
    letters = letters.replace("v", "u") + " " if "v" in letters else letters
    return (1, letters, tone, load_strokes().get(token, _UNKNOWN_STROKES), token)


def letter(key: SortKey) -> str:
    """Return the index letter of a sort key: `A`-`Z`, or `0-9` for numbers and what has no reading."""
    if not key:
        return "0-9"
    first = key[0][1][:1].upper()
    return first if "A" <= first <= "Z" else "0-9"


def may_spell(id_: str, name: str) -> bool:
    """Tell whether an id is made of a name, whatever readings its characters may have had when it was made."""
    parts = tokens(name)
    if not parts or id_.count("-") + 1 != len(parts):
        return False
    ways = ({split_tone(r)[0] for r in readings.every_reading(p)} if is_han(p) else {p.lower()} for p in parts)
    return all(said in way for said, way in zip(id_.split("-"), ways, strict=True))


def slug(syllables: tuple[str, ...]) -> str:
    """Return an id made of syllables without tones: `lou-dong-zhang`."""
    plain = "-".join(split_tone(s)[0] for s in syllables)
    return re.sub(r"-{2,}", "-", re.sub(r"[^a-z0-9]+", "-", plain.lower())).strip("-")
