"""A cure is a promise: pasted, its line passes and means the same; what only looks alike is a question without a line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Page
from pydantic import BaseModel

from casebook.asking.writing import New
from casebook.checks.canonical import written
from casebook.records.reader import Value, read
from casebook.workbooks.cell_problems import CellProblem
from casebook.workbooks.importing import import_sheets
from casebook.workbooks.layout import all_sheets
from casebook.workbooks.stored_cells import RawCell, RawSheet
from kit import BASE, DOCUMENT, RECORD, ROOT, KnowledgeBase, laid_over
from test_fixes import checked, is_same, pasted
from test_one_judge import joined_sheets, owner_of, raw_sheets

FEWEST, FEWEST_CELLS, PRECISION = 200, 30, 0.99
# Addresses as they come out of a sentence, and what they mean; the form offers each.
DOCUMENT_CURES = {
    "https://www.example.gov.cn/a.html。": "https://www.example.gov.cn/a.html",
    "https://www.example.gov.cn/a.html，": "https://www.example.gov.cn/a.html",
    "“https://www.example.gov.cn/a.html”": "https://www.example.gov.cn/a.html",
    "（https://www.example.gov.cn/a.html）": "https://www.example.gov.cn/a.html",
    "https：//www.example.gov.cn/a.html": "https://www.example.gov.cn/a.html",
    "www.example.gov.cn/a.html；": "http://www.example.gov.cn/a.html",
    "https://www.example.gov.cn/附件（1）。": "https://www.example.gov.cn/附件（1）",
}
# Of anchors and addresses: what is offered, and of that what then passes.
OFFERED = """([table, addresses]) => {
    const form = cb.form, offered = [], passed = [];
    const said = form.saidIn(table.text, table.sections, table.date);
    table.anchors.forEach(one => {
        const nearest = form.anchorVerdict(said, one.anchor, one.section).nearest;
        if (nearest) offered.push(nearest);
        if (nearest && form.anchorVerdict(said, nearest).kind === 'ok') passed.push(nearest);
    });
    const context = {id: 'd', known: () => null, texts: {}};
    const judged = url => form.documentProblems({url: url}, context).filter(p => p.loc[0] === 'url');
    Object.keys(addresses).forEach(url => {
        const nearest = (judged(url)[0] || {}).nearest;
        offered.push(nearest);
        if (nearest && !judged(nearest).length) passed.push(nearest);
    });
    return [offered, passed];
}"""
OTHERS = {
    "yi.yml": laid_over(RECORD, "name: 乙做法"),
    "lou-dong-zhang.yml": laid_over(RECORD, "name: 楼栋长"),
}


class Kind(BaseModel, frozen=True):
    """Inputs of one kind. cases: what was written, and what it means (empty: only a question may be asked)."""

    kind: str
    template: str
    cases: dict[str, str]
    quoted: bool = False
    fields: bool = False
    document: bool = False

    def text(self, told: str) -> str:
        """Return the file in which something is written."""
        fragment = self.template.replace("X", f"'{told}'" if self.quoted else told)
        return laid_over(DOCUMENT if self.document else RECORD, fragment)


TABLE = yaml.load((ROOT / "tests/cases/cures.yml").read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 (texts alone)
KINDS = [Kind(**kind) for kind in TABLE]
CASES = [(kind, wrong, meant) for kind in KINDS for wrong, meant in kind.cases.items()]


def value(text: str) -> Value | None:
    return read(text.encode()).value


def test_each_printed_cure_passes_and_means_the_same(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    names = [f"{'_sources/' if kind.document else ''}c-{number}.yml" for number, (kind, _, _) in enumerate(CASES)]
    texts = {name: kind.text(wrong) for name, (kind, wrong, _) in zip(names, CASES, strict=True)}
    told = checked(KnowledgeBase(tmp_path).write({**BASE, **OTHERS}), {n: text.encode() for n, text in texts.items()})
    cured, printed = {}, []
    for name in names:
        text = texts[name]
        with_fix = [problem for problem in told[name] if problem.fix and problem.code not in {"R608", "D110"}]
        lines = {(problem.line, problem.column): problem for problem in with_fix}
        for problem in sorted(lines.values(), key=lambda problem: (-problem.line, -problem.column)):
            text = pasted(text, problem) or text
        if with_fix:
            printed.append(name)
            cured[name] = text
    again = checked(
        KnowledgeBase(tmp_path_factory.mktemp("cured")).write({**BASE, **OTHERS}),
        {n: t.encode() for n, t in cured.items()},
    )
    wrong_ones: list[tuple[str, ...]] = []
    for name, (kind, wrong, meant) in zip(names, CASES, strict=True):
        if name not in cured:
            if meant:
                wrong_ones.append(("no cure", wrong, meant))
            continue
        left = [p for p in again[name] for old in told[name] if old.fix and is_same(p, old) and p.fix == old.fix]
        if left or not meant or value(cured[name]) != value(kind.text(meant)):
            wrong_ones.append(("wrong cure", wrong, meant, *(p.fix for p in told[name]), *(p.message for p in left)))
    false = [one for one in wrong_ones if one[0] == "wrong cure"]
    precision = 1 - len(false) / len(printed)
    assert len(CASES) >= FEWEST
    assert precision >= PRECISION, (precision, len(printed), false)
    assert [one for one in wrong_ones if one[0] == "no cure"] == []


def cells_of(told: Mapping[str, Value | None]) -> list[RawSheet]:
    """Return the sheets in which records and descriptions stand, one below the other."""
    raws = [raw_sheets(v, owner_of(name), Path(name).stem) for name, v in told.items() if isinstance(v, dict)]
    return [joined_sheets([raw[n] for raw in raws]) for n in range(len(all_sheets()))]


def imported(base: KnowledgeBase, sheets: list[RawSheet]) -> dict[tuple[str, int, int, int], CellProblem]:
    """Return what an import prints with a cure, by the cells and the lines in them."""
    problems = import_sheets(base.project, sheets, "a.xlsx", replace=True).problems
    return {(p.spot.sheet, p.spot.row, p.spot.column, p.spot.part): p for p in problems if p.fix and p.spot.column}


def line_of(sheet: RawSheet, row: int, column: int, part: int) -> str:
    """Return a cell's text, or one line of it."""
    text = sheet.rows[row][column].text if column in sheet.rows[row] else ""
    return text.split("\n")[part - 1] if part else text


