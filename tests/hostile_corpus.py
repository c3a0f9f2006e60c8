"""The hostile corpus: files that strangers and broken editors make, and what a check must say of each."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from golden import FOLDER
from kit import BASE, DOCUMENT, RECORD, KnowledgeBase, laid_over


class Content(BaseModel):
    """What is in a file: one of the ways to say it.

    over, end: fields that take the place of those of a good record, lines after its last. lines: other lines by their
    numbers. document: fields over a good document. text: `times` over, between head and tail, after_record behind a good
    record. hexadecimal: bytes. special: no file, but a `fifo`, a `socket` or a `folder`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    over: str | None = None
    end: str | None = None
    lines: dict[int, str] | None = None
    document: str | None = None
    text: str = ""
    times: int = 1
    head: str = ""
    tail: str = ""
    after_record: bool = False
    encoding: str = "utf-8"
    hexadecimal: str | None = None
    special: str = ""

    @property
    def data(self) -> bytes:
        """The file's bytes."""
        return bytes.fromhex(self.hexadecimal) if self.hexadecimal is not None else self._text.encode(self.encoding)

    @property
    def _text(self) -> str:
        if self.over is not None:
            return laid_over(RECORD, self.over)
        if self.end is not None:
            return f"{RECORD}{self.end}\n"
        if self.lines is not None:
            return "\n".join(self.lines.get(n, line) for n, line in enumerate(RECORD.split("\n"), start=1))
        if self.document is not None:
            return laid_over(DOCUMENT, self.document)
        return (RECORD if self.after_record else "") + self.head + self.text * self.times + self.tail


class Hostile(Content):
    """One case. The content is that of `jia.yml`, unless there are `files` (a text is the goal of a link).

    errors: `file:line code` of every error, none where the file is good. more: there are others besides.
    """

    about: str
    files: dict[str, Content | str] = {}
    errors: tuple[str, ...] = ()
    more: bool = False

    def write(self, folder: Path) -> KnowledgeBase:
        """Write the case over the good base of `kit.py`."""
        base = KnowledgeBase(folder).write(BASE)
        for name, content in (self.files or {"jia.yml": self}).items():
            put(base.folder / "practices" / name, content)
        return base


def put(path: Path, content: Content | str) -> None:
    """Put a file, a link or something stranger at a path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    if isinstance(content, str):
        path.symlink_to(content.removeprefix("-> "))
    elif content.special == "fifo":
        os.mkfifo(path)
    elif content.special == "folder":
        path.mkdir()
    elif content.special == "socket":
        _socket(path)
    else:
        path.write_bytes(content.data)


def _socket(path: Path) -> None:
    """Leave a socket at a path: by its short name, since a socket's path may have a hundred characters only."""
    here = Path.cwd()
    with socket.socket(socket.AF_UNIX) as left:
        os.chdir(path.parent)
        left.bind(path.name)
        os.chdir(here)


class _Area(BaseModel):
    about: str
    cases: tuple[Hostile, ...]


def area(name: str) -> tuple[Hostile, ...]:
    """Return the cases of an area: a file of `tests/cases/hostile`."""
    text = (FOLDER / "hostile" / f"{name}.yml").read_text(encoding="utf-8")
    return _Area.model_validate(yaml.safe_load(text)).cases


def areas() -> tuple[str, ...]:
    """Return the names of all areas."""
    return tuple(sorted(path.stem for path in (FOLDER / "hostile").glob("*.yml")))
