"""What each part of a practice weighs in the full-text index."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from casebook.saying.practices import PracticeView
from casebook.saying.site import Site
from casebook.search.synonyms import Synonyms
from casebook.search.terms import impact, terms
from casebook.text.keys import arabic, document_and_date_keys

TELLING = frozenset({"参与方", "表彰与报道（来源称）"})
_USUAL_TERMS = 500
_LENGTH = 0.4
_DIGIT = re.compile(r"[0-9]")
_LONG_NUMBER = re.compile(r"[0-9]{4,}")

Weighed = tuple[float, Iterable[str]]


def term_impacts(site: Site, synonyms: Synonyms) -> Iterator[Mapping[str, int]]:
    """Yield the terms of each practice with their impacts. Texts that many practices share (places, problems) are cut once."""
    cut = cache(lambda text: tuple(dict.fromkeys((*terms(text), *_dated(text)))))
    for practice in site.practices:
        weights: dict[str, float] = defaultdict(float)
        for weight, texts in _parts(site, synonyms, practice):
            for text in texts:
                for term in cut(text):
                    weights[term] += weight
        length = max(0.6, (len(weights) / _USUAL_TERMS) ** _LENGTH)
        impacts = {weight: impact(weight / length) for weight in set(weights.values())}  # of few weights
        yield {term: impacts[weight] for term, weight in weights.items()}


def _dated(text: str) -> Iterable[str]:
    return document_and_date_keys(arabic(text)) if _DIGIT.search(text) else ()


def _parts(site: Site, synonyms: Synonyms, practice: PracticeView) -> Iterator[Weighed]:
    yield 12.0, (practice.name,)
    yield 7.0, practice.finding_names
    yield 3.0, synonyms.of_names(practice)
    yield (
        1.2,
        synonyms.of_text(
            " ".join((practice.name, *practice.aliases, *practice.search_words, practice.summary, *practice.steps))
        ),
    )
    yield 4.0, (practice.summary,)
    yield 2.0, (practice.background, *practice.steps)
    yield 0.7, practice.notes
    yield from ((1.5 if part.name in TELLING else 1.0, part.texts) for part in practice.particulars)
    yield from _doings(practice)
    yield from _figures(practice)
    yield 1.0, (f"{practice.kind.name}，{practice.called}",)
    yield 2.0, (theme.name for theme in practice.themes)
    for number, problem in enumerate(practice.problems):
        yield (2.0 if number else 3.0), (problem.name,)
        yield (1.0 if number else 1.5), (site.catalog.vocabularies.problems.by_name[problem.name].definition,)
    yield 1.0, (place.anchor for source in practice.sources for place in source.places)
    yield 0.5, (change.note for change in practice.changes)
    for document in practice.documents:
        yield 0.3, (f"{document.number}，{document.label}，{'，'.join(_LONG_NUMBER.findall(document.title))}",)


def _doings(practice: PracticeView) -> Iterator[Weighed]:
    seen: set[str] = set()
    for doing in practice.doings:
        for level, name in enumerate(reversed(doing.place.path)):
            if name not in seen:
                seen.add(name)
                yield (1.5 if level else 5.0), (name,)
        yield 3.0, (doing.note,)
        yield 1.5, (body.name for body in doing.support)
        yield 4.0, (f"{body.name}牵头" for body in doing.lead)
        yield 1.0, (doing.proof.anchor,)


def _figures(practice: PracticeView) -> Iterator[Weighed]:
    for figure in practice.figures:
        yield 2.5, (f"{figure.text}，{figure.value}，{figure.metric}",)
        yield 1.0, (f"{figure.scope}，{figure.proof.anchor}，{figure.place.path[-1]}",)
