"""What a workbook's parts hold: its sheets, shared texts and number formats."""

from __future__ import annotations

import datetime
import posixpath
from collections.abc import Iterator

from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900
from openpyxl.utils.escape import unescape

from casebook.workbooks.package import Package, beside
from casebook.workbooks.stored_cells import CELLS, GENERAL, LONGEST_LINK, LONGEST_TEXT, Budget, RawSheet, read_cells

# Formats by id that openpyxl does not list: Chinese dates, as ECMA-376 gives them for zh-cn.
_FORMATS = BUILTIN_FORMATS | {
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"', 32: "h:mm", 33: "h:mm:ss", 34: "h:mm", 35: "h:mm:ss", 55: "h:mm", 56: "h:mm:ss",
}  # fmt: skip
# As long as Excel lets a format be, and more than it lets a sheet's name be: each cell and message carries one.
_LONGEST_FORMAT = 255
_LONGEST_NAME = 255


def read_sheets(package: Package) -> Iterator[RawSheet]:
    """Yield all sheets. Raises Unusable where the file holds too much."""
    found = [target for kind, target, _ in _relations(package, "_rels/.rels") if kind.endswith("/officeDocument")]
    main = beside("", next(iter(found), "xl/workbook.xml"))
    own = posixpath.join(posixpath.dirname(main), "_rels", f"{posixpath.basename(main)}.rels")
    parts = {id_: (kind, beside(main, target)) for kind, target, id_ in _relations(package, own)}
    shared, room = list[str](), Budget(package.name)
    for text in (
        text for kind, part in parts.values() if kind.endswith("/sharedStrings") for text in _texts(package, part)
    ):
        room.spend(text)
        shared.append(text)
    formats = [code for kind, part in parts.values() if kind.endswith("/styles") for code in _formats(package, part)]
    names, epoch = _book(package, main)
    budget = Budget(package.name)
    for name, id_ in names:
        kind, part = parts.get(id_, ("", ""))
        if kind.endswith("/worksheet"):
            yield _with_links(
                package, part, read_cells(RawSheet(name, epoch), package.steps(part, *CELLS), shared, formats, budget)
            )


def _with_links(package: Package, part: str, sheet: RawSheet) -> RawSheet:
    """Put addresses in the place of the ids of links."""
    if sheet.links:
        own = posixpath.join(posixpath.dirname(part), "_rels", f"{posixpath.basename(part)}.rels")
        targets = {id_: target[:LONGEST_LINK] for _, target, id_ in _relations(package, own)}
        sheet.links = {place: targets[id_] for place, id_ in sheet.links.items() if id_ in targets}
    return sheet


def _relations(package: Package, part: str) -> list[tuple[str, str, str]]:
    """Return type, target and id of each relationship."""
    steps = package.steps(part, "Relationship")
    return [(told["Type"], told["Target"], told["Id"]) for _, told, _ in steps if told]


def _book(package: Package, part: str) -> tuple[list[tuple[str, str]], datetime.datetime]:
    """Return name and relationship id of each sheet, and the day from which days are counted."""
    names, epoch = [], CALENDAR_WINDOWS_1900
    for name, told, _ in package.steps(part, "sheet", "workbookPr"):
        if told and name == "sheet":
            plain = {key.rpartition(":")[2]: value for key, value in told.items()}
            names.append((plain["name"][:_LONGEST_NAME], plain["id"]))
        elif told:
            epoch = CALENDAR_MAC_1904 if told.get("date1904") in {"1", "true"} else CALENDAR_WINDOWS_1900
    return names, epoch


def _texts(package: Package, part: str) -> Iterator[str]:
    """Yield the shared texts."""
    text = ""
    for name, told, heard in package.steps(part, "si", "t"):
        if told is None and name == "t":
            text += unescape(heard) if len(text) <= LONGEST_TEXT else ""
        elif told is None:
            yield text[: LONGEST_TEXT + 1]
            text = ""


def _formats(package: Package, part: str) -> Iterator[str]:
    """Yield the number format of each cell style."""
    codes, inside = dict[str, str](), False
    for name, told, _ in package.steps(part, "cellXfs", "numFmt", "xf"):
        if name == "cellXfs":
            inside = told is not None
        elif told and name == "numFmt":
            codes[told["numFmtId"]] = told["formatCode"][:_LONGEST_FORMAT]
        elif told is not None and inside:
            id_ = told.get("numFmtId", "0")
            yield codes.get(id_) or (_FORMATS.get(int(id_), GENERAL) if id_.isdigit() else GENERAL)
