"""The family of a practice: what it is a part or an instance of, and all that is a part or an instance of that."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from casebook.catalog import Catalog
from casebook.catalogued import Practice

_OF_A_FAMILY = frozenset({"part_of", "instance_of"})
_MOST = 30


def family(catalog: Catalog, practice: Practice) -> tuple[tuple[Practice, int], ...]:
    """Return the family of a practice, each with how far below its head it is; none where its own relations tell it all."""
    head = practice
    for _ in range(_MOST):
        head = next(_kin(catalog, head, below=False), head)
    found = [*islice(_line(catalog, head, 0, set()), _MOST + 1)]
    near = {practice.id, *(related.practice.id for related in catalog.related(practice))}
    tells_more = any(one.id not in near for one, _ in found)
    return tuple(found) if tells_more and len(found) <= _MOST else ()


def _line(catalog: Catalog, practice: Practice, depth: int, told: set[str]) -> Iterator[tuple[Practice, int]]:
    told.add(practice.id)
    yield practice, depth
    for other in _kin(catalog, practice, below=True):
        if other.id not in told:
            yield from _line(catalog, other, depth + 1, told)


def _kin(catalog: Catalog, practice: Practice, *, below: bool) -> Iterator[Practice]:
    return (r.practice for r in catalog.related(practice) if r.type in _OF_A_FAMILY and r.inverse == below)
