"""What a published site promises: its ledger; of an older one without it, what its API, its indexes and its list of pages tell."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from casebook import links
from casebook.checks.ledger import merged_lines
from casebook.errors import Stopped
from casebook.facets import FACETS
from casebook.records.schema import Json
from casebook.verifying.asking import FORBIDDEN, NOT_FOUND, OK, Asker

MOST_BYTES = 64 << 20
_SECONDS = 60.0
_MOST_RECORDS = 300
_MOST_PARTS = 50
_LINE = re.compile(r"[a-z]{1,20}(?: [a-z0-9][a-z0-9-]{0,80})+")
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,80}")
_BELOW = re.compile(r'href="([a-z0-9][a-z0-9-]*)/(?:index\.html)?["?#]')
_PART = re.compile(r'href="(page_[0-9]+)/')
_LOCATION = re.compile(r"<loc>([^<\s]+)</loc>")
_SITEMAP = "sitemap.xml"
_PRACTICES = f"{links.API}practices.json"


class Published(Protocol):
    """A published site, wherever it is."""

    @property
    def name(self) -> str:
        """What people call it: its path or its address."""

    def read(self, address: str) -> str | None:
        """Return the text of a page or file by its address from the site's root; None where it has none."""

    def addresses(self) -> Iterable[str]:
        """Return the addresses of its pages, as far as it tells them."""


@dataclass(frozen=True)
class Folder:
    """A published folder; an offline copy too."""

    path: Path
    name: str

    def read(self, address: str) -> str | None:
        """Return the text of a page or file."""
        file = self.path / (f"{address}index.html" if address.endswith("/") else address)
        if not file.is_file() or file.stat().st_size > MOST_BYTES:
            return None
        return file.read_text(encoding="utf-8", errors="replace")

    def addresses(self) -> Iterable[str]:
        """Return the addresses of all its pages."""
        return [f"{path.parent.relative_to(self.path).as_posix()}/" for path in self.path.rglob("*/index.html")]


@dataclass(frozen=True)
class Web:
    """A site on a web server. name: its address."""

    name: str
    asker: Asker

    @classmethod
    def of(cls, address: str) -> Web:
        """Return the site of an address."""
        return cls(address, Asker.of(address, MOST_BYTES, _SECONDS))

    def read(self, address: str) -> str | None:
        """Return the text of a page or file. Raises Stopped where the server does not answer, or otherwise than one can use."""
        reply = self.asker.follow(f"{self.name}{address}")
        if reply.status == OK and reply.is_whole and not (address.endswith("txt") and "<html" in reply.text[:500]):
            return reply.text
        if reply.status in {OK, FORBIDDEN, NOT_FOUND} and reply.is_whole:  # object storage says 403 of what it has not
            return None
        said = reply.failure or (f"状态码是 {reply.status}" if reply.is_whole else "文件太大")
        away = f"，要转到别的网站 {reply.leads_to}" if reply.leads_to else ""
        raise Stopped(f"读不到已发布的网站 {self.name}{address}：{said}{away}。请核对网址和网络；没有发布。")

    def addresses(self) -> Iterable[str]:
        """Return the addresses in its sitemap."""
        found = map(urlsplit, _LOCATION.findall(self.read(_SITEMAP) or ""))
        return [parts.path.removeprefix(self._root) for parts in found if parts.path.startswith(self._root)]

    @cached_property
    def _root(self) -> str:
        """The site's path, as its own sitemap begins."""
        locations = _LOCATION.findall(self.read(_SITEMAP) or "")
        return min((urlsplit(location).path for location in locations), key=len, default="/")


def published_lines(site: Published) -> tuple[str, ...]:
    """Return the lines of the ledger that a site promises. Raises Stopped where it is no site of ours."""
    ledger = ledger_of(site)
    if ledger is not None:
        return ledger
    if site.read(_PRACTICES) is None:
        raise Stopped(f"{site.name} 不是本程序发布的网站：既没有 {links.LEDGER}，也没有 {_PRACTICES}。")
    return merged_lines((), {*told_by_api(site), *_told_by_pages(site), *_told_by_indexes(site)})


