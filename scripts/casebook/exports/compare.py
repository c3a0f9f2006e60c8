"""What the page `/compare/` shows of each practice, as script files: they also work from a local disk.

`assets/compare/<number>.js` calls `cb.compare.take(number, {id: data, …})`; the number is a hash of the id, so that the browser
can tell it without a list of all ids. How many files there are, the pages that use them say. An id of old tells the new one; a
merged or withdrawn record tells so and nothing else. All wordings are made here, so that the browser only sets them side by side.
"""

from __future__ import annotations

from collections.abc import Iterator

from casebook import links
from casebook.saying.documents import DocumentView
from casebook.saying.figures import UNDATED, FigureView
from casebook.saying.places import DoingView
from casebook.saying.practices import Banner, PracticeView
from casebook.saying.site import Site
from casebook.text.data_script import Json, data_script
from casebook.text.shards import shard

FOLDER = "assets/compare/"
_PARTICULARS = frozenset({"所需条件", "经费来源"})


def compare_files(site: Site) -> Iterator[tuple[str, str]]:
    """Yield the files: path below the site's root and text. Together they tell of every id that was ever used."""
    files: list[dict[str, Json]] = [{} for _ in range(site.compare_files)]
    for id_, data in _told(site):
        files[shard(id_, len(files))][id_] = data
    for number, told in enumerate(files):
        yield f"{FOLDER}{number}.js", data_script("cb.compare.take", str(number), told)


def _told(site: Site) -> Iterator[tuple[str, Json]]:
    for practice in site.catalog.all:
        publication, view = practice.record.publication, site.by_id[practice.id]
        for old in publication.former_ids:
            yield old, {"moved": view.id}
        yield view.id, _gone(view, view.banner, publication.replaced_by) if view.banner else _practice(view)


def _gone(practice: PracticeView, banner: Banner, replaced_by: str | None) -> Json:
    words = banner.said.removeprefix("本条").rstrip("。")  # the page sets the name before them
    data: dict[str, Json] = {"id": practice.id, "name": practice.name, "gone": words, "reason": banner.reason}
    return data | {"instead": [replaced_by, banner.instead.name]} if banner.instead else data


def _practice(practice: PracticeView) -> Json:
    return {
        "id": practice.id,
        "name": practice.name,
        "summary": practice.summary,
        "kind": practice.kind_said,
        "where": [_where(doing) for doing in practice.doings],
        "lead": [*_bodies(practice)],
        "steps": practice.steps,
        "particulars": {part.name: part.texts for part in practice.particulars if part.name in _PARTICULARS},
        "sources": [_source(document) for document in practice.documents],
        "figures": [_figure(figure) for figure in practice.counted_figures],
    }


def _where(doing: DoingView) -> Json:
    """Return [place, stage, what more is said of it]."""
    voice = f"{doing.proof.voice}称" if doing.proof.is_others_word else ""
    return [*doing.place_and_stage, "，".join(filter(None, (doing.spread, doing.since_said, voice, doing.note)))]


def _bodies(practice: PracticeView) -> Iterator[str]:
    """Yield who leads: by place where the record has several."""
    several = len({doing.place.code for doing in practice.doings}) > 1
    lines = (
        f"{f'{doing.place.name}：' if several else ''}{'、'.join(body.name for body in doing.lead)}"
        for doing in practice.doings
        if doing.lead
    )
    yield from dict.fromkeys(lines)


def _source(document: DocumentView) -> Json:
    """Return [what a document is called, the address of its page]."""
    return [document.named_on, links.shelf("documents", document.id)]


def _figure(figure: FigureView) -> Json:
    return {
        "key": figure.key,
        "row": figure.row,
        "metric": figure.metric,
        "value": figure.text,
        "marks": figure.marks,
        "place": figure.place.name,
        "scope": figure.scope_said,
        "from": "；".join(filter(None, (figure.proof.document.label, _day(figure)))),
        "sentence": figure.sentence,
    }


def _day(figure: FigureView) -> str:
    """Return when a figure holds; empty where its marks tell that already."""
    return "" if figure.is_goal or figure.as_of_basis == UNDATED else figure.day
