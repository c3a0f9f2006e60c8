"""Sheets, headings and rows: whatever order they are in, nothing is lost without a word."""

from __future__ import annotations

import openpyxl
import pytest

from casebook.commands.cli import main
from casebook.errors import Stopped
from casebook.workbooks.importing import import_workbook
from workbooks_made import (
    ANCHOR,
    DOCUMENT,
    FIGURE,
    GOOD,
    SECTION,
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
        ("数据性质", "“数据”第 1 行 F 列“数据性质”：不认识这个标题，是不是“性质”？对的，请把标题改过来。改为：性质"),
        ("分几类", "“数据”第 1 行 F 列“分几类”：不认识这个标题，是不是“性质”？对的，请把标题改过来。改为：性质"),
        (None, "“数据”第 1 行 F 列：这一列有内容，没有标题，看位置是“性质”，对吗？对的，请把标题改过来。改为：性质"),
    ],
)
def test_a_wrong_heading_is_taken_by_its_name_or_its_neighbours_and_asked_about_once(
    desk: Desk, heading: str | None, sentence: str
) -> None:
    book = workbook(GOOD)
    cells(book, "数据").cell(1, 6).value = heading
    assert desk.said(book) == [sentence]
    assert "lou-xia-yi-shi.yml" not in desk.files()


def test_a_heading_told_twice_and_one_that_is_no_column_of_ours_are_told(desk: Desk) -> None:
    book = workbook(GOOD)
    cells(book, "数据").cell(1, 6).value = "指标"
    said = desk.said(book)
    assert "“数据”第 1 行 F 列“指标”：“指标”列写了两次，请删去一列。" in said
    assert "“数据”第 1 行：少了必填的“性质”列。请从模板补上。" in said
    book = workbook(GOOD)
    page = cells(book, "数据")
    page.cell(1, page.max_column + 2).value = "经办心得"
    page.cell(2, page.max_column).value = "写得慢"
    assert any("模板里没有这一列，内容不会导入。" in line for line in desk.said(book))


def test_a_renamed_sheet_is_read_and_asked_about_once(desk: Desk) -> None:
    for sheet, name in (("数据", "数据表"), ("做法", "Sheet1")):
        book = workbook(GOOD)
        cells(book, sheet).title = name
        ask = f"“{name}”：不认识这张表，看标题是“{sheet}”，对吗？对的，请把表名改回来。改为：{sheet}"
        assert desk.said(book) == [ask]
    assert "lou-xia-yi-shi.yml" not in desk.files()
    path = desk.base.folder / "改名.xlsx"
    path.write_bytes(saved(book))
    done = import_workbook(desk.base.project, path, replace=False, ask="不认识这张表，看标题是“做法”，对吗？".__eq__)
    assert (done.problems, len(done.written)) == ((), 1)
    assert "“Sheet1”当作“做法”。请把表名改回来。下次就不再问。" in done.notes


def test_the_text_of_a_document_gives_its_sections_and_a_row_for_each_number_that_is_left(desk: Desk) -> None:
    text = desk.base.folder / "原文.txt"
    text.write_text("一、做法\n楼下议事开了21次，花了3.5万元。经费见某财〔2020〕8号。\n", encoding="utf-8")
    own = {"文件": DOCUMENT["简称"], "原文词句": "楼下议事开了21次"}
    rows = {name: [{**row, **own} for row in GOOD[name]] for name in ("地方", "来源", "数据")}
    path = desk.base.folder / "表.xlsx"
    path.write_bytes(saved(workbook({**GOOD, **rows, "文件": [DOCUMENT]})))
    command = ["--sources", str(text), "--practices", str(desk.base.project.practices)]
    assert main(["import", str(path), *command]) == 1
    book = openpyxl.load_workbook(back := desk.base.folder / "表-要改.xlsx")
    page = cells(book, "不入库的数字")
    left = [[cell.value for cell in row[:4]] for row in page.iter_rows(min_row=2)]
    label = DOCUMENT["简称"]
    assert left == [
        [label, "3.5", "花了3.5万元", None],
        [label, "2020", "财〔2020〕8", "文号"],
        [label, "8", "财〔2020〕8", "文号"],
    ]
    page.cell(2, 4).value = "另一件事的经费"
    back.write_bytes(saved(book))
    assert main(["import", str(back), *command]) == 0
    assert "{path: 一、做法, starts: 一、做法}" in desk.files()["_sources/mou-qu-2024-nian-da-fu.yml"]


