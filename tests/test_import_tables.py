"""Sheets, headings and rows: whatever order they are in, nothing is lost without a word."""

from __future__ import annotations

import openpyxl
import pytest

from casebook.errors import Stopped
from workbooks_made import (
    FIGURE,
    GOOD,
    WRITTEN,
    Desk,
    cells,
    column,
    saved,
    workbook,
)


def test_columns_may_stand_in_any_order_below_a_title_row(desk: Desk) -> None:
    book = workbook(GOOD)
    page = cells(book, "数据")
    page.insert_rows(1)
    page.cell(1, 1).value = "某区的数据"
    for row in page.iter_rows():
        values = [cell.value for cell in row]
        if (row[0].row or 0) > 1:
            for cell, value in zip(row, reversed(values), strict=True):
                cell.value = value
                cell.data_type = "s"
    page.cell(1, 1).value = None
    assert desk.said(book) == []
    assert desk.files()["lou-xia-yi-shi.yml"] == WRITTEN


def test_empty_rows_are_passed_over_and_hidden_ones_told(desk: Desk) -> None:
    book = workbook(GOOD)
    page = cells(book, "做法")
    page.insert_rows(2, 3)
    page.row_dimensions[5].hidden = True
    done = desk.bring(book)
    assert done.notes == ("“做法”表有 1 行是隐藏或筛选掉的，也一起导入。",)
    assert desk.files()["lou-xia-yi-shi.yml"] == WRITTEN


def test_merged_cells_are_told(desk: Desk) -> None:
    book = workbook({**GOOD, "数据": [FIGURE, {"指标": "户数"}]})
    cells(book, "数据").merge_cells("A2:A3")
    assert "“数据”第 2 行 A 列“做法”：A2:A3 合并了单元格，只有第一格有内容。请取消合并，每一行都写全。" in desk.said(
        book
    )


@pytest.mark.parametrize(
    ("heading", "sentence"),
    [
        ("数据性质", "“数据”第 1 行 F 列“数据性质”：不认识这个标题，是否“性质”？改为：性质"),
        (
            "备注栏目",
            "“数据”第 1 行 F 列“备注栏目”：模板里没有这一列，内容不会导入。请把要写的移到别的列，再删去这一列。",
        ),
        (None, "“数据”第 1 行 F 列：这一列有内容，没有标题。请写上标题，或删去这一列。"),
        ("指标", "“数据”第 1 行 F 列“指标”：“指标”列写了两次，请删去一列。"),
    ],
)
def test_a_wrong_heading_is_told(desk: Desk, heading: str | None, sentence: str) -> None:
    book = workbook(GOOD)
    cells(book, "数据").cell(1, 6).value = heading
    said = desk.said(book)
    assert sentence in said
    assert "“数据”第 1 行：少了必填的“性质”列。请从模板补上。" in said


def test_a_renamed_sheet_is_told(desk: Desk) -> None:
    book = workbook(GOOD)
    cells(book, "数据").title = "数据表"
    assert desk.said(book) == ["“数据表”：不认识这张表，是否“数据”？请把表名改回来。改为：数据"]
    assert "lou-xia-yi-shi.yml" not in desk.files()


def test_a_sheet_of_ones_own_is_left_out_and_told(desk: Desk) -> None:
    book = workbook(GOOD)
    book.create_sheet("草稿").cell(1, 1).value = "想法"
    said = desk.said(book)
    assert len(said) == 1
    assert said[0].startswith("“草稿”：提醒：这张表不是模板里的，没有导入。")
    assert "lou-xia-yi-shi.yml" in desk.files()


def test_sheets_that_are_not_there_are_empty(desk: Desk) -> None:
    book = workbook(GOOD)
    for name in ("修订记录", "不入库的数字"):
        book.remove(book[name])
    done = desk.bring(book)
    assert set(done.notes) == {"没有“修订记录”表，当作没有内容。", "没有“不入库的数字”表，当作没有内容。"}
    assert len(done.written) == 1


def test_a_missing_column_takes_nothing_from_an_existing_record(desk: Desk) -> None:
    desk.base.write({"lou-xia-yi-shi.yml": WRITTEN.replace("localities", "background: 从前的事。\nlocalities")})
    book = workbook(GOOD)
    cells(book, "做法").delete_cols(column(book, "做法", "背景"))
    before = desk.files()
    said = desk.said(book, replace=True)
    assert said == ["“做法”：少了“背景”列，库里 lou-xia-yi-shi 的这些内容会丢失。请补上，或重新下载再改。"]
    assert desk.files() == before


def test_a_workbook_without_the_sheet_of_practices_is_refused(desk: Desk) -> None:
    book = openpyxl.Workbook()
    with pytest.raises(Stopped, match="工作簿里没有“做法”表"):
        desk.bring(saved(book))
