"""Administrative divisions of China: official names and codes, from provinces down to streets and towns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files

from casebook.records.entries import PlaceChange

CODE_LENGTHS = (2, 4, 6, 9)
COUNTY, STREET = 6, 9
# What the statistics count beside streets and towns, but is no place where people govern themselves.
_NO_PLACE = re.compile(r"监狱|劳教|劳动教养|戒毒|(?:机场|直辖村级区划|局直|公司|集团)$")
_TOWN = re.compile(r"(?:街道|镇|乡|苏木|地区|办事处)$")


@dataclass(frozen=True, slots=True)
class Place:
    """One division. code: 2, 4, 6 or 9 digits; path: names from the province down."""

    code: str
    path: tuple[str, ...]

    @property
    def name(self) -> str:
        """The division's own name."""
        return self.path[-1]

    @property
    def full(self) -> str:
        """The path as records write it: `广东省/广州市/白云区`."""
        return "/".join(self.path)


@dataclass(frozen=True)
class Unknown:
    """A path that names no division: the known part, and the name that fails below it."""

    known: Place | None
    name: str


@cache
def _table() -> dict[str, str]:
    """Return the names of the vendored table by their codes."""
    table = (files("casebook") / "data" / "divisions.csv").read_text(encoding="utf-8")
    return dict(line.split(",", 1) for line in table.splitlines()[1:])


@lru_cache(maxsize=2)  # `serve` meets edited registers
def _changed(changes: tuple[PlaceChange, ...]) -> Divisions:
    names = _table() | {change.code: change.name for change in changes}
    return Divisions(dict(sorted(names.items())), changes)


@dataclass(frozen=True)
class Divisions:
    """All divisions by code (names as officially printed, placeholders left out), and what changed in them."""

    names: dict[str, str]
    changes: tuple[PlaceChange, ...] = ()

    @classmethod
    def load(cls, changes: Iterable[PlaceChange] = ()) -> Divisions:
        """Return the vendored table with the changes since; made once for the same changes."""
        return _changed(tuple(changes))

    def parent(self, code: str) -> str:
        """Return the code of the division around, or an empty string for a province."""
        shorter = (code[:length] for length in reversed(CODE_LENGTHS) if length < len(code))
        return next((c for c in shorter if c in self.names), "")

    def place(self, code: str) -> Place:
        """Return a division by its code."""
        chain = [code]
        while above := self.parent(chain[0]):
            chain.insert(0, above)
        return Place(code, tuple(self.names[c] for c in chain))

    @cached_property
    def _gone(self) -> frozenset[str]:
        """Return the codes of the table that a later change put under another code."""
        moved = {(self.parent(change.code), change.was): change.code for change in self.changes if change.was}
        found = (
            (code, moved.get((self.parent(code), name))) for code, name in self.names.items() if len(code) <= COUNTY
        )
        return frozenset(code for code, other in found if other not in {None, code})

    @cached_property
    def _children(self) -> dict[str, dict[str, str]]:
        children: dict[str, dict[str, str]] = {}
        for code, name in self.names.items():
            if code not in self._gone and not (len(code) == STREET and _NO_PLACE.search(name)):
                children.setdefault(self.parent(code), {})[name] = code
        return children

    def children(self, code: str) -> dict[str, str]:
        """Return the codes of the divisions right within one (within China for an empty code), by their names."""
        return self._children.get(code, {})

    def former(self, code: str) -> tuple[PlaceChange, ...]:
        """Return the changes that gave a division its name."""
        return self._changes_by_code.get(code, ())

    @cached_property
    def _changes_by_code(self) -> dict[str, tuple[PlaceChange, ...]]:
        found: dict[str, tuple[PlaceChange, ...]] = {}
        for change in self.changes:
            found[change.code] = (*found.get(change.code, ()), change)
        return found

    def find(self, full: str) -> Place | Unknown:
        """Return the division of a path such as `广东省/广州市/白云区`, or what fails in it."""
        code = ""
        for name in [part.strip() for part in full.split("/")]:
            children = self.children(code)
            if name not in children:
                return Unknown(self.place(code) if code else None, name)
            code = children[name]
        return self.place(code)


def is_town(name: str) -> bool:
    """Tell whether a name of the lowest level is that of a street or town: farms and development zones are counted there too."""
    return _TOWN.search(name) is not None
