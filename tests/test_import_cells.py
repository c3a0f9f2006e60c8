"""What a cell means, and which cells are told because they may mean something else."""

from __future__ import annotations

import datetime

import pytest
from openpyxl.utils import get_column_letter

from workbooks_made import (
    FIGURE,
    GOOD,
    Desk,
    but,
    cells,
    column,
    workbook,
)


@pytest.mark.parametrize(
    ("title", "entered", "expected"),
    [
        ("数值", 58.0, "value: '58'"),
        ("数值", 49.15, "value: '49.15'"),
        ("数值", "３０７５", "value: '3075'"),
        ("数值", "  21 ", "value: '21'"),
        ("数值", "1/3", "value: 1/3"),
        ("数值", "10-20", "value: 10-20"),
        ("截止时间", datetime.date(2022, 6, 1), "as_of: '2022-06-01'"),
        ("截止时间", datetime.datetime(2022, 6, 1, 8, 30), "as_of: '2022-06-01'"),  # noqa: DTZ001 (a workbook knows no zones)
        ("截止时间", "2022", "as_of: '2022'"),
        ("截止时间", "2022年6月", "as_of: 2022-06"),
        ("截止时间", 2022, "as_of: '2022'"),
        ("截止时间", "2022-06", "as_of: 2022-06"),
        ("截止时间", "２０２２-06", "as_of: 2022-06"),
        ("说明", "上一行\n下一行", "note: 上一行下一行"),
        ("说明", "=1+1", "note: =1+1"),
        ("说明", "a b", "note: a b"),
    ],
)
def test_a_cell_means_what_its_writer_saw(desk: Desk, title: str, entered: str | float, expected: str) -> None:
    basis = {"时间依据": "原文"} if title == "截止时间" else {}
    figure = but(FIGURE, **{title: entered, **basis})
    assert desk.said({**GOOD, "数据": [figure]}) == []
    assert expected in desk.files()["lou-xia-yi-shi.yml"]


@pytest.mark.parametrize(
    ("title", "entered", "format_", "sentence"),
    [
        ("数值", "=1+1", "", "这一格是公式。请复制这一格，再“选择性粘贴”为数值。"),
        ("数值", "#N/A", "", "这一格是错误值 #N/A。"),
        ("数值", True, "", "Excel 把这一格变成了逻辑值"),
        ("数值", datetime.date(2022, 10, 20), "", "Excel 把这一格变成了日期（2022-10-20）。"),
        ("数值", 0.5, "0%", "这一格是百分比格式，显示的是 50%。"),
        ("数值", 5, '0"万"', "这一格存的是 5，显示的样子不同"),
        ("数值", 12345678901234567890, "0", "这个数超过 15 位，Excel 已经丢失后面的数字。"),
        ("截止时间", datetime.date(2022, 10, 20), 'm"月"d"日"', "这一格没有写年份，Excel 补了 2022 年。"),
        ("单位", "个\u200b", "", "这里有一个看不见的字符（U+200B）"),
    ],
)
def test_a_cell_that_may_mean_something_else_is_told(
    desk: Desk, title: str, entered: str | float, format_: str, sentence: str
) -> None:
    book = workbook(GOOD)
    place = column(book, "数据", title)
    cell = cells(book, "数据").cell(2, place)
    cell.value = entered
    if format_:
        cell.number_format = format_
    letter = get_column_letter(place)
    said = desk.said(book)
    assert any(line.startswith(f"“数据”第 2 行 {letter} 列“{title}”：{sentence}") for line in said), said
    assert "lou-xia-yi-shi.yml" not in desk.files()


@pytest.mark.parametrize(
    ("format_", "expected"),
    [("yyyy-mm-dd", "'2022-06-01'"), ('yyyy"年"m"月"', "2022-06"), ("yyyy", "'2022'"), ("mmm-yy", "2022-06")],
)
def test_a_date_is_as_exact_as_it_is_shown(desk: Desk, format_: str, expected: str) -> None:
    book = workbook({**GOOD, "数据": [but(FIGURE, 截止时间=datetime.date(2022, 6, 1), 时间依据="原文")]})
    cells(book, "数据").cell(2, column(book, "数据", "截止时间")).number_format = format_
    assert desk.said(book) == []
    assert f"as_of: {expected}," in desk.files()["lou-xia-yi-shi.yml"]


def test_zeros_at_the_end_of_a_number_stay_as_shown(desk: Desk) -> None:
    book = workbook({**GOOD, "数据": [but(FIGURE, 数值=1029.8)]})
    cells(book, "数据").cell(2, column(book, "数据", "数值")).number_format = "0.00"
    assert desk.said(book) == []
    assert "value: '1029.80'" in desk.files()["lou-xia-yi-shi.yml"]
