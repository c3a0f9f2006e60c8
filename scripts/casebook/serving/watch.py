"""Watching files: by looking at them, so that it works alike on every system and for every way of saving."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

_PAUSE_SECONDS = 0.2
_QUIET_SECONDS = 0.2
_SHARE_OF_TIME = 20
_EDITORS_OWN = (".", "#", "~")


# What tells a file from its earlier self: when it was written and what it holds. The digest decides, the rest says when to
# look at it.
_State: TypeAlias = tuple[tuple[int, ...], bytes]
_GONE: _State = ((), b"")


@dataclass
class Watch:
    """The files below some folders, as last seen.

    folders: folders or single files. skipped: folders below them that do not count.
    """

    folders: tuple[Path, ...]
    skipped: frozenset[str]
    seen: dict[str, _State] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Take what is there now as seen."""
        self.changes()

    def changes(self) -> set[Path]:
        """Return the files whose content differs from when last asked; new and removed ones too."""
        before, self.seen = self.seen, dict(self._states())
        names = before.keys() | self.seen.keys()
        return {Path(name) for name in names if before.get(name, _GONE)[1] != self.seen.get(name, _GONE)[1]}

    def wait(self) -> set[Path]:
        """Wait for a change, then until all is quiet (one edit may be several writes); return what changed."""
        changed: set[Path] = set()
        while True:
            begun = time.monotonic()
            new = self.changes()
            if changed and not new:
                return changed
            changed |= new
            spent = time.monotonic() - begun
            time.sleep(_QUIET_SECONDS if changed else max(_PAUSE_SECONDS, spent * _SHARE_OF_TIME))

    def _states(self) -> Iterator[tuple[str, _State]]:
        for name, stat in self._files():
            stamp = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
            old = self.seen.get(name, _GONE)
            with suppress(OSError):  # gone between listing and looking, or not readable now
                yield name, old if old[0] == stamp else (stamp, hashlib.blake2b(Path(name).read_bytes()).digest())

    def _files(self) -> Iterator[tuple[str, os.stat_result]]:
        for folder in self.folders:
            if folder.is_dir():
                yield from _walk(str(folder), self.skipped)
            elif folder.is_file():
                yield str(folder), folder.stat()


def _walk(folder: str, skipped: frozenset[str]) -> Iterator[tuple[str, os.stat_result]]:
    """Yield each file that counts, with its state. Texts in place of paths: this runs several times a second."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if is_editors_own(entry.name) or entry.path in skipped:
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(entry.path, skipped)
            else:
                yield entry.path, entry.stat()


def is_editors_own(name: str) -> bool:
    """Tell whether a file is an editor's or the system's (swap file, backup, cache), not anybody's text."""
    return (
        name.startswith(_EDITORS_OWN)
        or name.endswith(("~", ".swp", ".swx", ".tmp", ".pyc"))
        or name in {"4913", "__pycache__"}
    )
