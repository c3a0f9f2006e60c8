"""Terms of names alone, for knowledge bases too large to send all names at the first key.

`=whole name` (also its pinyin and its initials), `lou dong` (two syllables), `l d` (two initials), `楼*长` (one character between).
"""

from __future__ import annotations

from itertools import pairwise

from casebook.catalog import Catalog
from casebook.search.characters import Characters
from casebook.search.postings import STEPS, named
from casebook.text.normal import folded
from casebook.text.pinyin import split_tone

_NAME, _ALIAS = STEPS, STEPS * 2 // 3


def name_terms(catalog: Catalog, characters: Characters) -> dict[str, list[int]]:
    """Return the postings of these terms. Aliases are spelled character by character, as queries are."""
    found: dict[str, list[int]] = {}
    for number, practice in enumerate(catalog.practices):
        said = [split_tone(s)[0] for s in practice.reading.split()]
        words = dict.fromkeys(
            (w for a in practice.record.aliases for w in _spelled(a, characters.usual(folded(a)))), _ALIAS
        )
        words.update(dict.fromkeys(_spelled(practice.name, said), _NAME))
        for word, impact in words.items():
            found.setdefault(word, []).append(named(number, impact))
    return found


def _spelled(name: str, syllables: list[str]) -> list[str]:
    plain = folded(name)
    if not plain or not syllables:
        return []
    starts = "".join(s[0] for s in syllables)
    words = [f"={plain}", "=" + "".join(syllables), f"={starts}", f"^{starts[0]}", f"^{plain[0]}"]
    words += [f"{one} {two}" for one, two in pairwise(syllables)]
    words += [f"{one} {two}" for one, two in pairwise(starts)]
    words += [f"{one}*{two}" for one, two in zip(plain, plain[2:], strict=False)]
    return words
