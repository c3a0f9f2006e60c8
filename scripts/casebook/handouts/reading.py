"""A page's Markdown read as the site reads it: a tree of HTML, and in it lines of words with how they look and where they lead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple, TypeAlias
from urllib.parse import urljoin
from xml.etree.ElementTree import Element, SubElement

from markdown import markdown

from casebook.text.escaping import is_safe_url

_EXTENSIONS = ("attr_list", "md_in_html", "tables")  # as `mkdocs.yml` has them
_ONLY_ON_SCREEN = frozenset({"form", "script", "cb-crumbs", "cb-cite", "cb-booklet", "cb-contents"})
_EMPTY = frozenset({"br", "hr", "img", "input"})
_WHITE_SPACE = re.compile(r"[ \t\n]+")
_OUTSIDE = re.compile(r"\w*:?//")
_INDEX = re.compile(r"(^|/)index\.md(?=$|[?#])")


class Form(NamedTuple):
    """How words look and where they lead. aside: small and grey. address: in full; empty for nowhere."""

    strong: bool = False
    aside: bool = False
    address: str = ""


PLAIN = Form()
Line: TypeAlias = list[tuple[str, Form]]  # a line feed breaks it
Piece: TypeAlias = Element | str


def read_page(text: str, address: str) -> Element:
    """Return a page as a tree.

    text: its Markdown without front matter. address: the public one; without it, links within the site lead nowhere.
    """
    reader = _Reader()
    reader.feed(markdown(text, extensions=_EXTENSIONS))
    reader.close()
    page = reader.open[0]
    for link in page.iter("a"):
        link.set("href", _public(link.get("href", ""), address))
    return page


def names(element: Element) -> frozenset[str]:
    """Return the names by which an element is known: its tag and its classes."""
    return frozenset({element.tag, *element.get("class", "").split()})


def pieces(element: Element) -> Iterator[Piece]:
    """Yield what an element holds for paper, in order: elements, and the words between them."""
    yield element.text or ""
    for child in element:
        if _ONLY_ON_SCREEN.isdisjoint(names(child)):
            yield child
        yield child.tail or ""


def read_line(parts: Iterable[Piece], form: Form = PLAIN) -> Line:
    """Return words as a page shows them: white space folded, none at the end or around a break."""
    told: list[tuple[str, Form]] = []
    for sign, its in _signs(parts, form):
        before = told[-1][0] if told else "\n"
        if sign == "\n" and before == " ":
            told[-1] = (sign, its)
        elif sign != " " or before not in " \n":
            told.append((sign, its))
    while told and told[-1][0] in " \n":
        told.pop()
    return [("".join(sign for sign, _ in alike), its) for its, alike in groupby(told, key=itemgetter(1))]


def _signs(parts: Iterable[Piece], form: Form) -> Iterator[tuple[str, Form]]:
    for part in parts:
        if isinstance(part, str):
            yield from ((sign, form) for sign in _WHITE_SPACE.sub(" ", part))
        elif part.tag == "br":
            yield "\n", form
        else:
            strong, aside = form.strong or part.tag == "strong", form.aside or part.tag == "em"
            yield from _signs(pieces(part), Form(strong, aside, part.get("href", form.address)))


def _public(href: str, address: str) -> str:
    """Return where a link leads, for other people: to a page instead of its Markdown file; empty where that is unknown."""
    there = href if _OUTSIDE.match(href) else urljoin(address, _INDEX.sub(r"\1", href))
    return there if is_safe_url(there) else ""


class _Reader(HTMLParser):
    """Makes a tree of HTML. open: the elements around the place that is being read, from the outside in."""

    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("body")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Go into an element. A picture is told by its words."""
        element = SubElement(self.open[-1], tag, {name: value or "" for name, value in attrs})
        element.text = element.get("alt", "")
        if tag not in _EMPTY:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        """Leave the innermost element; a tag that closes nothing means nothing."""
        if tag == self.open[-1].tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        """Add text to where it stands."""
        here = self.open[-1]
        if len(here):
            here[-1].tail = (here[-1].tail or "") + data
        else:
            here.text = (here.text or "") + data
