"""The search index as script files: each calls `cbSearch.take(name, data)`, so it also works from a local disk.

names.js       what every query needs: counts, indexes, sounds of characters
terms/N.js     by hash of the term: postings (`term`), values of indexes (`~term`), figures (`$term`, and `#number`)
cards/N.js     the cards (names of practices, and how far they are where) in parts
figures/N.js   the figures as they are shown, in parts
traditional.js  traditional characters, for queries in them
strangers.js   further homophones of the characters that records have, for queries with a character that no record has
facets/F.js    which practice has which theme (problem, place, kind, stage), for the filters of the page; of very many places,
               those below the cities in a file for each region
text/N.js      what some practices say, for the lines below their hits
sentences/N.js the sentences by which their figures are quoted, for the answer to a question

A query loads whole files: first `names` and, beside it, the terms; then the cards and figures that they lead to. How many files of
terms there are is fixed, so that the first need not wait for `names`. Each file tells of which index it is: a browser that has kept
some of an older one sees it, and asks anew.
"""

from __future__ import annotations

import gc
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from casebook.facets import FACETS
from casebook.pages.courses import Course
from casebook.saying.site import Site
from casebook.search.characters import lookalikes, name_terms, sounds, strange_sounds, taught_readings, traditional
from casebook.search.figures import figure_keys, figure_postings, figure_rows
from casebook.search.filters import filter_files, opens
from casebook.search.found import COURSES, value_terms
from casebook.search.rows import card, quotations, sentences
from casebook.search.synonyms import Synonyms
from casebook.search.terms import MOST, MOST_FIGURES, encode, posting
from casebook.search.weights import term_impacts
from casebook.text.data_script import Json, as_json, call_script
from casebook.text.shards import shard

FOLDER = "assets/search/"
SHARDS = 2048
TEXTS_IN_A_PART = 64
CARDS_IN_A_PART, FIGURES_IN_A_PART = 12, 8  # those of a query lie far apart: small parts, lest it load many for one


def search_files(site: Site, courses: Sequence[Course] = ()) -> Iterator[tuple[str, str]]:
    """Yield every file of the search index: its path below the site's root and its text."""
    with _no_cycles():
        yield from _files(site, courses)


@contextmanager
def _no_cycles() -> Iterator[None]:
    """Make many small lists without the collector, which would look through all of them again and again for cycles that none makes."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _files(site: Site, courses: Sequence[Course]) -> Iterator[tuple[str, str]]:
    synonyms, taught = Synonyms.load(site.catalog.vocabularies.terms), taught_readings(site)
    postings, cards = _postings(site, synonyms), [card(synonyms, practice) for practice in site.practices]
    known = {character for term in postings for character in term if character > "z" or character.isdigit()}
    parts: dict[str, Json] = {
        "names": {
            "count": len(cards), "part": CARDS_IN_A_PART, "figures": FIGURES_IN_A_PART, "texts": TEXTS_IN_A_PART,
            "opens": int(opens(site)), "facets": _facets(), "sounds": sounds(known, taught), "shapes": lookalikes(),
        },
        "traditional": traditional(known),
        "strangers": strange_sounds(known, taught),
        **{f"facets/{name}": rows for name, rows in filter_files(site).items()},
        **_parts("cards", cards, CARDS_IN_A_PART),
        **_parts("figures", figure_rows(site), FIGURES_IN_A_PART),
        **_parts("text", [sentences(practice) for practice in site.practices], TEXTS_IN_A_PART),
        **_parts("sentences", [quotations(practice) for practice in site.practices], TEXTS_IN_A_PART),
        **{f"terms/{number}": part for number, part in enumerate(_shards(site, synonyms, postings, courses))},
    }  # fmt: skip
    files = [(name, as_json(part)) for name, part in parts.items()]
    stamp = 0
    for _, text in files:
        stamp = zlib.crc32(text.encode(), stamp)
    for name, text in files:
        yield f"{FOLDER}{name}.js", call_script("cbSearch.take", name, text, f"{stamp:08x}")


def _parts(name: str, rows: Sequence[Json], size: int) -> dict[str, Json]:
    return {f"{name}/{at // size}": rows[at : at + size] for at in range(0, len(rows), size)}


def _facets() -> Json:
    """Return the indexes whose values search finds: id, what a value is called, and its parameter where search filters by it."""
    values = [(facet.id, facet.value, facet.word if facet.filters else "") for facet in FACETS if facet.found]
    return [*values, (COURSES, "课程", "")]


def _postings(site: Site, synonyms: Synonyms) -> Mapping[str, list[int]]:
    postings: dict[str, list[int]] = defaultdict(list)
    for number, impacts in enumerate(term_impacts(site, synonyms)):
        base = posting(number, 0)
        for term, strength in impacts.items():
            postings[term].append(base + strength)
    return postings


def _shards(
    site: Site, synonyms: Synonyms, postings: Mapping[str, list[int]], courses: Sequence[Course]
) -> list[dict[str, Json]]:
    """Return the entries of each shard, by their terms."""
    shards: list[dict[str, Json]] = [{} for _ in range(SHARDS)]
    kinds: dict[str, Mapping[str, Json]] = {
        "": _encoded({**postings, **name_terms(site)}),
        "~": value_terms(site, synonyms, courses),
        "$": _encoded(figure_postings(site, synonyms), MOST_FIGURES),
    }
    for kind, entries in kinds.items():
        for term, entry in entries.items():
            shards[shard(_beginning(term), SHARDS)][kind + term] = entry
    for key, entry in figure_keys(site).items():
        shards[shard(key, SHARDS)][key] = entry
    return shards


def _encoded(postings: Mapping[str, list[int]], most: int = MOST) -> dict[str, Json]:
    return {term: encode(found, most) for term, found in postings.items()}


def _beginning(term: str) -> str:
    """Return by what a term is hashed. Whole names lie by how they begin: typing on stays in one file; `楼*长` lies beside `楼长`."""
    return term[:4] if term[0] == "=" else term.replace("*", "")
