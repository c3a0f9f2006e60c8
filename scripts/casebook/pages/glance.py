"""A practice at a glance, before the first scroll: where and how far, with which result, from which document."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.catalog import Figure, Practice
from casebook.links import Way
from casebook.pages import wording
from casebook.pages.components import document_link, figure_value, place_and_stage
from casebook.pages.site import Site
from casebook.text.escaping import escape

_PLACES = 4
_FIGURES = 3
# What a reader asks for first. Figures that only give the background are never shown here.
_NATURES = ("效果", "覆盖", "产出", "规模", "投入", "评价", "目标", "标准")
# Natures that would be taken for a result if they were not named.
_MARKED = frozenset({"目标", "标准", "评价"})


def glance(site: Site, way: Way, practice: Practice) -> str:
    """Return places with their stages, the main figures, and the documents, as HTML."""
    rows = (
        ("在哪里做", f'<ul class="cb-glance-places">{"".join(_places(practice))}</ul>'),
        ("主要数据", _figures(site, practice)),
        ("出自", "；".join(document_link(way, id_, d) for id_, d in site.catalog.documents_of(practice))),
    )
    cells = "".join(f"<div><dt>{name}</dt><dd>{text}</dd></div>" for name, text in rows if text)
    return f'<dl class="cb-glance">{cells}</dl>'


def _places(practice: Practice) -> Iterator[str]:
    for doing in practice.doings[:_PLACES]:
        spread = f" {escape(doing.locality.spread)}" if doing.locality.spread else ""
        yield f"<li>{place_and_stage(doing)}{spread}</li>"
    if len(practice.places) > _PLACES:
        yield f'<li><a href="#localities">共 {len(practice.places)} 处</a></li>'


def _figures(site: Site, practice: Practice) -> str:
    main = _main_figures(practice)
    if not main:
        return ""
    several = len({place.code for place in practice.outcome_places}) > 1
    entries = "".join(_figure(site, figure, several=several) for figure in main)
    count = len(practice.record.outcomes)
    more = f'<p class="cb-key-more"><a href="#outcomes">全部 {count} 个数据</a></p>' if count > len(main) else ""
    return f'<ul class="cb-key-figures">{entries}</ul>{more}'


def _main_figures(practice: Practice) -> list[Figure]:
    """Return the main figures, all of one document: side by side, those of two would look like a trend."""
    good = [f for f in practice.figures if f.outcome.nature in _NATURES and f.status == "有效"]
    ranked = sorted(good, key=lambda f: _NATURES.index(f.outcome.nature))
    return [f for f in ranked if f.outcome.document == ranked[0].outcome.document][:_FIGURES]


def _figure(site: Site, figure: Figure, *, several: bool) -> str:
    outcome = figure.outcome
    document = site.catalog.documents[outcome.document]
    place = wording.place_name(figure.place) if several else None
    about = " · ".join(escape(part) for part in (place, outcome.scope, wording.short_day(outcome, document)) if part)
    voice = site.catalog.voice(figure)
    marks = [outcome.nature if outcome.nature in _MARKED else "", "" if voice == wording.OWN_WORD else voice]
    mark = f"（{'，'.join(filter(None, marks))}）" if any(marks) else ""
    return (
        f'<li><a class="cb-value" href="#{outcome.key}">{figure_value(figure)}</a>'
        f" <span>{escape(outcome.metric)}{escape(mark)}<small>{about}</small></span></li>"
    )
