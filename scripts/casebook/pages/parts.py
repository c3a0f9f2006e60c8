"""Long lists go on over several pages, so that none is slow to load: each says which part it is and leads to all others.

No page may pass 150 KB or 3,000 elements, however many records there are. So each kind of row has a greatest number on a page,
by the elements that a row has, and the rows of a page have a greatest size, since a record may say much.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from casebook import links
from casebook.saying.figures import FigureView
from casebook.saying.places import DoingView, RoleView
from casebook.saying.practices import PracticeView, RelatedView
from casebook.shelves import Shelf

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
MOST_BYTES: Final = (
    110_000  # of the rows of a page; its frame, the links to its parts and what stands above them come to 30 KB
)


@dataclass(frozen=True)
class Rows(Generic[T]):
    """A kind of row. most: on one page. size: bytes of one in the finished page, nearly. mark: what a reader finds it by."""

    most: int
    size: Callable[[T], int]
    mark: Callable[[T], str]


@dataclass(frozen=True, slots=True)
class Step:
    """The way to a part: its number, its address, and the mark of its first row."""

    number: int
    address: str
    mark: str


@dataclass(frozen=True)
class Part(Generic[T_co]):
    """The rows of a list that stand on one page. before: how many stand on the pages before it. steps: the ways to all parts."""

    number: int
    rows: Sequence[T_co]
    before: int
    steps: tuple[Step, ...]

    @property
    def last(self) -> int:
        """How many parts there are."""
        return len(self.steps)

    @property
    def address(self) -> str:
        """Its page, from the site's root."""
        return self.steps[self.number - 1].address

    @property
    def previous(self) -> Step | None:
        """The part before it."""
        return self.steps[self.number - 2] if self.number > 1 else None

    @property
    def next(self) -> Step | None:
        """The part after it."""
        return self.steps[self.number] if self.number < self.last else None

    def titled(self, title: str) -> str:
        """Return the title of its page: that of the list, further parts with their number."""
        return f"{title}（第 {self.number} 页）" if self.number > 1 else title

    def described(self, description: str) -> str:
        """Return the description of its page, with which of how many it is where there are several."""
        return f"第 {self.number} 页，共 {self.last} 页。{description}" if self.last > 1 else description


def parts(
    address: str, rows: Sequence[T], kind: Rows[T], page: Callable[[str, int], str] = links.part
) -> tuple[Part[T], ...]:
    """Return the parts of a list, in order; one without rows where it is empty.

    address: of the first. page: the address of a part by that and its number.
    """
    cuts = [*_cuts(rows, kind)]
    steps = tuple(Step(n, page(address, n), kind.mark(rows[at]) if rows else "") for n, at in enumerate(cuts, start=1))
    ends = (*cuts[1:], len(rows))
    return tuple(Part(n, rows[at:end], at, steps) for n, (at, end) in enumerate(zip(cuts, ends, strict=True), start=1))


def beginning(rows: Sequence[T], kind: Rows[T]) -> tuple[Sequence[T], int]:
    """Return the rows that a page has room for, and how many more there are."""
    cuts = [*_cuts(rows, kind)]
    end = cuts[1] if len(cuts) > 1 else len(rows)
    return rows[:end], len(rows) - end


def _cuts(rows: Sequence[T], kind: Rows[T]) -> Iterator[int]:
    """Yield where each part begins."""
    yield 0
    start = size = 0
    for at, row in enumerate(rows):
        size += (one := kind.size(row))
        if at > start and (at - start == kind.most or size > MOST_BYTES):
            yield at
            start, size = at, one


def fits_on_one(rows: Sequence[T], kind: Rows[T]) -> bool:
    """Tell whether a list needs no further page."""
    return len([*_cuts(rows, kind)]) == 1


def _bytes(*texts: str) -> int:
    return sum(len(text.encode()) for text in texts)


def _card(practice: PracticeView) -> int:
    pairs = practice.places_and_stages[:3]
    where = sum(75 + _bytes(place, stage, stage) for place, stage in pairs)
    return 70 + where + _bytes(practice.id, practice.name, practice.summary)


def _doing(doing: DoingView) -> int:
    return 330 + _bytes(doing.practice_id, doing.practice_name, doing.place.name, doing.spread)


def _role(role: RoleView) -> int:
    where = sum(150 + _bytes(doing.place_said, doing.stage_said) for doing in role.doings)
    return 180 + where + _bytes(role.practice_id, role.practice_name, role.did)


def _figure(figure: FigureView) -> int:
    told = (figure.text, figure.metric, figure.scope, figure.practice_name, figure.place.name, figure.day)
    return 420 + 2 * len(figure.practice_id) + _bytes(*told, figure.proof.document.label)


CARDS: Final = Rows[PracticeView](240, _card, lambda practice: practice.name)
NAMES: Final = Rows[PracticeView](400, lambda p: 80 + _bytes(p.id, p.name, p.reading), lambda practice: practice.name)
DOINGS: Final = Rows[DoingView](220, _doing, lambda doing: f"{doing.place.name}的{doing.practice_name}")
ROLES: Final = Rows[RoleView](220, _role, lambda role: role.practice_name)
FIGURES: Final = Rows[FigureView](150, _figure, lambda figure: f"{figure.practice_name}的{figure.metric}")
NAMINGS: Final = Rows[FigureView](300, lambda f: 200 + _bytes(f.text, f.metric, f.practice_name), lambda f: f.metric)
RELATED: Final = Rows[RelatedView](
    100, lambda r: 120 + _bytes(r.practice.address, r.practice.name, r.summary), lambda r: r.practice.name
)
SHELVES: Final = Rows[Shelf](400, lambda s: 100 + _bytes(s.id, s.name, s.introduction), lambda shelf: shelf.name)
