"""Administrative divisions of China: official names and codes, from provinces down to streets and towns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from importlib.resources import files

CODE_LENGTHS = (2, 4, 6, 9)
STREET = 9


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
    """A path that names no division: the known part, the level that fails, near names."""

    known: Place | None
    name: str
    near: tuple[str, ...]


@dataclass(frozen=True)
class Divisions:
    """All divisions by code (names as officially printed, placeholders left out)."""

    names: dict[str, str]

    @classmethod
    def load(cls) -> Divisions:
        """Read the vendored table."""
        table = (files("casebook") / "data" / "divisions.csv").read_text(encoding="utf-8")
        return cls(dict(line.split(",", 1) for line in table.splitlines()[1:]))

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
    def _children(self) -> dict[str, dict[str, str]]:
        children: dict[str, dict[str, str]] = {}
        for code, name in self.names.items():
            children.setdefault(self.parent(code), {})[name] = code
        return children

    def children(self, code: str) -> dict[str, str]:
        """Return the codes of the divisions right within one (within China for an empty code), by their names."""
        return self._children.get(code, {})

    @cached_property
    def _codes_by_name(self) -> dict[str, list[str]]:
        codes: dict[str, list[str]] = {}
        for code, name in self.names.items():
            codes.setdefault(name, []).append(code)
        return codes

    def find(self, full: str) -> Place | Unknown:
        """Return the division of a path such as `广东省/广州市/白云区`, or what fails in it."""
        code, names = "", [part.strip() for part in full.split("/")]
        for level, name in enumerate(names):
            children = self._children.get(code, {})
            if name not in children:
                known = self.place(code) if code else None
                return Unknown(known, name, tuple(self._near(code, name, names[level:])))
            code = children[name]
        return self.place(code)

    def _near(self, code: str, name: str, rest: list[str]) -> Iterable[str]:
        known = self.place(code).path if code else ()
        children = self._children.get(code, {})
        short = [child for child in children if len(name) > 1 and (child.startswith(name) or name in child)]
        for candidate in short or get_close_matches(name, list(children), n=2, cutoff=0.5):
            yield "/".join((*known, candidate, *rest[1:]))
        if not short:
            for elsewhere in self._codes_by_name.get(name, [])[:3]:
                yield self.place(elsewhere).full
