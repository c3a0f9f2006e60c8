"""Putting what is finished in the place of what was there: one place, or several of which all change or none does.

At no moment does a half-made thing stand in a place. Several places cannot change in one step; a journal says which are to,
so that the next command finishes what a killed one has begun.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from casebook.file_writing import write
from casebook.publishing.manifest import MARKER, file_hash

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def staging(place: Path) -> Path:
    """Return where the new content for a place is made: beside it, so that a rename suffices."""
    return _beside(place, "new")


def _aside(place: Path) -> Path:
    """Return where the old content waits between two renames."""
    return _beside(place, "old")


def _beside(place: Path, what: str) -> Path:
    return place.with_name(f".{place.name}.{what}")


def heal(place: Path) -> None:
    """Undo what a killed command left: an old site set aside comes back, half-made ones go."""
    if _aside(place).exists() and not place.exists():
        _aside(place).rename(place)
    _clear(place)


def put(place: Path) -> None:
    """Put the staged folder or file in its place; what was there is gone afterwards."""
    with ExitStack() as undo:
        Swap(place).take(place, undo)
        undo.pop_all()
    _clear(place)


def _clear(place: Path) -> None:
    remove(_aside(place))
    remove(staging(place))


def remove(path: Path) -> None:
    """Remove a file or a folder, if it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def exchange_paths(one: Path, other: Path) -> bool:
    """Let two paths change places in one step; False where the system or the file system cannot."""
    rename = getattr(ctypes.CDLL(None), "renameat2", None) if sys.platform == "linux" else None
    ways = (_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return rename is not None and bool(rename(*ways) == 0)


def _go_on() -> None:
    """Wait for nothing between two steps."""


@dataclass(frozen=True, slots=True)
class Swap:
    """The change of several places in one folder.

    site: the first of them, by which the journal is named. exchange: as `exchange_paths`. pause: called between the steps.
    """

    site: Path
    exchange: Callable[[Path, Path], bool] = exchange_paths
    pause: Callable[[], None] = _go_on

    @property
    def journal(self) -> Path:
        """The file that is there from the first change to the last: a line for each place, with the stamp of its new content."""
        return _beside(self.site, "swap")

    def run(self, places: Sequence[Path]) -> None:
        """Put all that is staged in its place. Where that fails, all is as before; where we are killed, `recover` finishes it."""
        lines = (f"{_stamp(staging(place))}  {place.name}\n" for place in places)
        write(self.journal, "".join(lines).encode("utf-8", "surrogateescape"), to_disk=True)
        undo = ExitStack()
        try:
            for place in places:
                self.pause()
                self.take(place, undo)
        except OSError:
            undo.close()
            self.journal.unlink()
            raise
        self._end(places)

    def recover(self, check: Callable[[Path], None]) -> None:
        """Finish what a killed command has begun. check: asked of each place before any changes; raises Stopped if it may not."""
        if not self.journal.is_file():
            return
        told = [*self._told()]
        waiting = [place for stamp, place in told if _stamp(place) != stamp and _stamp(staging(place)) == stamp]
        for place in waiting:
            check(place)
        for place in waiting:
            self.pause()
            self.take(place, ExitStack())
        self._end([place for _, place in told])

    def take(self, place: Path, undo: ExitStack) -> None:
        """Put a place's new content there; keep the old one beside it. undo: learns how to go back."""
        new, aside = staging(place), _aside(place)
        if os.path.lexists(place) and self.exchange(new, place):
            undo.callback(self.exchange, new, place)
            return
        if os.path.lexists(place):
            place.rename(aside)
            undo.callback(aside.rename, place)
            self.pause()
        new.rename(place)
        undo.callback(place.rename, new)

    def _end(self, places: Sequence[Path]) -> None:
        self.pause()
        self.journal.unlink()
        for place in places:
            self.pause()
            _clear(place)

    def _told(self) -> Iterator[tuple[str, Path]]:
        for line in self.journal.read_text(encoding="utf-8", errors="surrogateescape").splitlines():
            stamp, _, name = line.partition("  ")
            yield stamp, self.site.with_name(name)


def _stamp(path: Path) -> str:
    """Return what tells the new content of a place from the old: a folder's manifest names every file with its hash."""
    file = path / MARKER if path.is_dir() else path
    return file_hash(file) if file.is_file() else ""
