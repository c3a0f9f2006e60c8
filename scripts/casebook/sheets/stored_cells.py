"""The cells of one sheet as a workbook stores them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from casebook.errors import Stopped
from casebook.sheets.handlers import Handler, unescaped

MAX_CELLS = 400_000
MAX_CHARACTERS = 40_000_000
# As long as Excel lets a text be; one more tells that it was longer.
LONGEST_TEXT = 32_767
GENERAL = "General"
_REF = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_KINDS = {"s": "shared", "inlineStr": "text", "str": "text", "b": "bool", "e": "error", "d": "day", "n": "number"}


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell as stored. kind: `text`, `number`, `bool`, `error`, `formula` or `day` (a date as text).

    text: as stored. format: the number format's id or code.
    """

    kind: str
    text: str
    format: str = GENERAL


@dataclass
class RawSheet:
    """A sheet as stored: its filled cells by row and column (1-based), merged ranges, hidden rows."""

    name: str
    rows: dict[int, dict[int, RawCell]] = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)


@dataclass
class Budget:
    """How much a workbook may still hold. name: the file's, for the message."""

    name: str
    cells: int = MAX_CELLS
    characters: int = MAX_CHARACTERS

    def spend(self, text: str) -> None:
        """Count a cell. Raises Stopped where there are too many."""
        self.cells -= 1
        self.characters -= len(text)
        if self.cells < 0 or self.characters < 0:
            raise Stopped(f"{self.name} 的内容太多（最多 {MAX_CELLS:,} 个有内容的格子）。请分成几个文件导入。")


class Cells(Handler):
    """The filled cells of a sheet."""

    def __init__(self, sheet: RawSheet, shared: list[str], formats: list[str], budget: Budget) -> None:
        super().__init__()
        self._sheet, self._shared, self._formats, self._budget = sheet, shared, formats, budget
        self._row = self._column = 0
        self._kind, self._format, self._text = "number", GENERAL, ""
        self._is_formula = self._aside = False

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the start of a row, a cell or a part of it."""
        if name == "row":
            self._row = int(attributes["r"]) if "r" in attributes else self._row + 1
            self._column = 0
            if "hidden" in attributes and attributes["hidden"] in {"1", "true"}:
                self._sheet.hidden.add(self._row)
        elif name == "c":
            self._begin_cell(attributes)
        elif name == "f":
            self._is_formula = True
        elif name == "rPh":
            self._aside = True
        elif name == "v" or (name == "t" and not self._aside):
            self.listen()
        elif name == "mergeCell":
            self._sheet.merged.append(attributes["ref"])

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        self._column += 1
        if "r" in attributes:
            self._row, self._column = position(attributes["r"])
        self._kind = _KINDS[attributes["t"]] if "t" in attributes else "number"
        style = int(attributes["s"]) if "s" in attributes else 0
        self._format = self._formats[style] if style < len(self._formats) else GENERAL
        self._text, self._is_formula = "", False

    def end(self, name: str) -> None:
        """Take the end of a cell or of a part of it."""
        if name == "v":
            self._text = self.heard()
        elif name == "t" and not self._aside:
            self._text += unescaped(self.heard())
        elif name == "rPh":
            self._aside = False
        elif name == "c" and (self._text or self._is_formula):
            self._keep()

    def _keep(self) -> None:
        kind, text = self._kind, self._text
        if kind == "shared":
            kind, text = "text", self._shared[int(text)]
        self._budget.spend(text)
        cell = RawCell("formula" if self._is_formula else kind, text, self._format)
        if text.strip() or self._is_formula:
            self._sheet.rows.setdefault(self._row, {})[self._column] = cell


def position(ref: str) -> tuple[int, int]:
    """Return row and column, 1-based, of a cell's name. Raises ValueError for what is none."""
    found = _REF.fullmatch(ref)
    if found is None:
        raise ValueError(ref)
    column = 0
    for character in found[1]:
        column = column * 26 + ord(character) - ord("A") + 1
    return int(found[2]), column
