"""The maintainer's desk: all records and hand-written pages as their files write them, and what a command makes of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from casebook.checks.canonical import schema_line, written
from casebook.checks.checking import check
from casebook.checks.repairs import Repairs
from casebook.checks.staged import staged
from casebook.errors import Stopped, Unusable
from casebook.file_writing import write_all
from casebook.keeping.references import Raw, Way, led_on, led_on_page
from casebook.problems import Severity, as_text, relative
from casebook.project import Project
from casebook.records.loading import Library, Loaded, load_library
from casebook.records.model import Record
from casebook.text.nearest import nearest


@dataclass(frozen=True)
class Revision:
    """What a command writes. files: content by path; gone: files that go; notes: what is left to a person."""

    files: Mapping[Path, bytes]
    gone: tuple[Path, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Desk:
    """A knowledge base to be changed on a day (`2026-11-28`)."""

    project: Project
    day: str

    @cached_property
    def library(self) -> Library:
        """Every record, as read."""
        return load_library(self.project)

    @cached_property
    def records(self) -> dict[str, Loaded[Record]]:
        """Every record by its id."""
        return {loaded.id: loaded for loaded in self.library.records}

    def raw(self, id_: str) -> Raw:
        """Return what a record's file holds. Raises Stopped where there is no such record, with the nearest id."""
        loaded = self.records.get(id_)
        if loaded is None:
            renamed = [r.id for r in self.library.records if r.item and id_ in r.item.publication.former_ids]
            raise Stopped(
                f"{id_} 已改名为 {renamed[0]}。" if renamed else nearest(id_, sorted(self.records), "", 0.6)[0]
            )
        if not isinstance(loaded.parsed.value, dict) or loaded.item is None:
            raise Unusable(f"{relative(loaded.path)} 里有错误，请先运行 check，改好再来。")
        return loaded.parsed.value

    def published(self, id_: str) -> Raw:
        """Return what a published record's file holds. Raises Stopped where it was merged or withdrawn."""
        raw, item = self.raw(id_), self.records[id_].item
        if item is not None and item.publication.status != "published":
            raise Stopped(f"{id_} 已经并入别的做法或撤下了。")
        return raw

    def led_on(self, changed: Mapping[str, Raw], way: Way) -> dict[str, Raw]:
        """Return every record, the changed ones as they are now, with all names leading on."""
        everything = {id_: r.parsed.value for id_, r in self.records.items() if isinstance(r.parsed.value, dict)}
        return {id_: led_on(raw, way) for id_, raw in {**everything, **changed}.items()}

    def files(self, records: Mapping[str, Raw], way: Way, gone: str = "") -> dict[Path, bytes]:
        """Return the files that differ: records, and hand-written pages that name one that leads on or goes (`gone`: what stands for it)."""
        new = {id_: raw for id_, raw in records.items() if raw != self.records[id_].parsed.value}
        return {self.records[id_].path: self._written(id_, raw) for id_, raw in new.items()} | self._pages(way, gone)

    def _written(self, id_: str, raw: Raw) -> bytes:
        first_line = schema_line(self.records[id_].path.read_bytes())
        data = written(raw, Record, first_line, Repairs(self.library.vocabularies))
        if data is None:
            raise Stopped(f"{id_} 写不成合格的记录。什么都没有写。")
        return data

    def _pages(self, way: Way, gone: str) -> dict[Path, bytes]:
        if self.project.practices != self.project.own:
            return {}
        pages = {path: path.read_text(encoding="utf-8") for path in (self.project.root / "docs").rglob("*.md")}
        found = {path: led_on_page(page, way, gone) for path, page in pages.items()}
        return {path: page.encode() for path, page in found.items() if page != pages[path]}

    def put(self, revision: Revision) -> tuple[Path, ...]:
        """Write a revision, all of it or nothing. Raises Unusable where the records would not check."""
        inside = {path: data for path, data in revision.files.items() if path.is_relative_to(self.project.practices)}
        base = self.project.practices
        with staged(self.project, {path.relative_to(base): data for path, data in inside.items()}) as there:
            for path in revision.gone:
                (there.practices / path.relative_to(base)).unlink()
            problems = [p for p in check(there).problems if p.severity is Severity.ERROR]
            told = as_text(problems).rstrip().replace(relative(there.practices), relative(base))
        if problems:
            raise Unusable(f"照做以后还有错误，什么都没有写：\n{told}")
        done = write_all(revision.files)
        for path in revision.gone:
            path.unlink()
        return done


def changed(raw: Raw, day: str, note: str, key: str = "") -> Raw:
    """Return a record with one line more in `changes`."""
    told = raw.get("changes")
    line: Raw = {"date": day, "note": note, **({"key": key} if key else {})}
    return {**raw, "changes": [*(told if isinstance(told, list) else ()), line]}


def publication(raw: Raw) -> Raw:
    """Return a record's `publication` as its file writes it; empty where there is none."""
    told = raw.get("publication")
    return dict(told) if isinstance(told, dict) else {}


def entries(raw: Raw, field: str) -> list[Raw]:
    """Return the parts of a list of a record, such as its `outcomes`; empty where it has none."""
    told = raw.get(field)
    return [part for part in told if isinstance(part, dict)] if isinstance(told, list) else []


def words(raw: Raw, field: str) -> list[str]:
    """Return the texts of a list of a record, such as its `aliases`; empty where it has none."""
    told = raw.get(field)
    return [text for text in told if isinstance(text, str)] if isinstance(told, list) else []
