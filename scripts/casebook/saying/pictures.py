"""Pictures of what is counted: each part of a bar with its place in it, so that a template only draws."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of a bar that is 100 wide. name: what is counted there. left, width: in hundredths of the bar."""

    name: str
    count: int
    left: float
    width: float

    @property
    def said(self) -> str:
        """What it shows, as text: `已实施 160 处`."""
        return f"{self.name} {self.count} 处"


def bar(names: Iterable[str]) -> tuple[Segment, ...]:
    """Return how often each name comes, the most frequent first, as the parts of one bar; none of no names."""
    counted = Counter(names).most_common()
    whole, before, parts = sum(count for _, count in counted), 0, []
    for name, count in counted:
        parts.append(Segment(name, count, round(100 * before / whole, 2), round(100 * count / whole, 2)))
        before += count
    return tuple(parts)
