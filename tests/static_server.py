"""A plain web server as a county's would be: static files below a sub-path, `404.html` for what is not there."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO

SUB_PATH = "/a/b/"


class _Handler(SimpleHTTPRequestHandler):
    server: StaticServer

    def translate_path(self, path: str) -> str:
        """Return the file of an address; nothing lies outside the sub-path."""
        inside = path.removeprefix(SUB_PATH) if path.startswith(SUB_PATH) else "\0"
        self.directory = str(self.server.folder)
        return super().translate_path(f"/{inside}") if inside != "\0" else str(self.server.folder / ".none")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the site's own page where there is nothing."""
        page = self.server.folder / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def list_directory(self, path: str) -> BinaryIO | None:  # type: ignore[override]
        """Show no folder."""
        del path
        self.send_error(404)
        return None

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the library's name)
        """Say nothing."""


class StaticServer(ThreadingHTTPServer):
    """Serves a folder on a free port of the loopback."""

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.folder = folder


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder; give the address of its root."""
    with StaticServer(folder) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}{SUB_PATH}"
        running.shutdown()
        thread.join()
