"""Workbooks made to fill the memory or to take forever: each ends soon in one Chinese sentence, exit status 1."""

from __future__ import annotations

import struct
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from casebook.errors import Unusable
from casebook.workbooks.package import MAX_FILE, MAX_NAMES, MAX_PARTS, MAX_TAG
from casebook.workbooks.reading_apart import MAX_CPU_SECONDS, read_apart
from kit import BASE, ROOT, KnowledgeBase
from workbooks_made import GOOD, typed

MAX_MEMORY_KB = 300 * 1024
MAX_SECONDS = 20.0
SHEET = "xl/worksheets/sheet1.xml"
SHARED = "xl/sharedStrings.xml"
OPEN = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
CLOSE = b"</sheetData></worksheet>"
LIST_END = b"PK\x05\x06"
IMPORT = """
import resource, sys
sys.path.insert(0, sys.argv[1])
from casebook.commands.cli import main
status = main(["import", sys.argv[2], "--practices", sys.argv[3]])
own = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(status)
"""


def with_part(name: str, content: bytes, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a good workbook with one part changed."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(typed(GOOD))) as old, zipfile.ZipFile(file, "w", method, compresslevel=1) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, content if entry.filename == name else old.read(entry))
        if name not in old.namelist():
            new.writestr(name, content)
    return file.getvalue()


def sheet(rows: bytes) -> bytes:
    return with_part(SHEET, OPEN + rows + CLOSE)


def shared(texts: bytes) -> bytes:
    return with_part(SHARED, b"<sst>" + texts + b"</sst>")


def numbered(form: bytes, count: int) -> bytes:
    return b"".join(form % number for number in range(count))


def of_lies(*changes: tuple[int, bytes]) -> bytes:
    """Return a workbook whose list says something else of its first entry: places from where the list begins."""
    data = bytearray(with_part(SHEET, OPEN + CLOSE))
    begins = data.index(b"PK\x01\x02")
    for place, lie in changes:
        data[begins + place : begins + place + len(lie)] = lie
    return bytes(data)


def zip64_lies() -> bytes:
    """Return a workbook whose first entry says, in 64 bits, that it is small and far away."""
    data = bytearray(with_part(SHEET, OPEN + CLOSE))
    begins = data.index(b"PK\x01\x02")
    name_length = struct.unpack_from("<H", data, begins + 28)[0]
    extra = struct.pack("<HHQQQ", 1, 24, 10, 10, 1 << 40)
    data[begins + 20 : begins + 28] = b"\xff" * 8
    struct.pack_into("<H", data, begins + 30, len(extra))
    data[begins + 42 : begins + 46] = b"\xff" * 4
    data[begins + 46 + name_length : begins + 46 + name_length] = extra
    end = data.rindex(LIST_END)
    struct.pack_into("<I", data, end + 12, struct.unpack_from("<I", data, end + 12)[0] + len(extra))
    return bytes(data)


def listed_again(times: int) -> bytes:
    """Return a workbook that lists the same bytes under many names."""
    data = with_part("xl/x.xml", b"<a>" + b" " * 1_000_000 + b"</a>")
    begins, end = data.index(b"PK\x01\x02"), data.rindex(LIST_END)
    entry = data[data.rindex(b"PK\x01\x02") : end]
    more = b"".join(entry.replace(b"xl/x.xml", b"x/%06d" % number) for number in range(times))
    count = min(data[begins:end].count(b"PK\x01\x02") + times, 0xFFFF)
    tail = struct.pack("<4sHHHHIIH", LIST_END, 0, 0, count, count, end - begins + len(more), begins, 0)
    return data[:end] + more + tail


def many_sheets(times: int) -> bytes:
    """Return a workbook that names one sheet of 1 MB again and again."""
    names = numbered(b'<sheet name="s%d" sheetId="1" r:id="rId1"/>', times)
    book = b'<workbook xmlns:r="x"><sheets>' + names + b"</sheets></workbook>"
    data = with_part("xl/workbook.xml", book)
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            large = OPEN + b" " * 1_000_000 + CLOSE
            new.writestr(entry.filename, large if entry.filename == SHEET else old.read(entry))
    return file.getvalue()


def long_format_everywhere() -> bytes:
    """Return a workbook in which each of many cells has a format of 1 MB."""
    styles = b'<styleSheet><numFmts><numFmt numFmtId="200" formatCode="' + b"0" * 1_000_000 + b'"/></numFmts>'
    data = with_part("xl/styles.xml", styles + b'<cellXfs><xf numFmtId="200"/></cellXfs></styleSheet>')
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            rows = OPEN + b'<row><c s="0"><v>1</v></c></row>' * 500_000 + CLOSE
            new.writestr(entry.filename, rows if entry.filename == SHEET else old.read(entry))
    return file.getvalue()


DAMAGED, LARGE, MANY = "文件可能已经损坏", "解开以后太大", "的内容太多"
CASES: dict[str, tuple[Callable[[], bytes], str]] = {
    "bzip2": (
        lambda: with_part(SHEET, OPEN + b"<c/>" * 15_000_000 + CLOSE, zipfile.ZIP_BZIP2),
        "的压缩方式不是工作簿用的",
    ),
    "lzma": (lambda: with_part(SHEET, OPEN + b" " * 60_000_000 + CLOSE, zipfile.ZIP_LZMA), "的压缩方式不是工作簿用的"),
    "unknown method": (lambda: of_lies((10, b"\x63\x00")), "的压缩方式不是工作簿用的"),
    "one attribute of 50 MB": (lambda: sheet(b'<row r="' + b"1" * 50_000_000 + b'"/>'), DAMAGED),
    "one attribute with many ends of tags": (lambda: sheet(b'<row r="' + b">" * 50_000_000 + b'"/>'), DAMAGED),
    "one comment of 50 MB": (lambda: sheet(b"<!--" + b"x" * 50_000_000 + b"-->"), DAMAGED),
    "one name of 50 MB": (lambda: sheet(b"<" + b"x" * 50_000_000 + b"/>"), DAMAGED),
    "deep nesting": (lambda: sheet(b"<a>" * 20_000_000), DAMAGED),
    "names without end": (lambda: sheet(numbered(b"<a%d/>", 4_000_000)), DAMAGED),
    "attributes without end": (lambda: sheet(numbered(b'<a b%d=""/>', 3_000_000)), DAMAGED),
    "namespaces without end": (lambda: sheet(numbered(b'<a xmlns:b%d="c"/>', 2_500_000)), DAMAGED),
    "10 million cells": (lambda: sheet(b"<row>" + b"<c/>" * 10_000_000 + b"</row>"), LARGE),
    "4 million filled cells": (lambda: sheet(b"<row>" + b"<c><v>1</v></c>" * 4_000_000 + b"</row>"), MANY),
    "a million merged ranges": (lambda: sheet(numbered(b'<mergeCell ref="A1:B%d"/>', 1_000_000)), MANY),
    "a million hidden rows": (lambda: sheet(b'<row hidden="1"/>' * 1_000_000), MANY),
    "rows beyond the sheet": (lambda: sheet(b'<row r="9999999"><c><v>1</v></c></row>'), DAMAGED),
    "a number of 4,000 digits": (lambda: sheet(b'<row r="' + b"9" * 4000 + b'"><c><v>1</v></c></row>'), DAMAGED),
    "shared texts without end": (lambda: shared(numbered(b"<si><t>%d</t></si>", 2_500_000)), MANY),
    "large shared texts": (lambda: shared((b"<si><t>" + b"x" * 32_000 + b"</t></si>") * 1900), MANY),
    "wide shared texts": (lambda: shared((b"<si><t>\xf0\xa0\xae\xb7" + b"x" * 32_000 + b"</t></si>") * 1900), MANY),
    "a deflate bomb": (lambda: sheet(b" " * 200_000_000), LARGE),
    "a bomb that says it is small": (
        lambda: sheet(b" " * 60_000_000).replace(
            struct.pack("<I", 60_000_000 + len(OPEN + CLOSE)), struct.pack("<I", 9)
        ),
        DAMAGED,
    ),
    "zip64 lies": (zip64_lies, DAMAGED),
    "entries that overlap": (lambda: listed_again(60), DAMAGED),
    "many entries": (lambda: listed_again(MAX_PARTS), LARGE),
    "entries without end": (lambda: listed_again(250_000), LARGE),
    "a sheet named without end": (lambda: many_sheets(20_000), LARGE),
    "a long format everywhere": (long_format_everywhere, MANY),
    "an entity in circles": (
        lambda: with_part(SHEET, b'<!DOCTYPE a [<!ENTITY a "&b;"><!ENTITY b "&a;">]>' + OPEN + b"&a;" + CLOSE),
        "里有 XML 实体或 DTD",
    ),
    "a file that is too large": (lambda: b"PK\x03\x04" + bytes(MAX_FILE), "超过 20 MB"),
}


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is measured as Linux tells it")
@pytest.mark.parametrize("case", CASES)
def test_a_bomb_ends_soon_in_one_sentence(case: str, tmp_path: Path) -> None:
    make, sentence = CASES[case]
    base = KnowledgeBase(tmp_path).write(BASE)
    file = tmp_path / "a.xlsx"
    file.write_bytes(make())
    begun = time.monotonic()
    words = [
        sys.executable,
        "-I",
        "-X",
        "utf8",
        "-c",
        IMPORT,
        str(ROOT / "scripts"),
        str(file),
        str(base.project.practices),
    ]
    done = subprocess.run(words, capture_output=True, encoding="utf-8", check=False)
    seconds = time.monotonic() - begun
    own, childs = map(int, done.stdout.split()[-2:])
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert sentence in done.stderr
    assert seconds < MAX_SECONDS
    assert max(own, childs) < MAX_MEMORY_KB


def test_a_reading_that_takes_too_long_ends(tmp_path: Path) -> None:
    file = tmp_path / "甲.xlsx"
    file.write_bytes(typed(GOOD))
    with pytest.raises(Unusable, match=r"^甲[.]xlsx 要用的时间或内存太多，没有读取。"):
        read_apart(file, seconds=0.001)


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="不是文件"):
        read_apart(tmp_path)


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (b"<a" + b"".join(b' b%d=""' % number for number in range(MAX_NAMES - 50)) + b"/>", ""),
        (b"<!--" + b"x" * (MAX_TAG - 1_000) + b"-->", ""),
        (b"<a>" * 50 + b"</a>" * 50, ""),
        (b"<a>" * 70 + b"</a>" * 70, DAMAGED),
    ],
)
def test_what_stays_within_the_bounds_is_read(rows: bytes, sentence: str, tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(sheet(rows + b"<row><c><v>1</v></c></row>"))
    if sentence:
        with pytest.raises(Unusable, match=sentence):
            read_apart(file)
    else:
        assert read_apart(file)[0].rows[1][1].text == "1"


@pytest.mark.skipif(sys.platform == "win32", reason="there, the reading's own bounds alone hold")
def test_the_process_that_reads_bounds_itself() -> None:
    code = (
        "import resource, sys; sys.path.insert(0, sys.argv[1]); import casebook.workbooks.reading_apart as apart;"
        "apart._bound_this_process(); print(resource.getrlimit(resource.RLIMIT_FSIZE), resource.getrlimit(resource.RLIMIT_CPU));"
        "bytearray(2 * apart.MAX_MEMORY)"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", code, str(ROOT / "scripts")], capture_output=True, text=True, check=False
    )
    assert done.stdout == f"(0, 0) ({MAX_CPU_SECONDS}, {MAX_CPU_SECONDS})\n"
    assert sys.platform != "linux" or "MemoryError" in done.stderr
