"""What a page is made from, and what it becomes."""

from __future__ import annotations

import json
from dataclasses import dataclass

from casebook.catalog import Catalog
from casebook.settings import SiteSettings
from casebook.shelves import Shelves
from casebook.text.escaping import escape


@dataclass(frozen=True)
class Site:
    """Catalog, shelves and settings: all that pages read."""

    catalog: Catalog
    shelves: Shelves
    settings: SiteSettings

    @classmethod
    def of(cls, catalog: Catalog, settings: SiteSettings) -> Site:
        """Return the site of a catalog."""
        return cls(catalog, Shelves(catalog), settings)


@dataclass(frozen=True, slots=True)
class Page:
    """One generated page.

    address: from the site's root, ends with `/`. title, description: plain text.
    body: Markdown in which all record text is escaped. kind: for the theme and the tests.
    wide: without the table of contents. crumbs: the way back, above the heading, in HTML.
    """

    address: str
    title: str
    description: str
    body: str
    kind: str
    wide: bool = True
    crumbs: str = ""

    def markdown(self) -> str:
        """Return the page as a Markdown file with JSON front matter of escaped one-line strings."""
        meta = {
            "title": escape(self.title),
            "description": escape(self.description),
            "kind": self.kind,
            "hide": ["navigation", "toc"] if self.wide else ["navigation"],
            "render_macros": False,
        }
        front = json.dumps(meta, ensure_ascii=False)
        head = f"{self.crumbs}\n\n# {escape(self.title)} {{ #top }}".strip()
        return f"---\n{front}\n---\n\n{head}\n\n{self.body.strip()}\n"
