"""The links of one generated page: to Markdown files in the text, to the pages made of them in the HTML."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import unquote

from casebook import links
from casebook.catalog import Catalog
from casebook.pages.page_files import linked_names
from casebook.publishing.complaints import complain

_LINK = re.compile(r"(?P<path>[^:?#]+\.md)?(?P<query>\?[^#]*)?(?:#(?P<anchor>.+))?")
_PRACTICE = re.compile(rf"{links.PRACTICES}([^/]+)/index\.md")
_INDEX = "index.md"
_UP = re.compile(r"(?:\.\./)*")


@dataclass
class Linking:
    """Resolves the links of a page, in their order, and says which lead nowhere.

    name: the page's file, from the root of the docs. known: tells whether there is a file of such a name.
    text: the page's file as it is. record: the file of the practice that the page tells, or empty.
    files: the other files of the site that it links to. anchors: which anchors of which files it names, each with the link
    as it is to be repeated: with its place. is_broken: whether any led nowhere.
    """

    name: str
    known: Container[str]
    text: str
    record: str = ""
    files: set[str] = field(default_factory=set)
    anchors: dict[str, dict[str, str]] = field(default_factory=dict)
    is_broken: bool = False
    _ways: dict[str, tuple[str, str]] = field(default_factory=dict)
    _seen: int = 0
    _line: int = 1

    def resolve(self, link: str) -> str:
        """Return where a link of the page leads in the site; one to a missing file is told, and stays."""
        found = _LINK.fullmatch(link)
        if found is None or not (found["path"] or found["anchor"]):
            self.files.update(linked_names(link, self.name))
            return link
        path = found["path"] or ""
        target, way = self._way(path) if path else (self.name, "")
        if not target:
            self.is_broken = True
            complain(f"页面 {self.name} 里的链接 {self._placed(link)} 找不到目标")
            return link
        if found["anchor"]:
            self.anchors.setdefault(target, {}).setdefault(found["anchor"], self._placed(link))
        return way + link[len(path) :]

    def _way(self, path: str) -> tuple[str, str]:
        """Return the file that a way names and the way to its page; nothing where there is none."""
        if path not in self._ways:
            up = _UP.match(path)
            steps = up.end() // 3 if up else 0
            folders = self._folders
            target = folders[steps] + path[3 * steps :] if steps < len(folders) else ""
            if target not in self.known:  # it may be written in another way
                target = posixpath.normpath(posixpath.join(folders[0], unquote(path)))
            self._ways[path] = (target, page_address(path) or "./") if target in self.known else ("", "")
        return self._ways[path]

    @cached_property
    def _folders(self) -> list[str]:
        """The folders around the page's file, from the inside out, each with `/` at its end."""
        parts = self.name.split("/")[:-1]
        return ["".join(f"{part}/" for part in parts[:count]) for count in range(len(parts), -1, -1)]

    def _placed(self, link: str) -> str:
        """Return a link with its line in the page's file, and the record behind it."""
        at = self.text.find(link, self._seen)
        if at >= 0:
            self._line += self.text.count("\n", self._seen, at)
            self._seen = at + len(link)
        return f"{link}（第 {self._line} 行{'，来自记录 ' + self.record if self.record else ''}）"


def page_address(name: str) -> str:
    """Return the address of the page of a Markdown file, both from the root: every one is an `index.md`."""
    return name.removesuffix(_INDEX)


def record_behind(page: str, catalog: Catalog) -> str:
    """Return the record that a page tells: the file of its practice, nothing for other pages."""
    found = _PRACTICE.fullmatch(page)
    practice = catalog.by_id.get(found[1]) if found else None
    return practice.path if practice else ""
