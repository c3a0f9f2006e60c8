"""The figures of one practice: number, what it counts, its scope and day, who says it, and the words of the document."""

from __future__ import annotations

from collections.abc import Sequence

from casebook.catalog import Figure
from casebook.links import Way
from casebook.pages import wording
from casebook.pages.components import figure_value, link, proof, unsaid
from casebook.pages.site import Site
from casebook.text.escaping import escape


def figure_list(site: Site, way: Way, figures: Sequence[Figure]) -> str:
    """Return the figures as a list; each entry carries its key as anchor."""
    return '<ol class="cb-figures">\n' + "\n".join(_entry(site, way, figure) for figure in figures) + "\n</ol>"


def _entry(site: Site, way: Way, figure: Figure) -> str:
    outcome = figure.outcome
    status = outcome.status or "有效"
    css = "" if status == "有效" else " cb-doubtful"
    return (
        f'<li class="cb-figure{css}" id="{outcome.key}">'
        f'<p class="cb-value">{figure_value(figure)}</p>'
        f'<div class="cb-figure-body"><p class="cb-metric">{escape(outcome.metric)} '
        f'<span class="cb-nature">{escape(outcome.nature)}</span>{_status(status)}'
        f'<a class="cb-permalink" href="#{outcome.key}" aria-label="这个数据的链接">#</a></p>'
        f'<p class="cb-scope">{_scope(way, figure)}</p>{_goal(site, figure)}'
        f'<p class="cb-proof">{_proof(site, way, figure)}</p>{_note(figure)}</div></li>'
    )


def _status(status: str) -> str:
    words = {"存疑": "存疑，引用前请看说明", "撤回": "已撤回，请勿引用"}
    return f' <strong class="cb-status">{words[status]}</strong>' if status in words else ""


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
    voice = outcome.voice or site.catalog.voice(figure.practice, outcome.document, outcome.anchor)
    return proof(way, outcome.document, site.catalog.documents[outcome.document], outcome.anchor, voice)


def _note(figure: Figure) -> str:
    return f'<p class="cb-note">{escape(figure.outcome.note)}</p>' if figure.outcome.note else ""
