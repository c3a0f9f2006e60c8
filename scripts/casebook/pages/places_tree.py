"""The tree of places as lines: places that hold nothing further run on in the line of the place around them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from casebook.shelves import Shelf


@dataclass(frozen=True, slots=True)
class Branch:
    """One line. indent: how deep it lies. leaves: the places in it, where none of them holds further ones."""

    indent: Markup
    place: Shelf
    leaves: Sequence[Shelf]


def branches(places: Sequence[Shelf]) -> Iterator[Branch]:
    """Yield the lines of the tree, each place before those in it."""
    inside: dict[str, list[Shelf]] = {}
    for place in places:
        inside.setdefault(place.above, []).append(place)
    yield from _below(inside, "", 0)


def _below(inside: Mapping[str, list[Shelf]], above: str, depth: int) -> Iterator[Branch]:
    for place in inside.get(above, ()):
        children = inside.get(place.id, [])
        run_on = not any(child.id in inside for child in children)
        yield Branch(Markup("    " * depth), place, children if run_on else ())  # noqa: S704 (spaces)
        if not run_on:
            yield from _below(inside, place.id, depth + 1)
