"""From the Markdown of generated pages to HTML: fast, and just what Python-Markdown makes of the same text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from casebook.publishing.tables import finish_tables

Resolve: TypeAlias = Callable[[str], str]

_FRONT_MATTER = re.compile(r"---\n(\{.*\})\n---\n+")
_HEADING = re.compile(r"<h([1-6])>(.*?) ?\{ ?#([\w-]+) ?\}</h\1>")
_ID = re.compile(r'\sid="([^"]+)"')
_LINK = re.compile(r'(<a\s(?:[^>]*?\s)?href=")([^"]*)')
_TAG = re.compile(r"<[^>]*>")
_IN_THE_CONTENTS = "2"


@dataclass(frozen=True, slots=True)
class Converted:
    """A page's HTML and what a publisher has to know of it.

    contents: id and text (HTML without tags) of each heading of level 2. ids: all its anchors.
    """

    html: str
    contents: tuple[tuple[str, str], ...]
    ids: frozenset[str]


def front_matter(text: str) -> Mapping[str, object]:
    """Return what stands above the Markdown of a generated page; nothing of any other page."""
    found = _FRONT_MATTER.match(text)
    front: object = json.loads(found[1]) if found else {}
    return front if isinstance(front, dict) and is_generated(front) else {}


def is_generated(front: Mapping[str, object]) -> bool:
    """Tell by what stands above its Markdown whether a page is made by us: no template engine may read it."""
    return front.get("render_macros") is False


def body(text: str) -> str:
    """Return the Markdown of a page's file without what stands above it."""
    return _FRONT_MATTER.sub("", text, count=1)


def convert(markdown: str, resolve: Resolve) -> Converted:
    """Turn the Markdown of a generated page into HTML.

    resolve: what the address of a link becomes (`../x/index.md?a=b#c`, as it stands in the Markdown); called for each, in order.
    """
    contents: list[tuple[str, str]] = []

    def heading(found: re.Match[str]) -> str:
        level, name, id_ = found.groups()
        if level == _IN_THE_CONTENTS:
            contents.append((id_, _TAG.sub("", name)))
        return f'<h{level} id="{id_}">{name}</h{level}>'

    html = _HEADING.sub(heading, _html(markdown))
    linked = _LINK.sub(lambda found: found[1] + resolve(found[2]), html)
    return Converted(finish_tables(linked), tuple(contents), frozenset(_ID.findall(html)))


def _html(markdown: str) -> str:
    from cmarkgfm import markdown_to_html_with_extensions  # type: ignore[import-untyped]
    from cmarkgfm.cmark import Options  # type: ignore[import-untyped]

    options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_TABLE_PREFER_STYLE_ATTRIBUTES
    html: str = markdown_to_html_with_extensions(markdown, options=options, extensions=["table"])
    return html.replace(' markdown="1"', "")
