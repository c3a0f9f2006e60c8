"""Finding the columns of a stored sheet by their headings; what is odd about them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]

from casebook.text.normal import squeezed
from casebook.workbooks.cell_problems import CellProblem, Spot
from casebook.workbooks.columns import Column
from casebook.workbooks.layout import COMPUTED, OLD_COLUMNS, Sheet
from casebook.workbooks.stored_cells import LONGEST_TEXT, RawSheet

_WITHIN = 10
_SHOWN = 5
_LONGEST_HEADING = 60


@dataclass(frozen=True)
class Headings:
    """The row of headings of a stored sheet. place: of its tab, from 0. row: 1-based, 0 where it has none."""

    sheet: Sheet
    place: int
    raw: RawSheet
    row: int

    @classmethod
    def find(cls, sheet: Sheet, place: int, raw: RawSheet) -> Headings:
        """Take the row among the first ones that has the most known headings."""
        known = {squeezed(column.title) for column in sheet.columns}
        counts = {
            row: sum(_plain(c.text) in known for c in raw.rows[row].values()) for row in sorted(raw.rows)[:_WITHIN]
        }
        best = max(counts, key=counts.__getitem__, default=0)
        return cls(sheet, place, raw, best if best and counts[best] else 0)

    def columns(self) -> tuple[dict[Column, int], list[CellProblem]]:
        """Return where each known column stands (1-based), and what is wrong with the others."""
        known = {squeezed(column.title): column for column in self.sheet.columns}
        computed = {squeezed(title) for title in COMPUTED}
        columns: dict[Column, int] = {}
        problems: list[CellProblem] = []
        odd: list[int] = []
        for number in sorted({number for row, cells in self.raw.rows.items() if row >= self.row for number in cells}):
            title = _plain(self._text(number))
            column = known.get(title)
            if column is None and title not in computed and not self._is_idle(number, title):
                odd.append(number)
            elif column in columns:
                problems.append(self._problem(number, column.title, f"“{column.title}”列写了两次，请删去一列。"))
            elif column:
                columns[column] = number
        left = [column for column in self.sheet.columns if column not in columns]
        return columns, [*problems, *self._odd(odd, left), *self._lacking(left)]

    def _is_idle(self, number: int, title: str) -> bool:
        """Tell whether a column is one of the first edition that nobody filled in."""
        is_filled = any(row > self.row and number in cells for row, cells in self.raw.rows.items())
        return (self.sheet.name, title) in OLD_COLUMNS and not is_filled

    def _text(self, number: int) -> str:
        cells = self.raw.rows[self.row]
        return cells[number].text if number in cells else ""

    def _problem(self, number: int, heading: str, message: str, fix: str = "") -> CellProblem:
        return CellProblem(Spot(self.place, self.sheet.name, self.row, number, heading), message, fix)

    def _lacking(self, left: list[Column]) -> Iterator[CellProblem]:
        for column in left:
            if column.required:
                yield self._problem(0, "", f"少了必填的“{column.title}”列。请从模板补上。")

    def _odd(self, numbers: list[int], left: list[Column]) -> Iterator[CellProblem]:
        for number in numbers[:_SHOWN]:
            yield self._odd_one(number, [column.title for column in left])
        if more := len(numbers[_SHOWN:]):
            last = xl_col_to_name(numbers[-1] - 1)
            text = f"从这里起还有 {more} 列不认识（到 {last} 列）。请删去，或从模板重新填写。"
            yield self._problem(numbers[_SHOWN], "", text)

    def _odd_one(self, number: int, titles: list[str]) -> CellProblem:
        heading = self._text(number).strip()[:_LONGEST_HEADING]
        if old := OLD_COLUMNS.get((self.sheet.name, _plain(heading))):
            return self._problem(number, heading, old)
        close = get_close_matches(heading, titles, n=1) or [title for title in titles if heading and title in heading]
        if close:
            return self._problem(number, heading, f"不认识这个标题，是否“{close[0]}”？", close[0])
        if heading:
            text = "模板里没有这一列，内容不会导入。请把要写的移到别的列，再删去这一列。"
            return self._problem(number, heading, text)
        return self._problem(number, "", "这一列有内容，没有标题。请写上标题，或删去这一列。")


def _plain(text: str) -> str:
    return squeezed(text[:LONGEST_TEXT]).rstrip("*")
