"""What search finds beside practices: pages of other kinds by the terms of their names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from casebook.facets import FACETS
from casebook.pages.courses import Course
from casebook.saying.site import Site
from casebook.search.synonyms import Synonyms
from casebook.search.terms import terms
from casebook.shelves import Shelf
from casebook.text.keys import arabic, document_and_date_keys

COURSES = "courses"
_MOST_VALUES = 8
_LEVELS = ("省", "市", "区", "县", "街道", "镇", "乡")
# What a definition says of other pages (`…的，看物业纠纷`) must not find this one.
_OTHERS = "时，到这里看"

ValueEntry = tuple[str, str, str, int, str]


def value_terms(site: Site, synonyms: Synonyms, courses: Sequence[Course] = ()) -> dict[str, list[ValueEntry]]:
    """Return the values of the indexes (facet, id, name, count of practices, other names) by the terms of their names.

    A term keeps the values with the most practices, those whose whole name it is first. Problems are found by what they are about, too.
    """
    found: dict[str, list[tuple[int, int, ValueEntry]]] = defaultdict(list)
    for shelf in (shelf for facet in FACETS if facet.found for shelf in site.shelves.listed(facet.id)):
        name, *others = names = [*dict.fromkeys(_names(site, shelf))]
        entry = (shelf.facet, shelf.id, name, len(shelf.practices), "|".join(others))
        own = dict.fromkeys(term for one in names for term in (*terms(one), *_documents(one)))
        for term in own:
            found[term].append((int(term not in names), -len(shelf.practices), entry))
        for term in dict.fromkeys(term for text in _about(shelf, synonyms) for term in terms(text) if term not in own):
            found[term].append((2, -len(shelf.practices), entry))
    for course in courses:
        for term in dict.fromkeys(terms(course.title)):
            found[term].append((1, 0, (COURSES, course.id, course.title, 0, "")))
    return {term: [entry for *_, entry in sorted(ranked)[:_MOST_VALUES]] for term, ranked in found.items()}


def _documents(name: str) -> Iterator[str]:
    return (key for key in document_and_date_keys(arabic(name)) if key[0] == "№")


def _about(shelf: Shelf, synonyms: Synonyms) -> Iterator[str]:
    """Yield what a problem is about, in its definition's words and in everyday ones."""
    if shelf.facet == "problems":
        told = shelf.introduction.split("。")[0].replace(_OTHERS, "，")
        yield from (told, *synonyms.of_text(f"{shelf.name}{told}"))


def _names(site: Site, shelf: Shelf) -> Iterator[str]:
    if shelf.facet == "places":
        yield site.place(shelf.id).name
        yield from _spoken(shelf.name)
        yield from (change.was for change in site.catalog.divisions.former(shelf.id) if change.was)
    elif shelf.facet == "documents":
        document = site.documents[shelf.id]
        yield from filter(None, (document.label, document.number, document.title))
    else:
        yield shelf.name
        yield from _others(site, shelf)


def _others(site: Site, shelf: Shelf) -> Iterator[str]:
    """Yield the other names of a body, the number of a policy, the synonyms of a term."""
    if shelf.facet == "bodies":
        yield from site.catalog.vocabularies.bodies.by_id[shelf.id].short
    if shelf.facet == "policies" and shelf.introduction:
        yield shelf.introduction
    if shelf.facet == "terms":
        yield from (word for term in site.catalog.vocabularies.terms if term.term == shelf.name for word in term.also)


def _spoken(place: str) -> Iterator[str]:
    """Yield a place's own name and the ways it is said: `云城街道`, `云城街`, `云城`."""
    yield place
    for level in _LEVELS:
        if place.endswith(level) and len(place) > len(level) + 1:
            bare = place.removesuffix(level)
            yield from (f"{bare}街", bare) if level == "街道" else (bare,)
