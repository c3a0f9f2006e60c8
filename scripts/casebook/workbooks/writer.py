"""Writing sheets into a workbook: formats, headings, widths, cells. Texts are always stored as texts."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import BytesIO
from typing import TypeAlias

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from casebook.workbooks.columns import Column, Form
from casebook.workbooks.layout import CUT, GUIDE, Sheet
from casebook.workbooks.stored_cells import LONGEST_TEXT

Cell: TypeAlias = "str | Decimal | None"
Tab: TypeAlias = Worksheet

_FONT = "Microsoft YaHei"
BLUE, GREY = "#1F4E79", "#BFBFBF"
_DARK, _PALE, _FAINT = "#595959", "#EAF1F8", "#F2F2F2"
_RED = "#FBE0DD"
_GUIDE, _WIDE, _NAME, _MIDDLE, _NARROW = 110, 48, 26, 18, 12


class Writer:
    """One workbook in the making. created: its date, in the place of the clock, so that two builds are equal."""

    def __init__(self, created: datetime.date) -> None:
        self._file = BytesIO()
        # Neither formulas nor links are made of texts, whatever they begin with.
        self.book = xlsxwriter.Workbook(
            self._file,
            {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
        )
        self.book.set_properties({"created": datetime.datetime.combine(created, datetime.time(), datetime.UTC)})
        self.book.set_calc_mode("auto")
        needed = {"bold": True, "text_wrap": True, "border": 1}
        self.needed = self._format(**needed, font_color="#FFFFFF", bg_color=BLUE)
        self.optional = self._format(**needed, bg_color=_PALE)
        self.computed = self._format(italic=True, font_color=_DARK, bg_color=_FAINT)
        self.title = self._format(bold=True, text_wrap=True)
        self.prose = self._format(text_wrap=True)
        # The format “text” keeps 1/3 and 10-20 from becoming dates when somebody types them.
        self.exact = self._format(text_wrap=True, num_format="@")
        self.wrong = self._format(text_wrap=True, num_format="@", bg_color=_RED)
        self.number = self._format(num_format="General")
        self.sample = self._format(text_wrap=True, num_format="@", italic=True, font_color=_DARK)

    def _format(self, **more: str | int) -> Format:
        return self.book.add_format({"font_name": _FONT, "font_size": 11, "valign": "top", **more})

    def finished(self) -> bytes:
        """Return the finished workbook."""
        self.book.close()
        return self._file.getvalue()

    def tab(self, name: str, colour: str) -> Tab:
        """Add an empty sheet."""
        page = self.book.add_worksheet(name)
        page.set_tab_color(colour)
        return page

    def sheet(self, sheet: Sheet) -> Tab:
        """Add a sheet with its headings: frozen, wide enough, required ones marked; blue where every record needs it."""
        page = self.tab(sheet.name, BLUE if sheet.is_needed or sheet.name == "数据" else GREY)
        page.freeze_panes(1, 1)
        page.set_row(0, 32)
        for place, column in enumerate(sheet.columns):
            page.set_column(place, place, width(column), self.body(column))
            page.write_string(0, place, column.heading, self.needed if column.required else self.optional)
        return page

    def guide(self, lines: Iterable[tuple[str, Format]], colour: str) -> None:
        """Add the sheet that explains the others: one line a row, each in its format."""
        page = self.tab(GUIDE, colour)
        page.hide_gridlines(2)
        page.set_column(0, 0, _GUIDE, self.prose)
        for number, (text, format_) in enumerate(lines):
            page.write_string(number, 0, text, format_)

    def body(self, column: Column) -> Format:
        """Return the format of a column's cells."""
        return self.prose if column.is_long or column.lines else self.exact

    def fill(self, page: Tab, rows: Iterable[Sequence[Cell]], formats: Sequence[Format], left: int = 0) -> int:
        """Write rows below the headings, from a column on (0-based); return the number of the last one, 0-based."""
        last = 0
        for last, row in enumerate(rows, start=1):
            for place, (cell, format_) in enumerate(zip(row, formats, strict=True), start=left):
                if isinstance(cell, Decimal):
                    page.write_number(last, place, float(cell), format_)
                elif cell:
                    page.write_string(last, place, _fitting(cell), format_)
        return last


def _fitting(text: str) -> str:
    """Return a text that Excel can hold; a longer one is cut, and says so (the importer refuses it)."""
    return text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - len(CUT)]}{CUT}"


def width(column: Column) -> int:
    """Return a column's width, in characters of the standard font."""
    if column.is_long or column.title in {"概要", "章节", "标题", "原文词句", "口径"}:
        return _WIDE
    if column.refers or not column.loc or column.lines or column.title in {"名称", "地方", "指标", "简称"}:
        return _NAME
    return _NARROW if column.words or column.facet or column.form is not Form.TEXT else _MIDDLE
