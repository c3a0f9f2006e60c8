"""What is pure, remembered by its content: results that need not be worked out again. Losing it costs time, nothing else."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import TypeAlias

Json: TypeAlias = "str | int | float | bool | Sequence[Json] | Mapping[str, Json] | None"

FOLDER = ".cache"
_FILE = "memory.sqlite"
_CHECK_BYTES = 8
_LARGEST = 1 << 29
_WAIT_SECONDS = 1.0
_HEAD = b"SQLite format 3\0"
_TABLE = "CREATE TABLE IF NOT EXISTS remembered (key BLOB PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID"


def digest(*parts: bytes | str) -> bytes:
    """Return a digest of parts, each with its length: no two lists of parts share one."""
    made = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        made.update(len(data).to_bytes(8, "little"))
        made.update(data)
    return made.digest()


@cache
def program() -> bytes:
    """Return the digest of this program, as it was when it began."""
    return _program_now()


def _program_now() -> bytes:
    """Return the digest of the program's files, the Python that runs it, and what is installed beside it."""
    package = Path(__file__).parent
    files = sorted(path for path in package.rglob("*") if path.suffix not in {".pyc", ""} and path.is_file())
    lock = package.parents[1] / "requirements.txt"
    texts = [path.read_bytes() for path in (*files, *([lock] if lock.is_file() else []))]
    return digest(sys.version, *(path.relative_to(package).as_posix() for path in files), *texts)


@dataclass
class Memory:
    """A store of results by keys, in one file; without a file it remembers nothing.

    Nothing that is wrong with the file (cut off, damaged, locked, read-only, a full disk) is ever told or raised: each
    value carries a digest, and what cannot be read is not there. file: where it lies; None: nowhere.
    met, missed: how many values of each kind were there, and were made.
    """

    file: Path | None
    met: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    _new: dict[bytes, bytes] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Path) -> Memory:
        """Return the memory of a checkout."""
        return cls(root / FOLDER / _FILE)

    def recall(self, kind: str, parts: Iterable[bytes | str], make: Callable[[], Json]) -> Json:
        """Return what was once made of these parts, or make it now. It must follow from the parts and the program alone.

        None is returned too, and made anew each time.
        """
        key = digest(program(), kind, *parts)
        data = self._new.get(key) or self._stored(key)
        if data is not None:
            self.met[kind] += 1
            value: Json = json.loads(data)
            return value
        self.missed[kind] += 1
        value = make()
        if value is not None:
            self._new[key] = json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")
        return value

    def _stored(self, key: bytes) -> bytes | None:
        if self._connection is None:
            return None
        try:
            row = self._connection.execute("SELECT value FROM remembered WHERE key = ?", (key,)).fetchone()
        except sqlite3.Error:
            return None
        data = row[0] if row is not None and isinstance(row[0], bytes) else b""
        value = data[_CHECK_BYTES:]
        return value if value and data[:_CHECK_BYTES] == digest(key, value)[:_CHECK_BYTES] else None

    @cached_property
    def _connection(self) -> sqlite3.Connection | None:
        """The open file; None where there is none that can be read."""
        if self.file is None or not self.file.is_file():
            return None
        try:
            return sqlite3.connect(
                f"{self.file.resolve().as_uri()}?mode=ro", timeout=_WAIT_SECONDS, uri=True, check_same_thread=False
            )
        except (sqlite3.Error, OSError):
            return None

    def save(self) -> None:
        """Keep what is new, as far as that is possible now."""
        new, self._new = self._new, {}
        if self.file is None or not new or _program_now() != program():  # somebody edits the program: nothing is sure
            return
        if (open_one := self.__dict__.pop("_connection", None)) is not None:
            open_one.close()
        rows = [(key, digest(key, value)[:_CHECK_BYTES] + value) for key, value in new.items()]
        with suppress(sqlite3.OperationalError, OSError):
            try:
                _write(self.file, rows)
            except sqlite3.DatabaseError as error:
                if isinstance(error, sqlite3.OperationalError):
                    raise
                self.file.unlink()  # it is damaged: the next command begins a new one


def _write(file: Path, rows: Iterable[tuple[bytes, bytes]]) -> None:
    file.parent.mkdir(exist_ok=True)
    if file.is_file() and not _is_usable(file):
        file.unlink()
    with closing(sqlite3.connect(file, timeout=_WAIT_SECONDS, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")  # a half-written file is noticed, and costs time alone
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(_TABLE)
        connection.executemany("INSERT OR REPLACE INTO remembered VALUES (?, ?)", rows)
        connection.execute("COMMIT")


def _is_usable(file: Path) -> bool:
    """Tell whether a file may be written on: it is a store and not too large. What is none makes way for a new one."""
    with file.open("rb") as opened:
        head = opened.read(len(_HEAD))
    return head in {_HEAD, b""} and file.stat().st_size <= _LARGEST
