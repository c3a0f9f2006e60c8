"""The form's data as script files: each calls `cb.form.take(name, data)`, so it also works from a local disk.

model.js      what is drawn and checked; documents.js  the documents with their sections; ids.js  ids that are taken
readings.js   readings of characters and phrases; places/CODE.js  the divisions of a province
others/CODE.js  what is counted there as a street and is none; bodies.js, wordings.js  registers that rules ask
known/N.js    what the other records hold, by the hash of the question
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from casebook.catalog import Catalog
from casebook.forms.description import description
from casebook.forms.known import known_shards
from casebook.forms.readings import readings, wordings
from casebook.records.divisions import STREET, Divisions, is_town
from casebook.records.registers import Bodies
from casebook.saying.site import Site
from casebook.text.data_script import Json, data_script
from casebook.text.normal import squeezed

_FOLDER = "assets/form/"
# A division without parts is its name; one with parts is its name and its parts.
Branch: TypeAlias = "str | Sequence[Branch]"


def form_files(site: Site) -> Iterator[tuple[str, str]]:
    """Yield every data file of the form: its path below the site's root and its text."""
    catalog = site.catalog
    model: dict[str, Json] = {**description(site), "provinces": provinces(catalog.divisions)}
    shards = known_shards(catalog)
    yield _file("model", {**model, "known": len(shards)})
    yield from (_file(f"known/{number}", answers) for number, answers in enumerate(shards))
    yield _file("documents", _documents(catalog))
    ids = [*catalog.by_id, *(old for practice in catalog.all for old in practice.record.publication.former_ids)]
    documents = _ids(catalog, "document", catalog.documents)
    yield _file("ids", {"practices": _ids(catalog, "practice", ids), "documents": documents})
    characters = "".join(sorted({c for p in catalog.all for c in p.name}.union(*catalog.divisions.names.values())))
    told = (catalog.vocabularies.content, characters)
    yield _file("readings", catalog.memory.recall("form", told, lambda: readings(catalog.vocabularies, characters)))
    yield _file("bodies", bodies_by_name(catalog.vocabularies.bodies))
    yield _file("wordings", wordings(catalog.vocabularies))
    for code, parts in branches(catalog.divisions):
        yield _file(f"places/{code}", parts)
        yield _file(f"others/{code}", others(catalog.divisions, code))


def _file(name: str, data: Json) -> tuple[str, str]:
    return f"{_FOLDER}{name}.js", data_script("cb.form.take", name, data)


def _documents(catalog: Catalog) -> Json:
    return {
        id_: {"label": document.label, "number": document.number or ""} for id_, document in catalog.documents.items()
    }


def bodies_by_name(bodies: Bodies) -> dict[str, Json]:
    """Return the places of the bodies of each name, one for each body."""
    found: dict[str, list[Json]] = {}
    for body in bodies.all:
        for name in dict.fromkeys(map(squeezed, (body.name, *body.short))) if body.status == "published" else ():
            found.setdefault(name, []).append(body.place)
    return {**found}


def _ids(catalog: Catalog, kind: str, known: Iterable[str]) -> str:
    """Return every id that was ever used, those of the ledger too: an id is never given twice."""
    lines = (line.split(" ") for line in catalog.library.ledger)
    return " ".join(sorted({*known, *(words[1] for words in lines if words[0] == kind and len(words) > 1)}))


def provinces(divisions: Divisions) -> list[tuple[str, str]]:
    """Return the provinces: code and name, in the order of the codes."""
    return [(code, name) for name, code in divisions.children("").items()]


def branches(divisions: Divisions) -> Iterator[tuple[str, Sequence[Branch]]]:
    """Yield the parts of each province with its code, down to streets and towns."""
    for code, _ in provinces(divisions):
        yield code, _below(divisions, code)


def _below(divisions: Divisions, code: str) -> Sequence[Branch]:
    children = divisions.children(code).items()
    parts = (
        (name, child, _below(divisions, child)) for name, child in children if len(child) < STREET or is_town(name)
    )
    # Only streets and towns are bare names: what has no parts in the table may have some.
    return [[name, below] if below or len(child) < STREET else name for name, child, below in parts]


def others(divisions: Divisions, code: str) -> dict[str, Json]:
    """Return what is counted among streets and towns and is none of them, by the path of the division around."""
    found: dict[str, list[Json]] = {}
    for below in (c for c in divisions.names if c.startswith(code)):
        names = [
            name for name, child in divisions.children(below).items() if len(child) == STREET and not is_town(name)
        ]
        if names:
            found[divisions.place(below).full] = [*names]
    return {**found}
