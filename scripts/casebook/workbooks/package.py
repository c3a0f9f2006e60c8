"""A workbook's file, opened with care: a zip of bounded size whose XML is read as a stream, without any entity.

Every bound is kept while reading, not taken from what the file says of itself; so it holds on every system.
"""

from __future__ import annotations

import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import BinaryIO, TypeAlias
from xml.parsers import expat

from casebook.errors import Unusable

MAX_FILE = 20 * 1024 * 1024
MAX_UNPACKED = 64 * 1024 * 1024
MAX_PARTS = 2000
MAX_ELEMENTS = 3_000_000
MAX_DEPTH = 64
# How many names of elements and attributes there may be: the parser keeps each.
MAX_NAMES = 5000
# How long one tag or comment may be: the parser keeps it whole.
MAX_TAG = 1024 * 1024
# More than a text in a cell may have; the rest of a longer one is let go.
MAX_TEXT = 100_000
_PIECE = 1 << 16
# What a broken file may raise while it is unpacked and read.
_BROKEN = (
    ValueError, LookupError, OSError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error, struct.error, expat.ExpatError,
)  # fmt: skip
_SAVE_AS = "请用 Excel 或 WPS 打开，“另存为”Excel 工作簿（.xlsx）后再导入。"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_LISTED = b"PK\x01\x02"  # begins each entry in a zip's list
_LOCAL_HEAD = 30  # bytes that stand before an entry's name and content
# Where an element begins or ends: its name without the prefix; its attributes, None at the end; its text, whole at the end.
Step: TypeAlias = tuple[str, Mapping[str, str] | None, str]


class _HasEntities(Exception):
    """A part declares a document type: the only place where entities can come from."""


class _Steps:
    """Takes elements from a parser: keeps those of the names wanted, but in the reading aids above Chinese text.

    heard: how often the parser has told anything. names: every name of an element or attribute so far.
    """

    def __init__(self, names: tuple[str, ...]) -> None:
        self.taken: list[Step] = []
        self.heard = self.elements = self._depth = self._length = 0
        self.names: dict[str, str] = {}
        self._wanted = frozenset(names)
        self._pieces: list[str] = []
        self._is_aside = False

    def parser(self) -> expat.XMLParserType:
        """Return a parser that hands elements to this."""
        parser = expat.ParserCreate(None, None, self.names)
        parser.buffer_text, parser.buffer_size = True, _PIECE
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = self._text, self._refuse
        return parser

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = tag.rpartition(":")[2]
        self.heard += 1
        self.elements += 1
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise ValueError(self._depth)
        if name == "rPh":
            self._is_aside = True
        elif name in self._wanted and not self._is_aside:
            self._begin_text()
            self.taken.append((name, attributes, ""))

    def _text(self, text: str) -> None:
        self.heard += 1
        if self._length <= MAX_TEXT:
            self._length += len(text)
            self._pieces.append(text)

    def _end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        self.heard += 1
        self._depth -= 1
        if name == "rPh":
            self._is_aside = False
        elif name in self._wanted and not self._is_aside:
            self.taken.append((name, None, "".join(self._pieces)))
            self._begin_text()

    def _begin_text(self) -> None:
        self._pieces.clear()
        self._length = 0

    def _refuse(self, *_: object) -> None:
        raise _HasEntities


