"""The empty workbook that people fill in: headings with help, drop-downs, one example, a page that explains it."""

from __future__ import annotations

import datetime

from casebook.catalog import FIRST_DAY
from casebook.records.divisions import Divisions
from casebook.records.loading import Library
from casebook.sheets.columns import Column
from casebook.sheets.examples import example
from casebook.sheets.guide import LINES
from casebook.sheets.layout import Sheet, all_sheets
from casebook.sheets.word_lists import LAST_ROW, Lists, write_lists
from casebook.sheets.workbook import BLUE, Tab, Writer, colour, width

# Excel's own limits for the words shown beside a cell.
_MESSAGE, _TITLE = 255, 32


def template(library: Library, divisions: Divisions) -> bytes:
    """Return the empty workbook, with the words of a knowledge base; the same bytes for the same words."""
    writer = Writer(_date(library))
    writer.guide(((line, writer.prose if line.startswith("　") else writer.title) for line in LINES), BLUE)
    pages = {sheet.name: writer.sheet(sheet, colour(sheet)) for sheet in all_sheets()}
    lists = write_lists(writer, library, divisions, all_sheets())
    for sheet in all_sheets():
        _help(writer, sheet, pages[sheet.name], lists)
        texts = example(sheet)
        row = [texts.get(column, "") for column in sheet.columns]
        writer.fill(pages[sheet.name], [row], [writer.sample] * len(row))
    return writer.finished()


def _date(library: Library) -> datetime.date:
    days = [loaded.item.verified for loaded in library.records if loaded.item and loaded.item.verified]
    return max(map(datetime.date.fromisoformat, days), default=FIRST_DAY)


def _help(writer: Writer, sheet: Sheet, page: Tab, lists: Lists) -> None:
    for place, column in enumerate(sheet.columns):
        text = "；".join(filter(None, ["必填" if column.required else "可以空着", column.help]))
        page.write_comment(0, place, text, {"x_scale": 1.6, "author": ""})
        page.data_validation(1, place, LAST_ROW - 1, place, _validation(column, text, lists.of(column)))
        if column.rare:
            page.set_column(place, place, width(column), writer.body(column), {"level": 1, "hidden": True})


def _validation(column: Column, text: str, words: str) -> dict[str, str | bool]:
    shown: dict[str, str | bool] = {
        "input_title": column.title[:_TITLE], "input_message": text[:_MESSAGE], "ignore_blank": True,
    }  # fmt: skip
    if not words:
        return {"validate": "any", **shown}
    # Only closed lists refuse other words: a street, a document's id or several lines are typed by hand.
    is_closed = bool(column.facet or column.words) and not column.lines
    cure: dict[str, str | bool] = {"error_title": "不在列表里", "error_message": "请从下拉列表里选一个。"}
    return {"validate": "list", "source": words, "show_error": is_closed, **cure, **shown}
