"""Assembling: all generated files of the site, written below one folder, only where they changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import cast

from casebook import links
from casebook.exports.api import api_files
from casebook.exports.compare import compare_files
from casebook.exports.feed import feed_files
from casebook.exports.ledger_file import ledger_files
from casebook.facets import FACETS
from casebook.file_writing import write_changed
from casebook.forms.files import form_files
from casebook.memory import Memory
from casebook.pages.courses import Course, find_courses
from casebook.pages.coverage_page import coverage_page
from casebook.pages.figures_page import figures_files
from casebook.pages.frames import compare_page, form_page, moved_pages, practices_page, search_page
from casebook.pages.index_pages import index_pages, shelf_pages
from casebook.pages.page import Page
from casebook.pages.practice_page import practice_page, related_pages
from casebook.pages.quality_page import gap_pages, quality_page
from casebook.pages.value_pages import value_content
from casebook.saying.site import Site
from casebook.search.data import search_files
from casebook.workbooks.files import downloads

GENERATED = (
    "practices", "browse", "api", "about/quality", "about/coverage", "search", "assets/search", links.FEED,
    "compare", "assets/compare", "assets/figures", "contribute/form", "assets/form", "downloads",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Assembled:
    """What was done below a folder. Paths are relative to it, with `/`."""

    changed: tuple[str, ...]
    removed: tuple[str, ...]


def assemble(site: Site, dest: Path) -> Assembled:
    """Write the generated files of the site below dest; leave hand-written ones alone; remove stale ones."""
    files = {name: text.encode("utf-8") for name, text in generated_pages(site)} | dict(
        generated_files(site, find_courses(dest))
    )
    changed = tuple(sorted(path for path, data in files.items() if write_changed(dest / path, data)))
    return Assembled(changed, tuple(_remove_stale(dest, set(files))))


def generated_pages(site: Site) -> Iterator[tuple[str, str]]:
    """Yield every generated page: the path of its Markdown file, and the Markdown."""
    memory = site.catalog.memory
    for id_, content in site.contents.items():
        yield from _remembered(memory, (site.shared_content, content), partial(_practice_pages, site, id_))
    for facet in FACETS:
        for shelf in site.shelves.of(facet.id):
            parts = (site.shared_content, value_content(site, shelf))
            yield from _remembered(memory, parts, partial(shelf_pages, site, shelf))
    yield from map(_file, _lists(site))


def _file(page: Page) -> tuple[str, str]:
    return links.markdown_file(page.address), page.markdown()


def _remembered(
    memory: Memory, parts: tuple[bytes, ...], pages: Callable[[], Iterable[Page]]
) -> Iterator[tuple[str, str]]:
    """Yield the files of pages, remembered by all that they draw on."""
    made = memory.recall("pages", parts, lambda: [_file(page) for page in pages()])
    yield from ((str(name), str(text)) for name, text in cast("list[tuple[str, str]]", made))


def _practice_pages(site: Site, id_: str) -> Iterator[Page]:
    yield practice_page(site, site.by_id[id_])
    yield from related_pages(site.by_id[id_])


def generated_files(site: Site, courses: Sequence[Course] = ()) -> Iterator[tuple[str, bytes]]:
    """Yield every other generated file: its path and its content. courses: those that search finds."""
    for files in (
        api_files,
        ledger_files,
        feed_files,
        partial(search_files, courses=courses),
        downloads,
        form_files,
        compare_files,
        figures_files,
    ):
        for path, made in files(site):
            yield path, made.encode("utf-8") if isinstance(made, str) else made


def _lists(site: Site) -> Iterator[Page]:
    """Yield the pages that draw on all records, and those that draw on none."""
    yield practices_page(site)
    yield from moved_pages(site)
    yield from index_pages(site)
    yield from gap_pages(site)
    yield from (quality_page(site), coverage_page(site), search_page(site), form_page(), compare_page(site))


def _remove_stale(dest: Path, wanted: set[str]) -> Iterator[str]:
    for folder in GENERATED:
        for path in (*sorted((dest / folder).rglob("*"), reverse=True), dest / folder):
            name = path.relative_to(dest).as_posix()
            if path.is_file() and name not in wanted:
                path.unlink()
                yield name
            elif path.is_dir() and not any(path.iterdir()):
                path.rmdir()
