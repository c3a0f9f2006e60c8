"""Every link, anchor, download and QR code of the whole site is followed: pages, offline copy, tables, API, feed, sitemap.

What `test_site_html` tells of the pages of a plain build is told here of a build with all that a build can make.
"""

from __future__ import annotations

import csv
import io
import json
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from defusedxml.ElementTree import fromstring
from docx import Document
from openpyxl import load_workbook
from pptx import Presentation

from casebook.catalog import Catalog
from casebook.project import Project
from casebook.publishing.publish import publish
from casebook.records.schema import Json
from casebook.text.escaping import is_safe_url
from qr_reading import read_png, read_svg

URL = "https://example.gov.cn/zlk/"
ADDRESSES = ("href", "src", "action", "poster", "data", "data-moved-to")
OPENED = {
    ".html", ".md", ".txt", ".json", ".xlsx", ".csv", ".docx", ".pptx", ".xml", ".png", ".svg", ".css", ".js", ".gz", ".conf",
}  # fmt: skip
IN_MARKDOWN = re.compile(r"(?<!\\)\]\(([^()\s]+)")


class Links(HTMLParser):
    """What a page links to, its ids, and the links that leave the site: address, `target`, `rel`."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.ids: set[str] = set()
        self.outside: list[tuple[str, str, str]] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what a tag links to."""
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.add(given["id"])
        if given.get("http-equiv") == "refresh":
            self.addresses.append(given["content"].partition("url=")[2])
        for name in ADDRESSES:
            if name in given and not (tag == "object" and name == "data"):
                self.addresses.append(given[name])
        if tag == "a" and urlsplit(given.get("href", "")).netloc:
            self.outside.append((given["href"], given.get("target", ""), given.get("rel", "")))


@dataclass(frozen=True)
class Followed:
    """A folder of a built site, each page read once."""

    folder: Path
    files: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        found = (path for path in self.folder.rglob("*") if path.is_file())
        object.__setattr__(self, "files", frozenset(path.relative_to(self.folder).as_posix() for path in found))

    def of(self, *endings: str) -> list[str]:
        """Return the files with these endings."""
        return sorted(name for name in self.files if name.endswith(endings))

    def read(self, name: str) -> bytes:
        """Return a file."""
        return (self.folder / name).read_bytes()

    @cached_property
    def pages(self) -> dict[str, Links]:
        """Every page by its file."""
        return {name: Links(self.read(name).decode()) for name in self.of(".html")}

    def lost(self, here: str, address: str) -> bool:
        """Tell whether an address leads to no file, or to an anchor that is not there. here: the file it stands in."""
        parts = urlsplit(address.removeprefix(URL) if address.startswith(URL) else address)
        folder = "" if address.startswith(URL) else posixpath.dirname(here)
        if parts.scheme or parts.netloc:
            return False
        path = posixpath.normpath(posixpath.join(folder, unquote(parts.path))) if parts.path else here
        if address.startswith(URL) and not parts.path:
            path = "index.html"
        if path not in self.files and (not parts.path or parts.path.endswith(("/", ".")) or self._is_web):
            path = posixpath.normpath(posixpath.join(path, "index.html"))
        anchor = unquote(parts.fragment)
        return path not in self.files or bool(anchor and anchor not in self.pages[path].ids)

    @property
    def _is_web(self) -> bool:
        return not self.folder.name.endswith("-offline")

    def lost_of(self, here: str, addresses: Iterator[str] | list[str]) -> list[str]:
        """Return the addresses that lead nowhere."""
        return [address for address in addresses if self.lost(here, address)]


@dataclass(frozen=True)
class Whole:
    """The whole site and its copies."""

    site: Followed
    offline: Followed
    packed: Path


