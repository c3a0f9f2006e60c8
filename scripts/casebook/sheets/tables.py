"""From stored sheets to tables: headings found by name, cells as texts, everything odd told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from casebook.errors import Stopped
from casebook.problems import Severity
from casebook.sheets.cells import cell_text
from casebook.sheets.columns import Column
from casebook.sheets.complaints import Complaint, Spot
from casebook.sheets.contents import Workbook
from casebook.sheets.examples import example
from casebook.sheets.headings import Headings
from casebook.sheets.layout import EXAMPLE, GUIDE, PLACES, PRACTICES, WORDS, Sheet
from casebook.sheets.stored_cells import RawCell, RawSheet, position
from casebook.text.normal import squeezed


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number (1-based) and the texts of its filled cells, by column."""

    number: int
    texts: dict[Column, str]


@dataclass
class Table:
    """A sheet as read. place: of its tab, from 0. columns: where each column stands (1-based). missing: those not there."""

    sheet: Sheet
    place: int
    columns: dict[Column, int]
    rows: list[Row] = field(default_factory=list)

    def spot(self, row: int, column: Column | None = None, part: int = 0) -> Spot:
        """Return a place in it."""
        if column is None or column not in self.columns:
            return Spot(self.place, self.sheet.name, row, heading=column.title if column else "")
        return Spot(self.place, self.sheet.name, row, self.columns[column], column.title, part)

    @property
    def missing(self) -> tuple[Column, ...]:
        """The columns that it lacks."""
        return tuple(column for column in self.sheet.columns if column not in self.columns)


@dataclass
class Tables:
    """All known sheets of a workbook, by name, with what is wrong in them, and what is told without being wrong."""

    by_name: dict[str, Table] = field(default_factory=dict)
    complaints: list[Complaint] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_tables(workbook: Workbook, sheets: Sequence[Sheet]) -> Tables:
    """Read the known sheets of a workbook. Raises Stopped where it has none of them."""
    tables = Tables()
    known = {squeezed(sheet.name): sheet for sheet in sheets}
    unknown: list[tuple[int, RawSheet]] = []
    for place, raw in enumerate(workbook.sheets):
        if squeezed(raw.name) in known:
            sheet = known.pop(squeezed(raw.name))
            _read(tables, sheet, place, raw, starts_1904=workbook.starts_1904)
        elif raw.rows and squeezed(raw.name) not in {GUIDE, WORDS, PLACES}:
            unknown.append((place, raw))
    tables.complaints += _unknown_sheets(unknown, list(known.values()))
    if PRACTICES not in tables.by_name and not tables.complaints:
        raise Stopped(f"工作簿里没有“{PRACTICES}”表。请用 template 命令取一份模板，把内容填进去。")
    tables.notes += [f"没有“{sheet.name}”表，当作没有内容。" for sheet in known.values() if sheet.name != PRACTICES]
    return tables


def _unknown_sheets(unknown: list[tuple[int, RawSheet]], left: list[Sheet]) -> Iterator[Complaint]:
    names = [sheet.name for sheet in left]
    for place, raw in unknown:
        close = [name for name in names if name in raw.name] or get_close_matches(raw.name, names, n=1)
        if close:
            yield Complaint(Spot(place, raw.name), f"不认识这张表，是否“{close[0]}”？请把表名改回来。", close[0])
        else:
            text = "这张表不是模板里的，没有导入。里面若有要写的内容，请移到模板的表里；否则不用管。"
            yield Complaint(Spot(place, raw.name), text, severity=Severity.WARNING)


def _read(tables: Tables, sheet: Sheet, place: int, raw: RawSheet, *, starts_1904: bool) -> None:
    headings = Headings.find(sheet, place, raw)
    if headings is None:
        if raw.rows:
            tables.complaints.append(
                Complaint(Spot(place, sheet.name, 1), f"没有标题行。请从模板把“{sheet.name}”表的第一行复制过来。")
            )
        return
    columns, complaints = headings.columns()
    table = Table(sheet, place, columns)
    tables.by_name[sheet.name] = table
    tables.complaints += [*complaints, *_merged(table, raw)]
    for number in sorted(number for number in raw.rows if number > headings.row):
        _read_row(tables, table, number, raw.rows[number], starts_1904=starts_1904)
    hidden = sum(row.number in raw.hidden for row in table.rows)
    if hidden:
        tables.notes.append(f"“{sheet.name}”表有 {hidden} 行是隐藏或筛选掉的，也一起导入。")


def _merged(table: Table, raw: RawSheet) -> Iterator[Complaint]:
    by_number = {number: column for column, number in table.columns.items()}
    for ref in raw.merged:
        row, number = position(ref.split(":", maxsplit=1)[0])
        spot = table.spot(row, by_number.get(number))
        yield Complaint(spot, f"{ref} 合并了单元格，只有第一格有内容。请取消合并，每一行都写全。")


def _read_row(tables: Tables, table: Table, number: int, cells: dict[int, RawCell], *, starts_1904: bool) -> None:
    row, complaints = Row(number, {}), []
    for column, place in table.columns.items():
        if place in cells:
            told = cell_text(cells[place], column, starts_1904=starts_1904)
            if told.wrong:
                complaints.append(Complaint(table.spot(number, column), told.wrong, told.fix))
            if told.text:
                row.texts[column] = told.text
    if not row.texts and not complaints:
        return
    if any(EXAMPLE in text for text in row.texts.values()):
        if row.texts != example(table.sheet):
            text = f"这是示例行，改过了。要导入，请把“{EXAMPLE}”都删去；不要，请整行删去。"
            tables.complaints.append(Complaint(table.spot(number), text))
        return
    tables.complaints += complaints
    table.rows.append(row)
