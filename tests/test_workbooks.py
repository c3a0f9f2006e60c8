"""The sheets: one description for template, import and export; what the template offers."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from casebook.commands.cli import main
from casebook.project import Project
from casebook.records.divisions import Divisions
from casebook.records.fields import unwrapped, written_fields
from casebook.records.loading import load_library
from casebook.records.model import Document, Entity, Record
from casebook.rule import Loc
from casebook.workbooks.columns import Column, part_fields
from casebook.workbooks.layout import EXAMPLE, GUIDE, PLACES, WORDS, all_sheets
from casebook.workbooks.template import template
from kit import BASE, KnowledgeBase
from workbooks_made import cells


@pytest.fixture(scope="module")
def made() -> bytes:
    """Return the template for the project's own words."""
    return template(load_library(Project.here()), Divisions.load())


@pytest.fixture(scope="module")
def book(made: bytes) -> openpyxl.Workbook:
    """Return the template as another program reads it."""
    return openpyxl.load_workbook(BytesIO(made))


def leaves(model: type[Entity], around: Loc = ()) -> set[Loc]:
    """Return the places of all texts and lists of texts of a model, without those of lists of parts."""
    found: set[Loc] = set()
    parts = {loc[0] for loc, _, _ in part_fields(model) if len(loc) == 1}
    for name, field in written_fields(model).items():
        inner = unwrapped(field.annotation)
        if isinstance(inner, type) and issubclass(inner, Entity):
            found |= leaves(inner, (*around, name))
        elif name not in parts:
            found.add((*around, name))
    return found - {("publication", "former_keys")}


def places(columns: tuple[Column, ...]) -> set[Loc]:
    """Return the fields that columns stand for; several columns of one list are one."""
    return {tuple(step for step in column.loc if isinstance(step, str)) for column in columns if column.loc}


def test_every_field_of_the_model_has_its_column() -> None:
    sheets = {(sheet.owner, sheet.field): sheet for sheet in all_sheets()}
    for owner in (Record, Document):
        assert places(sheets[owner, ()].columns) == leaves(owner)
        for loc, _, part in part_fields(owner):
            assert places(sheets[owner, loc].columns) == leaves(part)
    assert len(sheets) == 2 + len(list(part_fields(Record))) + len(list(part_fields(Document)))


def test_no_sheet_has_two_columns_of_one_heading() -> None:
    for sheet in all_sheets():
        titles = [column.title for column in sheet.columns]
        assert len(set(titles)) == len(titles), sheet.name


def test_the_sheets_of_the_template_stand_in_this_order(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == [
        GUIDE, "做法", "地方", "数据", "来源", "文件", "章节", "关系", "其中包括", "参与方", "推广与借鉴", "表彰与报道",
        "修订记录", "曾用锚点", "不入库的数字", WORDS, PLACES,
    ]  # fmt: skip


def test_required_columns_are_marked_and_every_heading_has_its_help(book: openpyxl.Workbook) -> None:
    for sheet in all_sheets():
        for column, cell in zip(sheet.columns, cells(book, sheet.name)[1], strict=True):
            assert cell.value == (f"{column.title}*" if column.required else column.title)
            assert cell.comment is not None
            assert cell.comment.text.startswith("必填" if column.required else "可以空着")


def test_the_first_columns_are_those_that_every_record_needs() -> None:
    headings = {sheet.name: [column.heading for column in sheet.columns] for sheet in all_sheets()}
    assert headings["做法"][:4] == ["名称*", "编号", "类型*", "主题1*"]
    assert headings["地方"][:5] == ["做法*", "地方*", "阶段*", "文件*", "原文词句*"]
    assert headings["数据"][:8] == ["做法*", "指标*", "数值", "单位", "限定词", "性质*", "文件*", "原文词句*"]


def test_drop_downs_offer_the_words_of_the_vocabularies(book: openpyxl.Workbook) -> None:
    library = load_library(Project.here())
    offered = {
        (sheet.name, column.title): words_of(book, sheet.name, place)
        for sheet in all_sheets()
        for place, column in enumerate(sheet.columns, start=1)
    }
    assert offered["做法", "类型"] == list(library.vocabularies.kinds.names)
    assert offered["做法", "主题3"] == list(library.vocabularies.themes.names)
    assert offered["做法", "解决什么问题1"] == list(library.vocabularies.problems.names)
    assert offered["地方", "阶段"] == list(library.vocabularies.stages.names)
    assert offered["数据", "性质"] == list(library.vocabularies.natures.names)
    assert offered["数据", "状态"] == ["有效", "存疑", "撤回"]
    assert offered["文件", "公开属性"][0] == "主动公开"
    assert offered["关系", "关系"][0] == "属于"
    assert "广东省/广州市/白云区" in offered["地方", "地方"]
    assert "北京市/东城区" in offered["数据", "地方"]
    assert offered["来源", "文件"][0] == library.documents[0].draft.label if library.documents[0].draft else ""


def words_of(book: openpyxl.Workbook, sheet: str, place: int) -> list[str]:
    """Return the words that the drop-down of a column offers."""
    name = get_column_letter(place)
    for validation in cells(book, sheet).data_validations.dataValidation:
        if validation.type == "list" and str(validation.sqref).startswith(f"{name}2:"):
            where, _, span = str(validation.formula1).partition("!")
            rows = cells(book, where)[span.replace("$", "")]
            return [str(cell.value) for row in rows for cell in row if cell.value]
    return []


def test_cells_are_texts_so_that_fractions_do_not_turn_into_dates(book: openpyxl.Workbook) -> None:
    styles = cells(book, "数据").column_dimensions.values()
    for place, column in enumerate(next(s for s in all_sheets() if s.name == "数据").columns, start=1):
        style = next(style for style in styles if (style.min or 0) <= place <= (style.max or 0))
        assert style.number_format == ("General" if column.is_long or column.lines else "@"), column.title


def test_the_template_is_small(made: bytes, book: openpyxl.Workbook) -> None:
    assert len(made) < 300_000
    assert sum(len(cells(book, name).data_validations.dataValidation) for name in book.sheetnames) < 200


def test_two_templates_are_equal_to_the_byte(made: bytes) -> None:
    assert template(load_library(Project.here()), Divisions.load()) == made


def test_every_sheet_that_a_record_needs_has_an_example(book: openpyxl.Workbook) -> None:
    for sheet in all_sheets():
        row = [str(cell.value) for cell in cells(book, sheet.name)[2]] if cells(book, sheet.name).max_row > 1 else []
        assert bool(row) or not sheet.is_needed
        assert not row or any(EXAMPLE in text for text in row)


def test_the_command_writes_a_template_and_never_over_a_file(
    knowledge_base: KnowledgeBase, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(knowledge_base.write(BASE).project.practices)
    file = tmp_path / "模板.xlsx"
    assert main(["template", str(file), "--practices", folder]) == 0
    first = file.read_bytes()
    assert "填写说明" in capsys.readouterr().err
    file.write_bytes(b"mine")
    assert main(["template", str(file), "--practices", folder]) == 2
    assert capsys.readouterr().err == f"错误：已有 {file}，没有覆盖。请换一个名字，或加 --replace。\n"
    assert file.read_bytes() == b"mine"
    assert main(["template", str(file), "--practices", folder, "--replace"]) == 0
    assert file.read_bytes() == first


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("模板.xls", "要以 .xlsx 结尾"), ("没有/模板.xlsx", "所在的文件夹不存在")],
)
def test_a_place_where_no_template_can_be_is_told(
    name: str, sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["template", str(tmp_path / name)]) == 2
    assert sentence in capsys.readouterr().err