@pytest.fixture(scope="module")
def whole(catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """Build all that a build can make."""
    out = tmp_path_factory.mktemp("whole") / "site"
    done = publish(catalog, Project.here(), out, URL, offline=True, downloads=True)
    site, offline, packed = done.places
    return Whole(Followed(site), Followed(offline), packed)


def test_every_link_and_anchor_of_every_page_leads_somewhere(whole: Whole) -> None:
    lost = {name: whole.site.lost_of(name, page.addresses) for name, page in whole.site.pages.items()}
    assert {name: found for name, found in lost.items() if found} == {}
    assert sum(len(page.addresses) for page in whole.site.pages.values()) > 10_000


def test_every_link_and_anchor_of_the_offline_copy_names_its_file(whole: Whole) -> None:
    lost = {
        name: [a for a in page.addresses if not a.startswith(URL) and whole.offline.lost(name, a)]
        for name, page in whole.offline.pages.items()
    }
    assert {name: found for name, found in lost.items() if found} == {}
    folders = {
        address
        for page in whole.offline.pages.values()
        for address in page.addresses
        if not urlsplit(address).scheme and urlsplit(address).path.endswith(("/", "/.", "/.."))
    }
    assert folders == set()


def test_the_offline_zip_holds_what_the_folder_holds(whole: Whole) -> None:
    with zipfile.ZipFile(whole.packed) as packed:
        assert packed.testzip() is None
        assert {name.partition("/")[2] for name in packed.namelist()} == whole.offline.files


def test_every_link_to_another_site_is_safe(whole: Whole) -> None:
    outside = {link for page in whole.site.pages.values() for link in page.outside if not link[0].startswith(URL)}
    assert [address for address, _, _ in sorted(outside) if not is_safe_url(address)] == []
    assert [link for link in sorted(outside) if link[1] and "noopener" not in link[2].split()] == []
    assert len(outside) > 1


def test_every_link_of_the_plain_markdown_leads_somewhere(whole: Whole) -> None:
    lost, plain = {}, {name: whole.site.read(name).decode() for name in whole.site.of(".md", "llms.txt")}
    for name, content in plain.items():
        found = IN_MARKDOWN.findall(content)
        pages = [address.replace("index.md", "index.html") for address in found]
        lost[name] = whole.site.lost_of(name.replace("index.md", "index.html"), pages)
        ways = (re.split("[?#]", address.removeprefix(URL))[0] for address in found)
        twins = (posixpath.join(posixpath.dirname(name), way) for way in ways if way.endswith("index.md"))
        lost[name] += [twin for twin in twins if posixpath.normpath(twin) not in whole.site.files]
    assert {name: found for name, found in lost.items() if found} == {}
    assert sum(len(IN_MARKDOWN.findall(content)) for content in plain.values()) > 5_000


def test_every_file_of_the_site_is_of_a_kind_that_is_opened_here(whole: Whole) -> None:
    plain = {".casebook-site", "LICENSE"}
    assert {Path(name).suffix for name in whole.site.files if posixpath.basename(name) not in plain} - OPENED == set()


def addresses(content: Json) -> Iterator[str]:
    """Yield every address of the site within a JSON value."""
    if isinstance(content, dict):
        for name, part in content.items():
            if name == "page" or (name == "url" and isinstance(part, str) and not part.startswith("http")):
                yield str(part)
            yield from addresses(part)
    elif isinstance(content, list):
        for part in content:
            yield from addresses(part)


def test_every_json_opens_and_its_addresses_lead_somewhere(whole: Whole) -> None:
    names = whole.site.of(".json")
    lost = {name: whole.site.lost_of("index.html", addresses(json.loads(whole.site.read(name)))) for name in names}
    assert {name: found for name, found in lost.items() if found} == {}
    assert len(names) > 170


def test_every_table_opens_and_its_addresses_lead_somewhere(whole: Whole, catalog: Catalog) -> None:
    rows = {
        name: [*csv.DictReader(io.StringIO(whole.site.read(name).decode("utf-8-sig")))]
        for name in whole.site.of(".csv")
    }
    assert {name: len(found) for name, found in rows.items()} == {
        "downloads/outcomes.csv": len(catalog.figures),
        "downloads/practices.csv": len(catalog.practices),
    }
    for found in rows.values():
        assert whole.site.lost_of("index.html", [row["网址"] for row in found]) == []
        assert all(row["网址"].startswith(URL) for row in found)


def test_every_workbook_opens_and_its_addresses_lead_somewhere(whole: Whole) -> None:
    for name in whole.site.of(".xlsx"):
        book = load_workbook(io.BytesIO(whole.site.read(name)), read_only=True)
        cells = [
            str(cell) for page in book.worksheets for row in page.iter_rows(values_only=True) for cell in row if cell
        ]
        book.close()
        ours = [cell for cell in cells if cell.startswith(URL)]
        assert whole.site.lost_of("index.html", ours) == []
        assert len(ours) > 400 or name.endswith("template.xlsx")


def test_every_word_file_opens_and_its_links_lead_somewhere(whole: Whole) -> None:
    names = whole.site.of(".docx")
    for name in names:
        document = Document(io.BytesIO(whole.site.read(name)))
        assert document.paragraphs, name
        outside = [part.target_ref for part in document.part.rels.values() if part.is_external]
        assert whole.site.lost_of("index.html", [address for address in outside if address.startswith(URL)]) == [], name
        assert all(is_safe_url(address) for address in outside), name
    assert len(names) > 170


def test_every_deck_of_slides_opens_and_its_links_lead_somewhere(whole: Whole) -> None:
    names = whole.site.of(".pptx")
    for name in names:
        deck = Presentation(io.BytesIO(whole.site.read(name)))
        assert len(deck.slides) > 0, name
        outside = [part.target_ref for slide in deck.slides for part in slide.part.rels.values() if part.is_external]
        assert whole.site.lost_of("index.html", [address for address in outside if address.startswith(URL)]) == [], name
        assert all(is_safe_url(address) for address in outside), name
    assert len(names) > 170


@pytest.mark.parametrize("name", ["feed.xml", "sitemap.xml"])
def test_feed_and_sitemap_open_and_their_addresses_lead_somewhere(whole: Whole, name: str) -> None:
    root = fromstring(whole.site.read(name))
    found = [
        str(element.text or element.get("href"))
        for element in root.iter()
        if str(element.tag).endswith(("}loc", "}link"))
    ]
    assert found
    assert all(address.startswith(URL) for address in found)
    assert whole.site.lost_of("index.html", found) == []


def test_the_sitemap_names_every_page_that_is_to_be_found(whole: Whole) -> None:
    root = fromstring(whole.site.read("sitemap.xml"))
    named = {f"{str(loc.text).removeprefix(URL)}index.html" for loc in root.iter() if str(loc.tag).endswith("}loc")}
    assert set(whole.site.pages) - named == {"404.html"}


def test_every_picture_opens(whole: Whole) -> None:
    for name in whole.site.of(".png"):
        assert whole.site.read(name).startswith(b"\x89PNG\r\n\x1a\n"), name
    for name in whole.site.of(".svg"):
        assert fromstring(whole.site.read(name)).tag.endswith("svg"), name


def test_every_qr_code_of_a_page_says_the_address_of_the_page(whole: Whole, catalog: Catalog) -> None:
    said = {}
    for name in whole.site.pages:
        source = whole.site.read(name).decode()
        if '<div class="cb-qr"' in source:
            said[name] = read_svg(source.partition('<div class="cb-qr"')[2].partition("</svg>")[0])
    assert said == {name: URL + name.removesuffix("index.html") for name in said}
    assert said.keys() >= {f"practices/{practice.id}/index.html" for practice in catalog.practices}


def test_every_qr_picture_says_an_address_that_is_there(whole: Whole, catalog: Catalog) -> None:
    said = {name: read_png(whole.site.read(name)) for name in whole.site.of(".png")}
    assert {posixpath.basename(name).removesuffix(".png") for name in said} >= {p.id for p in catalog.practices}
    for name, address in said.items():
        assert address.startswith(URL), name
        assert not whole.site.lost("index.html", address), name
        assert address.rstrip("/").rsplit("/", 1)[1] == posixpath.basename(name).removesuffix(".png")
