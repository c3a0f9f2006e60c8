"""`mkdocs serve`: a record counts as a source too, and what a build writes below the docs is no reason for another one.

As with our own `serve`, a page of another site must not read drafts by a name that it gives to this machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from casebook.publishing.assemble import GENERATED
from casebook.serving.watch import Watch

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment


class Config(Protocol):
    """What we use of MkDocs's settings. watch: more files and folders that the user wants watched."""

    config_file_path: str
    docs_dir: str
    watch: Sequence[str]


class Server(Protocol):
    """What we use of MkDocs's server. builder: it calls this after each change that it sees. url: the address to open."""

    builder: Callable[[], None]
    url: str

    def get_app(self) -> WSGIApplication | None:
        """Return what answers requests."""

    def set_app(self, application: WSGIApplication | None) -> None:
        """Let something else answer requests."""

    def watch(self, path: str) -> None:
        """Watch a file or a folder."""


@dataclass
class Rebuilding:
    """Builds where the sources have changed; says again what is wrong where they have not."""

    build: Callable[[], None]
    sources: Watch
    failure: Exception | None = None

    def __call__(self) -> None:
        """Build, unless only generated files have changed."""
        if self.sources.changes():
            self.failure = None
            try:
                self.build()
            except Exception as error:
                self.failure = error
                raise
        elif self.failure is not None:
            raise self.failure


@dataclass(frozen=True)
class OwnNames:
    """Answers what is asked of a machine by its number, as `localhost` or by one name; nothing that is asked by another.

    A number cannot be given to another machine, a name can.
    """

    site: WSGIApplication
    name: str

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        if self._is_own(environ.get("HTTP_HOST", "")):
            return self.site(environ, start_response)
        start_response("421 Misdirected Request", [("Content-Type", "text/plain; charset=utf-8")])
        return ["预览只给本机看，请打开终端里写的网址。\n".encode()]

    def _is_own(self, host: str) -> bool:
        try:
            asked = urlsplit(f"//{host}").hostname or ""
            return asked in {"localhost", self.name} or bool(ip_address(asked))
        except ValueError:
            return False


def on_serve(server: Server, *, config: Config, builder: Callable[[], None]) -> None:
    """Let the server of `mkdocs serve` look at the records and the theme too, and answer to its own names alone."""
    root, docs = Path(config.config_file_path).resolve().parent, Path(config.docs_dir)
    ours = (root / "practices", root / "overrides")
    for folder in ours:
        server.watch(str(folder))
    sources = (*ours, docs, Path(config.config_file_path), *map(Path, config.watch))
    generated = frozenset(str(docs / name) for name in GENERATED)
    if site := server.get_app():
        server.set_app(OwnNames(site, urlsplit(server.url).hostname or ""))
    server.builder = Rebuilding(builder, Watch(sources, generated))
