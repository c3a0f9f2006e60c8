"""What the page `/compare/` shows of each practice, as one small script file per id: it also works from a local disk.

`assets/compare/<id>.js` calls `cb.compare.take(id, data)`. An id of old tells the new one; a merged or withdrawn record
tells so and nothing else. All wordings are made here, so that the browser only sets them side by side.
"""

from __future__ import annotations

from collections.abc import Iterator

from casebook import links
from casebook.catalog import Figure, Practice
from casebook.pages import wording
from casebook.pages.sentence import figure_sentence
from casebook.pages.site import Site
from casebook.records.model import Document
from casebook.text.data_script import Json, data_script

FOLDER = "assets/compare/"


def compare_files(site: Site) -> Iterator[tuple[str, str]]:
    """Yield the file of every id that was ever used: its path below the site's root and its text."""
    for practice in site.catalog.all:
        for old in practice.record.publication.former_ids:
            yield _file(old, {"moved": practice.id})
        yield _file(practice.id, _practice(site, practice) if practice.is_published else _gone(site, practice))


def _file(id_: str, data: Json) -> tuple[str, str]:
    return f"{FOLDER}{id_}.js", data_script("cb.compare.take", id_, data)


def _gone(site: Site, practice: Practice) -> Json:
    publication = practice.record.publication
    words = {"merged": "已并入别的做法", "withdrawn": "已撤下，请勿引用"}[publication.status]
    data: dict[str, Json] = {
        "id": practice.id,
        "name": practice.name,
        "gone": words,
        "reason": publication.reason or "",
    }
    if publication.replaced_by:
        data |= {"instead": [publication.replaced_by, site.catalog.by_id[publication.replaced_by].name]}
    return data


def _practice(site: Site, practice: Practice) -> Json:
    record = practice.record
    called = f"（原文称“{record.called}”）" if record.called else ""
    return {
        "id": practice.id,
        "name": practice.name,
        "summary": record.summary,
        "kind": f"{record.kind}{called}",
        "where": [*_where(practice)],
        "lead": [*_bodies(practice)],
        "steps": record.steps,
        "conditions": record.conditions,
        "funding": record.funding,
        "sources": [_source(id_, document) for id_, document in site.catalog.documents_of(practice)],
        "figures": [_figure(site, figure) for figure in practice.figures],
    }


def _where(practice: Practice) -> Iterator[Json]:
    """Yield [place, stage, what more is said of it]."""
    for doing in practice.doings:
        locality = doing.locality
        since = f"{wording.day(locality.since)}起" if locality.since else ""
        more = "，".join(filter(None, (locality.spread, since, locality.note)))
        yield [wording.place_name(doing.place), locality.stage, more]


def _bodies(practice: Practice) -> Iterator[str]:
    """Yield who leads: by place where the record has several."""
    several = len({place.code for place in practice.places}) > 1
    lines = (
        f"{f'{wording.place_name(doing.place)}：' if several else ''}{'、'.join(doing.locality.lead)}"
        for doing in practice.doings
        if doing.locality.lead
    )
    yield from dict.fromkeys(lines)


def _source(id_: str, document: Document) -> Json:
    """Return [what a document is called, the address of its page]."""
    day = f"，{wording.day(document.date)}" if document.date else ""
    return [f"{wording.titled(document.title, document.number)}{day}", links.shelf("documents", id_)]


def _figure(site: Site, figure: Figure) -> Json:
    outcome = figure.outcome
    document = site.catalog.documents[outcome.document]
    return {
        "key": outcome.key,
        "row": _row(figure),
        "metric": outcome.metric,
        "value": wording.figure_text(outcome),
        "place": wording.place_name(figure.place),
        "scope": outcome.scope or wording.UNSAID,
        "day": wording.as_of(outcome, document),
        "nature": outcome.nature,
        "warning": figure.status if figure.status != "有效" else "",
        "document": wording.marked(document.label, site.catalog.voice(figure)),
        "sentence": figure_sentence(site, figure),
    }


def _row(figure: Figure) -> str:
    """Return by what a figure may stand in one row with another: metric, place, scope, and whether it is a goal.

    Empty where the scope is not told: two unknown scopes are not one; and where the figure is taken back.
    """
    outcome = figure.outcome
    if not outcome.scope or figure.status == "撤回":
        return ""
    return f"{outcome.metric}|{figure.place.code}|{outcome.scope}|{outcome.nature}"
