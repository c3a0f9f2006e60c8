"""What every answer of a well-served site has: type, charset, compression, caching, protection."""

from __future__ import annotations

import re
from email.utils import parsedate_to_datetime
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from casebook.pages.page_files import loads, outside_loads
from casebook.verifying.asking import OK, Reply
from casebook.verifying.visit import Visit

_OFFICE = "application/vnd.openxmlformats-officedocument."
_TYPES = {
    ".html": ("text/html",),
    ".css": ("text/css",),
    ".js": ("application/javascript", "text/javascript"),
    ".json": ("application/json",),
    ".md": ("text/markdown",),
    ".txt": ("text/plain",),
    ".csv": ("text/csv",),
    ".xml": ("text/xml", "application/xml", "application/atom+xml"),
    ".svg": ("image/svg+xml",),
    ".xlsx": (f"{_OFFICE}spreadsheetml.sheet",),
    ".docx": (f"{_OFFICE}wordprocessingml.document",),
}
# Pages say it themselves, JSON is UTF-8 by definition, styles and scripts follow their page.
_MUST_SAY_UTF8 = frozenset({".md", ".txt", ".csv"})
_PACKED = frozenset({".html", ".css", ".js", ".json"})
_PACKED_FROM = 2048
_NAMED_BY_CONTENT = re.compile(r"/assets/(?:css|js)/[a-z-]+\.[0-9a-f]{8}\.(?:css|js)$")
_MAX_AGE = re.compile(r"(?:^|[\s,])max-age=\"?([0-9]+)")
_LONG, _SHORT = 30 * 86400, 600
_POLICY = 'http-equiv="Content-Security-Policy"'


def ending(url: str) -> str:
    """Return the ending of the file behind an address; of a folder, that of its page."""
    path = urlsplit(url).path
    return ".html" if path.endswith("/") else PurePosixPath(path).suffix


def check_good(visit: Visit, reply: Reply) -> None:
    """Look at an answer that brings what was asked for."""
    _check_type(visit, reply)
    _check_cache(visit, reply)
    if "nosniff" not in reply.header("X-Content-Type-Options").lower():
        visit.tell("nosniff", reply, "没有这一行")
    size = len(reply.body)
    if ending(reply.url) in _PACKED and size >= _PACKED_FROM and not reply.header("Content-Encoding"):
        visit.tell("gzip", reply, f"没有 Content-Encoding: gzip，{size // 1024} KB 原样传来")
    if ending(reply.url) == ".html":
        _check_page(visit, reply)


def check_not_there(visit: Visit, reply: Reply) -> None:
    """Look at an answer of 404."""
    if _kept(reply) > _SHORT:
        visit.tell("cached404", reply, _told_cache(reply))
    if "nosniff" not in reply.header("X-Content-Type-Options").lower():
        visit.tell("nosniff", reply, "没有这一行（404 的回答）")
    _check_frames(visit, reply)


def _check_type(visit: Visit, reply: Reply) -> None:
    told = reply.header("Content-Type")
    kind, _, rest = told.lower().partition(";")
    wanted, is_utf8 = _TYPES.get(ending(reply.url), ()), "utf-8" in rest or "utf8" in rest
    if wanted and kind.strip() not in wanted:
        visit.tell("type", reply, f"是 {told or '空的'}，应是 {wanted[0]}")
    elif not is_utf8 and ("charset" in rest or ending(reply.url) in _MUST_SAY_UTF8):
        visit.tell("charset", reply, f"Content-Type 是 {told}")


def _check_cache(visit: Visit, reply: Reply) -> None:
    parts = urlsplit(reply.url)
    if _NAMED_BY_CONTENT.search(parts.path) or parts.query.startswith("v="):
        if _kept(reply) < _LONG:
            visit.tell("assets-cache", reply, _told_cache(reply))
    elif "/assets/" not in parts.path and not _is_asked_each_time(reply):
        visit.tell("cache", reply, _told_cache(reply))


def _is_asked_each_time(reply: Reply) -> bool:
    told = reply.header("Cache-Control").lower()
    age = _MAX_AGE.search(told)
    return "no-cache" in told or "no-store" in told or bool(age and not int(age[1]))


def _kept(reply: Reply) -> int:
    """Return for how many seconds an answer may be kept."""
    told = reply.header("Cache-Control").lower()
    if "no-cache" in told or "no-store" in told:
        return 0
    if age := _MAX_AGE.search(told):
        return int(age[1])
    try:
        until, now = (parsedate_to_datetime(reply.header(name)) for name in ("Expires", "Date"))
        return int((until - now).total_seconds())
    except (ValueError, TypeError):
        return 0


def _told_cache(reply: Reply) -> str:
    return f"Cache-Control 是 {reply.header('Cache-Control') or '空的'}"


def _check_page(visit: Visit, reply: Reply) -> None:
    _check_frames(visit, reply)
    if _POLICY not in reply.text:
        visit.tell("policy", reply, "head 里没有这一行")
    for address in dict.fromkeys(outside_loads(reply.text)):
        visit.tell("loads", reply, f"要加载 {address}")
    for address in dict.fromkeys(loads(reply.text)):
        if address.startswith("http://") and reply.url.startswith("https://"):
            visit.tell("loads", reply, f"要加载 {address}")


def _check_frames(visit: Visit, reply: Reply) -> None:
    if "frame-ancestors" not in reply.header("Content-Security-Policy"):
        visit.tell("frames", reply, f"Content-Security-Policy 是 {reply.header('Content-Security-Policy') or '空的'}")


def is_good(visit: Visit, reply: Reply, address: str) -> bool:
    """Tell whether an answer brings what was asked for, not the home page in its place."""
    return reply.status == OK and not visit.is_home(reply, address)
