"""Old addresses: a practice's former id keeps a page that leads to the new one, with every anchor that it had."""

from __future__ import annotations

from collections.abc import Iterator

from casebook import links
from casebook.catalog import Practice
from casebook.links import Way
from casebook.pages.components import breadcrumb, link
from casebook.pages.site import Page, Site

_FIXED = {
    "summary": "概要", "outcomes": "数据与成效", "steps": "怎么做", "sources": "来源", "related": "相关做法",
}  # fmt: skip


def redirect_pages(site: Site) -> Iterator[Page]:
    """Yield a page for each former id: a plain link, and for scripts the address to go on to."""
    for practice in site.catalog.all:
        for old in practice.record.publication.former_ids:
            way = Way(links.practice(old))
            there = way.practice(practice.id)
            crumbs = breadcrumb(way, [("", "首页"), (links.PRACTICES, "全部做法")], practice.name)
            body = (
                f'<p class="cb-moved" data-moved-to="{there}">这一页的网址改了，内容在：{link(there, practice.name)}</p>\n\n'
                '<p class="cb-note">旧网址长期有效，不必改课件。</p>\n\n'
                f"<noscript>{_anchors(site, way, practice)}</noscript>"
            )
            yield Page(
                way.here,
                f"{practice.name}（网址已改）",
                "这一页的网址改了，旧网址转到新的一页。",
                body,
                "moved",
                crumbs=crumbs,
            )


def _anchors(site: Site, way: Way, practice: Practice) -> str:
    """Return every anchor of the old page as a link: without scripts the part behind `#` can't go on by itself."""
    names = {outcome.key: outcome.metric for outcome in practice.record.outcomes}
    keys = {**_FIXED, **{key: names.get(key, "原有的一个数据") for key in site.catalog.keys(practice)}}
    lines = (f'<li id="{key}">{link(way.practice(practice.id, key), name)}</li>' for key, name in keys.items())
    return f'<p>本页内容：</p><ul class="cb-list">{"".join(lines)}</ul>'
