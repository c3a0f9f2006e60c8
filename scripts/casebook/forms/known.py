"""What the form asks about the other records, one small file by the hash of the question, so that its first load never grows.

`n:NAME` `w:ALIAS` `i:PART` (folded)  the practices so called     `p:ID`  a practice: its name, its anchors, whom it names
`d:ID`  a document: date, voice, sections, uncarried       `f:ID`  its figures
`a:…` `v:…`  the figures of an anchor, of a value and metric   `q:…`  the practices on a sentence
`s:…`  the documents of a number, an address, a title
The browser makes the same questions (`form-known.js`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from casebook.catalog import Catalog
from casebook.records.model import Document, Locality, Record, Source
from casebook.rules.duplicates import document_marks
from casebook.text.data_script import Json
from casebook.text.normal import folded, squeezed
from casebook.text.shards import shard, shards_for

_ANSWERS_OF_A_SHARD = 64
_FIELDS = {"文号": "number", "网址": "url", "标题和发文单位": "title"}
# The numbers of a text are held against so many figures of others; what they share is found whatever their number.
_MOST_FIGURES = 300


def known_shards(catalog: Catalog) -> list[dict[str, Json]]:
    """Return the answers of each shard, by their questions."""
    told = answers({practice.id: practice.record for practice in catalog.all}, catalog.documents)
    shards: list[dict[str, Json]] = [{} for _ in range(shards_for(len(told), _ANSWERS_OF_A_SHARD))]
    for asked in sorted(told):
        shards[shard(asked, len(shards))][asked] = told[asked]
    return shards


def answers(records: Mapping[str, Record], documents: Mapping[str, Document]) -> dict[str, list[Json]]:
    """Return what is known of records and documents, by the questions."""
    found: dict[str, list[Json]] = defaultdict(list)
    for id_, record in records.items():
        targets: Json = [relation.target for relation in record.relations]
        found[f"p:{id_}"] = [record.name, sorted(record.keys), targets]
        for question, answer in _of_record(id_, record) if record.publication.status == "published" else ():
            if question[0] != "f" or len(found[question]) < _MOST_FIGURES:
                found[question].append(answer)
    for id_, document in documents.items():
        found[f"d:{id_}"] = _description(document)
        for question, issuer in _marks(document):
            found[question].append([id_, issuer])
    return found


def _of_record(id_: str, record: Record) -> Iterator[tuple[str, Json]]:
    yield f"n:{folded(record.name)}", id_
    yield from ((f"w:{folded(alias)}", id_) for alias in record.aliases)
    yield from ((f"i:{folded(part.name)}", id_) for part in record.includes)
    for outcome in record.outcomes:
        figure = f"{id_}#{outcome.key}"
        yield f"f:{outcome.document}", [outcome.anchor, outcome.value or "", figure]
        value, place = outcome.value or "", outcome.place or next((one.place for one in record.localities), "")
        yield f"a:{outcome.document}|{squeezed(outcome.anchor)}|{value}", figure
        yield f"v:{outcome.document}|{value}|{folded(outcome.metric)}|{place}", figure
    told: list[Source | Locality] = [*record.sources, *record.localities]
    for asked in sorted({f"q:{item.document}|{squeezed(item.anchor)}" for item in told if item.anchor}):
        yield asked, id_


def _description(document: Document) -> list[Json]:
    sections: Json = [[part.path, part.voice or "", part.starts] for part in document.sections]
    uncarried: Json = [[number.value, number.anchor] for number in document.uncarried]
    return [document.date or "", document.voice, sections, uncarried]


def _marks(document: Document) -> Iterator[tuple[str, Json]]:
    """Yield by what a document is known again, with its issuer, which one of two may leave out."""
    told = {name: getattr(document, name, None) for name in _FIELDS.values()} | {"issuer": document.issuer}
    for what, value in document_marks(told):
        yield f"s:{_FIELDS[what]}|{value[0]}", value[-1] if len(value) > 1 else ""
