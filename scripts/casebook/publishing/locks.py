"""One at a time: a lock that the system frees when its holder dies, however it dies."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from casebook.errors import Stopped
from casebook.telling import say

_PAUSE_SECONDS = 0.2


@contextmanager
def hold(path: Path, what: str, wait_seconds: float) -> Iterator[None]:
    """Hold the lock file `path` for the time of a `with` block.

    what: what its holder does, in Chinese, for the message of those who wait.
    Raises Stopped where another one still holds it after wait_seconds.
    """
    file = _open_locked(path, what, wait_seconds)
    try:
        yield
    finally:
        with suppress(OSError):  # Windows keeps an open file; an empty one that stays does no harm
            path.unlink()
        file.close()


def _open_locked(path: Path, what: str, wait_seconds: float) -> BinaryIO:
    until, waiting = time.monotonic() + wait_seconds, False
    while True:
        file = path.open("a+b")
        if _grab(file) and _is_at(file, path):
            file.truncate(0)
            file.write(str(os.getpid()).encode("ascii"))
            file.flush()
            return file
        file.seek(0)
        holder = file.read(20).decode("ascii", "replace").strip() or "未知"
        file.close()
        if time.monotonic() >= until:
            raise Stopped(f"另一个窗口（进程 {holder}）正在{what}。请等它完成或把它关掉，再运行同一条命令。")
        if not waiting:
            say(f"另一个窗口（进程 {holder}）正在{what}，等它完成……")
            waiting = True
        time.sleep(_PAUSE_SECONDS)


def _grab(file: BinaryIO) -> bool:
    """Try to lock an open file. A file system without locks counts as locked by us."""
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(1 << 20)  # a byte far behind the process id, which others must be able to read
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return not isinstance(error, BlockingIOError | PermissionError)
    return True


def _is_at(file: BinaryIO, path: Path) -> bool:
    """Tell whether the file we locked is still the one at its path: its last holder removed it when done."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except OSError:
        return False
