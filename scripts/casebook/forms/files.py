"""The form's data as script files: each calls `cb.form.take(name, data)`, so it also works from a local disk.

model.js      what is drawn and checked; documents.js  the documents with their sections; ids.js  ids that are taken
readings.js   readings of characters and phrases; places/CODE.js  the divisions of a province
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from casebook.catalog import Catalog
from casebook.forms.description import description
from casebook.forms.readings import readings
from casebook.records.divisions import STREET, Divisions, is_town
from casebook.saying.site import Site
from casebook.text.data_script import Json, data_script

_FOLDER = "assets/form/"
# A division without parts is its name; one with parts is its name and its parts.
Branch: TypeAlias = "str | Sequence[Branch]"


def form_files(site: Site) -> Iterator[tuple[str, str]]:
    """Yield every data file of the form: its path below the site's root and its text."""
    catalog = site.catalog
    model: dict[str, Json] = {**description(site), "provinces": provinces(catalog.divisions)}
    yield _file("model", model)
    yield _file("documents", _documents(catalog))
    ids = [*catalog.by_id, *(old for practice in catalog.all for old in practice.record.publication.former_ids)]
    documents = _ids(catalog, "document", catalog.documents)
    yield _file("ids", {"practices": _ids(catalog, "practice", ids), "documents": documents})
    characters = "".join(sorted({c for p in catalog.all for c in p.name}.union(*catalog.divisions.names.values())))
    told = (catalog.vocabularies.content, characters)
    yield _file("readings", catalog.memory.recall("form", told, lambda: readings(catalog.vocabularies, characters)))
    for code, parts in branches(catalog.divisions):
        yield _file(f"places/{code}", parts)


def _file(name: str, data: Json) -> tuple[str, str]:
    return f"{_FOLDER}{name}.js", data_script("cb.form.take", name, data)


def _documents(catalog: Catalog) -> Json:
    return {
        id_: {"label": document.label, "number": document.number or "", "sections": [s.path for s in document.sections]}
        for id_, document in catalog.documents.items()
    }


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
    parts = ((name, _below(divisions, child)) for name, child in children if len(child) < STREET or is_town(name))
    return [[name, below] if below else name for name, below in parts]