def test_each_cure_of_a_cell_passes_and_means_the_same(tmp_path: Path) -> None:
    names = [f"{'_sources/' if kind.document else ''}c-{n}.yml" for n, (kind, _, _) in enumerate(CASES)]
    base = KnowledgeBase(tmp_path).write({**BASE, **OTHERS})
    wrong = cells_of({name: value(kind.text(wrong)) for name, (kind, wrong, _) in zip(names, CASES, strict=True)})
    meant = cells_of(
        {n: value(kind.text(right or wrong)) for n, (kind, wrong, right) in zip(names, CASES, strict=True)}
    )
    told, by_name = imported(base, wrong), {sheet.name: sheet for sheet in wrong}
    right = {sheet.name: sheet for sheet in meant}
    for (sheet, row, column, part), problem in told.items():
        lines = by_name[sheet].rows[row][column].text.split("\n") if part else [""]
        lines[max(part, 1) - 1] = problem.fix
        by_name[sheet].rows[row][column] = RawCell("text", "\n".join(lines))
    again = imported(base, wrong)
    false = [
        (problem.message, problem.fix)
        for place, problem in told.items()
        if place in again or line_of(right[place[0]], *place[1:]) != problem.fix
    ]
    assert len(told) >= FEWEST_CELLS
    assert 1 - len(false) / len(told) >= PRECISION, (len(told), false)


def test_each_cure_that_new_prints_passes_and_means_the_same(tmp_path: Path) -> None:
    base = KnowledgeBase(tmp_path).write({**BASE, **OTHERS})
    files, rights = {}, {}
    for number, (kind, wrong, right) in enumerate(CASES):
        path = Path("_sources" if kind.document else "") / f"c-{number}.yml"
        told, meant = value(kind.text(wrong)), value(kind.text(right)) if right else None
        # A field's name alone is cured where its value stands below it, as `new` writes it.
        is_other = kind.fields and not right
        data = written(told, owner_of(str(path))) if isinstance(told, dict) and not is_other else None
        if data:
            files[path], rights[path] = data, meant
    problems = [p for p in New(base.project, files).problems() if p.fix and p.code not in {"R608", "D110"}]
    texts = {path: data.decode() for path, data in files.items()}
    fixed = {path: [p for p in problems if p.path.endswith(f"/{path.as_posix()}")] for path in files}
    for path, own in fixed.items():
        for problem in sorted({(p.line, p.column): p for p in own}.values(), key=lambda p: (-p.line, -p.column)):
            texts[path] = pasted(texts[path], problem) or texts[path]
    again = New(base.project, {path: texts[path].encode() for path, own in fixed.items() if own}).problems()
    left = {(p.path, p.code, p.field) for p in again} & {(p.path, p.code, p.field) for p in problems}
    cured = [path for path, own in fixed.items() if own]
    false = [texts[path] for path in cured if rights[path] is None or value(texts[path]) != rights[path]]
    assert len(cured) >= FEWEST_CELLS
    assert 1 - (len(false) + len(left)) / len(cured) >= PRECISION, (len(cured), false, left)


def test_each_cure_that_the_form_offers_passes(page: Page, server: str) -> None:
    page.goto(f"{server}contribute/form/")
    page.wait_for_selector("[data-form=ready]")
    table = yaml.safe_load((ROOT / "tests/cases/document_text.yml").read_text(encoding="utf-8"))
    offered, passed = page.evaluate(OFFERED, [table, DOCUMENT_CURES])
    assert dict(zip(DOCUMENT_CURES, offered[-len(DOCUMENT_CURES) :], strict=True)) == DOCUMENT_CURES
    assert len(offered) >= len(DOCUMENT_CURES) + 9
    assert offered == passed
