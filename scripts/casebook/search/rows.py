"""What a hit shows of a practice: its card, its sentences, and its figures, never without their marks."""

from __future__ import annotations

from casebook.saying.figures import FigureView
from casebook.saying.practices import PracticeView
from casebook.search.synonyms import Synonyms
from casebook.text.data_script import Json
from casebook.text.normal import folded


def card(synonyms: Synonyms, practice: PracticeView) -> Json:
    """Return id, name, aliases, other words, at most two pairs of place and stage, of how many pairs, and by what else it is found.

    That is: words that are no names of it, and the names of practices that it includes.
    """
    own = folded(practice.name)
    said = (practice.aliases, synonyms.of_names(practice))
    aliases, words = ([word for word in these if folded(word) != own] for these in said)
    parts = [part.name for part in practice.includes]
    return [
        practice.id,
        practice.name,
        aliases,
        words,
        practice.shown_places_and_stages,
        len(practice.places_and_stages),
        practice.search_words,
        parts,
    ]


def sentences(practice: PracticeView) -> Json:
    """Return the summary, the other sentences, the figures, and, where the card does not show them all, code, place and stage of all places."""
    doing = (f"{doing.place.name}：{doing.note}" for doing in practice.doings if doing.note)
    particulars = (text for part in practice.particulars for text in part.texts)
    prose = (practice.background, *practice.steps, *doing, *practice.notes, *particulars)
    is_whole = len(practice.shown_places_and_stages) == len(practice.places_and_stages)
    pairs = dict.fromkeys((doing.place.code, *doing.place_and_stage) for doing in (() if is_whole else practice.doings))
    return [practice.summary, [*filter(None, prose)], [*map(placed_row, practice.figures)], [*pairs]]


def quotations(practice: PracticeView) -> Json:
    """Return the sentences by which its figures are quoted, by their keys."""
    return {figure.key: figure.sentence for figure in practice.figures}


def placed_row(figure: FigureView) -> tuple[str, ...]:
    """Return the row with the place before the scope: a query may name another place."""
    *start, _ = figure_row(figure)
    *marks, scope = figure.beside
    return *start, "；".join((*marks, figure.place.name, scope))


def figure_row(figure: FigureView) -> tuple[str, ...]:
    """Return key, the doubt that stands before the number (or empty), the number as printed, metric, and all that stands behind."""
    return figure.key, figure.doubt, figure.text, figure.metric, "；".join(figure.beside)


def answer_row(figure: FigureView) -> Json:
    """Return the same with the place, and with label and id of the document."""
    document = figure.proof.document
    return (*figure_row(figure), figure.place.name, document.label, document.id)
