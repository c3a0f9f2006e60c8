"""Queries made by rule from every record: parts, sounds, other scripts, slips of the hand."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files

from casebook.catalog import Catalog
from casebook.catalogued import Practice
from casebook.text.han import is_han
from casebook.text.normal import folded
from casebook.text.pinyin import split_tone

ENDINGS = ("怎么做", "是什么", "有什么效果", "在哪里做", "怎么开展")
SHORTEST_INITIALS = 4

Made = tuple[str, str, frozenset[str]]


@dataclass(frozen=True)
class Rules:
    """Makes queries from a Catalog; the same Catalog gives the same queries."""

    catalog: Catalog

    @cached_property
    def names(self) -> dict[str, list[str]]:
        return {p.id: [folded(name) for name in (p.name, *p.record.aliases)] for p in self.catalog.practices}

    @cached_property
    def traditional(self) -> dict[str, str]:
        table = (files("casebook") / "data" / "traditional.txt").read_text(encoding="utf-8")
        return {line[0]: line[2] for line in table.splitlines()}

    @cached_property
    def same_sound(self) -> dict[str, list[str]]:
        """Common characters by their syllable."""
        by_sound: dict[str, list[str]] = {}
        for code in range(0xB0A1, 0xD7FA):
            character = code.to_bytes(2, "big").decode("gb2312", "ignore")
            if character and is_han(character):
                by_sound.setdefault(self.letters(character), []).append(character)
        return by_sound

    def letters(self, text: str, *, initials: bool = False) -> str:
        syllables = [split_tone(s)[0] for s in self.catalog.reader.syllables(text)]
        return "".join(s[0] if initials and not s.isdigit() else s for s in syllables)

    def having(self, part: str) -> frozenset[str]:
        return frozenset(id_ for id_, names in self.names.items() if any(part in name for name in names))

    def queries(self) -> Iterator[Made]:
        """Yield class, query and the practices of which one must come first."""
        chance = random.Random(7)  # noqa: S311 (variety, no secret)
        for practice in self.catalog.practices:
            yield from self.of_names(practice)
            yield from self.of_sounds(practice)
            yield from self.of_forms(practice, chance)
            yield from self.of_slips(practice, chance)

    def of_names(self, practice: Practice) -> Iterator[Made]:
        name, own = folded(practice.name), frozenset({practice.id})
        half = max(2, (len(name) + 1) // 2)
        yield "名称", practice.name, own
        yield "前半", name[:half], self.having(name[:half])
        yield "后半", name[-half:], self.having(name[-half:])
        yield from (("别名", alias, self.having(folded(alias))) for alias in practice.record.aliases)
        if len(name) > SHORTEST_INITIALS:
            yield "中段", name[1:-1], self.having(name[1:-1])
            yield "两段", f"{name[:half]} {name[half:]}", own

    def of_sounds(self, practice: Practice) -> Iterator[Made]:
        own = frozenset({practice.id})
        letters, initials = self.letters(practice.name), self.letters(practice.name, initials=True)
        yield "全拼", letters, frozenset(p.id for p in self.catalog.practices if self.letters(p.name) == letters)
        if len(initials) >= SHORTEST_INITIALS:
            yield "首字母", initials, own

    def of_forms(self, practice: Practice, chance: random.Random) -> Iterator[Made]:
        own = frozenset({practice.id})
        wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in practice.name)
        yield "全角", f"“{wide}”", own
        yield "繁体", "".join(self.traditional.get(c, c) for c in practice.name), own
        yield "问句", practice.name + chance.choice(ENDINGS), own
        yield "地方和名称", practice.places[0].name + practice.name, own

    def of_slips(self, practice: Practice, chance: random.Random) -> Iterator[Made]:
        name, own = folded(practice.name), frozenset({practice.id})
        places = [i for i, c in enumerate(name) if is_han(c)]
        if len(name) < SHORTEST_INITIALS:
            return
        at = chance.choice(places)
        others = [c for c in self.same_sound.get(self.letters(name[at]), []) if c != name[at]]
        if others:
            yield "同音一字", name[:at] + chance.choice(others) + name[at + 1 :], own
        at = chance.choice(places)
        wrong = chance.choice(self.same_sound[chance.choice(sorted(self.same_sound))])
        yield "错一字", name[:at] + wrong + name[at + 1 :], own
        at = chance.choice(places)
        less = name[:at] + name[at + 1 :]
        yield "漏一字", less, own | self.having(less)
        at = chance.randrange(len(name) - 1)
        yield "颠倒", name[:at] + name[at + 1] + name[at] + name[at + 2 :], own
