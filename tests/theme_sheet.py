"""The part of the theme's style sheet that our pages use: `overrides/assets/css/theme.css` is made from it by this program.

Run `python tests/theme_sheet.py` after each update of the theme; a test holds the file to the theme that is installed.
A rule stays if its selectors name only classes, attributes and elements that our pages may have; a custom property, if
something that stays asks for it. What else a rule says is not looked at.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

OVERRIDES = Path(__file__).resolve().parents[1] / "overrides"
SHEET = OVERRIDES / "assets/css/theme.css"
HEAD = """\
/*! What our pages use of the style sheet of Material for MkDocs {version}, made by tests/theme_sheet.py; not to be edited.
    Copyright (c) 2016-2025 Martin Donath; MIT License: assets/vendor/mkdocs-material/LICENSE */
"""
CLASSES = frozenset({"md-typeset"})
ATTRIBUTES = frozenset({"align", "class", "hidden", "href", "open", "src", "type"})
ELEMENTS = frozenset({
    "html", "body", "*", "a", "abbr", "article", "b", "blockquote", "br", "button", "caption", "code", "dd", "del",
    "details", "div", "dl", "dt", "em", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hr", "i", "img", "input", "ins", "kbd", "label", "legend", "li", "main", "mark", "nav",
    "ol", "option", "p", "path", "pre", "rect", "s", "section", "select", "small", "span", "strong", "sub", "summary", "sup", "svg", "table",
    "tbody", "td", "textarea", "tfoot", "th", "thead", "tr", "u", "ul",
})  # fmt: skip
_SIGN = re.compile(r"""/\*.*?\*/|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\\.|.""", re.DOTALL)
_PLAIN = re.compile(r"""::?[\w-]+(?:\((?:[^()"]|"[^"]*"|\([^()]*\))*\))?""")  # pseudo-classes say nothing of the names
_NAME = re.compile(
    r"""\.(?P<css>[\w-]+)|\[(?P<attribute>[\w-]+)[^]]*\]|#(?P<id>[\w-]+)|(?P<element>\*|[a-z][\w-]*)""", re.IGNORECASE
)
_ASKED = re.compile(r"var\(\s*(--[\w-]+)")


@dataclass(frozen=True, slots=True)
class Block:
    """A rule, or an at-rule around rules. head: what stands before the brace."""

    head: str
    body: str

    @property
    def holds_rules(self) -> bool:
        """Whether rules stand inside."""
        return self.head.startswith(("@media", "@supports"))

    def __str__(self) -> str:
        return f"{self.head}{{{self.body}}}"


def pieces(text: str, separator: str) -> Iterator[str]:
    """Yield the parts of a text between separators, those in strings, parentheses and braces left alone."""
    depth, part = 0, ""
    for sign in _SIGN.findall(text):
        if len(sign) > 1 and sign.startswith("/*"):
            continue
        depth += (sign in "([{") - (sign in ")]}")
        if sign == separator and not depth:
            yield part
            part = ""
        else:
            part += sign
    yield part


def blocks(css: str) -> Iterator[Block]:
    """Yield the rules of a sheet, what has no braces (`@charset`) left out."""
    depth, head, body = 0, "", ""
    for sign in _SIGN.findall(css):
        if sign.startswith("/*"):
            continue
        if sign == "}" and depth == 1:
            yield Block(head.strip(), body.strip())
            head = body = ""
        elif depth:
            body += sign
        elif sign == ";":
            head = ""
        elif sign != "{":
            head += sign
        depth += (sign == "{") - (sign == "}")


def fits(selector: str) -> bool:
    """Tell whether a selector names only what our pages may have."""
    allowed = {"css": CLASSES, "attribute": ATTRIBUTES, "id": frozenset[str](), "element": ELEMENTS}
    names = _NAME.finditer(_PLAIN.sub("", selector))
    return all(found[kind] in allowed[kind] for found in names for kind in [found.lastgroup] if kind)


def used(css: str) -> Iterator[Block]:
    """Yield the rules that may say something of our pages, with the selectors that may."""
    for block in blocks(css):
        if block.holds_rules:
            inner = "".join(map(str, used(block.body)))
            if inner:
                yield Block(block.head, inner)
        elif block.head.startswith("@page"):
            yield block
        elif not block.head.startswith("@"):  # @keyframes: on our pages nothing moves
            selectors = [selector.strip() for selector in pieces(block.head, ",") if fits(selector)]
            if selectors:
                yield Block(",".join(selectors), block.body)


def without_unasked(css: str, others: Iterable[str]) -> str:
    """Return a sheet without the custom properties that neither it nor other sheets ask for."""
    while True:
        asked = {name for text in (css, *others) for name in _ASKED.findall(text)}
        less = "".join(f"{block}\n" for block in _only(blocks(css), asked))
        if less == css:
            return css
        css = less


def _only(rules: Iterable[Block], asked: set[str]) -> Iterator[Block]:
    for block in rules:
        if block.holds_rules:
            body = "".join(map(str, _only(blocks(block.body), asked)))
        else:
            said = [one.strip() for one in pieces(block.body, ";")]
            body = ";".join(one for one in said if one and (one[:2] != "--" or one.partition(":")[0] in asked))
        if body:
            yield Block(block.head, body)


def theme_sheet() -> Path:
    """Return the sheet of the theme that is installed."""
    found = find_spec("material")
    assert found is not None
    assert found.submodule_search_locations
    (sheet,) = Path(found.submodule_search_locations[0]).glob("templates/assets/stylesheets/main.*.min.css")
    return sheet


def made() -> str:
    """Return what `theme.css` is to hold."""
    others = [path.read_text(encoding="utf-8") for path in sorted(SHEET.parent.glob("*.css")) if path != SHEET]
    css = "".join(f"{block}\n" for block in used(theme_sheet().read_text(encoding="utf-8")))
    return HEAD.format(version=version("mkdocs-material")) + without_unasked(css, others)


if __name__ == "__main__":
    SHEET.write_text(made(), encoding="utf-8", newline="\n")
    sys.stdout.write(f"{SHEET.stat().st_size} bytes\n")
