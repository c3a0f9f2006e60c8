"""`mkdocs serve`: a record counts as a source too, and what a build writes below the docs is no reason for another one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from casebook.publishing.assemble import GENERATED
from casebook.serving.watch import Watch


class Config(Protocol):
    """What we use of MkDocs's settings. watch: more files and folders that the user wants watched."""

    config_file_path: str
    docs_dir: str
    watch: Sequence[str]


class Server(Protocol):
    """What we use of MkDocs's server. builder: it calls this after each change that it sees."""

    builder: Callable[[], None]

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


def on_serve(server: Server, *, config: Config, builder: Callable[[], None]) -> None:
    """Let the server of `mkdocs serve` look at the records and the theme too."""
    root, docs = Path(config.config_file_path).resolve().parent, Path(config.docs_dir)
    ours = (root / "practices", root / "overrides")
    for folder in ours:
        server.watch(str(folder))
    sources = (*ours, docs, Path(config.config_file_path), *map(Path, config.watch))
    generated = frozenset(str(docs / name) for name in GENERATED)
    server.builder = Rebuilding(builder, Watch(sources, generated))
