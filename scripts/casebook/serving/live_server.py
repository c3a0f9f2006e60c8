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

from casebook.failures import failure_sentence
from casebook.serving.live_site import LiveSite
from casebook.telling import say

HOST = "127.0.0.1"
_OWN = "/_live/"
_POLL_SECONDS = 0.1
_SCRIPT = """\
(function () {
  var own = document.currentScript.getAttribute("data-version");
  function look() {
    if (document.hidden) { return setTimeout(look, 400); }
    var ask = new XMLHttpRequest();
    ask.onload = function () {
      if (ask.status === 200 && ask.responseText !== own) { location.reload(); } else { setTimeout(look, 400); }
    };
    ask.onerror = function () { setTimeout(look, 1000); };
    ask.open("GET", "/_live/version");
    ask.send();
  }
  look();
})();
"""
_BANNER = (
    '<div id="live-problems" role="alert" style="position:relative;z-index:99;padding:1em 1.5em;background:#8b1a1a;'
    'color:#fff;font:16px/1.7 sans-serif"><strong>{title}</strong>'
    '<pre style="margin:.5em 0 0;max-height:40vh;overflow:auto;white-space:pre-wrap;color:#fff;background:none;'
    'font:14px/1.7 monospace">{lines}</pre></div>'
)
_EMPTY = (
    '<!doctype html><html lang="zh"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    "<title>{title}</title></head><body></body></html>"
)
_BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".svg": "image/svg+xml",
    ".csv": "text/csv; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
}


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
    """What goes back to a browser."""

    status: HTTPStatus
    kind: str
    body: bytes
    location: str = ""


def answer_for(site: LiveSite, target: str) -> _Answer:
    """Return the answer for a request's target (path and query)."""
    parts = urlsplit(target)
    path = unquote(parts.path)
    if path.startswith(_OWN):
        return _own(site, path.removeprefix(_OWN))
    if file := _file(site, path):
        return _of_file(site, HTTPStatus.OK, file)
    if _file(site, f"{path}/"):
        query = f"?{parts.query}" if parts.query else ""
        return _Answer(HTTPStatus.FOUND, _TYPES[".txt"], b"", quote(f"/{path.strip('/')}/") + query)
    return _not_found(site)


def _own(site: LiveSite, name: str) -> _Answer:
    if name == "version":
        return _Answer(HTTPStatus.OK, _TYPES[".txt"], str(site.version).encode())
    if name == "live.js":
        return _Answer(HTTPStatus.OK, _TYPES[".js"], _SCRIPT.encode())
    return _not_found(site)


def _file(site: LiveSite, path: str) -> Path | None:
    """Return the file for a path; nothing outside the site."""
    if any(sign in path for sign in "\0\\:"):
        return None
    wanted = site.folder.joinpath(*[part for part in path.split("/") if part not in {"", ".", ".."}])
    file = wanted / "index.html" if path.endswith("/") else wanted
    return file if file.is_file() else None


def _of_file(site: LiveSite, status: HTTPStatus, file: Path) -> _Answer:
    if file.suffix == ".html":
        return _of_page(site, status, file.read_text(encoding="utf-8"))
    kind = _TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return _Answer(status, kind, file.read_bytes())


def _of_page(site: LiveSite, status: HTTPStatus, page: str) -> _Answer:
    return _Answer(status, _TYPES[".html"], live_page(page, site.complaint, site.version).encode())


def _not_found(site: LiveSite) -> _Answer:
    page = site.folder / "404.html"
    if page.is_file():
        return _of_file(site, HTTPStatus.NOT_FOUND, page)
    if site.complaint:  # nothing good has ever been made: what is wrong is the whole page
        return _of_page(site, HTTPStatus.OK, _EMPTY.format(title="有错误待改正"))
    return _of_page(site, HTTPStatus.NOT_FOUND, _EMPTY.format(title="没有这一页"))


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, site: LiveSite, request: socket, client_address: tuple[str, int], server: Server) -> None:
        self.site = site
        super().__init__(request, client_address, server)

    def do_GET(self) -> None:
        self.site.ready.wait()
        with self.site.busy:
            answer = answer_for(self.site, self.path)
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.kind)
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


def live_page(page: str, complaint: str, version: int) -> str:
    """Return a page as `serve` shows it: what is wrong on top, and the script that waits for the next version."""
    script = f'<script src="{_OWN}live.js" data-version="{version}"></script>'
    body = _BODY.search(page)
    if body is None:
        return page
    banner = _banner(complaint) if complaint else ""
    return page[: body.end()] + banner + script + page[body.end() :]


def _banner(complaint: str) -> str:
    title = "有错误待改正：改好保存，本页会自己更新。"
    return _BANNER.format(title=title, lines=html.escape(complaint.rstrip()))
