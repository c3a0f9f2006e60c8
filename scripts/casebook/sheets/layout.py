"""The sheets of the workbook: one description for the template, the way in and the downloads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from casebook.records.model import Document, Record
from casebook.rule import Loc
from casebook.sheets.columns import Column, Form, Refers, field_columns, part_fields

Owner: TypeAlias = type[Record] | type[Document]

PRACTICES, DOCUMENTS = "做法", "文件"
# Sheets for people alone: the importer passes over them.
GUIDE, WORDS, PLACES = "填写说明", "词表", "地方名"
# Columns of the download that follow from the others: the importer passes over them.
COMPUTED = ("最小值", "最大值", "基本单位", "网址（本站）", "行政区划代码")
EXAMPLE = "【示例】"
# Ends a text that was too long for a cell.
CUT = "……［太长，没有写全］"
_NAMES = {"localities": "地方", "outcomes": "数据", "relations": "关系"}
# The sheets that every record needs come first; then what may stay empty.
_ORDER = (PRACTICES, "地方", "数据", "来源", DOCUMENTS, "章节", "关系", "参与方", "政策依据", "表彰与报道")
_FIRST = {
    PRACTICES: ("名称", "编号", "类型", "主题1", "主题2", "主题3", "解决什么问题1", "解决什么问题2", "解决什么问题3", "概要"),
    "数据": ("做法", "指标", "数值", "单位", "限定词", "性质", "文件", "原文词句"),
    DOCUMENTS: ("简称", "编号", "标题"),
    "关系": ("做法", "关系", "对方"),
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

    def column(self, title: str) -> Column:
        """Return a column by its title."""
        return next(column for column in self.columns if column.title == title)


def all_sheets() -> tuple[Sheet, ...]:
    """Return every sheet in the order of the tabs."""
    sheets = [*_sheets(Record, PRACTICES), *_sheets(Document, DOCUMENTS)]
    return tuple(sorted(sheets, key=lambda sheet: _ORDER.index(sheet.name) if sheet.name in _ORDER else len(_ORDER)))


def sheets_of(owner: Owner, sheets: Sequence[Sheet]) -> tuple[Sheet, ...]:
    """Return the sheets of records, or of documents; the main one first."""
    return tuple(sheet for sheet in sheets if sheet.owner is owner)


def _sheets(owner: Owner, name: str) -> Iterator[Sheet]:
    id_ = Column("编号", (), _ID_HELP, form=Form.EXACT, refers=Refers.OWN)
    yield Sheet(name, owner, (), _in_order(name, [id_, *field_columns(owner)]))
    for loc, field, part in part_fields(owner):
        field_name = str(loc[-1])
        title = _NAMES.get(field_name, field.title or field_name)
        refers = Refers.PRACTICE if owner is Record else Refers.DOCUMENT
        help_ = f"“{name}”表里的{'名称' if owner is Record else '简称'}或编号"
        yield Sheet(
            title, owner, loc, _in_order(title, [Column(name, (), help_, True, refers=refers), *field_columns(part)])
        )


def _in_order(sheet: str, columns: list[Column]) -> tuple[Column, ...]:
    """Put columns in the order of the sheet: those named first, then what is required, then what is rare last."""
    first = _FIRST.get(sheet, ())
    places = {title: place for place, title in enumerate(first)}

    def place(column: Column) -> tuple[int, bool, bool]:
        named = places[column.title] if column.title in places else len(places)
        return named, not (column.required), column.rare

    return tuple(sorted(columns, key=place))
