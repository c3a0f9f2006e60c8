"""How alike two practices are by their names: for warnings against telling one twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from casebook.records.model import Record
from casebook.rules.place_hints import short_name
from casebook.text.normal import folded

_SAME = 1.0
_ALIKE = 0.8
_RATHER_ALIKE = 0.6
_SHORTEST = 3
# Where very many names are alike, each is held against the first ones alone: the work stays linear.
_COMMON, _HELD_AGAINST = 200, 20
# What a name may end in without being another practice.
_ENDINGS = re.compile(
    r"(?:工作|管理|服务|建设|运行|试点|示范)?(?:机制|制度|模式|做法|办法|体系|工作法|平台|系统|项目|行动|活动)$"
)


@dataclass(frozen=True)
class Likeness:
    """Two records that may tell of one practice. words: the names that are alike, of the first and of the second."""

    first: str
    second: str
    words: tuple[str, str]


@dataclass(frozen=True)
class Named:
    """What is compared of a record. names: as written; kernels: in the same order, folded and without endings."""

    id: str
    names: tuple[str, ...]
    kernels: tuple[str, ...]
    without_places: tuple[str, ...]
    themes: frozenset[str]
    places: frozenset[str]
    told: frozenset[str]

    @property
    def compared(self) -> tuple[str, ...]:
        """Every form of its names that is compared."""
        return (*self.kernels, *self.without_places)

    @classmethod
    def of(cls, id_: str, record: Record) -> Named:
        """Return what is compared of a record. told: the ids that it names as relations."""
        names = (record.name, *record.aliases)
        places = frozenset(locality.place for locality in record.localities)
        told = frozenset(relation.target for relation in record.relations)
        kernels = tuple(map(kernel, names))
        bare = tuple(_without_place(name, places) for name in kernels)
        return cls(id_, names, kernels, bare, frozenset(record.themes), places, told)


def kernel(name: str) -> str:
    """Return a name as it is compared: folded, without 机制, 制度 and the like at its end."""
    whole = folded(name)
    short = _ENDINGS.sub("", whole)
    return short if len(short) >= _SHORTEST else whole


def _without_place(name: str, places: frozenset[str]) -> str:
    """Return a kernel without the names of the record's own places at its start: 白云区楼栋长 is a 楼栋长."""
    parts = {said for place in places for part in place.split("/") for said in (part, short_name(part))}
    rest = name
    for part in sorted(parts, key=lambda part: (-len(part), part)):
        rest = rest.removeprefix(part) if len(rest) - len(part) >= _SHORTEST else rest
    return rest


def likenesses(records: Mapping[str, Record]) -> Iterator[Likeness]:
    """Yield each pair of records that may be one practice and say nothing of each other, in the order given."""
    for later, earlier in candidates([Named.of(id_, record) for id_, record in records.items()]):
        yield from (found for other in earlier if (found := alike(other, later)))


def candidates(named: Sequence[Named]) -> Iterator[tuple[Named, list[Named]]]:
    """Yield each with those before it that share a good part of the pairs of characters of some name: others can't be alike.

    A name that shares at least a third of its pairs shares one of the rarer two thirds: only those are looked up.
    """
    pairs_of = [frozenset(pair for name in one.compared for pair in _pairs(name)) for one in named]
    frequency = Counter(pair for pairs in pairs_of for pair in pairs)
    by_pair: dict[str, list[int]] = {}
    for place, one in enumerate(named):
        found: set[int] = set()
        for pairs in map(_pairs, one.compared):
            least = -(-len(pairs) // 3)
            rare = sorted(pairs, key=frequency.__getitem__)[: len(pairs) - least + 1]
            met = {index for pair in rare for index in by_pair.get(pair, ())} - found
            found.update(index for index in met if len(pairs & pairs_of[index]) >= least)
        yield one, [named[index] for index in sorted(found)[:_HELD_AGAINST]]
        for pair in pairs_of[place]:
            if len(met_before := by_pair.setdefault(pair, [])) < _COMMON:
                met_before.append(place)


def alike(first: Named, second: Named) -> Likeness | None:
    """Return the likeness of two records, or None. Those that name each other are known to be two."""
    if first.id in second.told or second.id in first.told:
        return None
    near = bool(first.themes & second.themes) and _same_place(first.places, second.places)
    for i, one in enumerate(first.without_places if near else first.kernels):
        for j, other in enumerate(second.without_places if near else second.kernels):
            likeness = _dice(one, other)
            # Two records may share an alias: only a name tells of likeness, and in one place and theme sooner.
            enough = (_RATHER_ALIKE if near else _ALIKE) if i == j == 0 else _ALIKE if near else _SAME
            if (i == 0 or j == 0) and likeness >= enough:
                return Likeness(first.id, second.id, (first.names[i], second.names[j]))
    return None


def near_names(name: str, records: Mapping[str, Record], most: int = 3) -> tuple[str, ...]:
    """Return the records whose name or alias is rather like a name, the likest first."""
    own = kernel(name)
    scores = {
        id_: max(_dice(own, kernel(other)) for other in (record.name, *record.aliases))
        for id_, record in records.items()
    }
    near = [id_ for id_, score in scores.items() if score >= _RATHER_ALIKE]
    return tuple(sorted(near, key=lambda id_: (-scores[id_], id_))[:most])


def _same_place(first: frozenset[str], second: frozenset[str]) -> bool:
    return any(a == b or a.startswith(f"{b}/") or b.startswith(f"{a}/") for a in first for b in second)


@lru_cache(maxsize=1 << 16)  # a name is compared with many others
def _pairs(name: str) -> frozenset[str]:
    return frozenset(name[i : i + 2] for i in range(len(name) - 1)) or frozenset({name})


def _dice(one: str, other: str) -> float:
    """Return how many pairs of characters two names share: 0 none, 1 all."""
    a, b = _pairs(one), _pairs(other)
    return 2 * len(a & b) / (len(a) + len(b))
