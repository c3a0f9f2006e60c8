"""Where things are done, and how far: pictures of practices over places and years, for pages of any kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from casebook.saying import wording
from casebook.saying.documents import DocumentView
from casebook.saying.figures import LATEST, FigureView
from casebook.saying.pictures import Segment, Timeline, bar, timeline
from casebook.saying.places import DoingView
from casebook.saying.site import Site
from casebook.shelves import Shelf

_LEVELS = (9, 6, 4, 2)  # digits of the codes of streets, districts, cities, provinces
_LEAST, _FEW = 3, 10  # places of a picture; practices that one takes in without one


@dataclass(frozen=True, slots=True)
class Branch:
    """How far things are at a place, or in a theme. depth: from 0. parts: of a bar that the one with the most fills."""

    address: str
    name: str
    depth: int
    parts: tuple[Segment, ...]


def tree(site: Site, doings: Iterable[DoingView], most: int = 16, *, marked: bool = False) -> tuple[Branch, ...]:
    """Return the places of doings, each before those in it, as deep as fits into `most` lines; none of fewer than three places.

    marked: with what is inferred, as each doing says it; without, it only counts.
    """
    told = [*doings]
    often = Counter(doing.stage for doing in told)  # the stages of every bar come in one order where they are as many
    stages: dict[str, list[str]] = {}
    for doing in sorted(told, key=lambda doing: (-often[doing.stage], doing.stage)):
        for digits in _LEVELS:
            if len(code := doing.place.code[:digits]) == digits and code in site.catalog.divisions.names:
                stages.setdefault(code, []).append(doing.stage_said if marked else doing.stage)
    levels = [_shown(stages, digits) for digits in _LEVELS]
    shown = next((level for level in levels if len(level) <= most), levels[-1])
    inferred = {doing.place.code for doing in told if marked and doing.is_place_inferred}
    whole = max((len(stages[code]) for code in shown), default=0)
    enough = shown if len(shown) >= _LEAST else ()
    return tuple(_branch(site, c, shown, bar(stages[c], whole), is_inferred=c in inferred) for c in enough)


def _shown(stages: dict[str, list[str]], digits: int) -> Sequence[str]:
    """Return the codes down to a level, without those in which everything is in one single place below."""
    codes = sorted(code for code in stages if len(code) <= digits)
    then = dict(pairwise([*codes, ""]))
    return [c for c in codes if not (then[c].startswith(c) and len(stages[then[c]]) == len(stages[c]))]


def _branch(site: Site, code: str, shown: Sequence[str], parts: tuple[Segment, ...], *, is_inferred: bool) -> Branch:
    above = [other for other in shown if other != code and code.startswith(other)]
    place = site.place(code)
    name = "".join(place.path[len(site.place(above[-1]).path) if above else 0 :])
    return Branch(place.address, wording.inferred(name, is_inferred=is_inferred), len(above), parts)


def by_theme(site: Site) -> tuple[Branch, ...]:
    """Return how far the practices of each theme are."""
    themes = [theme for theme in site.shelves.listed("themes") if theme.practices]
    stages = [[doing.stage for practice in site.views(t.practices) for doing in practice.doings] for t in themes]
    whole = max(map(len, stages), default=0)
    return tuple(Branch(t.address, t.name, 0, bar(told, whole)) for t, told in zip(themes, stages, strict=True))


def years(
    doings: Iterable[DoingView], figures: Iterable[FigureView], documents: Iterable[DocumentView]
) -> Timeline | None:
    """Return when things began, what day figures tell, until when goals are due, and when documents were written."""
    told = [*figures]
    return timeline(
        ("开始做", "处", (doing.since for doing in doings)),
        ("数据写明的日期", "个", (f.own_as_of for f in told if not f.is_goal and f.as_of_basis != LATEST)),
        ("目标的期限", "个", (figure.due for figure in told)),
        ("文件", "份", (document.date for document in documents)),
    )


def pictures(site: Site, shelf: Shelf) -> tuple[tuple[Branch, ...], Timeline | None]:
    """Return where and when what stands on a shelf is done; of a place or a document, only what is its own. Of few, nothing."""
    told = site.views(shelf.practices) if len(shelf.practices) >= _FEW else ()
    doings = [doing for practice in told for doing in practice.doings if _is_on(shelf, doing)]
    figures = [figure for practice in told for figure in practice.counted_figures if _is_on(shelf, figure)]
    proofs = (*(doing.proof for doing in doings), *(figure.proof for figure in figures))
    documents = {proof.document.id: proof.document for proof in proofs}
    return tree(site, doings), years(doings, figures, documents.values())


def _is_on(shelf: Shelf, told: DoingView | FigureView) -> bool:
    own = {"places": told.place.code.startswith(shelf.id), "documents": told.proof.document.id == shelf.id}
    return own.get(shelf.facet, True)
