"""The cells of one sheet as a workbook stores them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from openpyxl.utils import column_index_from_string
from openpyxl.utils.escape import unescape

from casebook.errors import Unusable
from casebook.workbooks.package import Step

MAX_CELLS = 400_000
MAX_CHARACTERS = 16_000_000
MAX_ROWS = 1_048_576  # of a sheet in Excel
# As long as Excel lets a text be; one more tells that it was longer.
LONGEST_TEXT = 32_767
GENERAL = "General"
# The elements that cells are made of.
CELLS = ("row", "c", "v", "t", "f", "mergeCell", "hyperlink")
LONGEST_LINK = 2000
_REF = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_KINDS = {"s": "shared", "inlineStr": "text", "str": "text", "b": "bool", "e": "error", "d": "day", "n": "number"}


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell as stored. kind: `text`, `number`, `bool`, `error`, `formula` or `day` (a date as text).

    text: as stored. format: the number format's code.
    """

    kind: str
    text: str
    format: str = GENERAL


@dataclass
class RawSheet:
    """A sheet as stored: its filled cells by row and column (1-based), merged ranges, hidden rows.

    epoch: the day from which it counts the days. merged: where each range begins. links: where cells lead to.
    """

    name: str
    epoch: datetime.datetime
    rows: dict[int, dict[int, RawCell]] = field(default_factory=dict)
    merged: dict[str, tuple[int, int]] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    links: dict[tuple[int, int], str] = field(default_factory=dict)


@dataclass
class Budget:
    """How much a workbook may still hold. name: the file's, for the message."""

    name: str
    cells: int = MAX_CELLS
    characters: int = MAX_CHARACTERS

    def spend(self, text: str) -> None:
        """Count a cell, or what takes as much room. Raises Unusable where there is too much."""
        self.cells -= 1
        self.characters -= len(text)
        if self.cells < 0 or self.characters < 0:
            raise Unusable(f"{self.name} 的内容太多（最多 {MAX_CELLS:,} 个有内容的格子）。请分成几个文件导入。")


@dataclass
class _Reading:
    """A sheet in the reading. row, column: where it is. kind, format, text, is_formula: what the cell there is so far."""

    sheet: RawSheet
    shared: Sequence[str]
    formats: Sequence[str]
    budget: Budget
    row: int = 0
    column: int = 0
    kind: str = ""
    format: str = GENERAL
    text: str = ""
    is_formula: bool = False

    def begin(self, name: str, told: Mapping[str, str]) -> None:
        """Take the start of a row, a cell or a part of it."""
        if name == "row":
            self.row, self.column = _row(told.get("r", self.row + 1)), 0
            if told.get("hidden") in {"1", "true"}:
                self.budget.spend("")
                self.sheet.hidden.add(self.row)
        elif name == "c":
            self.row, self.column = _position(told["r"]) if "r" in told else (self.row, self.column + 1)
            style = int(told.get("s", 0))
            self.kind = _KINDS[told.get("t", "n")]
            self.format = self.formats[style] if style < len(self.formats) else GENERAL
            self.text, self.is_formula = "", False
        elif name == "mergeCell":
            self.budget.spend(told["ref"])
            self.sheet.merged[told["ref"]] = _position(told["ref"].partition(":")[0])
        elif name == "hyperlink" and (id_ := next((told[key] for key in told if key.endswith(":id")), "")):
            self.budget.spend(id_)
            self.sheet.links[_position(told["ref"].partition(":")[0])] = id_

    def end(self, name: str, heard: str) -> RawCell | None:
        """Take the end of a cell or of a part of it; return a cell with content when it is whole."""
        if name == "v":
            self.text = heard
        elif name == "t" and len(self.text) <= LONGEST_TEXT:
            self.text += unescape(heard)
        elif name == "f":
            self.is_formula = True
        elif name == "c" and (self.text or self.is_formula):
            text = self.shared[int(self.text)] if self.kind == "shared" else self.text
            kind = "text" if self.kind == "shared" else self.kind
            return RawCell("formula" if self.is_formula else kind, text, self.format)
        return None


def read_cells(
    sheet: RawSheet, steps: Iterable[Step], shared: Sequence[str], formats: Sequence[str], budget: Budget
) -> RawSheet:
    """Fill a sheet with its cells. shared, formats: of the workbook. Raises Unusable where there are too many."""
    reading = _Reading(sheet, shared, formats, budget)
    for name, told, heard in steps:
        if told is not None:
            reading.begin(name, told)
        elif cell := reading.end(name, heard):
            budget.spend(cell.text)
            if cell.text.strip() or reading.is_formula:
                sheet.rows.setdefault(reading.row, {})[reading.column] = cell
    return sheet


def _position(ref: str) -> tuple[int, int]:
    found = _REF.fullmatch(ref)
    if found is None:
        raise ValueError(ref)
    return _row(found[2]), column_index_from_string(found[1])


def _row(number: str | int) -> int:
    row = int(number)
    if not 1 <= row <= MAX_ROWS:
        raise ValueError(row)
    return row
