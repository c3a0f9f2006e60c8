"""One generated page, as its Markdown file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from html import escape as html_escape

from markupsafe import Markup

from casebook.links import Way
from casebook.pages.markdown import Template
from casebook.saying.practices import Link
from casebook.text.escaping import fold

HOME = Link("首页", "")


@dataclass(frozen=True, slots=True)
class Page:
    """One page.

    address: from the site's root, ends with `/`. title, description: plain text. body: Markdown. kind: for the theme and the
    tests. crumbs: the way back, from the outside in. wide: without the table of contents. part: of a table that goes on over
    several pages, from 1. short: its name at the end of the way back, where that is not the title.
    """

    address: str
    title: str
    description: str
    body: str
    kind: str
    crumbs: tuple[Link, ...] = ()
    wide: bool = True
    part: int = 0
    short: str = ""

    def markdown(self) -> str:
        """Return the page as a Markdown file; its front matter is one line of JSON with one-line strings escaped for HTML."""
        meta: dict[str, str | bool | int | list[str]] = {
            "title": _for_html(self.title), "description": _for_html(self.description), "kind": self.kind,
            "hide": ["navigation", "toc"] if self.wide else ["navigation"], "render_macros": False,
        }  # fmt: skip
        if self.part:
            meta["part"] = self.part
        front = Markup(json.dumps(meta, ensure_ascii=False))  # noqa: S704 (no Markdown: its strings are escaped for HTML)
        body = Markup(self.body)  # noqa: S704 (made by our templates)
        told = {
            "front": front,
            "crumbs": self.crumbs,
            "here": self.short or self.title,
            "title": self.title,
            "body": body,
        }
        return Template("page.md.j2", Way(self.address)).render(**told) + "\n"


def _for_html(text: str) -> str:
    return html_escape(fold(text), quote=False).replace('"', "&quot;")
