"""What a workbook's parts hold: its sheets, shared texts and number formats."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from casebook.sheets.handlers import Handler, unescaped
from casebook.sheets.package import Package
from casebook.sheets.stored_cells import LONGEST_TEXT, Budget, Cells, RawSheet


@dataclass(frozen=True)
class Workbook:
    """A workbook as stored. starts_1904: its days are counted from 1904."""

    sheets: tuple[RawSheet, ...]
    starts_1904: bool


def read_workbook(package: Package) -> Workbook:
    """Read all sheets. Raises Stopped where the file is damaged or holds too much."""
    types = _Relations()
    package.walk("_rels/.rels", types)
    main = next((target for kind, target, _ in types.found if kind.endswith("/officeDocument")), "xl/workbook.xml")
    main = package.beside("", main)
    book, relations = _Book(), _Relations()
    package.walk(main, book)
    folder, _, file = main.rpartition("/")
    package.walk(f"{folder}/_rels/{file}.rels", relations)
    parts = {id_: (kind, package.beside(main, target)) for kind, target, id_ in relations.found}
    shared, styles = _Texts(), _Styles()
    for kind, part in parts.values():
        if kind.endswith("/sharedStrings"):
            package.walk(part, shared)
        elif kind.endswith("/styles"):
            package.walk(part, styles)
    budget, sheets = Budget(package.name), []
    for name, id_ in book.sheets:
        kind, part = parts.get(id_, ("", ""))
        if kind.endswith("/worksheet"):
            sheet = RawSheet(name)
            package.walk(part, Cells(sheet, shared.texts, styles.formats, budget))
            sheets.append(sheet)
    return Workbook(tuple(sheets), book.starts_1904)


class _Relations(Handler):
    """Type, target and id of each relationship."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str, str]] = []

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "Relationship":
            self.found.append((attributes["Type"], attributes["Target"], attributes["Id"]))


class _Book(Handler):
    """Names and relationship ids of the sheets."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[tuple[str, str]] = []
        self.starts_1904 = False

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "sheet":
            self.sheets.append((attributes["name"], attributes["id"]))
        elif name == "workbookPr" and "date1904" in attributes:
            self.starts_1904 = attributes["date1904"] in {"1", "true"}


class _Texts(Handler):
    """The shared texts; the reading aids above Chinese and Japanese text (`rPh`) are left out."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._text = ""
        self._aside = False

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        del attributes
        if name == "si":
            self._text = ""
        elif name == "rPh":
            self._aside = True
        elif name == "t" and not self._aside:
            self.listen()

    def end(self, name: str) -> None:
        if name == "t" and not self._aside:
            self._text += unescaped(self.heard())
        elif name == "rPh":
            self._aside = False
        elif name == "si":
            self.texts.append(self._text[: LONGEST_TEXT + 1])


class _Styles(Handler):
    """The number format of each cell style: a code, or `#` and the id of one that every program knows."""

    def __init__(self) -> None:
        super().__init__()
        self.formats: list[str] = []
        self._codes: dict[str, str] = {}
        self._inside = False

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "numFmt":
            self._codes[attributes["numFmtId"]] = attributes["formatCode"]
        elif name == "cellXfs":
            self._inside = True
        elif name == "xf" and self._inside:
            id_ = attributes.get("numFmtId", "0")
            self.formats.append(self._codes.get(id_, f"#{id_}"))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._inside = False
