"""The same record gets the same verdict from `check`, from `import` and from `new`."""

from __future__ import annotations

from pathlib import Path

from openpyxl.utils.datetime import CALENDAR_WINDOWS_1900

from casebook.asking.writing import New
from casebook.checks.canonical import written
from casebook.problems import Problem
from casebook.records.labels import LABELS
from casebook.records.model import Document, Record
from casebook.records.reader import Value, read
from casebook.workbooks.columns import Column
from casebook.workbooks.importing import import_sheets
from casebook.workbooks.layout import all_sheets
from casebook.workbooks.stored_cells import RawCell, RawSheet
from golden import RuleCase, cases
from kit import HELD, KnowledgeBase

CASES = {
    name: case for name, case in cases("rules", RuleCase).items()
    if len(case.wrong) == 1 and not case.without and next(iter(case.wrong)) in {"jia.yml", "_sources/f.yml"} and name[0] in "mrds"
}  # fmt: skip
# Where a way can't say the same, and why: what `import` and `new` tell instead ("": told at the cell, before the rules).
NO_COLUMN = "a workbook has no column for it: an odd heading is told as such"
RIGHTED = "whoever writes no YAML gets the right form written"
AT_THE_CELL = "the cell names something that is not there: told before an id is made of it"
EXCEPTIONS: dict[str, tuple[str, set[str], set[str]]] = {
    **{
        f"m101-{name}": (NO_COLUMN, set(), {"M101"})
        for name in ("comma-in-braces", "field-almost-right", "field-in-chinese", "field-of-the-first-edition")
    },
    "m103-policy-of-the-first-edition": (NO_COLUMN, set(), {"M103"}),
    "m104-wrong-date": (RIGHTED, set(), set()),
    "r301-number-with-a-separator": (RIGHTED, set(), set()),
    "r301-range-with-a-chinese-dash": (RIGHTED, set(), set()),
    "r207-policy-almost-right": (AT_THE_CELL, {""}, {"R207"}),
    "s203-replacement-is-gone": (AT_THE_CELL, {""}, {"S203"}),
}


def raw_sheets(value: Value, owner: type[Record | Document], id_: str) -> list[RawSheet]:
    """Return the sheets of the template, filled in with a record or document as somebody would."""
    sheets = []
    for sheet in all_sheets():
        rows = {1: {n: RawCell("text", column.title) for n, column in enumerate(sheet.columns, start=1)}}
        for row, item in enumerate(sheet.items(value) if sheet.owner is owner else (), start=2):
            told = {n: cell(column, item, id_) for n, column in enumerate(sheet.columns, start=1)}
            rows[row] = {n: RawCell("text", text) for n, text in told.items() if text}
        sheets.append(RawSheet(sheet.name, CALENDAR_WINDOWS_1900, rows))
    return sheets


def cell(column: Column, item: Value, id_: str) -> str:
    if not column.loc:
        return id_
    part = column.of(item)
    texts = [text if isinstance(text, str) else "" for text in (part if isinstance(part, list) else [part or ""])]
    return "\n".join(LABELS.get(text, text) for text in texts)


def told_of(problems: tuple[Problem, ...], path: str) -> set[str]:
    return {problem.code for problem in problems if problem.path.endswith(path)}


def test_every_case_of_a_single_file_gets_one_verdict(tmp_path: Path) -> None:
    different = {}
    for name, case in CASES.items():
        ((path, text),) = case.wrong.items()
        owner = Record if path == "jia.yml" else Document
        value = read(text.encode()).value
        assert isinstance(value, dict)
        base = KnowledgeBase(tmp_path / name).write({p: t for p, t in HELD.items() if p != path})
        base.write(case.wrong)
        verdict = told_of(base.problems(), path)
        (base.folder / "practices" / path).unlink()
        stem = Path(path).stem
        imported = {
            p.code for p in import_sheets(base.project, raw_sheets(value, owner, stem), "a.xlsx", replace=True).problems
        }
        for written_one in (base.folder / "practices").rglob(f"{stem}.yml"):
            written_one.unlink()
        data = written(value, owner)
        asked = told_of(New(base.project, {Path(path): data}).problems(), path) if data else {"no form"}
        if not imported == asked == verdict:
            different[name] = imported, asked
    assert different == {name: told[1:] for name, told in EXCEPTIONS.items()}
