"""The same record gets the same verdict from `check`, from `import` and from `new`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from openpyxl.utils.datetime import CALENDAR_WINDOWS_1900

from casebook.asking.writing import New
from casebook.checks.canonical import written
from casebook.problems import Problem
from casebook.records.labels import LABELS
from casebook.records.model import Document, Record
from casebook.records.reader import Value, read
from casebook.workbooks.columns import Column
from casebook.workbooks.importing import import_sheets
from casebook.workbooks.layout import MAIN, all_sheets
from casebook.workbooks.staging import location
from casebook.workbooks.stored_cells import RawCell, RawSheet
from golden import RuleCase, cases
from kit import HELD, KnowledgeBase
from test_rules import RULES, SHOWN_BY_EXAMPLE, files_with

CASES = {
    name: case for name, case in cases("rules", RuleCase).items()
    if len(case.wrong) == 1 and not case.without and next(iter(case.wrong)) in {"jia.yml", "_sources/f.yml"} and name[0] in "mrds"
}  # fmt: skip
# Where a way can't say the same, and why: what `import` and `new` tell instead.
NO_COLUMN = "a workbook has no column for it: an odd heading is told as such"
RIGHTED = "whoever writes no YAML gets the right form written"
EXCEPTIONS: dict[str, tuple[str, set[str], set[str]]] = {
    **{
        f"m101-{name}": (NO_COLUMN, set(), {"M101"})
        for name in ("comma-in-braces", "field-almost-right", "field-in-chinese", "field-of-the-first-edition")
    },
    "m103-policy-of-the-first-edition": (NO_COLUMN, set(), {"M103"}),
    "m104-wrong-date": (RIGHTED, set(), set()),
    "r301-number-with-a-separator": (RIGHTED, set(), set()),
    "r301-range-with-a-chinese-dash": (RIGHTED, set(), set()),
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


# The same of the rules' own examples: a cell holds one text, a list of lines, and characters in one form.
RIGHTED_EXAMPLES = {"M105", "M108", "R603", "R604"}
Place: TypeAlias = tuple[str, str, str]  # a code, and the sheet and heading of its cell


def cell_of(owner: type[Record | Document], value: Value, problem: Problem) -> Place:
    """Return where a workbook shows what `check` says of a field."""
    loc, sheets = location(problem.field), [sheet for sheet in all_sheets() if sheet.owner is owner]
    main = next(sheet for sheet in sheets if sheet.is_main)
    sheet = next((s for s in sheets if s.field and s.field == loc[: len(s.field)] and s.items(value)), main)
    rest = loc[len(sheet.field) + 1 :] if sheet.field else loc
    names = tuple(step for step in rest if isinstance(step, str))
    fitting = [c for c in sheet.columns if c.loc and names and c.loc in {rest, names}]
    fitting = fitting or [c for c in sheet.columns if names and c.loc[:1] == names[:1] and c.loc == rest[: len(c.loc)]]
    title = fitting[0].title if fitting else MAIN[owner][1] if sheet.is_main else ""
    return problem.code, sheet.name, title


def of_check(problems: Iterable[Problem], path: str) -> set[tuple[str, str]]:
    return {(problem.code, problem.field) for problem in problems if problem.path.endswith(f"/{path}")}


@dataclass(frozen=True)
class Verdicts:
    """What is said of some files in three ways: by `check` and `new` of each code and field, by `import` of each cell."""

    check: set[tuple[str, str]]
    expected: set[Place]
    imported: set[Place]
    new: set[tuple[str, str]]


def verdicts(base: KnowledgeBase, files: dict[str, str]) -> Verdicts:
    """Judge files in three ways; base: holds them, and all else."""
    told = {path: [p for p in base.problems() if p.path.endswith(f"/{path}")] for path in files}
    values: dict[str, dict[str, Value]] = {}
    sheets = all_sheets()
    for path, text in files.items():
        value = read(text.encode()).value
        values[path] = value if isinstance(value, dict) else {}
        (base.folder / "practices" / path).unlink()
    raws = [raw_sheets(values[path], owner_of(path), Path(path).stem) for path in files]
    joined = [joined_sheets([raw[n] for raw in raws]) for n in range(len(sheets))]
    imported = import_sheets(base.project, joined, "a.xlsx", replace=True).problems
    for path in files:
        for written_one in (base.folder / "practices").rglob(Path(path).name):
            written_one.unlink()
    data = {Path(path): written(values[path], owner_of(path)) for path in files}
    said = New(base.project, {path: made for path, made in data.items() if made}).problems()
    return Verdicts(
        {pair for path in files for pair in of_check(told[path], path)},
        {cell_of(owner_of(path), values[path], problem) for path in files for problem in told[path]},
        {(p.code, p.spot.sheet, p.spot.heading) for p in imported},
        {pair for path in files for pair in of_check(said, path)},
    )


def owner_of(path: str) -> type[Record | Document]:
    return Document if path.startswith("_sources/") else Record


def joined_sheets(parts: list[RawSheet]) -> RawSheet:
    """Return one sheet with the rows of several, one below the other."""
    rows = [cells for part in parts for number, cells in part.rows.items() if number > 1]
    return RawSheet(parts[0].name, parts[0].epoch, {1: parts[0].rows[1], **dict(enumerate(rows, start=2))})


def test_every_case_of_a_single_file_gets_one_verdict(tmp_path: Path) -> None:
    different = {}
    for name, case in CASES.items():
        base = KnowledgeBase(tmp_path / name).write({**HELD, **case.wrong})
        found = verdicts(base, case.wrong)
        if not (found.imported == found.expected and found.new == found.check):
            different[name] = {code for code, *_ in found.imported}, {code for code, _ in found.new}
    assert different == {name: told[1:] for name, told in EXCEPTIONS.items()}


def test_the_rules_own_examples_get_one_verdict(tmp_path: Path) -> None:
    examples = {code: files_with(code, RULES[code].wrong) for code in SHOWN_BY_EXAMPLE if code[0] in "MRDS"}
    good = {f"{code}-right": files_with(code, RULES[code].right) for code in examples}
    for told in (examples, good):
        files = {path: text for case in told.values() for path, text in case.items()}
        found = verdicts(KnowledgeBase(tmp_path / next(iter(told))).write({**HELD, **files}), files)
        assert {code for code, *_ in found.imported ^ found.expected} == RIGHTED_EXAMPLES & told.keys()
        assert {code for code, _ in found.new ^ found.check} == {"R603", "R604"} & told.keys()
    assert len(CASES) + len(examples) + len(good) >= 100
