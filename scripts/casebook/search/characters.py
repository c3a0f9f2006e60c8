"""Characters: their sounds, the traditional forms that lead to them, and names spelled by them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain, pairwise, product

from casebook.saying.site import Site
from casebook.search.terms import STEPS, posting
from casebook.text.han import is_han
from casebook.text.normal import folded
from casebook.text.pinyin import split_tone
from casebook.text.readings import usual

_DIGITS = dict(zip("0123456789", ("ling", "yi", "er", "san", "si", "wu", "liu", "qi", "ba", "jiu"), strict=True))
_SYLLABLE = re.compile("[a-z]+")
_ALSO = {"2": "liang", "两": "er", "一": "yao"}
# The common characters: the first level of GB 2312.
COMMON = bytes(chain.from_iterable(product(range(0xB0, 0xD8), range(0xA1, 0xFF)))).decode("gb2312", "ignore")
_NAME, _ALIAS = STEPS, STEPS * 2 // 3


def taught_readings(site: Site) -> Mapping[str, Iterable[str]]:
    """Return the readings that phrases, practices, places, units and terms teach, beside each character's usual one."""
    taught: dict[str, dict[str, None]] = defaultdict(
        dict, {character: {said: None} for character, said in _ALSO.items()}
    )
    phrases, reader = site.catalog.vocabularies.phrases, site.catalog.reader
    values = {shelf.name for facet in ("places", "bodies", "policies", "terms") for shelf in site.shelves.of(facet)}
    read = ((name, reader.reading(name)) for name in sorted(values))
    for text, reading in (*phrases.items(), *((p.name, p.reading) for p in site.practices), *read):
        han, syllables = [c for c in text if is_han(c)], reading.split()
        if len(han) == len(syllables):
            for character, syllable in zip(han, syllables, strict=True):
                taught[character][split_tone(syllable)[0]] = None
    return taught


def strange_sounds(known: set[str], taught: Mapping[str, Iterable[str]]) -> str:
    """Return the common characters that no record has, by their syllables: those that some record's character shares."""
    heard = set(_SYLLABLE.findall(sounds(known, taught)))
    return ",".join(
        group for group in sounds({*COMMON} - known, taught).split(",") if heard.issuperset(_SYLLABLE.findall(group))
    )


def sounds(characters: Iterable[str], taught: Mapping[str, Iterable[str]]) -> str:
    """Return characters by their syllables: `dong东栋,lou楼`; one with two readings stands twice."""
    groups: dict[str, str] = defaultdict(str)
    for character in sorted(set(characters)):
        usual = _usual(character)
        own = [usual] if usual.isascii() and usual.isalpha() else []
        for syllable in dict.fromkeys([*own, *taught.get(character, ())]):
            groups[syllable] += character
    return ",".join(syllable + groups[syllable] for syllable in sorted(groups))


@lru_cache(maxsize=1 << 14)
def _usual(character: str) -> str:
    """Return the usual syllable of a character; a Latin letter stands for itself."""
    return _DIGITS.get(character) or (split_tone(usual(character))[0] if is_han(character) else character)


def traditional(known: set[str]) -> str:
    """Return traditional characters that are not themselves in use, each followed by the simplified one in use: `樓楼棟栋`."""
    table = (files("casebook") / "data" / "traditional.txt").read_text(encoding="utf-8")
    pairs: dict[str, str] = {}
    for line in table.splitlines():
        simple, forms = line.split(" ")
        for form in forms if simple in known else "":
            pairs.setdefault(form, simple)
    return "".join(form + pairs[form] for form in sorted(pairs.keys() - known))


def lookalikes() -> str:
    """Return the groups of characters that look alike: `栋株,饭饮`."""
    table = (files("casebook") / "data" / "lookalikes.txt").read_text(encoding="utf-8")
    return ",".join(line.split("|")[0].strip() for line in table.splitlines() if line and line[0] != "#")


def name_terms(site: Site) -> dict[str, list[int]]:
    """Return the postings of the terms of names alone, for knowledge bases too large to send all names at the first key.

    `=whole name` (also its pinyin and its initials; of the very name from any syllable on), `lou dong` (two syllables),
    `l d` (two initials), `楼*长` (one character between). Aliases are spelled character by character, as queries are.
    """
    found: dict[str, list[int]] = defaultdict(list)
    letters = cache(lambda syllable: split_tone(syllable)[0])
    for number, practice in enumerate(site.practices):
        said = [*map(letters, practice.reading.split())]
        words: dict[str, int] = {}
        for alias in practice.finding_names:
            plain = folded(alias)
            words |= dict.fromkeys(_spelled(plain, [*map(_usual, plain)]), posting(number, _ALIAS))
        ends = (said[at:] for at in range(1, len(said) - 1))
        own = [*_spelled(folded(practice.name), said), *(f"={form}" for end in ends for form in _forms(end))]
        for word, entry in (words | dict.fromkeys(own, posting(number, _NAME))).items():
            found[word].append(entry)
    return found


def _forms(syllables: list[str]) -> tuple[str, str]:
    """Return syllables as one word, and their initials."""
    return "".join(syllables), "".join([syllable[0] for syllable in syllables])


def _spelled(plain: str, syllables: list[str]) -> list[str]:
    if not (plain and syllables):
        return []
    whole, starts = _forms(syllables)
    found = [f"={plain}", f"={whole}", f"={starts}", f"^{starts[0]}", *map("^".__add__, plain)]
    found += map(" ".join, pairwise(syllables))
    found += map(" ".join, pairwise(starts))
    found += map("*".join, zip(plain, plain[2:], strict=False))
    return found
