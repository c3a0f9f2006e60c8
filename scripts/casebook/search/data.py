"""The search index as script files: each calls `cbSearch.take(name, data)`, so it also works from a local disk.

names.js       what the first key needs: counts, indexes, sounds of characters, and the cards while they are few
cards/N.js     the cards (names of practices, and how far they are where) in parts, once they are many
terms/N.js     by hash of the term: postings (`term`), values of indexes (`~term`), figures (`#number`)
characters.js  traditional characters and further homophones, for queries with a character that no record has
facets/F.js    which practice has which theme (problem, place, kind, stage), for the filters of the page
text/N.js      the sentences and figures of one practice, for the lines below a hit
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping

from casebook.facets import FACETS
from casebook.saying.site import Site
from casebook.search.characters import COMMON, name_terms, sounds, taught_readings, traditional
from casebook.search.filters import filter_tables
from casebook.search.found import figure_terms, value_terms
from casebook.search.rows import card, sentences
from casebook.search.synonyms import Synonyms
from casebook.search.terms import encode, impact, posting, shard
from casebook.search.weights import term_weights
from casebook.text.data_script import Json, data_script

FOLDER = "assets/search/"
WHOLE_UP_TO = 1000
CARDS_IN_A_PART = 8
_FEWEST_SHARDS, _MOST_SHARDS = 8, 8192


def search_files(site: Site) -> Iterator[tuple[str, str]]:
    """Yield every file of the search index: its path below the site's root and its text."""
    synonyms, taught = Synonyms.load(site.catalog.vocabularies.terms), taught_readings(site)
    postings, cards = _postings(site, synonyms), [card(synonyms, practice) for practice in site.practices]
    known = {character for term in postings for character in term if character > "z" or character.isdigit()}
    split = len(cards) > WHOLE_UP_TO
    shards = _shards(site, {**postings, **(name_terms(site) if split else {})})
    in_parts = range(0, len(cards) if split else 0, CARDS_IN_A_PART)
    parts: dict[str, Json] = {
        "characters": {"traditional": traditional(known), "sounds": sounds({*COMMON} - known, taught)},
        **{f"facets/{name}": rows for name, rows in filter_tables(site).items()},
        **{f"cards/{at // CARDS_IN_A_PART}": cards[at : at + CARDS_IN_A_PART] for at in in_parts},
        **{f"text/{number}": sentences(practice) for number, practice in enumerate(site.practices)},
        **{f"terms/{number}": part for number, part in enumerate(shards)},
    }
    stamp = 0  # of the whole index: browsers must not read an old part with a new list of names
    for name, part in parts.items():
        path, text = _file(name, part)
        stamp = zlib.crc32(text.encode(), stamp)
        yield path, text
    head: dict[str, Json] = {
        "stamp": f"{stamp:08x}", "count": len(cards), "shards": len(shards), "part": CARDS_IN_A_PART,
        "split": int(split), "facets": _facets(), "sounds": sounds(known, taught), "cards": [] if split else cards,
    }  # fmt: skip
    yield _file("names", head)


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
    """Return the entries of each shard, by their terms. Their number is a power of two, so that a file is a few kilobytes."""
    wanted = 1 << (2 * len(site.practices) - 1).bit_length()
    shards: list[dict[str, Json]] = [{} for _ in range(min(max(wanted, _FEWEST_SHARDS), _MOST_SHARDS))]
    encoded = {term: encode(found) for term, found in postings.items()}
    kinds: dict[str, Mapping[str, Json]] = {"": encoded, "~": value_terms(site), "#": figure_terms(site)}
    for kind, entries in kinds.items():
        for term in sorted(entries):
            shards[shard(term, len(shards))][kind + term] = entries[term]
    return shards
