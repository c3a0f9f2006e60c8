"""The Atom feed: what was changed or added, as the records' own `changes` tell it; never from git or the clock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from casebook import links
from casebook.saying.practices import ChangeView, PracticeView
from casebook.saying.site import Site

MOST_ENTRIES = 50
_ATOM = "http://www.w3.org/2005/Atom"
_RIGHTS = "CC BY 4.0"


@dataclass(frozen=True, slots=True)
class News:
    """What changed in a practice on one day (`2026-11-22`)."""

    practice: PracticeView
    day: str
    changes: tuple[ChangeView, ...]

    @property
    def address(self) -> str:
        """Where to read it: the figure where one figure changed, else the page."""
        keys = {change.key for change in self.changes}
        return links.practice(self.practice.id, keys.pop() if len(keys) == 1 else "")

    @property
    def title(self) -> str:
        """The practice, and what became of it: `楼栋长：并入“楼长”`."""
        first, *more = (change.note for change in self.changes)
        return f"{self.practice.name}：{first}" if not more else f"{self.practice.name}：{len(self.changes)} 处修订"


def news(practices: Iterable[PracticeView]) -> list[News]:
    """Return the newest changes, newest first, those of one practice and day as one."""
    found = [
        News(practice, day, tuple(changes))
        for practice in practices
        for day, changes in groupby(practice.changes, lambda change: change.date)
    ]
    return sorted(found, key=lambda one: one.day, reverse=True)[:MOST_ENTRIES]


def feed_files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the feed's address and content; nothing without a public address, since all in a feed is absolute."""
    if site.settings.site_url:
        yield links.FEED, _xml(_feed(site))


def _xml(feed: Element) -> bytes:
    indent(feed)
    xml: bytes = tostring(feed, encoding="utf-8", xml_declaration=True)
    return xml + b"\n"


def _feed(site: Site) -> Element:
    root = site.settings.site_url
    entries = news(site.by_id.values())  # merged and withdrawn ones too: their readers must hear of it
    newest = entries[0].day if entries else site.catalog.build_date.isoformat()
    feed = Element("feed", {"xmlns": _ATOM, "xml:lang": "zh-CN"})
    _text(feed, "title", f"{site.settings.site_name}：新增和修订")
    _text(feed, "id", root + links.FEED)
    _text(feed, "updated", _moment(newest))
    _link(feed, "self", "application/atom+xml", root + links.FEED)
    _link(feed, "alternate", "text/html", root)
    _text(SubElement(feed, "author"), "name", site.settings.operator or site.settings.site_name)
    _text(feed, "rights", _RIGHTS)
    for one in entries:
        _entry(feed, root, one)
    return feed


def _entry(feed: Element, root: str, one: News) -> None:
    entry = SubElement(feed, "entry")
    _text(entry, "title", one.title)
    _text(entry, "id", _id(root, one))
    _text(entry, "updated", _moment(one.day))
    _link(entry, "alternate", "text/html", root + one.address)
    _text(entry, "summary", "；".join(change.note for change in one.changes))


def _id(root: str, one: News) -> str:
    """Return a tag (RFC 4151): it says the same whether the site is read by http or https, and on any port."""
    place = urlsplit(root)
    return f"tag:{place.hostname},{one.day}:{place.path}{one.practice.address}"


def _moment(day: str) -> str:
    return f"{day}T00:00:00+08:00"


def _text(above: Element, name: str, text: str) -> None:
    SubElement(above, name).text = text


def _link(above: Element, rel: str, kind: str, there: str) -> None:
    SubElement(above, "link", {"rel": rel, "type": kind, "href": there})
