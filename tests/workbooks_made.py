"""Workbooks for the tests: made of rows, as somebody would fill in the template."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TypeAlias

import openpyxl
import xlsxwriter  # type: ignore[import-untyped]
from openpyxl.worksheet.worksheet import Worksheet

from casebook.workbooks.cell_problems import as_lines
from casebook.workbooks.importing import Imported, import_workbook
from casebook.workbooks.layout import all_sheets
from kit import HELD, KnowledgeBase

Typed: TypeAlias = "str | float | bool | datetime.date"
Rows: TypeAlias = Mapping[str, Sequence[Mapping[str, Typed]]]

FILE = "做法.xlsx"
ANCHOR = "六个字的原文"
PRACTICE = {
    "名称": "楼下议事",
    "类型": "制度流程",
    "主题1": "网格化",
    "解决什么问题1": "矛盾难化解",
    "概要": "自己的话写的概要。",
}
PLACE = {"做法": "楼下议事", "地方": "广东省/广州市", "阶段": "已实施", "文件": "d", "原文词句": ANCHOR}
SOURCE = {"做法": "楼下议事", "文件": "d", "章节": "一、做法", "原文词句": ANCHOR}
FIGURE = {
    "做法": "楼下议事",
    "指标": "议事次数",
    "数值": "21",
    "单位": "次",
    "性质": "产出",
    "文件": "d",
    "原文词句": ANCHOR,
}
DOCUMENT = {
    "简称": "某区2024年答复", "标题": "关于另一件事的答复", "文种": "答复", "公开属性": "主动公开", "谁说的": "发文单位自述",
    "文号": "某函〔2024〕2号", "说明": "原文印有“公开方式：主动公开”。",
}  # fmt: skip
SECTION = {"文件": "某区2024年答复", "章节": "一、做法", "开头词句": "一、做法"}
WRITTEN = """\
name: 楼下议事
kind: 制度流程
themes: [网格化]
problems: [矛盾难化解]
summary: 自己的话写的概要。
localities:
  - {place: 广东省/广州市, stage: 已实施, document: d, anchor: 六个字的原文}
sources:
  - {document: d, section: 一、做法, anchor: 六个字的原文}
outcomes:
  - {key: yi-shi-ci-shu, metric: 议事次数, value: '21', unit: 次, nature: 产出, document: d, anchor: 六个字的原文}
"""
GOOD: Rows = {"做法": [PRACTICE], "地方": [PLACE], "来源": [SOURCE], "数据": [FIGURE]}


def workbook(rows: Rows) -> openpyxl.Workbook:
    """Return a workbook with all sheets and headings, and these rows from the second on."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for sheet in all_sheets():
        page: Worksheet = book.create_sheet(sheet.name)
        titles = [column.title for column in sheet.columns]
        page.append([column.heading for column in sheet.columns])
        for number, row in enumerate(rows.get(sheet.name, ()), start=2):
            for title, value in row.items():
                cell = page.cell(number, titles.index(title) + 1)
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"
    return book


def saved(book: openpyxl.Workbook) -> bytes:
    """Return the bytes of a workbook."""
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def typed(rows: Rows) -> bytes:
    """Return a workbook of texts alone, also with characters that openpyxl does not write."""
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"strings_to_urls": False})
    for sheet in all_sheets():
        page = book.add_worksheet(sheet.name)
        titles = [column.title for column in sheet.columns]
        for place, column in enumerate(sheet.columns):
            page.write_string(0, place, column.heading)
        for number, row in enumerate(rows.get(sheet.name, ()), start=1):
            for title, value in row.items():
                page.write_string(number, titles.index(title), str(value))
    book.close()
    return file.getvalue()


@dataclass(frozen=True)
class Desk:
    """Somebody with a knowledge base and workbooks to import."""

    base: KnowledgeBase

    @classmethod
    def at(cls, folder: Path, files: Mapping[str, str | bytes] = HELD) -> Desk:
        """Return a desk with a small knowledge base of its own."""
        return cls(KnowledgeBase(folder).write(files))

    def bring(self, content: Rows | openpyxl.Workbook | bytes, *, replace: bool = False, name: str = FILE) -> Imported:
        """Import a workbook."""
        if not isinstance(content, bytes):
            content = saved(content if isinstance(content, openpyxl.Workbook) else workbook(content))
        path = self.base.folder / name
        path.write_bytes(content)
        return import_workbook(self.base.project, path, replace=replace)

    def said(self, content: Rows | openpyxl.Workbook | bytes, *, replace: bool = False) -> list[str]:
        """Import a workbook; return what is told, line by line, without the file's name."""
        done = self.bring(content, replace=replace)
        return [line.removeprefix(f"{FILE} ") for line in as_lines(FILE, done.problems).splitlines()]

    def files(self) -> dict[str, str]:
        """Return all files of the knowledge base by their paths."""
        folder = self.base.folder / "practices"
        found: Iterable[Path] = sorted(path for path in folder.rglob("*") if path.is_file())
        return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in found}


def but(row: Mapping[str, Typed], **changes: Typed) -> dict[str, Typed]:
    """Return a row with some cells changed."""
    return {**row, **changes}


def cells(book: openpyxl.Workbook, name: str) -> Worksheet:
    """Return a sheet by its name."""
    found = book[name]
    assert isinstance(found, Worksheet)
    return found


def column(book: openpyxl.Workbook, sheet: str, title: str) -> int:
    """Return where a heading stands (1-based)."""
    return next(i for i, cell in enumerate(cells(book, sheet)[1], start=1) if str(cell.value).rstrip("*") == title)
