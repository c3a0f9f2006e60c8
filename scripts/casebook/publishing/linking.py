"""The links of one generated page: to Markdown files in the text, to the pages made of them in the HTML."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from urllib.parse import unquote

from casebook import links
from casebook.catalog import Catalog
from casebook.publishing.complaints import complain
from casebook.publishing.site_builder import File, Files

_LINK = re.compile(r"(?P<path>[^:?#]+\.md)?(?P<query>\?[^#]*)?(?:#(?P<anchor>.+))?")
_PRACTICE = re.compile(rf"{links.PRACTICES}([^/]+)/index\.md")


@dataclass
class Linking:
    """Resolves the links of a page, in their order, and says which lead nowhere.

    text: the page's file. record: the file of the practice that the page tells, or empty.
    anchors: which anchors of which files the page names, each with the link as MkDocs is to repeat it: with its place.
    """

    page: File
    files: Files
    text: str
    record: str = ""
    anchors: dict[File, dict[str, str]] = field(default_factory=dict)
    _known: dict[str, File | None] = field(default_factory=dict)
    _seen: int = 0
    _line: int = 1

    def resolve(self, link: str) -> str:
        """Return where a link of the page leads in the site; one to a missing file is told, and stays."""
        found = _LINK.fullmatch(link)
        if found is None or not (found["path"] or found["anchor"]):
            return link
        path = found["path"] or ""
        target = self._file(path) if path else self.page
        if target is None:
            complain(f"页面 {self.page.src_uri} 里的链接 {self._placed(link)} 找不到目标")
            return link
        if found["anchor"]:
            self.anchors.setdefault(target, {}).setdefault(found["anchor"], self._placed(link))
        return (target.url_relative_to(self.page) if path else "") + link[len(path) :]

    def _file(self, path: str) -> File | None:
        if path not in self._known:
            folder = posixpath.dirname(self.page.src_uri)
            self._known[path] = self.files.get_file_from_path(posixpath.normpath(posixpath.join(folder, unquote(path))))
        return self._known[path]

    def _placed(self, link: str) -> str:
        """Return a link with its line in the page's file, and the record behind it."""
        at = self.text.find(link, self._seen)
        if at >= 0:
            self._line += self.text.count("\n", self._seen, at)
            self._seen = at + len(link)
        return f"{link}（第 {self._line} 行{'，来自记录 ' + self.record if self.record else ''}）"


def record_behind(page: str, catalog: Catalog) -> str:
    """Return the record that a page tells: the file of its practice, nothing for other pages."""
    found = _PRACTICE.fullmatch(page)
    practice = catalog.by_id.get(found[1]) if found else None
    return practice.path if practice else ""