def ledger_of(site: Published) -> tuple[str, ...] | None:
    """Return the lines of the ledger that a site publishes; None where it has none. Raises Stopped where they are none of ours."""
    ledger = site.read(links.LEDGER)
    lines = () if ledger is None else tuple(ledger.splitlines())
    if ledger is not None and not (lines and all(map(_LINE.fullmatch, lines))):
        raise Stopped(f"{site.name} 的 {links.LEDGER} 读不懂，不像本程序写的。")
    return None if ledger is None else lines


def _rows(site: Published, name: str, part: str) -> list[dict[str, Json]]:
    return _dicts(_content(site, name).get(part))


def _content(site: Published, name: str) -> dict[str, Json]:
    try:
        content: Json = json.loads(site.read(f"{links.API}{name}") or "{}")
    except ValueError:
        raise Stopped(f"{site.name} 的 {links.API}{name} 读不懂，不像本程序写的。") from None
    return content if isinstance(content, dict) else {}


def _dicts(value: Json) -> list[dict[str, Json]]:
    rows = value if isinstance(value, list) else []
    return [row for row in rows if isinstance(row, dict)]


def _ids(rows: Iterable[dict[str, Json]], name: str) -> list[str]:
    return [id_ for row in rows if isinstance(id_ := row.get(name), str) and _ID.fullmatch(id_)]


def told_by_api(site: Published) -> Iterator[str]:
    """Yield what a site's API tells of its pages; lines may speak of one page."""
    for row in _rows(site, "practices.json", "practices"):
        yield from _of_record(row)
    for id_ in _ids(_rows(site, "documents.json", "documents"), "id"):
        yield f"document {id_}"
    words = _content(site, "vocabularies.json")
    for facet in FACETS:
        yield from (f"{facet.word} {id_}" for id_ in _ids(_dicts(words.get(facet.id)), "id"))


def _of_record(row: dict[str, Json]) -> Iterator[str]:
    """Yield the lines of a practice and of the ids that it had before."""
    told = row.get("publication")
    publication = told if isinstance(told, dict) else {}
    parts = (*_dicts(row.get("outcomes")), *_dicts(row.get("includes")), *_dicts(publication.get("former_keys")))
    former = publication.get("former_ids")
    names = [*_ids([row], "id"), *(former if isinstance(former, list) else ())]
    for name in names:
        if isinstance(name, str) and _ID.fullmatch(name):
            yield " ".join(["practice", name, *_ids(parts, "key")])


def _told_by_pages(site: Published) -> Iterator[str]:
    """Yield what the list of pages tells: practices that were merged or withdrawn too, with their anchors from their own files."""
    words = {links.index(facet.id): facet.word for facet in FACETS}
    listed = {*_ids(_rows(site, "practices.json", "practices"), "id")}
    asked = 0
    for address in sorted(site.addresses()):
        folder, _, id_ = address.removesuffix("/").rpartition("/")
        if not _ID.fullmatch(id_):
            continue
        if f"{folder}/" in words:
            yield f"{words[f'{folder}/']} {id_}"
        elif f"{folder}/" == links.PRACTICES:
            yield f"practice {id_}"
            asked += id_ not in listed
            if id_ not in listed and asked <= _MOST_RECORDS:
                yield from _of_record({**_content(site, f"practices/{id_}.json"), "id": id_})


def _told_by_indexes(site: Published) -> Iterator[str]:
    for facet in FACETS:
        pages = [links.index(facet.id)]
        for number, address in enumerate(pages):
            html = (site.read(address) if number < _MOST_PARTS else None) or ""
            yield from (f"{facet.word} {id_}" for id_ in _BELOW.findall(html))
            if number == 0:
                pages += [f"{address}{part}/" for part in dict.fromkeys(_PART.findall(html))]
