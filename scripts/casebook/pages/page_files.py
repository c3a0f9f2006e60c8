"""What a finished page loads, and where its links lead. By patterns: parsing every page would cost more than making it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from urllib.parse import unquote, urlsplit

_LOADING_TAG = re.compile(
    r"<(script|link|img|image|use|iframe|frame|embed|object|source|video|audio|track|input)\b[^>]*>", re.IGNORECASE
)
_ADDRESS = re.compile(r"""\s(?:src|href|srcset|data|poster|xlink:href)\s*=\s*["']?\s*([^"'\s>]+)""", re.IGNORECASE)
_NAMES_ONLY = re.compile(r"""\srel\s*=\s*["']?(?:canonical|alternate|license|author|prev|next|help)\b""", re.IGNORECASE)
_LINK = re.compile(r"""<(?:a|area)\s[^>]*?\bhref\s*=\s*["']([^"']+)["']""", re.IGNORECASE)
_STYLE = re.compile(r"<style\b[^>]*>(.*?)</style", re.IGNORECASE | re.DOTALL)
_STYLE_OR_SCRIPT = re.compile(r"<(?:style|script)\b", re.IGNORECASE)
_CSS_OUTSIDE = re.compile(r"""(?:url\(\s*["']?|@import\s*["'])\s*((?:https?:)?//[^"')\s]+)""", re.IGNORECASE)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|/", re.IGNORECASE)
_OUTSIDE = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)


def loads(html: str) -> Iterator[str]:
    """Yield every address that a page loads by itself (not those that a reader may follow)."""
    for tag in _LOADING_TAG.finditer(html):
        if tag[1].lower() == "link" and _NAMES_ONLY.search(tag[0]):
            continue
        yield from _ADDRESS.findall(tag[0])


def may_load(html: str) -> bool:
    """Tell whether there is anything in a part of a page that could load something or run."""
    return _LOADING_TAG.search(html) is not None or _STYLE_OR_SCRIPT.search(html) is not None


def local_files(html: str, name: str) -> Iterator[str]:
    """Yield the site's files that a page loads by itself. name: the page's path in the site."""
    return _files(loads(html), name)


def linked_files(html: str, name: str) -> Iterator[str]:
    """Yield the site's files that a reader may follow a link to; for a folder, its `index.html`."""
    return _files(dict.fromkeys(_LINK.findall(html)), name, file_name)


def linked_names(way: str, name: str) -> Iterator[str]:
    """Yield the site's file that a link leads to, as `linked_files` does. name: the page's path, or its Markdown's."""
    return _files((way,), name, file_name)


def file_name(way: str) -> str:
    """Return a relative way with the file that a web server would add; others as they are."""
    if not way or _ELSEWHERE.match(way) or posixpath.basename(way) not in {"", ".", ".."}:
        return way
    return posixpath.join(way, "index.html")


def _files(addresses: Iterable[str], name: str, file_of: Callable[[str], str] = str) -> Iterator[str]:
    """Yield addresses as paths from the site's root, without those that lead elsewhere or are the page itself."""
    for address in addresses:
        path = "" if _ELSEWHERE.match(address) else unquote(urlsplit(unescape(address)).path)
        if path:
            yield posixpath.normpath(posixpath.join(posixpath.dirname(name), file_of(path)))


def outside_loads(html: str) -> Iterator[str]:
    """Yield every address on another host that a page loads by itself."""
    yield from (address for address in loads(html) if _OUTSIDE.match(address))
    for style in _STYLE.findall(html):
        yield from css_outside(style)


def css_outside(css: str) -> Iterator[str]:
    """Yield every address on another host that a style sheet loads."""
    yield from _CSS_OUTSIDE.findall(css)
