"""The one template environment: real Markdown in which every text is escaped, unless it is Markdown already."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache, partial

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from casebook.links import Way
from casebook.saying import wording
from casebook.saying.documents import ProofView
from casebook.saying.flow import are_stages, stages
from casebook.saying.qr import qr_svg
from casebook.text.escaping import escape_markdown, fold, is_safe_url

_IN_AN_ATTRIBUTE = re.compile(r"[&<>\"'\\`*_\[\]{}()#!|~]")
_BLANK_LINES = re.compile(r"\n{3,}")
_IN_A_DESTINATION = re.compile(r"[\\<>()\[\]\s\"'`{}^|*]")


def text(value: object) -> Markup:
    """Return a text as Markdown that means only itself; Markdown as it is."""
    return value if isinstance(value, Markup) else Markup(escape_markdown(str(value)))  # noqa: S704 (escaped here)


def attribute(value: object) -> Markup:
    """Return a text for a quoted attribute of a tag, in which neither HTML nor Markdown finds anything to act on."""
    return Markup(_IN_AN_ATTRIBUTE.sub(lambda found: f"&#{ord(found[0])};", fold(str(value))))  # noqa: S704


def joined(values: Iterable[object], between: str = "") -> Markup:
    """Return texts in a row."""
    return Markup(between).join(map(text, values))  # noqa: S704 (between: the template's own)


@lru_cache(maxsize=1 << 14)
def destination(address: str) -> Markup:
    """Return an address as the destination of a link: what Markdown could take amiss is percent-encoded."""
    plain = _IN_A_DESTINATION.sub(lambda found: f"%{ord(found[0]):02X}", address)
    return Markup(plain.replace("&", "&amp;"))  # noqa: S704


def outside(name: object, url: str) -> Markup:
    """Return a link to another site; the name alone where the address may not be linked."""
    return Markup(f"[{text(name)}]({destination(url)})") if is_safe_url(url) else text(name)  # noqa: S704


def link(way: Way, name: object, there: str, title: str = "") -> Markup:
    """Return a link within the site. there: from its root. title: what a number by itself does not say."""
    words = f' "{escape_markdown(title)}"' if title else ""
    return Markup(f"[{text(name)}]({destination(way.markdown(there))}{words})")  # noqa: S704 (each part is escaped)


def proof(way: Way, told: ProofView, *, paper: bool = False) -> Markup:
    """Return where a statement stands: document, who says it, the very words, and the way to them, on paper without it."""
    document = link(way, told.document.label, told.document.address)
    words = quoted(told.anchor, "" if paper else told.open)
    return Markup(f"{document}（{text(told.voice)}）{words}")  # noqa: S704


def quoted(anchor: str, there: str) -> Markup:
    """Return the very words of a document, and the link that opens it there where it has an address."""
    way_on = f" {outside('打开原文此处', there)}" if there else ""
    return Markup(f"“{text(anchor)}”{way_on}")  # noqa: S704


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Return the environment of all templates; an undefined name is an error."""
    env = Environment(
        loader=PackageLoader("casebook.pages"), undefined=StrictUndefined, autoescape=True, finalize=text,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True, auto_reload=False,
    )  # fmt: skip
    # Jinja's own filters would escape for HTML, or not at all.
    env.filters = {
        "join": joined,
        "attribute": attribute,
        "length": len,
        "lower": str.lower,
        "day": wording.day,
        "destination": destination,
    }
    env.globals = {
        "outside": outside, "quoted": quoted, "wording": wording, "qr_svg": lambda url: Markup(qr_svg(url)),  # noqa: S704
        "indent": lambda depth: Markup("    " * depth), "stages": stages, "are_stages": are_stages,  # noqa: S704 (spaces)
    }  # fmt: skip
    return env


@dataclass(frozen=True, slots=True)
class Template:
    """A template as one page sees it. way: ways from that page."""

    name: str
    way: Way

    def render(self, **told: object) -> str:
        """Return the Markdown, without needless blank lines."""
        template = environment().get_template(self.name)
        way = self.way
        filled = template.render({"paper": False, **told}, way=way, link=partial(link, way), proof=partial(proof, way))
        return _BLANK_LINES.sub("\n\n", "\n".join(line.rstrip(" \t") for line in filled.split("\n"))).strip()


def headings(below: int, prefix: str) -> dict[str, Markup]:
    """Return the marks of headings for parts that several pages share. below: added to their levels. prefix: of their anchors."""
    levels = {f"h{level}": Markup("#" * (level + below)) for level in (1, 2, 3)}  # noqa: S704
    return {**levels, "prefix": Markup(prefix)}  # noqa: S704
