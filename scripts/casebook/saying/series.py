"""Figures that may stand on one line: of one metric, scope, place and voice, each with a day of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casebook.saying import wording
from casebook.saying.figures import LATEST, FigureView

_LEAST = 3


def series(figures: Iterable[FigureView]) -> Iterator[tuple[tuple[FigureView, float, float], ...]]:
    """Yield the lines that figures may be drawn as, of at least three days; never of goals, nor of two numbers of one day.

    Of each point its figure; how far right it is, in hundredths of the days; how far down, 0 the greatest, 100 nothing.
    """
    rows: dict[tuple[str, ...], list[FigureView]] = {}
    for figure in figures:
        if _may_be_drawn(figure):
            rows.setdefault((figure.row, figure.proof.voice, figure.amount.unit), []).append(figure)
    for row in rows.values():
        days = {figure.own_as_of: figure for figure in row}
        if len(days) >= _LEAST and len({(figure.own_as_of, figure.amount) for figure in row}) == len(days):
            yield tuple(_points([days[day] for day in sorted(days)]))


def _may_be_drawn(figure: FigureView) -> bool:
    dated = figure.own_as_of and figure.as_of_basis != LATEST
    open_ended = figure.qualifier or figure.conflicts or figure.incomparable or figure.is_goal
    exact = figure.amount.minimum is not None and figure.amount.minimum == figure.amount.maximum
    return bool(figure.is_good and figure.row and dated and exact and not open_ended)


def _points(row: list[FigureView]) -> Iterator[tuple[FigureView, float, float]]:
    days = [wording.last_day(figure.own_as_of).toordinal() for figure in row]
    values = [float(figure.amount.maximum or 0) for figure in row]
    for figure, day, value in zip(row, days, values, strict=True):
        left = 100 * (day - days[0]) / max(1, days[-1] - days[0])
        yield figure, round(left, 1), round(100 - 100 * value / (max(values) or 1), 1)
