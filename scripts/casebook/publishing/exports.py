"""The API: the records' own field names, and what the joins add."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal

from casebook import links
from casebook.catalog import Figure, Practice
from casebook.pages.site import Site
from casebook.pages.wording import RELATION_WORDS
from casebook.records.model import Entity
from casebook.records.schema import Json, record_schema
from casebook.shelves import Shelf
from casebook.text.numbers import quantity

VERSION = 1


def api_files(site: Site) -> Iterator[tuple[str, str]]:
    """Yield every file of `/api/v1/`: its address and its text."""
    catalog = site.catalog
    practices = [_practice(site, p) for p in catalog.practices]
    yield f"{links.API}practices.json", _listing("practices", practices)
    for p in catalog.all:
        yield links.record_json(p.id), _text({"version": VERSION, **_practice(site, p)})
    for p in catalog.all:
        for old in p.record.publication.former_ids:
            yield links.record_json(old), _text({"version": VERSION, **_practice(site, p)})
    yield f"{links.API}outcomes.json", _listing("outcomes", [_figure(f) for f in catalog.figures])
    documents = [_document(site, id_) for id_ in catalog.documents]
    yield f"{links.API}documents.json", _listing("documents", documents)
    yield f"{links.API}vocabularies.json", _text(_vocabularies(site))
    yield f"{links.API}practice.schema.json", _text(record_schema(catalog.vocabularies))


def _text(content: Json) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"


def _listing(name: str, rows: list[dict[str, Json]]) -> str:
    return _text({"version": VERSION, "count": len(rows), name: [*rows]})


def _plain(entity: Entity) -> dict[str, Json]:
    content: dict[str, Json] = entity.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    return content


def _practice(site: Site, practice: Practice) -> dict[str, Json]:
    content: dict[str, Json] = {"id": practice.id, "url": links.practice(practice.id), **_plain(practice.record)}
    content["pinyin"] = practice.reading
    content["outcomes"] = [_outcome(figure) for figure in practice.figures]
    content["backlinks"] = [
        {"id": r.practice.id, "name": r.practice.name, "type": r.type, "label": RELATION_WORDS[(r.type, True)]}
        for r in site.catalog.related(practice)
        if r.inverse
    ]
    return content


def _outcome(figure: Figure) -> dict[str, Json]:
    outcome = figure.outcome
    amount = quantity(outcome.value, outcome.unit)
    return {
        **_plain(outcome),
        "status": outcome.status or "有效",
        "place": outcome.place or figure.practice.record.localities[0].place,
        "value_min": number(amount.minimum),
        "value_max": number(amount.maximum),
        "unit_base": amount.unit,
    }


def number(value: Decimal | None) -> int | float | None:
    """Return a number as JSON writes it: whole numbers without a point."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _figure(figure: Figure) -> dict[str, Json]:
    practice, outcome = figure.practice, figure.outcome
    return {
        "practice": practice.id,
        "name": practice.name,
        "url": links.practice(practice.id, outcome.key),
        "place_code": figure.place.code,
        **_outcome(figure),
    }


def _document(site: Site, id_: str) -> dict[str, Json]:
    page = links.shelf("documents", id_)
    practices: list[Json] = [p.id for p in site.catalog.practices_of(id_)]
    return {"id": id_, "page": page, **_plain(site.catalog.documents[id_]), "practices": practices}


def _vocabularies(site: Site) -> dict[str, Json]:
    lists: dict[str, Json] = {"version": VERSION}
    for words in site.catalog.vocabularies.controlled:
        lists[words.facet] = [_plain(word) for word in words.words]
    for facet in ("places", "bodies"):
        lists[facet] = [_shelf(shelf) for shelf in site.shelves.of(facet)]
    return lists


def _shelf(shelf: Shelf) -> Json:
    return {"id": shelf.id, "name": shelf.name, "count": len(shelf.practices)}
