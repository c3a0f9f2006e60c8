"""The search index as script files: each calls `cbSearch.take(name, data)`, so it also works from a local disk.

names.js       what the first key needs: counts, sounds of characters, and the cards while they are few
cards/N.js     the cards (names and places of practices) in parts, once they are many
terms/N.js     by hash of the term: postings (`term`), values of indexes (`~term`), figures (`#number`)
characters.js  traditional characters and further homophones, for queries with a character that no record has
facets/F.js    which practice has which theme (problem, place, kind, stage), for the filters of the page
text/N.js      the sentences of one practice, for the line around a hit
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence

from casebook.catalog import Practice
from casebook.pages import wording
from casebook.pages.site import Site
from casebook.search.characters import Characters, traditional
from casebook.search.facets import facets
from casebook.search.names import name_terms
from casebook.search.others import figure_terms, value_terms
from casebook.search.postings import encode, posting
from casebook.search.synonyms import Synonyms
from casebook.search.terms import shard
from casebook.search.weights import Weigher
from casebook.text.data_script import Json, data_script
from casebook.text.normal import folded

FOLDER = "assets/search/"
WHOLE_UP_TO = 1000
CARDS_IN_A_PART = 8
_FEWEST_SHARDS, _MOST_SHARDS = 8, 8192
_SHOWN_PLACES = 2


def search_files(site: Site) -> Iterator[tuple[str, str]]:
    """Yield every file of the search index: its path below the site's root and its text."""
    practices = site.catalog.practices
    synonyms = Synonyms.load(site.catalog.vocabularies.terms)
    postings = _postings(site, synonyms)
    cards = [_card(synonyms, p) for p in practices]
    characters = _known_characters(postings)
    sounds = Characters(site.catalog)
    split = len(practices) > WHOLE_UP_TO
    if split:
        postings.update(name_terms(site.catalog, sounds))
    parts = [
        _file("characters", {"traditional": traditional(characters), "sounds": sounds.homophones(characters)}),
        *(_file(f"facets/{name}", rows) for name, rows in facets(site).items()),
        *_card_parts(cards if split else []),
        *(_file(f"text/{number}", _sentences(p)) for number, p in enumerate(practices)),
        *_shards(site, postings, shard_count(len(practices))),
    ]
    yield from parts
    head: dict[str, Json] = {
        "stamp": _stamp(parts), "count": len(practices), "shards": shard_count(len(practices)), "part": CARDS_IN_A_PART,
        "split": int(split), "sounds": sounds.sounds(characters), "cards": [] if split else cards,
    }  # fmt: skip
    yield _file("names", head)


def _card_parts(cards: Sequence[Json]) -> Iterator[tuple[str, str]]:
    for start in range(0, len(cards), CARDS_IN_A_PART):
        yield _file(f"cards/{start // CARDS_IN_A_PART}", cards[start : start + CARDS_IN_A_PART])


def _stamp(parts: Sequence[tuple[str, str]]) -> str:
    """Return a mark of the whole index: browsers must not read an old part with a new list of names."""
    mark = 0
    for _, text in parts:
        mark = zlib.crc32(text.encode(), mark)
    return f"{mark:08x}"


def _file(name: str, data: Json) -> tuple[str, str]:
    return f"{FOLDER}{name}.js", data_script("cbSearch.take", name, data)


def shard_count(practices: int) -> int:
    """Return into how many files the terms go: a power of two, so that a file is a few kilobytes."""
    count = _FEWEST_SHARDS
    while count < 2 * practices and count < _MOST_SHARDS:
        count *= 2
    return count


def _postings(site: Site, synonyms: Synonyms) -> dict[str, list[int]]:
    postings: dict[str, list[int]] = {}
    weigher = Weigher(site.catalog, synonyms)
    for number, practice in enumerate(site.catalog.practices):
        for term, weight in weigher.weights(practice).items():
            postings.setdefault(term, []).append(posting(number, weight))
    return postings


def _known_characters(postings: Mapping[str, object]) -> set[str]:
    return {character for term in postings for character in term if character > "z" or character.isdigit()}


def _shards(site: Site, postings: Mapping[str, list[int]], shards: int) -> Iterator[tuple[str, str]]:
    parts: list[dict[str, Json]] = [{} for _ in range(shards)]
    for term in sorted(postings):
        parts[shard(term, shards)][term] = encode(postings[term])
    for term, values in sorted(value_terms(site).items()):
        parts[shard(term, shards)][f"~{term}"] = values
    for number, figures in sorted(figure_terms(site).items()):
        parts[shard(number, shards)][f"#{number}"] = figures
    yield from (_file(f"terms/{number}", part) for number, part in enumerate(parts))


def _card(synonyms: Synonyms, practice: Practice) -> Json:
    record = practice.record
    names = {folded(practice.name)}
    aliases = [alias for alias in record.aliases if folded(alias) not in names]
    words = [word for word in synonyms.of_names(practice) if folded(word) not in names]
    return [practice.id, practice.name, aliases, words, _where(practice), record.localities[0].stage]


def _where(practice: Practice) -> str:
    names = list(dict.fromkeys("".join(place.path[1:][-2:]) or place.name for place in practice.places))
    shown = "、".join(names[:_SHOWN_PLACES])
    return f"{shown}等 {len(names)} 处" if len(names) > _SHOWN_PLACES else shown


def _sentences(practice: Practice) -> Json:
    record = practice.record
    doing = [
        f"{wording.place_name(told.place)}：{told.locality.note}" for told in practice.doings if told.locality.note
    ]
    actors = [f"{actor.name}：{actor.role}" if actor.role else actor.name for actor in record.actors]
    told = [_recognition(r.title, r.grantor, r.year) for r in record.recognition]
    figures = [[o.key, wording.figure_text(o) + wording.doubt(o), o.metric, o.scope or ""] for o in record.outcomes]
    prose = [record.background or "", *record.steps, *doing, *actors, *record.notes]
    more = [*record.conditions, *told, *record.adoption]
    return [record.summary, [text for text in (*prose, *more) if text], figures]


def _recognition(title: str, grantor: str | None, year: str | None) -> str:
    by = "，".join(part for part in (grantor, year) if part)
    return f"{title}（{by}）" if by else title
