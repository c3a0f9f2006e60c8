"""What the form asks about the other records, one small file by the hash of the question, so that its first load never grows.

`n:NAME` `w:ALIAS` (folded) the practices so called; `p:ID` a practice: its name, its anchors, the practices that it names;
`d:ID` a document: date, voice, sections, what is not carried; `f:ID` its figures; `a:ID|ANCHOR` `v:ID|VALUE|METRIC` the
figures there; `s:…` the documents of a number, an address, or an issuer and title. The browser makes the same questions (`form-known.js`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from casebook.catalog import Catalog
from casebook.records.model import Document, Record
from casebook.text.data_script import Json
from casebook.text.normal import folded, squeezed
from casebook.text.shards import shard, shards_for

_ANSWERS_OF_A_SHARD = 64
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
        for question in _marks(document):
            found[question].append(id_)
    return found


def _of_record(id_: str, record: Record) -> Iterator[tuple[str, Json]]:
    yield f"n:{folded(record.name)}", id_
    yield from ((f"w:{folded(alias)}", id_) for alias in record.aliases)
    for outcome in record.outcomes:
        figure = f"{id_}#{outcome.key}"
        yield f"f:{outcome.document}", [outcome.anchor, outcome.value or "", figure]
        yield f"a:{outcome.document}|{squeezed(outcome.anchor)}", [figure, outcome.value or ""]
        if outcome.value:
            yield f"v:{outcome.document}|{outcome.value}|{folded(outcome.metric)}", figure


def _description(document: Document) -> list[Json]:
    sections: Json = [[part.path, part.voice or "", part.starts] for part in document.sections]
    uncarried: Json = [[number.value, number.anchor] for number in document.uncarried]
    return [document.date or "", document.voice, sections, uncarried]


def _marks(document: Document) -> Iterator[str]:
    """Yield by what a document is known again, however its number's brackets and its title's quotation marks are written."""
    if document.number:
        yield f"s:{folded(document.number)}"
    yield f"s:{folded(document.issuer or '')}|{folded(document.title)}"
    yield from (f"s:{_address(url)}" for url in (document.url, document.archive_url) if url)


def _address(url: str) -> str:
    """Return an address as it is compared: without its scheme, `www.`, and what follows `#` or a last slash."""
    plain = url.split("#", 1)[0].split("://", 1)[-1].removeprefix("www.").rstrip("/")
    host, slash, path = plain.partition("/")
    return f"{host.lower()}{slash}{path}"
