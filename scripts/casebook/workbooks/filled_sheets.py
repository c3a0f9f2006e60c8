"""From stored sheets to filled ones: headings found by name, cells as texts, everything odd told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches

from casebook.errors import Stopped
from casebook.problems import Severity
from casebook.text.normal import squeezed
from casebook.workbooks.cell_problems import CellProblem, Spot
from casebook.workbooks.cells import cell_text
from casebook.workbooks.columns import Column
from casebook.workbooks.headings import Headings
from casebook.workbooks.layout import EXAMPLE, GUIDE, OLD_POLICIES, PLACES, PRACTICES, WORDS, Sheet, all_sheets
from casebook.workbooks.stored_cells import RawSheet
from casebook.workbooks.texts import texts


@dataclass
class FilledSheet:
    """A sheet as read.

    place: of its tab, from 0. columns: where each column stands (1-based). rows: the texts of the filled cells by number
    (1-based) and column.
    """

    sheet: Sheet
    place: int
    columns: dict[Column, int]
    rows: dict[int, dict[Column, str]] = field(default_factory=dict)

    def spot(self, row: int, column: Column | None = None) -> Spot:
        """Return a place in it."""
        number = self.columns.get(column, 0) if column else 0
        return Spot(self.place, self.sheet.name, row, number, column.title if column else "")

    @property
    def missing(self) -> tuple[Column, ...]:
        """The columns that it lacks."""
        return tuple(column for column in self.sheet.columns if column not in self.columns)


@dataclass
class FilledBook:
    """All known sheets of a workbook, by name, with what is wrong in them, and what is told without being wrong."""

    by_name: dict[str, FilledSheet] = field(default_factory=dict)
    problems: list[CellProblem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_filled(raws: Iterable[RawSheet]) -> FilledBook:
    """Read the known sheets of a workbook. Raises Stopped where it has none of them."""
    book = FilledBook()
    left = {squeezed(sheet.name): sheet for sheet in (*all_sheets(), OLD_POLICIES)}
    unknown: list[tuple[int, RawSheet]] = []
    for place, raw in enumerate(raws):
        if sheet := left.pop(squeezed(raw.name), None):
            _read(book, sheet, place, raw)
        elif raw.rows and squeezed(raw.name) not in {GUIDE, WORDS, PLACES}:
            unknown.append((place, raw))
    left.pop(OLD_POLICIES.name, None)
    book.problems += _unknown_sheets(unknown, [sheet.name for sheet in left.values()])
    if PRACTICES not in book.by_name and not book.problems:
        raise Stopped(f"工作簿里没有“{PRACTICES}”表。请用 template 命令取一份模板，把内容填进去。")
    book.notes += [f"没有“{sheet.name}”表，当作没有内容。" for sheet in left.values() if sheet.name != PRACTICES]
    return book


def _unknown_sheets(unknown: list[tuple[int, RawSheet]], names: list[str]) -> Iterator[CellProblem]:
    for place, raw in unknown:
        close = [name for name in names if name in raw.name] or get_close_matches(raw.name, names, n=1)
        if close:
            yield CellProblem(Spot(place, raw.name), f"不认识这张表，是否“{close[0]}”？请把表名改回来。", close[0])
        else:
            text = "这张表不是模板里的，没有导入。里面若有要写的内容，请移到模板的表里；否则不用管。"
            yield CellProblem(Spot(place, raw.name), text, severity=Severity.WARNING)


def _read(book: FilledBook, sheet: Sheet, place: int, raw: RawSheet) -> None:
    headings = Headings.find(sheet, place, raw)
    if not headings.row:
        if raw.rows:
            text = f"没有标题行。请从模板把“{sheet.name}”表的第一行复制过来。"
            book.problems.append(CellProblem(Spot(place, sheet.name, 1), text))
        return
    columns, problems = headings.columns()
    filled = book.by_name[sheet.name] = FilledSheet(sheet, place, columns)
    book.problems += [*problems, *_merged(filled, raw)]
    for number in sorted(number for number in raw.rows if number > headings.row):
        _read_row(book.problems, filled, number, raw)
    if hidden := len(raw.hidden.intersection(filled.rows)):
        book.notes.append(f"“{sheet.name}”表有 {hidden} 行是隐藏或筛选掉的，也一起导入。")


def _merged(filled: FilledSheet, raw: RawSheet) -> Iterator[CellProblem]:
    by_number = {number: column for column, number in filled.columns.items()}
    for ref, (row, number) in raw.merged.items():
        spot = filled.spot(row, by_number.get(number))
        yield CellProblem(spot, f"{ref} 合并了单元格，只有第一格有内容。请取消合并，每一行都写全。")


def _read_row(problems: list[CellProblem], filled: FilledSheet, number: int, raw: RawSheet) -> None:
    cells = raw.rows[number]
    told = {c: cell_text(cells[place], c, raw.epoch) for c, place in filled.columns.items() if place in cells}
    filled_in = {column: one.text for column, one in told.items() if one.text}
    wrong = [CellProblem(filled.spot(number, column), one.wrong, one.fix) for column, one in told.items() if one.wrong]
    if any(EXAMPLE in text for text in filled_in.values()):
        if filled_in != texts().example(filled.sheet):
            text = f"这是示例行，改过了。要导入，请把“{EXAMPLE}”都删去；不要，请整行删去。"
            problems.append(CellProblem(filled.spot(number), text))
    elif filled_in or wrong:
        problems += wrong
        filled.rows[number] = filled_in
