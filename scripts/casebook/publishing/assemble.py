"""Assembling: all generated files of the site, written below one folder, only where they changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from casebook import links
from casebook.catalog import Practice
from casebook.exports.api import api_files
from casebook.exports.compare import compare_files
from casebook.exports.feed import feed_files
from casebook.file_writing import write_changed
from casebook.forms.files import form_files
from casebook.pages.figures_page import figures_files
from casebook.pages.frames import compare_page, form_page, moved_pages, practices_page, search_page
from casebook.pages.index_pages import index_pages
from casebook.pages.page import Page
from casebook.pages.practice_page import practice_page, related_pages
from casebook.pages.quality_page import gap_pages, quality_page
from casebook.saying.contents import practice_content
from casebook.saying.site import Site
from casebook.search.data import search_files
from casebook.workbooks.files import downloads

GENERATED = (
    "practices", "browse", "api", "about/quality", "search", "assets/search", links.FEED,
    "compare", "assets/compare", "assets/figures", "contribute/form", "assets/form", "downloads",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Assembled:
    """What was done below a folder. Paths are relative to it, with `/`."""

    changed: tuple[str, ...]
    removed: tuple[str, ...]


def assemble(site: Site, dest: Path) -> Assembled:
    """Write the generated files of the site below dest; leave hand-written ones alone; remove stale ones."""
    files = {name: text.encode("utf-8") for name, text in generated_pages(site)} | dict(generated_files(site))
    changed = tuple(sorted(path for path, data in files.items() if write_changed(dest / path, data)))
    return Assembled(changed, tuple(_remove_stale(dest, set(files))))


def generated_pages(site: Site) -> Iterator[tuple[str, str]]:
    """Yield every generated page: the path of its Markdown file, and the Markdown."""
    for practice in site.catalog.all:
        yield links.markdown_file(links.practice(practice.id)), _practice_page(site, practice)
    for page in _other_pages(site):
        yield links.markdown_file(page.address), page.markdown()


def _practice_page(site: Site, practice: Practice) -> str:
    """Return a practice's page, remembered by all that it draws on."""
    parts = (site.shared_content, practice_content(site.catalog, practice), repr(site.settings))
    made = site.catalog.memory.recall(
        "practice page", parts, lambda: practice_page(site, site.by_id[practice.id]).markdown()
    )
    return str(made)


def generated_files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield every other generated file: its path and its content."""
    for files in (api_files, feed_files, search_files, downloads, form_files, compare_files, figures_files):
        for path, made in files(site):
            yield path, made.encode("utf-8") if isinstance(made, str) else made


def _other_pages(site: Site) -> Iterator[Page]:
    yield practices_page(site)
    for practice in site.by_id.values():
        yield from related_pages(practice)
    yield from moved_pages(site)
    yield from index_pages(site)
    yield from gap_pages(site)
    yield from (quality_page(site), search_page(), form_page(), compare_page(site))


def _remove_stale(dest: Path, wanted: set[str]) -> Iterator[str]:
    for folder in GENERATED:
        for path in (*sorted((dest / folder).rglob("*"), reverse=True), dest / folder):
            name = path.relative_to(dest).as_posix()
            if path.is_file() and name not in wanted:
                path.unlink()
                yield name
            elif path.is_dir() and not any(path.iterdir()):
                path.rmdir()
