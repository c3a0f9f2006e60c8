"""A workbook of the first edition: what each column and sheet became is told, and taken over where one answer is right."""

from __future__ import annotations

from collections.abc import Sequence

import openpyxl
import pytest

from workbooks_made import (
    FILE,
    GOOD,
    PRACTICE,
    WRITTEN,
    Desk,
    but,
    cells,
    column,
    workbook,
)

KNOWN, ITS_ID = "广州市物业管理条例", "guang-zhou-wu-ye-guan-li-tiao-li"
NUMBER, NUMBERS_ID = "东民〔2022〕132号", "dong-guan-cheng-xiang-she-qu-fu-wu-ti-xi-fang-an"
TAKEN = "“政策依据”表改成了“做法”表里的一列；这里的 {} 行，登记过的照登记的政策写。"
ALIASES = (
    "“做法”第 2 行 K 列“别名”：提醒：“别名”现在只写文件里印着的叫法；口语、外地的叫法请另加一列“查找用词”，移到那里。"
)


def old_book(policies: Sequence[Sequence[str]] = (), spread: str = "", aliases: str = "") -> openpyxl.Workbook:
    """Return a workbook as the first edition's template gave it."""
    book = workbook({**GOOD, "做法": [but(PRACTICE, 别名=aliases) if aliases else PRACTICE]})
    main = cells(book, "做法")
    for title in ("政策依据", "查找用词"):
        main.delete_cols(column(book, "做法", title))
    main.cell(1, main.max_column + 1).value = "推广情况"
    if spread:
        main.cell(2, main.max_column).value = spread
    for name in ("其中包括", "推广与借鉴"):
        book.remove(book[name])
    book.create_sheet("政策依据", 0)
    for row in (("做法*", "标题*", "文号"), *policies):
        cells(book, "政策依据").append([*row])
    return book


def test_what_nobody_filled_in_says_nothing(desk: Desk) -> None:
    assert desk.said(old_book()) == []
    assert desk.files()["lou-xia-yi-shi.yml"] == WRITTEN


def test_policies_that_are_registered_are_taken_over_and_said_so(desk: Desk) -> None:
    done = desk.bring(old_book([("楼下议事", f"{KNOWN} "), ("楼下议事", "", NUMBER), ("楼下议事", KNOWN)]))
    assert done.problems == ()
    assert TAKEN.format(3) in done.notes
    assert desk.files()["lou-xia-yi-shi.yml"] == f"{WRITTEN}basis: [{ITS_ID}, {NUMBERS_ID}]\n"


def test_they_take_the_place_of_the_column_in_a_record_that_is_there(desk: Desk) -> None:
    desk.base.write({"lou-xia-yi-shi.yml": f"{WRITTEN}basis: [{NUMBERS_ID}]\n"})
    assert desk.said(old_book([("楼下议事", KNOWN)]), replace=True) == []
    assert desk.files()["lou-xia-yi-shi.yml"] == f"{WRITTEN}basis: [{ITS_ID}]\n"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (("楼下议事", "广州物业管理条例"), f" B 列“标题”：没有“广州物业管理条例”，是否“{KNOWN}”？改为：{KNOWN}"),
        (
            ("楼下议事", "某某意见", "某发〔2020〕1号"),
            " B 列“标题”：政策登记表里没有“某某意见”。请核对名称；没有登记的，先在 practices/_policies.yml 里加一条：编号、标题、文号。",
        ),
        (("楼下议事", ""), "：没有写是哪份政策。请补上标题，或删去这一行。"),
        (("楼上议事", KNOWN), " A 列“做法”：没有“楼上议事”，是否“楼下议事”？"),
    ],
)
def test_a_policy_that_is_not_registered_is_told(desk: Desk, row: tuple[str, ...], told: str) -> None:
    assert desk.said(old_book([row])) == [f"“政策依据”第 2 行{told}"]
    assert "lou-xia-yi-shi.yml" not in desk.files()


def test_what_was_said_of_spreading_is_told_where_to_go(desk: Desk) -> None:
    told = "这一列改成了“推广与借鉴”表：一件一行，写怎样推广、到哪里、文件和原文词句。请把这里的话移过去（可以放进那里的“说明”），再删去这一列。"
    (said,) = desk.said(old_book(spread="2022年在全市推开"))
    assert said.partition("“推广情况”：")[2] == told
    assert "lou-xia-yi-shi.yml" not in desk.files()


def test_aliases_are_told_what_they_mean_now(desk: Desk) -> None:
    assert desk.said(old_book(aliases="楼下会")) == [ALIASES]
    assert "aliases: [楼下会]\n" in desk.files()["lou-xia-yi-shi.yml"]


def test_a_workbook_of_today_hears_nothing_of_it(desk: Desk) -> None:
    done = desk.bring({**GOOD, "做法": [but(PRACTICE, 别名="楼下会", 政策依据=f"{NUMBER}\n{ITS_ID}")]}, name=FILE)
    assert (done.problems, done.notes) == ((), ())
    assert f"basis: [{NUMBERS_ID}, {ITS_ID}]\n" in desk.files()["lou-xia-yi-shi.yml"]
