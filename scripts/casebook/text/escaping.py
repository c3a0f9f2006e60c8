"""The one way by which record text enters a page, an address, or a table file."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, urlsplit

_ESCAPED = str.maketrans(
    {sign: f"&#{ord(sign)};" for sign in "~|\"'"}
    | {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
    | {sign: f"\\{sign}" for sign in "\\`*_[]#!{}"}
)
# A number begins a list only before a space.
_AT_THE_START = re.compile(r"^(\d*(?=[.)](?: |$))|(?=[-+=.):]))([-+=.):])")
_MAIL = re.compile(r"mailto:([A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8})")
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_HOST = re.compile(rf"(?:{_LABEL}\.)*{_LABEL}\.?|[0-9a-f:.]*:[0-9a-f:.]*")
# A mark of the sentence around an address is none of its characters; a bracket that it opened itself is.
_URL_REFUSED = re.compile(
    r"[\s\"'<>`\\{}|^]|[。，、；：！？…“”‘’（《〈【「『〔·—]$|^[^（]*）$|^[^《]*》$|^[^【]*】$|[〉」』〕]$"
)


def fold(text: str) -> str:
    """Return text on one line: each run of white space becomes one space."""
    return " ".join(text.split())


@lru_cache(maxsize=1 << 14)
def escape_markdown(text: str) -> str:
    """Return text that means only itself in any slot of our Markdown, whichever converter reads it.

    Signs of HTML, of tables and of a link's title become entities, signs of Markdown get a backslash; what would begin a list,
    a rule or a heading at the start of a line becomes an entity too, and so does a backslash at the end: cmark would take it
    for that of the quotation mark which ends a title.
    """
    plain = fold(text).translate(_ESCAPED)
    plain = f"{plain[:-2]}&#92;" if plain.endswith("\\\\") else plain
    return _AT_THE_START.sub(lambda found: f"{found[1]}&#{ord(found[2])};", plain)


def is_safe_url(url: str) -> bool:
    """Tell whether an address may be linked: http or https, a host, no user part, no character that ends an attribute, no full stop behind it."""
    if _URL_REFUSED.search(url):
        return False
    try:
        parts = urlsplit(url)
        is_host = _HOST.fullmatch(parts.hostname or "") is not None and parts.port != 0
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and is_host and "@" not in parts.netloc


def mail_address(url: str) -> str:
    """Return the mail address of a plain `mailto:` address; empty for anything else."""
    found = _MAIL.fullmatch(url)
    return found[1] if found else ""


def text_fragment(url: str, words: str) -> str:
    """Return the address that opens a page at these words (`#:~:text=`)."""
    return f"{url.split('#', 1)[0]}#:~:text={quote(words, safe='').replace('-', '%2D')}"
