"""What a brief says of several practices: how far, which numbers, what to beware of, what it rests on, what nobody tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from casebook.saying.documents import DocumentView
from casebook.saying.figures import FigureView
from casebook.saying.pictures import bar
from casebook.saying.practices import Fact, PracticeView

COPYING: Final = ("政策依据", "所需条件", "经费来源")  # what decides whether it can be done elsewhere


@dataclass(frozen=True, slots=True)
class Copying:
    """What the sources tell of doing a practice elsewhere: for each part of COPYING what is told, maybe nothing."""

    practice: PracticeView
    told: tuple[tuple[Fact, ...], ...]


@dataclass(frozen=True)
class Brief:
    """Several practices, as who must propose something by tomorrow needs them."""

    practices: tuple[PracticeView, ...]

    @property
    def stages(self) -> str:
        """How often each stage comes, counted by places."""
        return count_stages(doing.stage for practice in self.practices for doing in practice.doings)

    @property
    def counted_figures(self) -> int:
        """How many figures they have."""
        return sum(len(practice.counted_figures) for practice in self.practices)

    @property
    def figures(self) -> tuple[FigureView, ...]:
        """Their main figures, practice by practice."""
        return tuple(figure for practice in self.practices for figure in practice.main_figures)

    @property
    def warned(self) -> tuple[FigureView, ...]:
        """The figures that must not be quoted unawares: doubted, contradicted, not to be compared, overdue."""
        return tuple(figure for practice in self.practices for figure in practice.counted_figures if is_warned(figure))

    @property
    def copied(self) -> tuple[Copying, ...]:
        """What is told of doing them elsewhere; those of which nothing is told are left out."""
        told = (Copying(practice, copying(practice)) for practice in self.practices)
        return tuple(one for one in told if any(one.told))

    @property
    def copied_parts(self) -> tuple[tuple[int, str], ...]:
        """Those of COPYING of which anything is told, each with its place there."""
        told = [row.told for row in self.copied]
        return tuple((at, name) for at, name in enumerate(COPYING) if any(row[at] for row in told))

    @property
    def has_gaps(self) -> bool:
        """Tell whether one of these lacks a part that another tells."""
        return not all(row.told[at] for row in self.copied for at, _ in self.copied_parts)

    @property
    def unsaid(self) -> tuple[tuple[str, int], ...]:
        """Which parts the sources leave out, with how many practices lack each, the most first."""
        return tuple(Counter(name for practice in self.practices for name in practice.unsaid).most_common())

    @property
    def documents(self) -> tuple[DocumentView, ...]:
        """The documents behind them, the newest first, those without a day last."""
        found = {document.id: document for practice in self.practices for document in practice.documents}
        return tuple(sorted(found.values(), key=lambda document: document.date, reverse=True))


def copying(practice: PracticeView) -> tuple[tuple[Fact, ...], ...]:
    """Return what is told of each part of COPYING."""
    told = {part.name: part.told for part in practice.particulars}
    return tuple(told.get(name, ()) for name in COPYING)


def is_warned(figure: FigureView) -> bool:
    """Tell whether a figure must not be quoted without its marks read."""
    late = figure.is_overdue and not figure.result
    return bool(figure.doubt or figure.conflicts or figure.incomparable or late)


def count_stages(stages: Iterable[str]) -> str:
    """Return how often each stage comes, in one line: `已实施 160 处，试点 12 处`."""
    return "，".join(segment.said for segment in bar(stages))
