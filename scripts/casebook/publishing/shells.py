"""The shell of generated pages: what the theme puts around their content, asked for once a kind and not once a page.

MkDocs renders a specimen of each kind, in which marks stand where pages differ; every page is then filled in at the marks.
The specimen lies in the same folder as its pages, so ways and the place in the menu are theirs too.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeAlias, cast

from casebook.memory import Json
from casebook.publishing.converting import Converted, front_matter

_MARK = "cbslot{}z"
_TITLE, _TEXT, _CONTENT, _FOLDER = (_MARK.format(name) for name in ("title", "text", "content", "folder"))
_ENTRIES = ((_MARK.format("ida"), _MARK.format("namea")), (_MARK.format("idb"), _MARK.format("nameb")))
_MARKS = re.compile(_MARK.format("(title|text|content|folder|ida)") + r"\d*")
_CONTENTS = re.compile(
    rf"#(?P<one>{_ENTRIES[0][0]})(?P<inner>.*?){_ENTRIES[0][1]}(?P<between>.*?)#{_ENTRIES[1][0]}.*?{_ENTRIES[1][1]}",
    re.DOTALL,
)
_Told: TypeAlias = tuple[str, list[tuple[str, str]], list[str], dict[str, dict[str, str]], list[str], str]
SPECIMEN = Converted(f"<h1>{_CONTENT}</h1>", _ENTRIES, frozenset())
_BARE = Converted(SPECIMEN.html, (), frozenset())


@dataclass(frozen=True)
class Made:
    """A generated page, turned into HTML.

    name: its Markdown file, from the root of the docs. text: that file. plain: its twin.
    anchors: which anchors of which files it names, each with the link and its place. files: the other files it links to.
    """

    name: str
    text: str
    page: Converted
    anchors: Mapping[str, Mapping[str, str]]
    files: frozenset[str] = frozenset()
    plain: str = ""

    @cached_property
    def front(self) -> Mapping[str, object]:
        """What stands above the Markdown in its file."""
        return front_matter(self.text)

    def told(self) -> list[Json]:
        """Return what is remembered of it by its name and text."""
        page = self.page
        return [page.html, page.contents, sorted(page.ids), self.anchors, sorted(self.files), self.plain]

    @classmethod
    def of(cls, name: str, text: str, told: Json) -> Made:
        """Return the page that was told."""
        html, contents, ids, anchors, files, plain = cast("_Told", told)
        page = Converted(html, tuple((id_, heading) for id_, heading in contents), frozenset(ids))
        return cls(name, text, page, anchors, frozenset(files), plain)


@dataclass(frozen=True, slots=True)
class Specimen:
    """What MkDocs renders for a kind of page. name: its Markdown file. front: what stands above it, with marks."""

    name: str
    front: Mapping[str, object]
    has_contents: bool

    @property
    def text(self) -> str:
        """Its Markdown file: what stands above the Markdown alone."""
        return f"---\n{json.dumps(self.front, ensure_ascii=False)}\n---\n"

    @classmethod
    def of(cls, made: Made, led_to: Container[str]) -> Specimen:
        """Return the specimen of a page; pages with equal ones share a shell.

        led_to: the pages to which every shell leads: theirs differs by that, so each is a kind of its own.
        """
        folder = posixpath.dirname(posixpath.dirname(made.name))
        name = made.name if made.name in led_to else posixpath.join(folder, _FOLDER, posixpath.basename(made.name))
        front = {**made.front, "title": _TITLE, "description": _TEXT if made.front.get("description") else ""}
        return cls(name, front, bool(made.page.contents))

    @property
    def page(self) -> Converted:
        """What stands in place of a page's content."""
        return SPECIMEN if self.has_contents else _BARE


@dataclass(frozen=True, slots=True)
class Shell:
    """A finished specimen, cut at its marks. parts: text and the names of marks in turn. inner, between: of an entry of the contents."""

    parts: tuple[str, ...]
    inner: str = ""
    between: str = ""

    @classmethod
    def of(cls, html: str) -> Shell:
        """Cut a specimen's HTML."""
        entries = _CONTENTS.search(html)
        if entries is None:
            return cls(tuple(_MARKS.split(html.replace(SPECIMEN.html, _CONTENT))))
        one = html[: entries.start("one")] + entries["one"] + html[entries.end() :]
        return cls(tuple(_MARKS.split(one.replace(SPECIMEN.html, _CONTENT))), entries["inner"], entries["between"])

    def fill(self, made: Made) -> str:
        """Return the HTML of a page."""
        told = {
            "title": str(made.front["title"]),
            "text": str(made.front.get("description") or ""),
            "content": made.page.html,
            "folder": posixpath.basename(posixpath.dirname(made.name)),
        }
        if self.inner:
            told["ida"] = f"{self.between}#".join(f"{id_}{self.inner}{name}" for id_, name in made.page.contents)
        return "".join(told[part] if index % 2 else part for index, part in enumerate(self.parts))


def specimens(pages: Iterable[Made], led_to: Container[str]) -> dict[str, Specimen]:
    """Return the specimen of each page, by the page's name; each has a file of its own."""
    numbered: dict[str, Specimen] = {}
    of_pages: dict[str, Specimen] = {}
    for made in pages:
        bare = Specimen.of(made, led_to)
        key = json.dumps([bare.name, bare.front, bare.has_contents])
        if key not in numbered:
            numbered[key] = replace(bare, name=bare.name.replace(_FOLDER, f"{_FOLDER}{len(numbered)}"))
        of_pages[made.name] = numbered[key]
    return of_pages