@dataclass
class Package:
    """An open workbook. name: as told to people. unpacked, elements: how much may still be read, each reading counted."""

    name: str
    archive: zipfile.ZipFile
    unpacked: int = MAX_UNPACKED
    elements: int = MAX_ELEMENTS
    _silent: int = field(default=0, init=False)

    def steps(self, part: str, *names: str) -> Iterator[Step]:
        """Yield where the elements of these names begin and end. What a broken file may raise is told by `opened`."""
        steps = _Steps(names)
        parser = steps.parser()
        with self.archive.open(part) as stream:
            while data := stream.read(_PIECE):
                self._feed(parser, steps, data)
                yield from steps.taken
                steps.taken.clear()
        parser.Parse(b"", True)
        yield from steps.taken

    def _feed(self, parser: expat.XMLParserType, steps: _Steps, data: bytes) -> None:
        heard, elements = steps.heard, steps.elements
        parser.Parse(data)
        self._silent = self._silent + len(data) if heard == steps.heard else 0
        self.unpacked -= len(data)
        self.elements -= steps.elements - elements
        if self._silent > MAX_TAG or len(steps.names) > MAX_NAMES:
            raise ValueError(self._silent, len(steps.names))
        if self.unpacked < 0 or self.elements < 0:
            raise too_large(self.name)


def beside(part: str, target: str) -> str:
    """Return the name of the part that a relationship of another part leads to."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")


@contextmanager
def opened(name: str, file: BinaryIO) -> Iterator[Package]:
    """Open a workbook to be read within. Raises Unusable for anything that is none or is damaged, with the cure."""
    data = file.read(MAX_FILE + 1)
    _refuse_other_forms(name, data)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _refuse_odd(name, archive, len(data))
            yield Package(name, archive)
    except _HasEntities:
        raise Unusable(f"{name} 里有 XML 实体或 DTD，正常的工作簿没有这些，没有读取。{_SAVE_AS}") from None
    except _BROKEN as error:
        raise Unusable(f"{name}：读不了这个工作簿，文件可能已经损坏。{_SAVE_AS}") from error


def too_large(name: str) -> Unusable:
    """Return the complaint about a workbook that holds more than is read."""
    most = MAX_UNPACKED // 1024 // 1024
    return Unusable(f"{name} 解开以后太大（超过 {most} MB），没有读取。请删去多余的表和空行，或分成几个文件。")


def _refuse_other_forms(name: str, data: bytes) -> None:
    if len(data) > MAX_FILE:
        raise Unusable(f"{name} 超过 {MAX_FILE // 1024 // 1024} MB。请删去图片和多余的表，或分成几个文件。")
    if not data.startswith(b"PK"):
        raise Unusable(f"{name} {_other_form(data)}")
    if data.count(_LISTED) > MAX_PARTS:  # before the list is read: each entry of it takes memory
        raise too_large(name)


def _other_form(data: bytes) -> str:
    if not data:
        return "是空的文件。请核对是否传完整，或重新取一份模板。"
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            return "设了打开密码，读不了。请在 Excel 或 WPS 里去掉密码，另存后再导入。"
        return f"是旧式的 .xls 或 WPS 的 .et 文件。{_SAVE_AS}"
    return f"不是 Excel 工作簿（.xlsx）。CSV、文本等文件：{_SAVE_AS}"


def _refuse_odd(name: str, archive: zipfile.ZipFile, size: int) -> None:
    entries = archive.infolist()
    names = {entry.filename for entry in entries}
    if any(part.endswith("vbaProject.bin") for part in names):
        raise Unusable(f"{name} 里有宏，不能导入。请“另存为”不带宏的 Excel 工作簿（.xlsx）。")
    if "xl/workbook.bin" in names or "mimetype" in names or "[Content_Types].xml" not in names:
        raise Unusable(f"{name} 不是 .xlsx 格式的工作簿。{_SAVE_AS}")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unusable(f"{name} 加了密码，读不了。请去掉密码，另存后再导入。")
    if any(entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for entry in entries):
        raise Unusable(f"{name} 的压缩方式不是工作簿用的，没有读取。{_SAVE_AS}")
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise too_large(name)
    _refuse_overlaps(entries, size)


def _refuse_overlaps(entries: list[zipfile.ZipInfo], size: int) -> None:
    """Raise ValueError where two entries share their bytes: a little file then unpacks to a large one."""
    ends = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < ends:
            raise ValueError(entry.header_offset)
        ends = entry.header_offset + _LOCAL_HEAD + entry.compress_size
    if ends > size:
        raise ValueError(ends)
