"""Finding the columns of a stored sheet by their headings; what is odd about them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]

from casebook.text.normal import squeezed
from casebook.workbooks.cell_problems import CellProblem, Spot
from casebook.workbooks.columns import Column
from casebook.workbooks.layout import OLD_COLUMNS, PASSED_OVER, Sheet
from casebook.workbooks.recognising import CALLED, plain
from casebook.workbooks.stored_cells import RawSheet

_WITHIN = 10
_SHOWN = 5
_APART = 2
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
            row: sum(plain(c.text) in known for c in raw.rows[row].values()) for row in sorted(raw.rows)[:_WITHIN]
        }
        best = max(counts, key=counts.__getitem__, default=0)
        return cls(sheet, place, raw, best if best and counts[best] else 0)

    @property
    def computed(self) -> frozenset[int]:
        """The columns that follow from others."""
        titles = {squeezed(title) for title in PASSED_OVER}
        return frozenset(at for at in self.raw.rows[self.row] if plain(self._text(at)) in titles)

    def columns(self) -> tuple[dict[Column, int], list[CellProblem], list[CellProblem]]:
        """Return where each known column stands (1-based), what is wrong with the others, and guesses: questions to ask."""
        known = {squeezed(column.title): column for column in self.sheet.columns}
        computed = self.computed
        columns: dict[Column, int] = {}
        problems: list[CellProblem] = []
        odd: list[int] = []
        for number in sorted({number for row, cells in self.raw.rows.items() if row >= self.row for number in cells}):
            title = plain(self._text(number))
            column = known.get(title)
            if column is None and number not in computed and not self._is_idle(number, title):
                odd.append(number)
            elif column in columns:
                problems.append(self._problem(number, column.title, f"“{column.title}”列写了两次，请删去一列。"))
            elif column:
                columns[column] = number
        guesses = [] if len(odd) > _SHOWN else [guess for number in odd if (guess := self._guess(number, columns))]
        guessed = {guess.spot.column for guess in guesses}
        left = [column for column in self.sheet.columns if column not in columns]
        odd = [number for number in odd if number not in guessed]
        return columns, [*problems, *self._odd(odd), *self._lacking(left)], guesses

    def _guess(self, number: int, columns: dict[Column, int]) -> CellProblem | None:
        """Take a column under an odd heading for the one that it is by its name, or by its place between two others."""
        heading = self._text(number).strip()[:_LONGEST_HEADING]
        left = {column.title: column for column in self.sheet.columns if column not in columns}
        if (self.sheet.name, plain(heading)) in OLD_COLUMNS:
            return None
        meant = [CALLED.get(plain(heading), ""), *get_close_matches(heading, [*left], n=1)]
        meant += [title for title in left if heading and title in heading]
        title = next((title for title in meant if title in left), "") or self._between(number, columns)
        if not title:
            return None
        columns[left[title]] = number
        question = (
            f"不认识这个标题，是不是“{title}”？" if heading else f"这一列有内容，没有标题，看位置是“{title}”，对吗？"
        )
        return self._problem(number, heading, question, title)

    def _between(self, number: int, columns: dict[Column, int]) -> str:
        """Return the title that the template has between the columns at both sides, where it is missing here."""
        at = {place: column for column, place in columns.items()}
        order = self.sheet.columns
        before, after = at.get(number - 1), at.get(number + 1)
        places = [order.index(column) for column in (before, after) if column]
        if (
            not places
            or (before is not None and places[0] + 1 == len(order))
            or (before is None and number > 1)
            or (before and after and places[1] - places[0] != _APART)
        ):
            return ""
        meant = order[places[0] + 1] if before else order[places[0] - 1]
        return meant.title if meant not in columns and (before is None) == (order.index(meant) == 0) else ""

    def _is_idle(self, number: int, title: str) -> bool:
        """Tell whether a column is one of the first edition that nobody filled in."""
        is_filled = any(row > self.row and number in cells for row, cells in self.raw.rows.items())
        return (self.sheet.name, title) in OLD_COLUMNS and not is_filled

    def _text(self, number: int) -> str:
        cells = self.raw.rows[self.row]
        return cells[number].text if number in cells else ""

    def _problem(self, number: int, heading: str, message: str, fix: str = "") -> CellProblem:
        return CellProblem(Spot(self.place, self.raw.name, self.row, number, heading), message, fix)

    def _lacking(self, left: list[Column]) -> Iterator[CellProblem]:
        for column in left:
            if column.required:
                yield self._problem(0, "", f"少了必填的“{column.title}”列。请从模板补上。")

    def _odd(self, numbers: list[int]) -> Iterator[CellProblem]:
        for number in numbers[:_SHOWN]:
            yield self._odd_one(number)
        if more := len(numbers[_SHOWN:]):
            last = xl_col_to_name(numbers[-1] - 1)
            text = f"从这里起还有 {more} 列不认识（到 {last} 列）。请删去，或从模板重新填写。"
            yield self._problem(numbers[_SHOWN], "", text)

    def _odd_one(self, number: int) -> CellProblem:
        heading = self._text(number).strip()[:_LONGEST_HEADING]
        if old := OLD_COLUMNS.get((self.sheet.name, plain(heading))):
            return self._problem(number, heading, old)
        if heading:
            text = "模板里没有这一列，内容不会导入。请把要写的移到别的列，再删去这一列。"
            return self._problem(number, heading, text)
        return self._problem(number, "", "这一列有内容，没有标题。请写上标题，或删去这一列。")
