"""Figures as answers: by what each is found, by its number however it is said, and what it must be shown beside."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from operator import itemgetter

from casebook.saying.figures import FigureView
from casebook.saying.site import Site
from casebook.search.rows import answer_row
from casebook.search.synonyms import Synonyms
from casebook.search.terms import impact, posting, terms
from casebook.text.data_script import Json
from casebook.text.keys import rounded
from casebook.text.normal import folded

_MOST_FIGURES, _MOST_RIVALS = 24, 6
_EXACT, _ROUNDED = 2, 1
_COUNT, _COUNTY = re.compile(r"(?<![0-9.])[0-9.]+万?[\u4e00-\u9fff]"), 6  # 58个; the digits of a county's code
_METRIC, _NAME, _SCOPE, _SAID, _ABOUT = 12.0, 7.0, 4.0, 3.0, 1.5

Weighed = tuple[float, tuple[str, ...]]


def figure_rows(site: Site) -> list[Json]:
    """Return for each figure: number, id and name of its practice, its row, the same of its rivals, unit, metric, the code of its place, its day.

    Rivals: other counts of the same thing, those that its note tells not to compare it with, and the same metric elsewhere
    or at another time: none may stand alone.
    """
    order = {figure.id: number for number, figure in enumerate(site.figures)}
    by_metric: dict[str, list[int]] = defaultdict(list)
    by_text: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, figure in enumerate(site.figures):
        by_metric[folded(figure.metric)].append(number)
        by_text[figure.place.code[:_COUNTY], figure.text].append(number)
    numbers = {practice.id: number for number, practice in enumerate(site.practices)}

    def start(figure: FigureView) -> list[Json]:
        return [numbers[figure.practice_id], figure.practice_id, figure.practice_name, answer_row(figure)]

    rows: list[Json] = []
    for number, figure in enumerate(site.figures):
        conflicts = (order[other.id] for other in figure.conflicts if other.id in order)
        apart = (n for said in _COUNT.findall(figure.incomparable) for n in by_text[figure.place.code[:_COUNTY], said])
        rivals = dict.fromkeys((*conflicts, *apart, *by_metric[folded(figure.metric)]))
        rivals.pop(number, None)
        rows.append([
            *start(figure), [start(site.figures[other]) for other in [*rivals][:_MOST_RIVALS]],
            figure.after or figure.before, folded(figure.metric), figure.place.code, figure.short_day,
        ])  # fmt: skip
    return rows


def figure_postings(site: Site, synonyms: Synonyms) -> dict[str, list[int]]:
    """Return by term which figures it speaks of, and how strongly: metric, name of the practice, scope and place, everyday words."""
    cut = cache(lambda text: tuple(dict.fromkeys(terms(text))))
    strength = {weight: impact(weight) for weight in (_METRIC, _NAME, _SCOPE, _SAID, _ABOUT)}
    found: dict[str, list[int]] = defaultdict(list)
    number = 0
    for practice in site.practices:
        about = [(_ABOUT, cut(name)) for name in practice.finding_names] + [(_NAME, cut(practice.name))]
        for figure in practice.figures:
            weights: dict[str, float] = {}
            for weight, own in sorted((*about, *_parts(figure, synonyms, cut)), key=itemgetter(0)):
                weights.update(dict.fromkeys(own, weight))
            base = posting(number, 0)
            for term, weight in weights.items():
                found[term].append(base + strength[weight])
            number += 1
    return found


def _parts(figure: FigureView, synonyms: Synonyms, cut: Callable[[str], tuple[str, ...]]) -> Iterator[Weighed]:
    yield _METRIC, cut(figure.metric)
    yield from ((_SCOPE, cut(text)) for text in (figure.scope, *figure.place.path, figure.short_day))
    yield from ((_SAID, cut(text)) for text in (figure.text, figure.proof.anchor, figure.note))
    for word in synonyms.of_text(f"{figure.metric} {figure.scope} {figure.proof.anchor} {figure.practice_name}"):
        yield _SAID, cut(word)


def figure_keys(site: Site) -> dict[str, list[tuple[int, int, int]]]:
    """Return by the key of a number the figures that say it: the figure, how well (2 exactly, 1 rounded), its practice."""
    found: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    numbers = {practice.id: number for number, practice in enumerate(site.practices)}
    for number, figure in enumerate(site.figures):
        for key, fit in dict(sorted(_keys(figure), key=itemgetter(1))).items():
            found[key].append((number, fit, numbers[figure.practice_id]))
    return {key: sorted(fits, key=lambda fit: (-fit[1], fit[0]))[:_MOST_FIGURES] for key, fits in found.items()}


def _keys(figure: FigureView) -> Iterator[tuple[str, int]]:
    """Yield the keys of a number. A value without its 万 is not the number itself."""
    is_whole = figure.amount.minimum is None or figure.value == f"{figure.amount.minimum:f}"
    yield f"#{figure.value.lower()}", _EXACT if is_whole else _ROUNDED
    if figure.amount.minimum is not None:
        key = f"#{figure.amount.minimum:f}{'%' if figure.unit.startswith('%') else ''}"
        yield key, _EXACT
        yield from ((less, _ROUNDED) for less in rounded(key))
