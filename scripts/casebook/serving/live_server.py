"""The web server of `serve`: files of the live site, with what is wrong on top, and a script that loads pages anew."""

from __future__ import annotations

import html
import mimetypes
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from socket import SHUT_WR, socket
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Thread
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from casebook.failures import failure_sentence
from casebook.serving.http_requests import METHODS, Asked, Refused, asked, read_head
from casebook.serving.live_site import LiveSite
from casebook.telling import say

HOST = "127.0.0.1"
_OWN = "/_live/"
_TEMPLATES = Path(__file__).with_name("templates")
_POLL_SECONDS = 0.1
_SEND_SECONDS = 30.0
_LINGER_SECONDS, _LINGER_PIECES = 1.0, 16
# No other site may load our files as its own scripts, nor show them in a frame.
_HEADERS = (
    ("Cache-Control", "no-store"), ("Connection", "close"), ("Content-Security-Policy", "frame-ancestors 'self'"),
    ("Cross-Origin-Resource-Policy", "same-origin"), ("X-Content-Type-Options", "nosniff"),
)  # fmt: skip
_BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)
# What this system may have registered otherwise; all in UTF-8.
_TYPES = {
    ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".svg": "image/svg+xml",
    ".csv": "text/csv", ".txt": "text/plain",
}  # fmt: skip


class Server(ThreadingTCPServer):
    """Serves a live site on this machine alone. Raises OSError where the port is taken."""

    daemon_threads = True
    request_queue_size = 64
    allow_reuse_address = os.name != "nt"  # on Windows it would let two servers share a port

    def __init__(self, port: int, site: LiveSite) -> None:
        super().__init__((HOST, port), _Handler)
        self.site = site

    @property
    def port(self) -> int:
        """The port that it listens on."""
        port: int = self.socket.getsockname()[1]
        return port

    @property
    def url(self) -> str:
        """The address to open."""
        return f"http://{HOST}:{self.port}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing where a browser has gone away in the middle; else name the error in one line."""
        del request, client_address
        error = sys.exception()
        if error is not None and not isinstance(error, (ConnectionError, TimeoutError)):
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

    def head(self) -> bytes:
        """Return the status and the headers."""
        kind = _TYPES.get(self.kind) or mimetypes.guess_type(f"x{self.kind}")[0] or "application/octet-stream"
        fields = [*_HEADERS, ("Content-Type", f"{kind}; charset=utf-8" if self.kind in _TYPES else kind)]
        fields.append(("Content-Length", str(len(self.body))))
        if self.status is HTTPStatus.METHOD_NOT_ALLOWED:
            fields.append(("Allow", ", ".join(METHODS)))
        if self.location:
            fields.append(("Location", self.location))
        lines = [f"HTTP/1.1 {self.status.value} {self.status.phrase}", *(f"{name}: {value}" for name, value in fields)]
        return "\r\n".join([*lines, "", ""]).encode("latin-1")


def answer_for(site: LiveSite, request: Asked) -> _Answer:
    """Return the answer for a good request."""
    path = request.path
    if path == f"{_OWN}version":
        return _Answer(HTTPStatus.OK, ".txt", str(site.version).encode())
    if path == f"{_OWN}live.js":
        return _Answer(HTTPStatus.OK, ".js", (_TEMPLATES / "live.js").read_bytes())
    if file := _file(site, path):
        if file.suffix == ".html":
            return _page(site, HTTPStatus.OK, file.read_text(encoding="utf-8"))
        return _Answer(HTTPStatus.OK, file.suffix, file.read_bytes())
    if _file(site, f"{path}/"):
        query = f"?{request.query}" if request.query else ""
        return _Answer(HTTPStatus.FOUND, ".txt", b"", quote(f"/{path.strip('/')}/") + query)
    return _not_found(site)


def _file(site: LiveSite, path: str) -> Path | None:
    """Return the file for a path; nothing outside the site."""
    if ":" in path:  # a drive of Windows
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


class _Handler(BaseRequestHandler):
    server: Server
    request: socket

    def handle(self) -> None:
        """Answer one request, then close the line."""
        try:
            request = asked(read_head(self.request), self.server.port)
        except Refused as refused:
            if refused.sentence:
                self._send(_Answer(refused.status, ".txt", f"{refused.sentence}\n".encode()))
            return
        self.server.site.ready.wait()
        with self.server.site.busy:
            answer = answer_for(self.server.site, request)
        self._send(answer, with_body=request.method != "HEAD")

    def _send(self, answer: _Answer, *, with_body: bool = True) -> None:
        self.request.settimeout(_SEND_SECONDS)
        self.request.sendall(answer.head() + (answer.body if with_body else b""))
        self._linger()

    def _linger(self) -> None:
        """Take what is still being sent, a little of it: a line closed before that loses the answer."""
        with suppress(OSError):
            self.request.shutdown(SHUT_WR)
            self.request.settimeout(_LINGER_SECONDS)
            for _ in range(_LINGER_PIECES):
                if not self.request.recv(1 << 16):
                    return
