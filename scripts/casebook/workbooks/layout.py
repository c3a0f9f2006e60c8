"""The sheets of the workbook: one description for the template, the way in and the downloads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from casebook.records.model import Document, Entity, Record
from casebook.records.reader import Value
from casebook.rule import Loc
from casebook.workbooks.columns import Column, Form, Owner, at, field_columns, part_fields

PRACTICES, DOCUMENTS = "做法", "文件"
# Of each owner the main sheet, and the column with what people call it.
MAIN: dict[Owner, tuple[str, str]] = {Record: (PRACTICES, "名称"), Document: (DOCUMENTS, "简称")}
# Sheets for people alone: the importer passes over them.
GUIDE, WORDS, PLACES = "填写说明", "词表", "地方名"
# The column of a workbook that comes back.
COMPLAINTS = "要改的地方"
# Columns of the download that follow from the others: the importer passes over them.
COMPUTED = (
    "最小值", "最大值", "基本单位", "网址（本站）", "行政区划代码", "时间（补全）", "时间依据（补全）", "地方（补全）",
    "谁说的（补全）", "状态（补全）", "标注",
)  # fmt: skip
PASSED_OVER = (*COMPUTED, COMPLAINTS)
EXAMPLE = "【示例】"
# Ends a text that was too long for a cell.
CUT = "……［太长，没有写全］"
_NAMES = {"localities": "地方", "outcomes": "数据", "relations": "关系"}
# The sheets that every record needs come first; then what may stay empty.
_ORDER = (
    PRACTICES, "地方", "数据", "来源", DOCUMENTS, "章节", "关系", "其中包括", "参与方", "推广与借鉴", "表彰与报道",
)  # fmt: skip
_FIRST = {
    PRACTICES: ("名称", "编号", "类型", "主题1", "主题2", "主题3", "解决什么问题1", "解决什么问题2", "解决什么问题3", "概要"),
    "数据": ("做法", "指标", "数值", "单位", "限定词", "性质", "文件", "原文词句"),
    DOCUMENTS: ("简称", "编号", "标题"),
    "关系": ("做法", "关系", "对方"),
    "推广与借鉴": ("做法", "怎样推广", "从哪里", "到哪里"),
}  # fmt: skip
_ID_HELP = "空着就按拼音拟；只用小写字母、数字和连字符，定了不改"


@dataclass(frozen=True)
class Sheet:
    """One sheet: records, documents, or one list of parts of them.

    owner: the model that its rows end up in. field: the list's place in it; empty where a row is the owner itself.
    """

    name: str
    owner: Owner
    field: Loc
    columns: tuple[Column, ...]

    @property
    def is_main(self) -> bool:
        """Tell whether a row is a whole record or document."""
        return not self.field

    @property
    def is_needed(self) -> bool:
        """Tell whether each record or document must have a row here."""
        return self.is_main or (len(self.field) == 1 and self.owner.model_fields[str(self.field[0])].is_required())

    def items(self, value: Value) -> Sequence[Value]:
        """Return what stands in its rows for a record or document."""
        items = at(value, self.field) if self.field else [value]
        return items if isinstance(items, list) else ()

    def column(self, title: str) -> Column:
        """Return a column by its title."""
        return next(column for column in self.columns if column.title == title)


# What the first edition had: a sheet that is a column now, and columns with what became of them.
OLD_POLICIES = Sheet(
    "政策依据",
    Record,
    ("basis",),
    (
        Column(PRACTICES, (), required=True, refers=Record),
        Column("标题", ("title",)),
        Column("文号", ("number",), form=Form.EXACT),
    ),
)
OLD_COLUMNS = {
    (PRACTICES, "推广情况"): "这一列改成了“推广与借鉴”表：一件一行，写怎样推广、到哪里、文件和原文词句。"
    "请把这里的话移过去（可以放进那里的“说明”），再删去这一列。",
}


@cache
def all_sheets() -> tuple[Sheet, ...]:
    """Return every sheet in the order of the tabs."""
    sheets = [sheet for owner in MAIN for sheet in _sheets(owner)]
    return tuple(sorted(sheets, key=lambda sheet: _ORDER.index(sheet.name) if sheet.name in _ORDER else len(_ORDER)))


def _sheets(owner: Owner) -> Iterator[Sheet]:
    name, called = MAIN[owner]
    yield Sheet(name, owner, (), _in_order(name, Column("编号", (), _ID_HELP, form=Form.EXACT), owner))
    first = Column(name, (), f"“{name}”表里的{called}或编号", required=True, refers=owner)
    for loc, field, part in part_fields(owner):
        title = _NAMES.get(str(loc[-1]), field.title or str(loc[-1]))
        yield Sheet(title, owner, loc, _in_order(title, first, part))


def _in_order(sheet: str, first: Column, owner: type[Entity]) -> tuple[Column, ...]:
    """Return the columns in the order of the sheet: those named there, then what is required, then what is rare last."""
    named = _FIRST.get(sheet, ())

    def place(column: Column) -> tuple[int, bool, bool]:
        number = named.index(column.title) if column.title in named else len(named)
        return number, not column.required, column.rare

    return tuple(sorted([first, *field_columns(owner)], key=place))
