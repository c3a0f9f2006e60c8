"""What is wrong with a workbook: one problem, its cell and its cure; the sister of `Problem`, whose place is a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]

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
class CellProblem:
    """One thing that is wrong in a workbook.

    message: one Chinese sentence. fix: what to put there, where it can be known. code: of the rule, where a rule told it.
    """

    spot: Spot
    message: str
    fix: str = ""
    severity: Severity = Severity.ERROR
    code: str = ""


def as_lines(file: str, problems: Sequence[CellProblem]) -> str:
    """Return one line per problem: `文件.xlsx “数据”第 5 行 D 列“性质”：没有“结果”，是否“产出”？改为：产出`."""
    return "".join(f"{_line(file, problem)}\n" for problem in sorted(set(problems)))


def _line(file: str, problem: CellProblem) -> str:
    warning = "提醒：" if problem.severity is Severity.WARNING else ""
    fix = f"改为：{_short(problem.fix)}" if problem.fix else ""
    line = f"{file}{_where(problem.spot)}：{warning}{_short(problem.message)}{fix}"
    return " ".join(line.encode("utf-8", "replace").decode("utf-8").split())


def _where(spot: Spot) -> str:
    text = f" “{_short(spot.sheet)}”" if spot.sheet else ""
    text += f"第 {spot.row} 行" if spot.row else ""
    text += f" {xl_col_to_name(spot.column - 1)} 列" if spot.column else ""
    text += f"“{_short(spot.heading)}”" if spot.heading else ""
    return text + (f"第 {spot.part} 条" if spot.part else "")


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}……"
