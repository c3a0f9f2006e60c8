"""Putting a finished folder in the place of an old one, so that at no moment a half-made one stands there."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def staging(place: Path) -> Path:
    """Return where the new content for a place is made: beside it, so that a rename suffices."""
    return _beside(place, "new")


def _beside(place: Path, what: str) -> Path:
    return place.with_name(f".{place.name}.{what}")


def heal(place: Path) -> None:
    """Undo what a killed command left: an old site set aside comes back, half-made ones go."""
    aside = _beside(place, "old")  # where the old content waits between two renames
    if aside.exists() and not place.exists():
        aside.rename(place)
    for leftover in (aside, staging(place)):
        remove(leftover)


def put(place: Path) -> None:
    """Put the staged folder or file in its place; what was there is gone afterwards."""
    new = staging(place)
    if new.is_file():
        new.replace(place)
    elif not place.exists():
        new.rename(place)
    elif _exchange(new, place):
        remove(new)
    else:
        place.rename(_beside(place, "old"))
        new.rename(place)
        remove(_beside(place, "old"))


def remove(path: Path) -> None:
    """Remove a file or a folder, if it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _exchange(one: Path, other: Path) -> bool:
    """Let two paths change places in one step; False where the system or the file system cannot."""
    rename = getattr(ctypes.CDLL(None), "renameat2", None) if sys.platform == "linux" else None
    ways = (_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return rename is not None and bool(rename(*ways) == 0)
