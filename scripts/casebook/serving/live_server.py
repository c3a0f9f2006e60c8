"""The web server of `serve`: files of the live site, with what is wrong on top, and a script that loads pages anew."""

from __future__ import annotations

import html
import mimetypes
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import socket
from threading import Thread
from urllib.parse import quote, unquote, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from casebook.failures import failure_sentence
from casebook.serving.live_site import LiveSite
from casebook.telling import say

HOST = "127.0.0.1"
_OWN = "/_live/"
_TEMPLATES = Path(__file__).with_name("templates")
_POLL_SECONDS = 0.1
_BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)
# What this system may have registered otherwise; all in UTF-8.
_TYPES = {
    ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".svg": "image/svg+xml",
    ".csv": "text/csv", ".txt": "text/plain",
}  # fmt: skip


class Server(ThreadingHTTPServer):
    """Serves a live site on this machine alone. Raises OSError where the port is taken."""

    daemon_threads = True
    allow_reuse_address = os.name != "nt"  # on Windows it would let two servers share a port

    def __init__(self, port: int, site: LiveSite) -> None:
        super().__init__((HOST, port), partial(_Handler, site))

    @property
    def url(self) -> str:
        """The address to open."""
        return f"http://{HOST}:{self.server_address[1]}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing where a browser has gone away in the middle; else name the error in one line."""
        del request, client_address
        error = sys.exception()
        if error is not None and not isinstance(error, ConnectionError):
            say(failure_sentence(error))

    @contextmanager
    def running(self) -> Iterator[None]:
        """Answer requests for the time of a `with` block."""
        thread = Thread(target=self.serve_forever, args=(_POLL_SECONDS,), daemon=True)
        thread.start()
        try:
            yield
        finally:
            self.shutdown()
            self.server_close()


@dataclass(frozen=True, slots=True)
class _Answer:
    """What goes back to a browser. kind: the ending of a file's name that stands for its type."""

    status: HTTPStatus
    kind: str
    body: bytes
    location: str = ""


def answer_for(site: LiveSite, target: str) -> _Answer:
    """Return the answer for a request's target (path and query)."""
    parts = urlsplit(target)
    path = unquote(parts.path)
    if path == f"{_OWN}version":
        return _Answer(HTTPStatus.OK, ".txt", str(site.version).encode())
    if path == f"{_OWN}live.js":
        return _Answer(HTTPStatus.OK, ".js", (_TEMPLATES / "live.js").read_bytes())
    if file := _file(site, path):
        if file.suffix == ".html":
            return _page(site, HTTPStatus.OK, file.read_text(encoding="utf-8"))
        return _Answer(HTTPStatus.OK, file.suffix, file.read_bytes())
    if _file(site, f"{path}/"):
        query = f"?{parts.query}" if parts.query else ""
        return _Answer(HTTPStatus.FOUND, ".txt", b"", quote(f"/{path.strip('/')}/") + query)
    return _not_found(site)


def _file(site: LiveSite, path: str) -> Path | None:
    """Return the file for a path; nothing outside the site."""
    if any(sign in path for sign in "\0\\:"):
        return None
    wanted = site.folder.joinpath(*[part for part in path.split("/") if part not in {"", ".", ".."}])
    file = wanted / "index.html" if path.endswith("/") else wanted
    return file if file.is_file() else None


def _page(site: LiveSite, status: HTTPStatus, page: str) -> _Answer:
    return _Answer(status, ".html", live_page(page, site.complaint, site.version).encode())


def _not_found(site: LiveSite) -> _Answer:
    page = site.folder / "404.html"
    if page.is_file():
        return _page(site, HTTPStatus.NOT_FOUND, page.read_text(encoding="utf-8"))
    if site.complaint:  # nothing good has ever been made: what is wrong is the whole page
        return _page(site, HTTPStatus.OK, _drawn("nothing.html.j2", title="有错误待改正"))
    return _page(site, HTTPStatus.NOT_FOUND, _drawn("nothing.html.j2", title="没有这一页"))


def live_page(page: str, complaint: str, version: int) -> str:
    """Return a page as `serve` shows it: what is wrong on top, and the script that waits for the next version."""
    body = _BODY.search(page)
    if body is None:
        return page
    on_top = _drawn("live.html.j2", complaint=Markup(html.escape(complaint.rstrip())), version=version)  # noqa: S704
    return page[: body.end()] + on_top + page[body.end() :]


def _drawn(name: str, **values: str | int) -> str:
    env = Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True, trim_blocks=True, undefined=StrictUndefined)
    return env.get_template(name).render(values)


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, site: LiveSite, request: socket, client_address: tuple[str, int], server: Server) -> None:
        self.site = site
        super().__init__(request, client_address, server)

    def do_GET(self) -> None:
        self.site.ready.wait()
        with self.site.busy:
            answer = answer_for(self.site, self.path)
        kind = _TYPES.get(answer.kind) or mimetypes.guess_type(f"x{answer.kind}")[0] or "application/octet-stream"
        self.send_response(answer.status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if answer.kind in _TYPES else kind)
        self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("Cache-Control", "no-store")
        if answer.location:
            self.send_header("Location", answer.location)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    do_HEAD = do_GET

    def log_message(self, *_: object) -> None:
        """Say nothing: the terminal is for problems."""
