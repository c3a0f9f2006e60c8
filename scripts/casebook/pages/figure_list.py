"""The figures of one practice: number, what it counts, its scope and day, who says it, and the words of the document."""

from __future__ import annotations

from collections.abc import Sequence

from casebook.catalog import Figure, Practice
from casebook.links import Way
from casebook.pages import wording
from casebook.pages.components import figure_value, link, proof, unsaid
from casebook.pages.sentence import figure_sentence
from casebook.pages.site import Site
from casebook.text.escaping import escape


def figure_list(site: Site, way: Way, figures: Sequence[Figure]) -> str:
    """Return the figures as a list; each entry carries its key as anchor."""
    return '<ol class="cb-figures">\n' + "\n".join(_entry(site, way, figure) for figure in figures) + "\n</ol>"


def _entry(site: Site, way: Way, figure: Figure) -> str:
    outcome = figure.outcome
    # Scripts that copy a figure say its status with it.
    status = "" if figure.status == "有效" else f' data-status="{figure.status}"'
    return (
        f'<li class="cb-figure" id="{outcome.key}"{status}>'
        f'<p class="cb-value">{figure_value(figure)}</p>'
        f'<div class="cb-figure-body"><p class="cb-metric">{escape(outcome.metric)} '
        f'<span class="cb-nature">{escape(outcome.nature)}</span></p>{_warning(site, way, figure)}'
        f'<p class="cb-scope">{_scope(way, figure)}</p>{_goal(site, figure)}'
        f'<p class="cb-proof">{_proof(site, way, figure)}</p>{_note(figure)}'
        f'<p class="cb-figure-tools" data-sentence="{escape(figure_sentence(site, figure))}">'
        f'<a class="cb-permalink" href="#{outcome.key}" aria-label="这个数据的链接">#</a></p>'
        "</div></li>"
    )


def _warning(site: Site, way: Way, figure: Figure) -> str:
    """Return what keeps a figure from being quoted. Whoever comes by its anchor has not seen the page's banner."""
    publication = figure.practice.record.publication
    if publication.replaced_by:
        target = site.catalog.by_id[publication.replaced_by]
        there = link(way.practice(target.id, _same_key(target, figure.outcome.key)), target.name)
        said = "已并入别的做法" if publication.status == "merged" else "已撤下，请勿引用"
        return f'<p class="cb-warning">本条{said}，请看{there}。</p>'
    said = wording.WARNINGS.get(figure.status, "")
    return f'<p class="cb-warning">{said}</p>' if said else ""


def _same_key(practice: Practice, key: str) -> str:
    return key if any(outcome.key == key for outcome in practice.record.outcomes) else ""


def _scope(way: Way, figure: Figure) -> str:
    place = link(way.shelf("places", figure.place.code), wording.place_name(figure.place))
    scope = escape(figure.outcome.scope) if figure.outcome.scope else unsaid()
    return f"{place} · 口径：{scope}"


def _goal(site: Site, figure: Figure) -> str:
    outcome = figure.outcome
    document = site.catalog.documents[outcome.document]
    text = f'<p class="cb-day">{wording.as_of(outcome, document)}</p>'
    if outcome.nature != "目标":
        return text
    if wording.is_overdue(outcome, site.catalog.build_date):
        return f'{text}<p class="cb-overdue">这是目标，不是结果。{wording.OVERDUE}。</p>'
    due = f' data-due="{wording.last_day(outcome.as_of).isoformat()}"' if outcome.as_of else ""
    return f'{text}<p class="cb-goal"{due}>这是目标，不是结果。</p>'


def _proof(site: Site, way: Way, figure: Figure) -> str:
    outcome = figure.outcome
    document = site.catalog.documents[outcome.document]
    return proof(way, outcome.document, document, outcome.anchor, site.catalog.voice(figure))


def _note(figure: Figure) -> str:
    return f'<p class="cb-note">{escape(figure.outcome.note)}</p>' if figure.outcome.note else ""
