"""Workbooks made to do harm: each ends in a Chinese sentence, none writes, none takes long."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.commands.cli import main
from casebook.errors import Stopped
from casebook.workbooks import package, stored_cells
from casebook.workbooks.cell_problems import as_lines
from workbooks_made import GOOD, PRACTICE, Desk, but, saved, typed, workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHEET = "xl/worksheets/sheet1.xml"
OPEN = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
CLOSE = "</sheetData></worksheet>"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a desk with a small knowledge base."""
    return Desk.at(tmp_path)


def with_parts(**parts: bytes | str) -> bytes:
    """Return a good workbook with some of its parts changed; in their names, `__` stands for `/`."""
    changed = {SHEET if name == "sheet" else name.replace("__", "/"): text for name, text in parts.items()}
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(typed(GOOD))) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, changed.pop(entry.filename, old.read(entry)))
        for name, text in changed.items():
            new.writestr(name, text)
    return file.getvalue()


def refused(desk: Desk, data: bytes) -> str:
    """Return the sentence with which a workbook is refused."""
    before = desk.files()
    with pytest.raises(Stopped) as stopped:
        desk.bring(data)
    assert desk.files() == before
    return str(stopped.value)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "是空的文件。"),
        (b"\x00" * 8, "不是 Excel 工作簿（.xlsx）。"),
        (
            "名称,类型\r\n甲,乙\r\n".encode(),
            "不是 Excel 工作簿（.xlsx）。CSV、文本等文件：请用 Excel 或 WPS 打开，“另存为”",
        ),
        (OLE + b"\x00" * 600, "是旧式的 .xls 或 WPS 的 .et 文件。"),
        (
            OLE + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "设了打开密码，读不了。请在 Excel 或 WPS 里去掉密码",
        ),
        (b"PK\x03\x04" + b"\x00" * 40, "文件可能已经损坏"),
        (b"PK\x05\x06" + b"\x00" * 18, "不是 .xlsx 格式的工作簿。"),
    ],
)
def test_what_is_no_workbook_is_told_with_its_cure(desk: Desk, data: bytes, sentence: str) -> None:
    assert sentence in refused(desk, data or b"")


def test_macros_are_refused(desk: Desk) -> None:
    assert "里有宏，不能导入" in refused(
        desk, with_parts(xl__vbaProject_bin=b"x").replace(b"vbaProject_bin", b"vbaProject.bin")
    )


def test_an_open_document_is_told_apart(desk: Desk) -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert "不是 .xlsx 格式的工作簿" in refused(desk, file.getvalue())


