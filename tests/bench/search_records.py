"""Many varied records, made of parts of the real ones: for measuring, not for reading."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from casebook.catalog import Catalog, build_catalog
from casebook.records.loading import Loaded
from casebook.records.model import Locality, Outcome, Record
from casebook.text.han import is_han

T = TypeVar("T")
ENDINGS = ("机制", "制度", "模式", "试点", "建设", "工作法")


def many(catalog: Catalog, count: int) -> Catalog:
    """Return a Catalog of `count` records; the same count gives the same records."""
    made = Maker(catalog, random.Random(count))  # noqa: S311 (variety, no secret)
    records = tuple(made.loaded(number) for number in range(count))
    return build_catalog(replace(catalog.library, records=records), catalog.divisions)


class Maker:
    """Makes records from the parts of a Catalog's records."""

    def __init__(self, catalog: Catalog, chance: random.Random) -> None:
        self.chance = chance
        self.records = [p.record for p in catalog.practices]
        self.shell = catalog.library.records[0]
        self.names = [name for r in self.records for name in (r.name, *r.aliases, *r.search_words) if len(name) > 3]
        self.steps = [step for r in self.records for step in r.steps]
        self.notes = [note for r in self.records for note in r.notes]
        self.streets = sorted(code for code in catalog.divisions.names if len(code) == 9)
        self.divisions = catalog.divisions
        self.characters = sorted({c for text in (*self.names, *self.steps) for c in text if is_han(c)})

    def loaded(self, number: int) -> Loaded[Record]:
        """Return one record as if it were read from a file."""
        base = self.pick(self.records)
        place = self.divisions.place(self.pick(self.streets))
        name = f"{self.name()}{number}" if number % 7 == 0 else self.name() + self.word()
        record = base.model_copy(update={
            "name": name,
            "aliases": self.aliases(name, place.name),
            "pinyin": None,
            "summary": f"{self.pick(self.records).summary}{self.word()}{self.word()}",
            "steps": tuple(self.pick(self.steps) + self.word() for _ in range(self.chance.randint(2, 7))),
            "notes": tuple(self.chance.sample(self.notes, 2)),
            "localities": (self.locality(base.localities[0], place.full),),
            "outcomes": tuple(self.outcome(o, i) for i, o in enumerate(self.pick(self.records).outcomes)),
            "relations": (),
        })  # fmt: skip
        return replace(self.shell, id=f"record-{number}", item=record)

    def aliases(self, name: str, place: str) -> tuple[str, ...]:
        """Return names as records have them: forms of the name, and one or two of another root."""
        forms = [place + name, *(name + ending for ending in ENDINGS), name[: len(name) // 2 + 1], f"“{name}”工作"]
        return (*self.chance.sample(forms, self.chance.randint(1, 5)), self.name())

    def locality(self, base: Locality, place: str) -> Locality:
        return base.model_copy(update={"place": place, "lead": (f"{place.split('/')[1]}民政局",), "support": ()})

    def outcome(self, base: Outcome, number: int) -> Outcome:
        return base.model_copy(
            update={
                "key": f"k{number}",
                "place": None,
                "value": str(self.chance.randint(1, 99999)),
                "ratio": None,
                "result": None,
                "conflicts_with": (),
            }
        )

    def name(self) -> str:
        one, two = self.pick(self.names), self.pick(self.names)
        return one[: len(one) // 2] + two[len(two) // 2 :]

    def word(self) -> str:
        return self.pick(self.characters) + self.pick(self.characters)

    def pick(self, parts: Sequence[T]) -> T:
        return parts[self.chance.randrange(len(parts))]
