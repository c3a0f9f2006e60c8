"""HTML as two converters may both write it: tags with their attributes in order, texts without white space that means nothing."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import TypeAlias

Tag: TypeAlias = tuple[str, tuple[tuple[str, str], ...]]
Part: TypeAlias = str | Tag

_INLINE = {"a", "b", "br", "code", "em", "path", "q", "rect", "span", "strong", "svg"}
_ONLY_OURS = {"data-label", "scope"}  # what our finishing step adds
_VOID = {"br", "hr", "img", "input"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[Part] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = ((name, value or "") for name, value in attrs)
        self.parts.append((tag, tuple(sorted((n, v.rstrip(";") if n == "style" else v) for n, v in values))))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            self.parts.append((f"/{tag}", ()))

    def handle_data(self, data: str) -> None:
        if self.parts and isinstance(self.parts[-1], str):
            self.parts[-1] += data
        else:
            self.parts.append(data)


def read(html: str) -> list[Part]:
    """Return all tags and texts, as they stand."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.parts


def same_parts(html: str) -> list[Part]:
    """Return tags and texts of which those of the same HTML are equal, whoever has written it."""
    found = read(html)
    around = zip([None, *found], found, [*found[1:], None], strict=False)
    return [part for before, here, after in around if (part := _plain(before, here, after))]


def _plain(before: Part | None, here: Part, after: Part | None) -> Part:
    if not isinstance(here, str):
        return here[0], tuple(pair for pair in here[1] if pair[0] not in _ONLY_OURS)
    text = " ".join(f"<{here}>".split())[1:-1]
    text = text.lstrip() if _is_block(before) else text
    return text.rstrip() if _is_block(after) else text


def _is_block(part: Part | None) -> bool:
    return part is None or (not isinstance(part, str) and part[0].lstrip("/") not in _INLINE)


def held(html: str, name: str) -> str:
    """Return the text that an element holds; of several, the last, or the one of a number (`li#1`).

    An attribute's where the name has one (`a@title`).
    """
    tag, _, attribute = name.partition("@")
    tag, _, number = tag.partition("#")
    found = list(_values(read(html), tag, attribute))
    return " ".join(found[int(number) - 1 if number else -1].split())


def _values(parts: list[Part], tag: str, attribute: str) -> Iterator[str]:
    for at, part in enumerate(parts):
        if part[0] == tag and not isinstance(part, str):
            yield dict(part[1])[attribute] if attribute else _text(parts[at:], tag)


def _text(parts: list[Part], tag: str) -> str:
    depth, texts = 0, []
    for part in parts:
        if isinstance(part, str):
            texts.append(part)
        else:
            depth += (part[0] == tag) - (part[0] == f"/{tag}")
        if not depth:
            break
    return "".join(texts)
