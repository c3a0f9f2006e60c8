"""The divisions for the form's choice of places: one file a province, down to streets and towns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from casebook.records.divisions import Divisions

# A division without parts is its name; one with parts is its name and its parts.
Branch: TypeAlias = "str | Sequence[Branch]"


def provinces(divisions: Divisions) -> list[tuple[str, str]]:
    """Return the provinces: code and name, in the order of the codes."""
    return [(code, name) for name, code in divisions.children("").items()]


def branches(divisions: Divisions) -> Iterator[tuple[str, Sequence[Branch]]]:
    """Yield the parts of each province with its code."""
    for code, _ in provinces(divisions):
        yield code, _below(divisions, code)


def _below(divisions: Divisions, code: str) -> Sequence[Branch]:
    return [_branch(divisions, name, child) for name, child in divisions.children(code).items()]


def _branch(divisions: Divisions, name: str, code: str) -> Branch:
    below = _below(divisions, code)
    return [name, below] if below else name
