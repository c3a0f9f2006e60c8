"""The form's data as script files: each calls `cb.form.take(name, data)`, so it also works from a local disk.

model.js      what is drawn and checked; documents.js  the documents with their sections; ids.js  ids that are taken
readings.js   readings of characters and phrases; places/CODE.js  the divisions of a province
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casebook.catalog import Catalog
from casebook.forms.description import description
from casebook.forms.readings import readings
from casebook.forms.tree import branches, provinces
from casebook.pages.site import Site
from casebook.text.data_script import Json, data_script

FOLDER = "assets/form/"


def form_files(site: Site) -> Iterator[tuple[str, str]]:
    """Yield every data file of the form: its path below the site's root and its text."""
    catalog = site.catalog
    model: dict[str, Json] = {**description(site), "provinces": provinces(catalog.divisions)}
    yield _file("model", model)
    yield _file("documents", _documents(catalog))
    yield _file("ids", {"practices": " ".join(_practice_ids(catalog)), "documents": " ".join(_document_ids(catalog))})
    yield _file("readings", readings(catalog.vocabularies, (p.name for p in catalog.all)))
    for code, parts in branches(catalog.divisions):
        yield _file(f"places/{code}", parts)


def _file(name: str, data: Json) -> tuple[str, str]:
    return f"{FOLDER}{name}.js", data_script("cb.form.take", name, data)


def _documents(catalog: Catalog) -> Json:
    return {
        id_: {"label": document.label, "number": document.number or "", "sections": [s.path for s in document.sections]}
        for id_, document in catalog.documents.items()
    }


def _practice_ids(catalog: Catalog) -> Iterable[str]:
    """Return every id that was ever used: an id is never given twice."""
    former = (old for practice in catalog.all for old in practice.record.publication.former_ids)
    return sorted({*catalog.by_id, *former, *_in_ledger(catalog, "practice")})


def _document_ids(catalog: Catalog) -> Iterable[str]:
    return sorted({*catalog.documents, *_in_ledger(catalog, "document")})


def _in_ledger(catalog: Catalog, kind: str) -> Iterator[str]:
    lines = (line.split(" ") for line in catalog.library.ledger)
    yield from (words[1] for words in lines if words[0] == kind and len(words) > 1)
