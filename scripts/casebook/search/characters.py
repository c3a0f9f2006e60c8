"""Characters: their sounds, and the traditional forms that lead to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files

from pypinyin.constants import PINYIN_DICT

from casebook.catalog import Catalog
from casebook.text.pinyin import is_han, split_tone

_DIGITS = dict(zip("0123456789", ("ling", "yi", "er", "san", "si", "wu", "liu", "qi", "ba", "jiu"), strict=True))
_COMMON = range(0xB0, 0xD8)


@dataclass(frozen=True)
class Characters:
    """The characters that queries may hold."""

    catalog: Catalog
    _usual: dict[str, str] = field(default_factory=dict)

    @cached_property
    def _taught(self) -> dict[str, dict[str, None]]:
        """Readings that the project's phrases and the records' own pinyin teach, beside each character's usual one."""
        taught: dict[str, dict[str, None]] = {"2": {"liang": None}, "两": {"er": None}, "一": {"yao": None}}
        spoken = [*self.catalog.vocabularies.phrases.items(), *((p.name, p.reading) for p in self.catalog.practices)]
        for text, reading in spoken:
            han, syllables = [c for c in text if is_han(c)], reading.split()
            if len(han) == len(syllables):
                for character, syllable in zip(han, syllables, strict=True):
                    taught.setdefault(character, {})[split_tone(syllable)[0]] = None
        return taught

    def sounds(self, characters: Iterable[str]) -> str:
        """Return characters by their syllables: `dong东栋,lou楼`; one with two readings stands twice."""
        groups: dict[str, list[str]] = {}
        for character in sorted(set(characters)):
            for syllable in self._readings(character):
                groups.setdefault(syllable, []).append(character)
        return ",".join(syllable + "".join(groups[syllable]) for syllable in sorted(groups))

    def usual(self, text: str) -> list[str]:
        """Return the usual syllable of each character; Latin letters stand for themselves."""
        return [self._usual.get(c) or self._usual.setdefault(c, _usual(c)) for c in text]

    def _readings(self, character: str) -> Iterable[str]:
        usual = _usual(character)
        return dict.fromkeys(
            [*([usual] if usual.isascii() and usual.isalpha() else []), *self._taught.get(character, ())]
        )

    def homophones(self, known: set[str]) -> str:
        """Return the common characters (the first level of GB 2312) that are not among the known, by their syllables."""
        common = (bytes((row, cell)).decode("gb2312", "ignore") for row in _COMMON for cell in range(0xA1, 0xFF))
        return self.sounds(c for c in common if c and c not in known)


def _usual(character: str) -> str:
    found = PINYIN_DICT.get(ord(character), "").split(",")[0]
    return _DIGITS.get(character) or (split_tone(found)[0] if found else character)


def traditional(known: set[str]) -> str:
    """Return traditional characters that are not themselves in use, each followed by the simplified one in use: `樓楼棟栋`."""
    table = (files("casebook") / "data" / "traditional.txt").read_text(encoding="utf-8")
    pairs: dict[str, str] = {}
    for line in table.splitlines():
        simple, forms = line.split(" ")
        if simple in known:
            pairs.update({form: simple for form in forms if form not in known and form not in pairs})
    return "".join(form + pairs[form] for form in sorted(pairs))
