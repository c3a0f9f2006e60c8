"""A workbook's file, opened with care: a zip of bounded size whose XML is read as a stream, without any entity."""

from __future__ import annotations

import lzma
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TypeAlias
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import XMLParser

from casebook.errors import Stopped

MAX_FILE = 20 * 1024 * 1024
MAX_UNPACKED = 64 * 1024 * 1024
MAX_PARTS = 2000
_PIECE = 1 << 16
# What a broken file may raise while it is unpacked and read.
_BROKEN = (
    ValueError, LookupError, OSError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error,
    ParseError,
)  # fmt: skip
_SAVE_AS = "请用 Excel 或 WPS 打开，“另存为”Excel 工作簿（.xlsx）后再导入。"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# Where an element begins or ends: its name without the prefix; its attributes, None at the end; its text, whole at the end.
Step: TypeAlias = tuple[str, Mapping[str, str] | None, str]


class _Steps:
    """What a parser hands elements to: keeps those of the names wanted, but in the reading aids above Chinese text."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.taken: list[Step] = []
        self._names = frozenset(names)
        self._pieces: list[str] = []
        self._is_aside = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = tag.rpartition("}")[2]
        if name == "rPh":
            self._is_aside = True
        elif name in self._names and not self._is_aside:
            self._pieces.clear()
            self.taken.append((name, attributes, ""))

    def data(self, text: str) -> None:
        self._pieces.append(text)

    def end(self, tag: str) -> None:
        name = tag.rpartition("}")[2]
        if name == "rPh":
            self._is_aside = False
        elif name in self._names and not self._is_aside:
            self.taken.append((name, None, "".join(self._pieces)))
            self._pieces.clear()


@dataclass(frozen=True)
class Package:
    """An open workbook. name: as told to people."""

    name: str
    archive: zipfile.ZipFile

    def steps(self, part: str, *names: str) -> Iterator[Step]:
        """Yield where the elements of these names begin and end. What a broken file may raise is told by `opened`."""
        steps = _Steps(names)
        parser = XMLParser(target=steps, forbid_dtd=True)
        with self.archive.open(part) as stream:
            while data := stream.read(_PIECE):
                parser.feed(data)
                yield from steps.taken
                steps.taken.clear()
        parser.close()
        yield from steps.taken


def beside(part: str, target: str) -> str:
    """Return the name of the part that a relationship of another part leads to."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")


@contextmanager
def opened(path: Path) -> Iterator[Package]:
    """Open a workbook's file to be read within. Raises Stopped for anything that is none or is damaged, with the cure."""
    name = path.name
    with path.open("rb") as file:
        _refuse_other_forms(name, file)
        try:
            with zipfile.ZipFile(file) as archive:
                _refuse_odd(name, archive)
                yield Package(name, archive)
        except DefusedXmlException:
            raise Stopped(f"{name} 里有 XML 实体或 DTD，正常的工作簿没有这些，没有读取。{_SAVE_AS}") from None
        except _BROKEN as error:
            raise Stopped(f"{name}：读不了这个工作簿，文件可能已经损坏。{_SAVE_AS}") from error


def _refuse_other_forms(name: str, file: BinaryIO) -> None:
    head, size = file.read(8), file.seek(0, 2)
    if size > MAX_FILE:
        raise Stopped(
            f"{name} 有 {size // 1024 // 1024} MB，超过 {MAX_FILE // 1024 // 1024} MB。请删去图片和多余的表，或分成几个文件。"
        )
    if not head.startswith(b"PK"):
        raise Stopped(f"{name} {_other_form(file, head, size)}")


def _other_form(file: BinaryIO, head: bytes, size: int) -> str:
    if not size:
        return "是空的文件。请核对是否传完整，或重新取一份模板。"
    if head == _OLE:
        file.seek(0)
        if _ENCRYPTED in file.read():
            return "设了打开密码，读不了。请在 Excel 或 WPS 里去掉密码，另存后再导入。"
        return f"是旧式的 .xls 或 WPS 的 .et 文件。{_SAVE_AS}"
    return f"不是 Excel 工作簿（.xlsx）。CSV、文本等文件：{_SAVE_AS}"


def _refuse_odd(name: str, archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    names = {entry.filename for entry in entries}
    if any(part.endswith("vbaProject.bin") for part in names):
        raise Stopped(f"{name} 里有宏，不能导入。请“另存为”不带宏的 Excel 工作簿（.xlsx）。")
    if "xl/workbook.bin" in names or "mimetype" in names or "[Content_Types].xml" not in names:
        raise Stopped(f"{name} 不是 .xlsx 格式的工作簿。{_SAVE_AS}")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Stopped(f"{name} 加了密码，读不了。请去掉密码，另存后再导入。")
    if len(entries) > MAX_PARTS or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        most = MAX_UNPACKED // 1024 // 1024
        raise Stopped(f"{name} 解开以后太大（超过 {most} MB），没有读取。请删去多余的表和空行，或分成几个文件。")
