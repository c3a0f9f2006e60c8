"""The one way by which record text enters a page, an address, or a table file."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

_ASCII_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
_WHITE_SPACE = re.compile(r"\s+")
_URL_REFUSED = re.compile(r"[\s\"'<>`\\{}|^]")


def fold(text: str) -> str:
    """Return text on one line: each run of white space becomes one space."""
    return _WHITE_SPACE.sub(" ", text).strip()


def escape(text: str) -> str:
    """Return text that means only itself in Markdown, in HTML and in a quoted attribute.

    Each ASCII punctuation character becomes `&#NN;`, so no markup of any language is left in it.
    """
    return _ASCII_PUNCTUATION.sub(lambda m: f"&#{ord(m[0])};", fold(text))


def is_safe_url(url: str) -> bool:
    """Tell whether an address may be linked: http or https, a host, no user part, no character that ends an attribute."""
    if _URL_REFUSED.search(url):
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return False


def href(url: str) -> str:
    """Return a safe address (`is_safe_url`) for a quoted attribute."""
    return url.replace("&", "&amp;").replace("'", "%27")


def text_fragment(url: str, words: str) -> str:
    """Return the address that opens a page at these words (`#:~:text=`)."""
    return f"{url.split('#', 1)[0]}#:~:text={quote(words, safe='').replace('-', '%2D')}"
