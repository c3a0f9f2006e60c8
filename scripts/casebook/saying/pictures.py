"""Pictures of what is counted: each mark with its place, in hundredths, so that a template only draws."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_LOWEST = 20.0


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of a picture. name: what is counted there. left, width, height: in hundredths of the picture's."""

    name: str
    count: int
    left: float
    width: float
    height: float = 100.0

    @property
    def said(self) -> str:
        """What it shows, as text: `已实施 160 处`."""
        return f"{self.name} {self.count} 处"


def bar(names: Iterable[str], whole: int = 0) -> tuple[Segment, ...]:
    """Return how often each name comes, the most frequent first, as parts of a bar that `whole` names fill, else all of them."""
    counted = Counter(names).most_common()
    whole, before, parts = whole or sum(count for _, count in counted), 0, []
    for name, count in counted:
        parts.append(Segment(name, count, round(100 * before / whole, 1), round(100 * count / whole, 1)))
        before += count
    return tuple(parts)


@dataclass(frozen=True, slots=True)
class Timeline:
    """Kinds of things over the same years: of each its name, what it shows as text, and a column for each year that has any."""

    first: str
    last: str
    lanes: tuple[tuple[str, str, tuple[Segment, ...]], ...]


def timeline(*dated: tuple[str, str, Iterable[str]]) -> Timeline | None:
    """Return what falls into which year; None where all falls into one, which needs no picture.

    dated: of each kind of thing its name, the unit in which it is counted, and dates, ISO or a year; empty ones are left out.
    """
    counted = [(name, unit, Counter(date[:4] for date in dates if date)) for name, unit, dates in dated]
    years = sorted({year for *_, count in counted for year in count})
    if len(years) <= 1:
        return None
    made = ((name, unit, tuple(_columns(count, int(years[0]), int(years[-1])))) for name, unit, count in counted)
    said = ((name, "、".join(f"{c.name}年 {c.count} {unit}" for c in columns), columns) for name, unit, columns in made)
    return Timeline(years[0], years[-1], tuple(lane for lane in said if lane[2]))


def _columns(count: Counter[str], first: int, last: int) -> Iterator[Segment]:
    """Yield a column for each year; the lowest can still be seen."""
    width = 100 / (last - first + 1)
    for year, number in sorted(count.items()):
        height = max(_LOWEST, 100 * number / max(count.values()))
        yield Segment(year, number, round((int(year) - first) * width, 1), round(width, 1), round(height, 1))
