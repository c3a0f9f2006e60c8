"""Finding the columns of a stored sheet by their headings; what is odd about them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from casebook.sheets.columns import Column
from casebook.sheets.complaints import Complaint, Spot, letters
from casebook.sheets.layout import COMPUTED, Sheet
from casebook.sheets.stored_cells import LONGEST_TEXT, RawCell, RawSheet
from casebook.text.normal import squeezed

_WITHIN = 10
_SHOWN = 5
_LONGEST_HEADING = 60


@dataclass(frozen=True)
class Headings:
    """The row of headings of a stored sheet. place: of its tab, from 0. row: 1-based."""

    sheet: Sheet
    place: int
    raw: RawSheet
    row: int

    @classmethod
    def find(cls, sheet: Sheet, place: int, raw: RawSheet) -> Headings | None:
        """Return the row among the first ones that has the most known headings."""
        known = {squeezed(column.title) for column in sheet.columns}
        best, most = None, 0
        for row in sorted(raw.rows)[:_WITHIN]:
            found = sum(_plain(cell) in known for cell in raw.rows[row].values())
            if found > most:
                best, most = row, found
        return None if best is None else cls(sheet, place, raw, best)

    def _spot(self, number: int = 0, heading: str = "") -> Spot:
        return Spot(self.place, self.sheet.name, self.row, number, heading)

    def columns(self) -> tuple[dict[Column, int], list[Complaint]]:
        """Return where each known column stands (1-based), and what is wrong with the others."""
        known = {squeezed(column.title): column for column in self.sheet.columns}
        columns: dict[Column, int] = {}
        complaints: list[Complaint] = []
        odd: list[int] = []
        filled = {number for row, cells in self.raw.rows.items() if row >= self.row for number in cells}
        for number in sorted(filled):
            column = known.get(self._title(number))
            if column is None:
                odd.append(number)
            elif column in columns:
                spot = self._spot(number, column.title)
                complaints.append(Complaint(spot, f"“{column.title}”列写了两次，请删去一列。"))
            else:
                columns[column] = number
        left = [column for column in self.sheet.columns if column not in columns]
        return columns, [*complaints, *self._odd(odd, left), *self._lacking(left)]

    def _title(self, number: int) -> str:
        return _plain(self.raw.rows[self.row].get(number, RawCell("text", "")))

    def _lacking(self, left: list[Column]) -> Iterator[Complaint]:
        for column in left:
            if column.required:
                yield Complaint(self._spot(), f"少了必填的“{column.title}”列。请从模板补上。")

    def _odd(self, numbers: list[int], left: list[Column]) -> Iterator[Complaint]:
        computed = {squeezed(title) for title in COMPUTED}
        odd = [number for number in numbers if self._title(number) not in computed]
        for number in odd[:_SHOWN]:
            yield self._odd_one(number, [column.title for column in left])
        if len(odd) > _SHOWN:
            text = f"从这里起还有 {len(odd) - _SHOWN} 列不认识（到 {letters(odd[-1])} 列）。请删去，或从模板重新填写。"
            yield Complaint(self._spot(odd[_SHOWN]), text)

    def _odd_one(self, number: int, titles: list[str]) -> Complaint:
        cell = self.raw.rows[self.row].get(number, RawCell("text", ""))
        heading = cell.text.strip()[:_LONGEST_HEADING]
        spot = self._spot(number, heading)
        close = get_close_matches(heading, titles, n=1) or [title for title in titles if heading and title in heading]
        if close:
            return Complaint(spot, f"不认识这个标题，是否“{close[0]}”？", close[0])
        if heading:
            return Complaint(spot, "模板里没有这一列，内容不会导入。请把要写的移到别的列，再删去这一列。")
        return Complaint(spot, "这一列有内容，没有标题。请写上标题，或删去这一列。")


def _plain(cell: RawCell) -> str:
    return squeezed(cell.text[:LONGEST_TEXT]).rstrip("*")
