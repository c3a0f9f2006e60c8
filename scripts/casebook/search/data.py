"""The search index as script files: each calls `cbSearch.take(name, data)`, so it also works from a local disk.

names.js       what the first key needs: counts, indexes, sounds of characters, and the cards while they are few
cards/N.js     the cards (names of practices, and how far they are where) in parts, once they are many
terms/N.js     by hash of the term: postings (`term`), values of indexes (`~term`), figures (`#number`)
characters.js  traditional characters and further homophones, for queries with a character that no record has
facets/F.js    which practice has which theme (problem, place, kind, stage), for the filters of the page; of very many places,
               those below the cities in a file for each region
text/N.js      what some practices say, for the lines below their hits
sentences/N.js the sentences by which their figures are quoted, for the answer to a question

A query loads whole files, and servers keep all of them: so there are a few files for 100 records, each of some kilobytes.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from casebook.facets import FACETS
from casebook.saying.site import Site
from casebook.search.characters import COMMON, name_terms, sounds, taught_readings, traditional
from casebook.search.filters import filter_files, opens
from casebook.search.found import figure_terms, value_terms
from casebook.search.rows import card, quotations, sentences
from casebook.search.synonyms import Synonyms
from casebook.search.terms import encode, impact, posting
from casebook.search.weights import term_weights
from casebook.text.data_script import Json, data_script
from casebook.text.shards import shard, shards_for

FOLDER = "assets/search/"
WHOLE_UP_TO = 1000
CARDS_IN_A_PART = TEXTS_IN_A_PART = 64
# A small knowledge base has more shards than its size asks for, so that its first query stays below 40 KB.
_SMALL, _SHARDS_OF_SMALL = 400, 512
_RECORDS_OF_A_SHARD = 20


def search_files(site: Site) -> Iterator[tuple[str, str]]:
    """Yield every file of the search index: its path below the site's root and its text."""
    synonyms, taught = Synonyms.load(site.catalog.vocabularies.terms), taught_readings(site)
    postings, cards = _postings(site, synonyms), [card(synonyms, practice) for practice in site.practices]
    known = {character for term in postings for character in term if character > "z" or character.isdigit()}
    split = len(cards) > WHOLE_UP_TO
    shards = _shards(site, {**postings, **(name_terms(site) if split else {})})
    texts = [sentences(practice) for practice in site.practices]
    parts: dict[str, Json] = {
        "characters": {"traditional": traditional(known), "sounds": sounds({*COMMON} - known, taught)},
        **{f"facets/{name}": rows for name, rows in filter_files(site).items()},
        **_parts("cards", cards if split else [], CARDS_IN_A_PART),
        **_parts("text", texts, TEXTS_IN_A_PART),
        **_parts("sentences", [quotations(practice) for practice in site.practices], TEXTS_IN_A_PART),
        **{f"terms/{number}": part for number, part in enumerate(shards)},
    }
    stamp = 0  # of the whole index: browsers must not read an old part with a new list of names
    for name, part in parts.items():
        path, text = _file(name, part)
        stamp = zlib.crc32(text.encode(), stamp)
        yield path, text
    head: dict[str, Json] = {
        "stamp": f"{stamp:08x}", "count": len(cards), "shards": len(shards), "part": CARDS_IN_A_PART, "texts": TEXTS_IN_A_PART,
        "opens": int(opens(site)),
        "split": int(split), "facets": _facets(), "sounds": sounds(known, taught), "cards": [] if split else cards,
    }  # fmt: skip
    yield _file("names", head)


def _parts(name: str, rows: Sequence[Json], size: int) -> dict[str, Json]:
    return {f"{name}/{at // size}": rows[at : at + size] for at in range(0, len(rows), size)}


def _facets() -> Json:
    """Return the indexes whose values search finds: id, what a value is called, and its parameter where search filters by it."""
    return [(facet.id, facet.value, facet.word if facet.filters else "") for facet in FACETS if facet.found]


def _file(name: str, data: Json) -> tuple[str, str]:
    return f"{FOLDER}{name}.js", data_script("cbSearch.take", name, data)


def _postings(site: Site, synonyms: Synonyms) -> Mapping[str, list[int]]:
    postings: dict[str, list[int]] = defaultdict(list)
    for number, weights in enumerate(term_weights(site, synonyms)):
        for term, weight in weights.items():
            postings[term].append(posting(number, impact(weight)))
    return postings


def _shards(site: Site, postings: Mapping[str, list[int]]) -> list[dict[str, Json]]:
    """Return the entries of each shard, by their terms."""
    shards: list[dict[str, Json]] = [{} for _ in range(_count_of_shards(len(site.practices)))]
    encoded = {term: encode(found) for term, found in postings.items()}
    kinds: dict[str, Mapping[str, Json]] = {"": encoded, "~": value_terms(site), "#": figure_terms(site)}
    for kind, entries in kinds.items():
        for term in sorted(entries):
            beginning = (
                term[:4] if term[0] == "=" else term
            )  # whole names lie by how they begin: typing on stays in one file
            shards[shard(beginning, len(shards))][kind + term] = entries[term]
    return shards


def _count_of_shards(records: int) -> int:
    return _SHARDS_OF_SMALL if records <= _SMALL else shards_for(records, _RECORDS_OF_A_SHARD)
