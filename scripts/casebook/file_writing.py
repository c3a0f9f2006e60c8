"""Writing files: readers see the old one or the new one, never a half; several are written all, or none."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from uuid import uuid4


def write(path: Path, data: bytes, *, to_disk: bool = False) -> None:
    """Write one file, with the folders above it. to_disk: wait until a power cut could not lose it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{uuid4().hex}.new")
    try:
        with part.open("xb") as file:
            file.write(data)
            if to_disk:
                file.flush()
                os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write_changed(path: Path, data: bytes) -> bool:
    """Write one file unless it holds just this; tell whether it was written."""
    if path.is_file() and path.read_bytes() == data:
        return False
    write(path, data)
    return True


def write_all(files: Mapping[Path, bytes]) -> tuple[Path, ...]:
    """Write files; where one fails, put everything back as it was and raise what was raised."""
    before = {path: path.read_bytes() if path.is_file() else None for path in files}
    done: list[Path] = []
    try:
        for path, data in files.items():
            done.append(path)
            write(path, data, to_disk=True)
    except BaseException:
        for path in reversed(done):
            _put_back(path, before[path])
        raise
    return tuple(files)


def _put_back(path: Path, data: bytes | None) -> None:
    if data is None:
        path.unlink(missing_ok=True)
    elif path.read_bytes() != data:
        write(path, data, to_disk=True)
