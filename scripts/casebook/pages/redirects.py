"""Old addresses: a practice's former id keeps a page that leads to the new one."""

from __future__ import annotations

from collections.abc import Iterator

from casebook import links
from casebook.links import Way
from casebook.pages.components import link
from casebook.pages.site import Page, Site


def redirect_pages(site: Site) -> Iterator[Page]:
    """Yield a page for each former id: a plain link, and for scripts the address to go on to."""
    for practice in site.catalog.all:
        for old in practice.record.publication.former_ids:
            way = Way(links.practice(old))
            there = way.practice(practice.id)
            body = f'<p class="cb-moved" data-moved-to="{there}">本页已移到：{link(there, practice.name)}</p>'
            yield Page(way.here, f"{practice.name}（已移动）", "本页已移动。", body, "moved")
