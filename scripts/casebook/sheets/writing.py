"""Writing several files: all of them, or none."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from uuid import uuid4


def write_all(files: Mapping[Path, bytes]) -> tuple[Path, ...]:
    """Write files; where one fails, put everything back as it was and raise what was raised."""
    before = {path: path.read_bytes() if path.is_file() else None for path in files}
    done: list[Path] = []
    try:
        for path, data in files.items():
            done.append(path)
            _write(path, data)
    except BaseException:
        for path in reversed(done):
            _put_back(path, before[path])
        raise
    return tuple(files)


def _write(path: Path, data: bytes) -> None:
    """Write one file so that it is the old one or the new one at any moment."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{uuid4().hex}.new")
    try:
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _put_back(path: Path, data: bytes | None) -> None:
    if data is None:
        path.unlink(missing_ok=True)
    elif path.read_bytes() != data:
        _write(path, data)
