"""What a finished page loads, and where its links lead. By patterns: parsing every page would cost more than making it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote, urlsplit

_LOADING_TAG = re.compile(
    r"<(script|link|img|image|use|iframe|frame|embed|object|source|video|audio|track|input)\b[^>]*>", re.IGNORECASE
)
_ADDRESS = re.compile(r"""\s(?:src|href|srcset|data|poster|xlink:href)\s*=\s*["']?\s*([^"'\s>]+)""", re.IGNORECASE)
_NAMES_ONLY = re.compile(r"""\srel\s*=\s*["']?(?:canonical|alternate|license|author|prev|next|help)\b""", re.IGNORECASE)
_LINK = re.compile(r"""<(?:a|area)\s[^>]*?\bhref\s*=\s*["']([^"']+)["']""", re.IGNORECASE)
_STYLE = re.compile(r"<style\b[^>]*>(.*?)</style", re.IGNORECASE | re.DOTALL)
_CSS_OUTSIDE = re.compile(r"""(?:url\(\s*["']?|@import\s*["'])\s*((?:https?:)?//[^"')\s]+)""", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_OUTSIDE = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)


def loads(html: str) -> Iterator[str]:
    """Yield every address that a page loads by itself (not those that a reader may follow)."""
    for tag in _LOADING_TAG.finditer(html):
        if tag[1].lower() == "link" and _NAMES_ONLY.search(tag[0]):
            continue
        yield from _ADDRESS.findall(tag[0])


def local_files(html: str, name: str) -> Iterator[str]:
    """Yield the site's files that a page loads by itself. name: the page's path in the site."""
    yield from (way for address in loads(html) if (way := _way(address, name)))


def linked_files(html: str, name: str) -> Iterator[str]:
    """Yield the site's files that a reader may follow a link to; for a folder, its `index.html`."""
    for address in dict.fromkeys(_LINK.findall(html)):
        if way := _way(address, name):
            last = posixpath.basename(urlsplit(unescape(address)).path)
            yield posixpath.join(way, "index.html") if last in {"", ".", ".."} else way


def _way(address: str, name: str) -> str:
    """Return an address as a path from the site's root; nothing where it leads elsewhere, or is the page itself."""
    if address.startswith("/") or _SCHEME.match(address):
        return ""
    path = unquote(urlsplit(unescape(address)).path)
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else ""


def outside_loads(html: str) -> Iterator[str]:
    """Yield every address on another host that a page loads by itself."""
    yield from (address for address in loads(html) if _OUTSIDE.match(address))
    for style in _STYLE.findall(html):
        yield from css_outside(style)


def css_outside(css: str) -> Iterator[str]:
    """Yield every address on another host that a style sheet loads."""
    yield from _CSS_OUTSIDE.findall(css)
