"""A built site as the tests read it: every page parsed once."""

from __future__ import annotations

import gzip
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

import html5lib

LINKING = {
    "a": "href",
    "link": "href",
    "script": "src",
    "img": "src",
    "form": "action",
    "iframe": "src",
    "source": "src",
}
LOADING = {"script": "src", "img": "src", "iframe": "src", "source": "src"}


@dataclass(frozen=True)
class Html:
    """One page. path: the file, from the site's root."""

    path: str
    source: str

    @cached_property
    def _parsed(self) -> tuple[Element, tuple[str, ...]]:
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        root = parser.parse(self.source)
        return root, tuple(f"{line}:{column} {code}" for (line, column), code, _ in parser.errors)

    @property
    def root(self) -> Element:
        """The page's element tree."""
        return self._parsed[0]

    @property
    def errors(self) -> tuple[str, ...]:
        """What a strict HTML parser complains about."""
        return self._parsed[1]

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """All ids, in order."""
        return tuple(element.attrib["id"] for element in self.root.iter() if "id" in element.attrib)

    @cached_property
    def main(self) -> Element:
        """The page's own content."""
        return self.one(".//main")

    @property
    def compressed(self) -> int:
        """Bytes sent with gzip."""
        return len(gzip.compress(self.source.encode(), 9, mtime=0))

    def one(self, path: str) -> Element:
        """Return the one element of a path (ElementTree's XPath)."""
        found = self.root.findall(path)
        assert len(found) == 1, f"{self.path}: {path} is there {len(found)} times"
        return found[0]

    def with_id(self, id_: str) -> Element:
        """Return the element of an id."""
        return self.one(f".//*[@id='{id_}']")

    def item(self, id_: str) -> Element:
        """Return the item of a list that begins with an anchor."""
        (found,) = (item for item in self.main.iter("li") if len(item) and item[0].get("id") == id_)
        return found

    def figure(self, key: str) -> Element:
        """Return the whole entry of a figure: the block around the heading that is its anchor."""
        found = [block for block in of_class(self.main, "cb-figure") if block[0].get("id") == key]
        assert len(found) == 1, f"{self.path}: {key} is there {len(found)} times"
        return found[0]

    def addresses(self) -> Iterator[str]:
        """Yield every address that the page links to or loads."""
        for element in self.root.iter():
            name = LINKING.get(str(element.tag))
            if name and name in element.attrib:
                yield element.attrib[name]
            if "data-moved-to" in element.attrib:
                yield element.attrib["data-moved-to"]


def text(element: Element) -> str:
    """Return an element's text, white space folded."""
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip()


def of_class(element: Element, css: str) -> list[Element]:
    """Return the elements of a class within an element."""
    return [part for part in element.iter() if css in part.get("class", "").split()]


def figure_css(key: str) -> str:
    """Return the CSS selector of a figure's whole entry."""
    return f".cb-figure:has(> #{key})"


def cards(element: Element) -> list[Element]:
    """Return the cards within an element: of practices or courses."""
    return [item for block in of_class(element, "cb-cards") for item in block.findall("ul/li")]


def is_outside(address: str) -> bool:
    """Tell whether an address leaves the site."""
    parts = urlsplit(address)
    return bool(parts.scheme or parts.netloc) and parts.scheme != "data"


@dataclass(frozen=True)
class HtmlSite:
    """A built site."""

    folder: Path

    @cached_property
    def pages(self) -> dict[str, Html]:
        """Every page by its file."""
        paths = sorted(self.folder.rglob("*.html"))
        names = (path.relative_to(self.folder).as_posix() for path in paths)
        return {name: Html(name, path.read_text(encoding="utf-8")) for name, path in zip(names, paths, strict=True)}

    @cached_property
    def files(self) -> frozenset[str]:
        """Every file, from the site's root."""
        paths = (path for path in self.folder.rglob("*") if path.is_file())
        return frozenset(path.relative_to(self.folder).as_posix() for path in paths)

    def page(self, address: str) -> Html:
        """Return the page of an address from the site's root (`practices/lou-dong-zhang/`)."""
        return self.pages[f"{address}index.html"]

    def parts(self, address: str) -> list[Html]:
        """Return the pages of a list that may go on over several, in order."""
        first = self.page(address)
        others = [a for nav in of_class(first.main, "cb-parts") for a in nav.iter("a") if text(a).isdigit()]
        return [first, *(self.page(self.leads_to(first, a)) for a in others)]

    def target(self, page: Html, address: str) -> tuple[str, str]:
        """Return the file and the anchor that an address of a page leads to."""
        parts = urlsplit(address)
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), unquote(parts.path)))
        if not parts.path:
            return page.path, unquote(parts.fragment)
        if path not in self.files:
            path = posixpath.normpath(posixpath.join(path, "index.html"))
        return path, unquote(parts.fragment)

    def leads_to(self, page: Html, element: Element) -> str:
        """Return where a link leads, as an address from the root with its anchor."""
        path, anchor = self.target(page, element.attrib["href"])
        return path.removesuffix("index.html") + (f"#{anchor}" if anchor else "")
