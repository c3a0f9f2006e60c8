"""A large knowledge base made in memory, and the pages of its lists: what the tests and the bench of page sizes share."""

from __future__ import annotations

import re
from collections.abc import Iterator

from search_records import many

from casebook.catalog import Catalog
from casebook.facets import FACETS
from casebook.pages.frames import practices_page
from casebook.pages.index_pages import index_pages, shelf_pages
from casebook.pages.page import Page
from casebook.pages.quality_page import gap_pages, quality_page
from casebook.publishing.converting import body, convert
from casebook.saying.site import Site
from casebook.settings import SiteSettings

MOST_BYTES, MOST_NODES = 150_000, 3_000
# What the shell adds to the content of a page: header, footer, scripts; the tests hold real pages against it.
SHELL_BYTES, SHELL_NODES = 12_000, 130
_TAG = re.compile(r"<[a-zA-Z]")


def large_site(real: Catalog, count: int) -> Site:
    """Return a site of so many records, which name places all over the country."""
    return Site.of(many(real, count), SiteSettings())


def list_pages(site: Site) -> Iterator[Page]:
    """Yield every page of a list: all practices, the indexes with their values, the figures, what the records lack."""
    yield practices_page(site)
    yield from index_pages(site)
    for facet in FACETS:
        for shelf in site.shelves.of(facet.id):
            yield from shelf_pages(site, shelf)
    yield quality_page(site)
    yield from gap_pages(site)


def size(html: str) -> tuple[int, int]:
    """Return the bytes and the elements of a page."""
    return len(html.encode()), len(_TAG.findall(html))


def content_size(page: Page) -> tuple[int, int]:
    """Return the bytes and the elements of a page's content, as it is built."""
    return size(convert(body(page.markdown()), lambda link: link.replace("index.md", "")).html)


def is_small(page: Page) -> bool:
    """Tell whether a finished page keeps the bounds."""
    content, nodes = content_size(page)
    return content + SHELL_BYTES <= MOST_BYTES and nodes + SHELL_NODES <= MOST_NODES
