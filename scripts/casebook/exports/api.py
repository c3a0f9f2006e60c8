"""The API: the records' own field names, what the joins add, and what the pages resolve, as the pages resolve it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal

from casebook import links
from casebook.catalogued import Practice
from casebook.records.model import Entity
from casebook.records.schema import Json, record_schema
from casebook.saying import wording
from casebook.saying.figures import FigureView
from casebook.saying.places import DoingView
from casebook.saying.site import Site
from casebook.shelves import Shelf

VERSION = 1


def api_files(site: Site) -> Iterator[tuple[str, str]]:
    """Yield every file of `/api/v1/`: its address and its text."""
    practices = {p.id: _practice(site, p) for p in site.catalog.all}
    listed = [practices[p.id] for p in site.catalog.practices]
    yield f"{links.API}practices.json", _listing("practices", listed)
    for p in site.catalog.all:
        text = _text({"version": VERSION, **practices[p.id]})
        for id_ in (p.id, *p.record.publication.former_ids):
            yield links.record_json(id_), text
    yield f"{links.API}outcomes.json", _listing("outcomes", [*_figures(site)])
    documents = [_document(site, id_) for id_ in site.catalog.documents]
    yield f"{links.API}documents.json", _listing("documents", documents)
    yield f"{links.API}vocabularies.json", _text(_vocabularies(site))
    yield f"{links.API}practice.schema.json", _text(record_schema(site.catalog.vocabularies))


def _text(content: Json) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"


def _listing(name: str, rows: list[dict[str, Json]]) -> str:
    return _text({"version": VERSION, "count": len(rows), name: [*rows]})


def _own(entity: Entity) -> dict[str, Json]:
    """Return what a record itself tells, by its own field names."""
    content: dict[str, Json] = entity.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=True)
    return content


def _practice(site: Site, practice: Practice) -> dict[str, Json]:
    view = site.by_id[practice.id]
    content: dict[str, Json] = {"id": view.id, "url": view.address, **_own(practice.record), "pinyin": view.reading}
    localities = zip(practice.record.localities, view.doings, strict=True)
    outcomes = zip(practice.record.outcomes, view.figures, strict=True)
    content["localities"] = [_locality(*pair) for pair in localities]
    content["outcomes"] = [_outcome(*pair) for pair in outcomes]
    content["backlinks"] = [*_backlinks(site, practice)]
    return content


def _backlinks(site: Site, practice: Practice) -> Iterator[Json]:
    for related in site.catalog.related(practice):
        if related.inverse:
            other, label = related.practice, wording.RELATION_WORDS[related.type, True]
            yield {"id": other.id, "name": other.name, "type": related.type, "label": label}


def _locality(locality: Entity, view: DoingView) -> Json:
    return {**_own(locality), "voice": view.proof.voice}


def _outcome(outcome: Entity, view: FigureView) -> dict[str, Json]:
    rivals: dict[str, Json] = {"conflicts_with": [other.id for other in view.conflicts]} if view.conflicts else {}
    return {
        **_own(outcome),
        **rivals,
        "voice": view.proof.voice,
        "as_of": view.as_of or None,
        "as_of_basis": view.as_of_basis,
        "status": view.status,
        "place": view.place.full,
        "place_code": view.place.code,
        "value_min": _number(view.amount.minimum),
        "value_max": _number(view.amount.maximum),
        "unit_base": view.amount.unit,
        "marks": [*view.marks],
    }


def _number(value: Decimal | None) -> int | float | None:
    """Return a number as JSON writes it: whole numbers without a point."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _figures(site: Site) -> Iterator[dict[str, Json]]:
    for figure, view in zip(site.catalog.figures, site.figures, strict=True):
        whose: dict[str, Json] = {"practice": view.practice_id, "name": view.practice_name, "url": view.address}
        yield {**whose, **_outcome(figure.outcome, view)}


def _document(site: Site, id_: str) -> dict[str, Json]:
    page = links.shelf("documents", id_)
    practices: list[Json] = [p.id for p in site.catalog.practices_of(id_)]
    return {"id": id_, "page": page, **_own(site.catalog.documents[id_]), "practices": practices}


def _vocabularies(site: Site) -> dict[str, Json]:
    lists: dict[str, Json] = {"version": VERSION}
    for words in site.catalog.vocabularies.controlled:
        lists[words.facet] = [_own(word) for word in words.words]
    for facet in ("places", "bodies", "policies"):
        lists[facet] = [_shelf(shelf) for shelf in site.shelves.listed(facet)]
    return lists


def _shelf(shelf: Shelf) -> Json:
    return {"id": shelf.id, "name": shelf.name, "count": len(shelf.practices)}
