"""What is wrong with a workbook: one complaint, its cell and its cure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casebook.problems import Severity

LONGEST = 400


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A place in a workbook.

    place: of the sheet among the tabs, from 0; -1 for the file as a whole. sheet: its name. row: 1-based, 0 for the
    sheet as a whole. column: 1-based, 0 for the row as a whole. heading: the column's title. part: which line of the
    cell, 1-based; 0 for the cell as a whole.
    """

    place: int = -1
    sheet: str = ""
    row: int = 0
    column: int = 0
    heading: str = ""
    part: int = 0

    @property
    def cell(self) -> tuple[int, int, int]:
        """The cell that it lies in."""
        return self.place, self.row, self.column


@dataclass(frozen=True, slots=True, order=True)
class Complaint:
    """One complaint. message: one Chinese sentence. fix: what to put there, where it can be known."""

    spot: Spot
    message: str
    fix: str = ""
    severity: Severity = Severity.ERROR


def letters(column: int) -> str:
    """Return a column's letters: 1 is A, 27 is AA."""
    text = ""
    while column:
        column, place = divmod(column - 1, 26)
        text = chr(ord("A") + place) + text
    return text


def as_lines(file: str, complaints: Sequence[Complaint]) -> str:
    """Return one line per complaint: `文件.xlsx “数据”第 5 行 D 列“性质”：没有“结果”，是否“产出”？改为：产出`."""
    return "".join(f"{_line(file, complaint)}\n" for complaint in sorted(set(complaints)))


def has_errors(complaints: Iterable[Complaint]) -> bool:
    """Tell whether any complaint stands against writing."""
    return any(complaint.severity is Severity.ERROR for complaint in complaints)


def _line(file: str, complaint: Complaint) -> str:
    warning = "提醒：" if complaint.severity is Severity.WARNING else ""
    fix = f"改为：{_short(complaint.fix)}" if complaint.fix else ""
    line = f"{file}{_where(complaint.spot)}：{warning}{_short(complaint.message)}{fix}"
    return " ".join(line.encode("utf-8", "replace").decode("utf-8").split())


def _where(spot: Spot) -> str:
    text = f" “{_short(spot.sheet)}”" if spot.sheet else ""
    text += f"第 {spot.row} 行" if spot.row else ""
    text += f" {letters(spot.column)} 列" if spot.column else ""
    text += f"“{_short(spot.heading)}”" if spot.heading else ""
    return text + (f"第 {spot.part} 条" if spot.part else "")


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}……"