def test_every_cell_is_accounted_for(desk: Desk) -> None:
    book = workbook(GOOD)
    for sheet in ("做法", "数据"):
        page = cells(book, sheet)
        page.cell(1, page.max_column + 1).value = "网址（本站）" if sheet == "做法" else "经办心得"
        page.cell(2, page.max_column).value = "x"
    book.create_sheet("草稿").cell(1, 1).value = "想法"
    assert desk.bring(book).account == (
        "“做法”表：读到 1 行 6 格，用了 1 行 5 格，没有用：程序算出的列 1 格。",
        "“地方”表：读到 1 行 5 格，用了 1 行 5 格。",
        "“数据”表：读到 1 行 8 格，用了 1 行 7 格，没有用：不认识的列 1 格。",
        "“来源”表：读到 1 行 4 格，用了 1 行 4 格。",
        "“草稿”表：读到 1 行 1 格，都没有用：不是模板里的表。",
    )


def test_a_link_cell_gives_its_address_and_a_day_told_as_a_number_is_understood(desk: Desk) -> None:
    book = workbook(
        {**GOOD, "文件": [{**DOCUMENT, "网址": "点这里看原文", "日期": 42255, "日期依据": "原文"}], "章节": [SECTION]}
    )
    page = cells(book, "文件")
    page.cell(2, column(book, "文件", "网址")).hyperlink = "https://mzj.example.gov.cn/a/1.html"
    page.cell(2, column(book, "文件", "网址")).value = "点这里看原文"
    assert desk.said(book) == []
    written = desk.files()["_sources/mou-qu-2024-nian-da-fu.yml"]
    assert "url: https://mzj.example.gov.cn/a/1.html\n" in written
    assert "date: '2015-09-08'\n" in written


def test_a_plain_list_gets_in_by_its_headings_and_comes_back_as_a_template(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.append(["做法名称", "地方", "概要", "文件", "原文词句", "阶段", "类型", "主题", "解决什么问题"])
    page.append(
        ["楼下议事", "广东省/广州市", "自己的话写的概要。", "d", ANCHOR, "已实施", "制度流程", "网格化", "矛盾难化解"]
    )
    done = desk.bring(book)
    assert done.problems == ()
    assert done.notes[0].startswith(
        "“Sheet”是一张总表，照标题分到各表：“做法名称”作做法的“名称”、地方的“做法”、来源的“做法”；"
    )
    assert desk.files()["lou-xia-yi-shi.yml"].startswith("name: 楼下议事\nkind: 制度流程\n")
    page.append(["楼上议事", "广东省/广州市", "概要在这里。", "d", "楼上议事的原文", "已实施"])
    path = desk.base.folder / "总表.xlsx"
    path.write_bytes(before := saved(book))
    assert main(["import", str(path), "--practices", str(desk.base.project.practices)]) == 1
    assert "总表-要改.xlsx。改好保存，再导入这一份。" in capsys.readouterr().err
    assert path.read_bytes() == before
    back = openpyxl.load_workbook(desk.base.folder / "总表-要改.xlsx")
    rows = {
        str(row[0].value): [str(cell.value) for cell in row if cell.value]
        for row in cells(back, "做法").iter_rows(min_row=2)
    }
    assert "这一格必填，请补上。" in rows["楼上议事"][-1]
    for title, word in (("类型", "制度流程"), ("主题1", "网格化"), ("解决什么问题1", "矛盾难化解")):
        cells(back, "做法").cell(3, column(back, "做法", title)).value = word
    assert desk.said(back) == []
    assert "lou-shang-yi-shi.yml" in desk.files()


def test_a_foreign_workbook_is_told_in_one_sentence(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["姓名", "基本工资"])
    book.worksheets[0].append(["某某", 3000])
    path = desk.base.folder / "工资.xlsx"
    path.write_bytes(saved(book))
    assert main(["import", str(path), "--practices", str(desk.base.project.practices)]) == 1
    assert capsys.readouterr().err == (
        "错误：工作簿里没有“做法”表，各表（Sheet）也都不是本库的标题。请用 template 命令取一份模板，把内容填进去。\n"
    )


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
