"""From what all that is said of a practice follows: a digest, by which it is remembered."""

from __future__ import annotations

from casebook.catalog import Catalog
from casebook.catalogued import Practice
from casebook.memory import digest
from casebook.saying.kin import family


def shared_content(catalog: Catalog) -> bytes:
    """Return a digest of what every practice's views may draw on beside records."""
    library = catalog.library
    documents = (part for document in library.documents for part in (document.id, document.content))
    return digest(library.vocabularies.content, *documents, "\n".join(library.ledger), catalog.build_date.isoformat())


def practice_content(catalog: Catalog, practice: Practice) -> bytes:
    """Return a digest of the records that a practice's views draw on: its own, those that it names or that name it."""
    publication = practice.record.publication
    anchors = (former.replaced_by or "" for former in publication.former_keys)
    figures = (f"{practice.id}#{outcome.key}" for outcome in practice.record.outcomes)
    rivals = (other for figure in figures for other in catalog.conflicts.get(figure, ()))
    results = (outcome.result or "" for outcome in practice.record.outcomes)
    ids = (name.partition("#")[0] for name in (*anchors, *rivals, *results))
    named = {publication.replaced_by or "", *ids} - {practice.id} & catalog.by_id.keys()
    kin = {one.id for one, _ in family(catalog, practice)} - {practice.id}
    others = sorted(named | kin | {related.practice.id for related in catalog.related(practice)})
    beside = (part for id_ in others for part in (id_, catalog.by_id[id_].content))
    return digest(practice.id, practice.path, practice.content, *beside)
