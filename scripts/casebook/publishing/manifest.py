"""The manifest in a published folder: every file that we made, with the SHA-256 of what we wrote.

By it, what we may replace is told from what others have put there or have changed.
"""

from __future__ import annotations

import hashlib
import os
import posixpath
import re
import stat
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from casebook.file_writing import write

MARKER = ".casebook-site"
FILE_MODE, FOLDER_MODE = 0o644, 0o755
_FIRST, _BEGUN, _OF_OLD = "casebook-site 2", "casebook-site 2 begun", "casebook"
_LARGE = 1 << 22  # bytes; smaller files are read at once, which takes half the time
_LINE = re.compile(r"([0-9a-f]{64})  (.+)")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a folder's manifest says. is_ours: whether there is one at all.

    hashes: of each file made, by its path from the folder on (`../` for the zip beside the offline folder).
    names: what the first edition's list names, without hashes. is_bare: it names nothing, and speaks for all.
    """

    is_ours: bool = False
    hashes: Mapping[str, str] = field(default_factory=dict)
    names: frozenset[str] = frozenset()
    is_bare: bool = False

    @classmethod
    def of(cls, folder: Path) -> Manifest:
        """Read a folder's manifest. One of a format that we do not know says nothing."""
        path = folder / MARKER
        if path.is_symlink() or not path.is_file():
            return cls()
        first, *lines = path.read_text(encoding="utf-8", errors="surrogateescape").split("\n")
        if first == _FIRST:
            return cls(is_ours=True, hashes={found[2]: found[1] for found in map(_LINE.fullmatch, lines) if found})
        names = frozenset(filter(None, lines)) if first == _OF_OLD else frozenset()
        return cls(first in {_OF_OLD, _BEGUN}, {}, names, is_bare=first in {_OF_OLD, _BEGUN} and not names)

    def made(self, folder: Path, name: str) -> bool:
        """Tell whether a file still holds what we wrote."""
        path = folder / name
        return stat.S_ISREG(path.lstat().st_mode) and file_hash(path) == self.hashes.get(name)


@dataclass(frozen=True, slots=True)
class Contents:
    """What lies in a folder, our manifest left out. files: all that is no folder, links too; empty: folders that hold nothing."""

    files: dict[str, os.stat_result] = field(default_factory=dict)
    folders: list[str] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, folder: Path, *, dotted: bool = True) -> Contents:
        """Look into a folder, if it is there. dotted: also at what begins with a dot right in it."""
        found = cls()
        if folder.is_dir():
            for entry in os.scandir(folder):
                if entry.name != MARKER and (dotted or not entry.name.startswith(".")):
                    found._add(entry, entry.name)
        return found

    def _add(self, entry: os.DirEntry[str], name: str) -> None:
        if not entry.is_dir(follow_symlinks=False):
            self.files[name] = entry.stat(follow_symlinks=False)
            return
        self.folders.append(name)
        with os.scandir(entry.path) as inside:
            entries = [*inside]
        if not entries:
            self.empty.append(name)
        for one in entries:
            self._add(one, f"{name}/{one.name}")

    @property
    def signature(self) -> tuple[object, ...]:
        """What differs as soon as somebody adds, removes or writes a file."""
        return {name: (s.st_size, s.st_mtime_ns, s.st_ino) for name, s in self.files.items()}, self.empty


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb", buffering=0) as file:
        if os.fstat(file.fileno()).st_size < _LARGE:
            return hashlib.sha256(file.readall()).hexdigest()
        return hashlib.file_digest(file, "sha256").hexdigest()


def begin(folder: Path) -> None:
    """Write into a folder, before a build in place, that what appears there until `seal` is made by that build."""
    write(folder / MARKER, f"{_BEGUN}\n".encode("ascii"))


def seal(
    folder: Path, known: Mapping[str, str] | None = None, *, dotted: bool = True, also: Collection[str] = ()
) -> None:
    """Write the manifest of a finished folder, whose files anybody may then read, whatever the umask; empty folders go.

    known: hashes taken when files were written. dotted: with what begins with a dot right in the folder; also: names of such.
    """
    found = Contents.of(folder, dotted=dotted)
    if found.empty:
        _remove_empty(folder, found.folders)
        found = Contents.of(folder, dotted=dotted)
    files = found.files | {name: (folder / name).lstat() for name in also}
    hashes = {name: (known or {}).get(name) or file_hash(folder / name) for name in files}
    write_manifest(folder, hashes)
    for name in {*found.folders, "", *(posixpath.dirname(name) for name in also)}:
        _allow(folder / name, FOLDER_MODE)
    for name, status in files.items():
        if stat.S_IMODE(status.st_mode) != FILE_MODE:
            _allow(folder / name, FILE_MODE)


def write_manifest(folder: Path, hashes: Mapping[str, str]) -> None:
    """Write a folder's manifest."""
    lines = [_FIRST, *(f"{hashes[name]}  {name}" for name in sorted(hashes)), ""]
    write(folder / MARKER, "\n".join(lines).encode("utf-8", "surrogateescape"))
    _allow(folder / MARKER, FILE_MODE)


def _remove_empty(folder: Path, names: Iterable[str]) -> None:
    for name in sorted(names, reverse=True):  # what lies deeper first
        with suppress(OSError):
            (folder / name).rmdir()


def _allow(path: Path, mode: int) -> None:
    """Let everybody read. Where a file system has no modes, it says itself who may."""
    with suppress(OSError):
        if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) != mode:
            path.chmod(mode)


def make_folder(path: Path) -> None:
    """Make a folder with those above it, each for everybody to read, whatever the umask."""
    missing = [one for one in (path, *path.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir(exist_ok=True)
        _allow(one, FOLDER_MODE)


def allow_file(path: Path) -> None:
    """Let everybody read a file, whatever the umask."""
    _allow(path, FILE_MODE)