@pytest.mark.parametrize(
    "text",
    [
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet>&x;</worksheet>',
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>',
        '<?xml version="1.0"?><!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><worksheet/>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_never_read(desk: Desk, text: str, encoding: str) -> None:
    said = refused(desk, with_parts(sheet=text.encode(encoding)))
    assert "里有 XML 实体或 DTD" in said


def test_a_bomb_is_refused_before_it_is_unpacked(desk: Desk) -> None:
    begun = time.monotonic()
    data = with_parts(sheet=OPEN + " " * (package.MAX_UNPACKED + 1) + CLOSE)
    assert len(data) < 200_000
    begun = time.monotonic()
    assert "解开以后太大（超过 64 MB）" in refused(desk, data)
    assert time.monotonic() - begun < 2


def test_a_part_that_is_longer_than_it_says_is_refused(desk: Desk) -> None:
    text = f"{OPEN}{' ' * 100_000}{CLOSE}".encode()
    data = bytearray(with_parts(sheet=text))
    size = len(text).to_bytes(4, "little")
    while (place := data.find(size)) >= 0:
        data[place : place + 4] = (10).to_bytes(4, "little")
    assert "文件可能已经损坏" in refused(desk, bytes(data))


def test_too_many_cells_are_refused(desk: Desk) -> None:
    cells = "<c><v>1</v></c>" * 1000
    rows = f"<row>{cells}</row>" * (stored_cells.MAX_CELLS // 1000 + 1)
    assert "的内容太多（最多 400,000 个有内容的格子）" in refused(desk, with_parts(sheet=OPEN + rows + CLOSE))


def test_deep_nesting_is_read_without_harm(desk: Desk) -> None:
    deep = "<a>" * 200_000
    assert "文件可能已经损坏" in refused(desk, with_parts(sheet=OPEN + deep + CLOSE))


@pytest.mark.parametrize(
    "part",
    [
        {"sheet": "<worksheet"},
        {"sheet": OPEN + '<row><c t="s"><v>999999</v></c></row>' + CLOSE},
        {"sheet": OPEN + '<row><c t="s"><v>x</v></c></row>' + CLOSE},
        {"sheet": OPEN + '<row r="x"><c><v>1</v></c></row>' + CLOSE},
        {"sheet": OPEN + '<row><c r="ZZZZ1"><v>1</v></c></row>' + CLOSE},
        {"sheet": OPEN + '<row><c t="what"><v>1</v></c></row>' + CLOSE},
        {"sheet": b"\xff\xfe\x00"},
        {"xl__workbook.xml": "<workbook/>"},
        {"xl__styles.xml": "<styleSheet><cellXfs><xf"},
        {"xl__sharedStrings.xml": "<sst><si><t>"},
    ],
)
def test_damaged_parts_are_told_without_a_traceback(desk: Desk, part: dict[str, bytes | str]) -> None:
    said = refused(desk, with_parts(**part))
    assert "文件可能已经损坏" in said or "工作簿里没有“做法”表" in said


def test_sixteen_thousand_columns_are_told_in_a_few_lines(desk: Desk) -> None:
    book = workbook(GOOD)
    page = book["做法"]
    for place in range(30, 16_385, 3):
        page.cell(1, place).value = f"列{place}"
    begun = time.monotonic()
    said = desk.said(book)
    assert len(said) == 6
    assert "列不认识（到 XFB 列）" in said[-1] or "列不认识" in said[-1]
    assert time.monotonic() - begun < 10


def test_a_huge_cell_is_told_and_not_repeated(desk: Desk) -> None:
    said = desk.said({**GOOD, "做法": [but(PRACTICE, 概要="长" * 32_767)]})
    assert said == ["“做法”第 2 行 J 列“概要”：太长，有 32767 字，最多 2,000 字。请精简。"]
    inline = f'<row><c t="inlineStr"><is><t>{"长" * 40_000}</t></is></c></row>'
    head = '<row><c t="inlineStr"><is><t>名称</t></is></c></row>'
    said = desk.said(with_parts(sheet=OPEN + head + inline + CLOSE))
    assert "“做法”第 2 行 A 列“名称”：这一格的文字超过 32,767 字。请精简，一段文字最多 2,000 字。" in said
    assert max(map(len, said)) < 1000


@pytest.mark.parametrize(
    "id_",
    [
        "../../x",
        "..",
        "/etc/passwd",
        "a/b",
        "a\\b",
        "con",
        "nul",
        "com1",
        "index",
        "Aa",
        "楼",
        "a" * 65,
        "a b",
        "-a",
        "a--b",
        "a.yml",
    ],
)
def test_an_id_never_leads_out_of_the_folder(desk: Desk, id_: str) -> None:
    said = desk.said({**GOOD, "做法": [but(PRACTICE, 编号=id_)]})
    assert any(line.startswith("“做法”第 2 行 B 列“编号”：") for line in said), said
    assert set(desk.files()) == {"_sources/d.yml", "_sources/e.yml", "jia.yml"}
    assert not (desk.base.folder / "x.yml").exists()


def test_control_characters_and_lone_surrogates_are_told(desk: Desk) -> None:
    data = typed({**GOOD, "做法": [but(PRACTICE, 背景="甲乙", 须知="甲\x01乙", 概要="丙\u202e丁")]})
    data = changed(data, "xl/sharedStrings.xml", "甲乙", "甲_xD800_乙")
    said = desk.said(data)
    assert any("“背景”：这里有一个看不见的字符（U+D800），" in line and line.endswith("改为：甲乙") for line in said)
    assert any("“须知”：这里有一个看不见的字符（U+0001）" in line for line in said)
    assert any("“概要”：这里有一个看不见的字符（U+202E）" in line for line in said)


def changed(data: bytes, part: str, old: str, new: str) -> bytes:
    """Return a workbook with words of one part changed."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as before, zipfile.ZipFile(file, "w") as after:
        for entry in before.infolist():
            content = before.read(entry)
            after.writestr(
                entry.filename, content.replace(old.encode(), new.encode()) if entry.filename == part else content
            )
    return file.getvalue()


def test_a_formula_in_a_text_cell_is_only_text(desk: Desk) -> None:
    assert desk.said({**GOOD, "做法": [but(PRACTICE, 背景="=cmd|' /C calc'!A0")]}) == []
    assert "background: =cmd|' /C calc'!A0" in desk.files()["lou-xia-yi-shi.yml"]


def test_yaml_in_a_cell_is_only_text(desk: Desk) -> None:
    text = "&a [x]: {y: 1} # z"
    assert desk.said({**GOOD, "做法": [but(PRACTICE, 背景=text, 须知="- a\n!!python/object:os.system")]}) == []
    written = desk.files()["lou-xia-yi-shi.yml"]
    assert f"background: '{text}'" in written
    assert "  - '!!python/object:os.system'" in written


def test_names_of_sheets_and_headings_are_told_on_one_line(desk: Desk) -> None:
    book = workbook(GOOD)
    book["做法"].cell(1, 40).value = "\n[31m" + "长" * 1000
    book["做法"].cell(1, 41).value = "x" * 30_000
    done = desk.bring(book)
    said = as_lines("做法.xlsx", done.problems)
    assert len(said.splitlines()) == 2
    assert max(map(len, said.splitlines())) < 300


def test_the_command_never_shows_a_traceback(desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number, data in enumerate(broken()):
        file = tmp_path / f"{number}.xlsx"
        file.write_bytes(data)
        assert main(["import", str(file), "--practices", str(desk.base.project.practices)]) in {1, 2}
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        assert "程序自身出错" not in said.err
    assert set(desk.files()) == {"_sources/d.yml", "_sources/e.yml", "jia.yml"}
    assert main(["import", str(tmp_path), "--practices", str(desk.base.project.practices)]) == 2
    assert "是文件夹" in capsys.readouterr().err


def broken() -> Iterator[bytes]:
    """Yield a good workbook cut short, and with each of the parts that matter emptied."""
    good = typed(GOOD)
    yield good[: len(good) // 2]
    with zipfile.ZipFile(BytesIO(good)) as archive:
        names = archive.namelist()
    for name in names:
        if not name.startswith(("docProps", "xl/theme", "[Content_Types]")):
            yield with_parts(**{name.replace("/", "__"): b""})


@settings(max_examples=25)
@given(st.integers(0, 10**9), st.binary(min_size=1, max_size=6))
def test_a_workbook_with_flipped_bytes_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, where: int, noise: bytes
) -> None:
    desk = Desk.at(tmp_path_factory.mktemp("flipped"))
    data = bytearray(saved(workbook(GOOD)))
    place = where % len(data)
    data[place : place + len(noise)] = noise
    before = desk.files()
    try:
        done = desk.bring(bytes(data))
    except Stopped:
        assert desk.files() == before
    else:
        assert done.written or done.problems


def test_another_programs_workbook_is_read_the_same(desk: Desk) -> None:
    book = openpyxl.load_workbook(BytesIO(typed(GOOD)))
    desk.bring(typed(GOOD))
    first = desk.files()
    assert desk.bring(saved(book)).unchanged == 1
    assert desk.files() == first
