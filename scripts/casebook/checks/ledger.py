"""The link ledger: all that was ever published keeps its page and its anchors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from casebook.catalog import Catalog
from casebook.checks.ledger_history import check_history
from casebook.facets import FACETS
from casebook.file_writing import write
from casebook.problems import Problem
from casebook.project import Project
from casebook.records.loading import Library
from casebook.rules.plain_rules import LOST
from casebook.shelves import Shelves

NAME = "_ledger.txt"
# The kind of a page, its id, and an anchor on it; without an anchor, the page itself.
Address: TypeAlias = tuple[str, str, str]
_VALUES = {facet.word: facet.value for facet in FACETS}


def ledger_lines(catalog: Catalog, shelves: Shelves | None = None) -> tuple[str, ...]:
    """Return a line for each page that the site holds now, practices with their anchors; sorted. shelves: where there are some."""
    lines = set(_practice_lines(catalog))
    shelves = shelves or Shelves(catalog)
    for facet in FACETS:
        lines |= {f"{facet.word} {shelf.id}" for shelf in shelves.of(facet.id)}
        lines |= {f"{facet.word} {old}" for old in shelves.moved(facet.id)}
    return tuple(sorted(lines))


def _practice_lines(catalog: Catalog) -> Iterator[str]:
    for p in catalog.all:
        keys = catalog.keys(p)
        yield " ".join(["practice", p.id, *keys])
        yield from (" ".join(["practice", old, *keys]) for old in p.record.publication.former_ids)


def check_ledger(catalog: Catalog | None, library: Library) -> Iterator[Problem]:
    """Yield a problem for each published page or anchor that the site would lose, or that the ledger has forgotten.

    catalog: None where errors stand: then only practices and documents are looked for, as far as their files tell.
    """
    yield from check_history(library)
    now = addresses(ledger_lines(catalog) if catalog else _told_lines(library))
    path = library.project.practices / NAME
    for number, line in enumerate(library.ledger, start=1):
        kind, *words = line.split(" ")
        lost_here = sorted(addresses([line]) - now)
        for lost in lost_here[:1] if lost_here and not lost_here[0][2] else lost_here:
            yield LOST.at(number, 1, lost_message(kind, words[0], lost)).within(path)


def _told_lines(library: Library) -> Iterator[str]:
    """Yield the lines of what the files tell, and of all of the ledger that only a whole catalog could tell to be lost."""
    published = {r.id for r in library.records if r.draft and r.draft.publication.status == "published"}
    unsure = {loaded.id for loaded in library.records} - published
    for loaded in library.records:
        if loaded.draft is not None:
            publication = loaded.draft.publication
            keys = sorted({*loaded.draft.keys, *(item.key for item in publication.former_keys)})
            yield from (" ".join(["practice", id_, *keys]) for id_ in (loaded.id, *publication.former_ids))
    yield from (f"document {loaded.id}" for loaded in library.documents)
    for line in library.ledger:
        kind, id_, *_ = line.split(" ")
        if kind not in {"practice", "document"} or id_ in unsure:
            yield line


def lost_message(kind: str, id_: str, lost: Address) -> str:
    """Return what to say of a published page or anchor that the site would lose, and what to do."""
    if lost[2]:
        way_on = f"publication: {{former_keys: [{{key: {lost[2]}, reason: 写明为什么没有了}}]}}"
        start = f"做法 {id_} 的锚点 {lost[2]} 发布过，现在没有了。请在它的记录里写明去向：{way_on}"
        return f"{start}；换了锚点的，大括号里再加 replaced_by。"
    if kind == "practice":
        way_on = f"改名的，在新记录里写 publication: {{former_ids: [{id_}]}}"
        return f"做法 {id_} 发布过，现在没有了。不要改登记簿：{way_on}；撤下的，恢复记录并写 publication: {{status: withdrawn, reason: 写明原因}}。"
    return f"{_VALUES.get(kind, kind)} {id_} 的页面发布过，现在没有了。请恢复这个词、文件或地方。"


def addresses(lines: Iterable[str]) -> set[Address]:
    """Return what lines of a ledger speak of."""
    found: set[Address] = set()
    for line in lines:
        kind, *words = line.split(" ")
        if words:
            found.add((kind, words[0], ""))
            found |= {(kind, words[0], key) for key in words[1:]}
    return found


def publish_ledger(project: Project, catalog: Catalog) -> tuple[str, ...]:
    """Add to the ledger what is new; return the lines that were added or grew."""
    path = project.practices / NAME
    old = catalog.library.ledger
    merged = merged_lines(old, ledger_lines(catalog))
    added = tuple(line for line in merged if line not in old)
    if added:
        write(path, "".join(f"{line}\n" for line in merged).encode("utf-8"))
    return added


def merged_lines(old: Iterable[str], new: Iterable[str]) -> tuple[str, ...]:
    """Return the lines of two ledgers as one: each page once, with the anchors of both; sorted."""
    keys: dict[tuple[str, str], set[str]] = {}
    for line in (*old, *new):
        kind, id_, *words = line.split(" ")
        keys.setdefault((kind, id_), set()).update(words)
    return tuple(sorted(" ".join([kind, id_, *sorted(words)]) for (kind, id_), words in keys.items()))
