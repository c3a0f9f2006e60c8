"""The way in: a workbook becomes files, all of them or none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from casebook.checks.canonical import SCHEMA, canonical, schema_line, schema_line_of, written
from casebook.checks.evidence import Texts, text_files
from casebook.checks.repairs import Repairs
from casebook.errors import Unusable
from casebook.file_writing import write_all
from casebook.problems import has_errors
from casebook.project import Project
from casebook.records.file_rules import SOURCES
from casebook.records.loading import Library, Loaded, load_library
from casebook.records.model import Document, Record
from casebook.records.reader import Value, read
from casebook.text.pinyin import Pronouncer
from casebook.workbooks.cell_problems import CellProblem, Spot
from casebook.workbooks.columns import at
from casebook.workbooks.drafts import Draft
from casebook.workbooks.filled_sheets import Ask, FilledBook, read_filled
from casebook.workbooks.gathering import gather
from casebook.workbooks.layout import PRACTICES, all_sheets
from casebook.workbooks.proposing import propose_numbers, propose_sections
from casebook.workbooks.reading_apart import read_apart
from casebook.workbooks.staging import Planned, check_planned
from casebook.workbooks.stored_cells import RawSheet

_NUMBERS = "原文里还没有收的数，给回的工作簿里列在“不入库的数字”表：不收的写原因；要收的写进“数据”表，再删去那一行。"


@dataclass(frozen=True)
class Imported:
    """What came of a workbook.

    problems: what is wrong; nothing was written where there is an error among them. written: the new and the replaced
    files. unchanged: how many records and documents stood there already, just so. notes: what else to tell. account: what
    became of each sheet. book: the sheets as read.
    """

    problems: tuple[CellProblem, ...]
    written: tuple[Path, ...] = ()
    unchanged: int = 0
    notes: tuple[str, ...] = ()
    account: tuple[str, ...] = ()
    book: FilledBook = field(default_factory=FilledBook)


def import_workbook(
    project: Project, path: Path, *, replace: bool, ask: Ask | None = None, sources: Path | None = None
) -> Imported:
    """Bring the records and documents of a workbook into a knowledge base: all of them, or none.

    replace: existing files that differ may be replaced. ask: whether a guess is right. sources: the documents' texts, to
    hold all against. Raises Unusable for a file that is no workbook of ours.
    """
    return import_sheets(project, read_apart(path), path.name, replace=replace, ask=ask, sources=sources)


def import_sheets(
    project: Project,
    sheets: Iterable[RawSheet],
    name: str,
    *,
    replace: bool,
    ask: Ask | None = None,
    sources: Path | None = None,
) -> Imported:
    """Bring in the sheets of a workbook, as `import_workbook` does. name: the file's."""
    book = read_filled(sheets, ask)
    library = load_library(project)
    drafts = gather(book, library, Pronouncer(library.vocabularies.phrases))
    if not drafts and not has_errors(book.problems):
        raise Unusable(
            f"{name} 里没有要导入的内容（示例行不算）。请从第二行起填写“{PRACTICES}”等表。{''.join(book.account)}"
        )
    texts = _texts(sources, drafts, library) if sources else {}
    here = {loaded.id for loaded in library.documents}
    book.notes += propose_sections([draft for draft in drafts if draft.id not in here], texts)
    planned = tuple(_planned(drafts, library, book.problems))
    changed = [plan for plan in planned if plan.is_change]
    book.problems += [problem for plan in changed for problem in _guarded(plan, book, replace=replace)]
    own = {problem.spot.cell for problem in book.problems}
    found = check_planned(project, planned, name, texts if sources else None)
    found = [p for p in found if not p.spot.sheet or (p.spot.cell not in own and not _is_lacking(p, book))]
    problems = tuple(sorted({*found, *book.problems}))
    account = book.account
    if has_errors(problems):
        book.notes += [_NUMBERS] if propose_numbers(book, drafts, texts) else []
        return Imported(problems, (), 0, tuple(book.notes), account, book)
    paths = write_all({project.practices / plan.path: plan.data for plan in changed})
    return Imported(problems, paths, len(planned) - len(changed), tuple(book.notes), account, book)


def _texts(sources: Path, drafts: Iterable[Draft], library: Library) -> Texts:
    """Return the texts by documents; a single file of another name is that of the one document in the workbook."""
    own = [draft.id for draft in drafts if draft.owner is Document]
    ids = [*own, *(loaded.id for loaded in library.documents)]
    return text_files(sources, ids, own[0] if len(own) == 1 else "")


def _is_lacking(problem: CellProblem, book: FilledBook) -> bool:
    """Tell whether a problem is one of a cell in a column that the sheet lacks as a whole: that is told once."""
    filled = [sheet for sheet in book.by_name.values() if sheet.place == problem.spot.place]
    lacking = {column.title for sheet in filled for column in sheet.missing if column.required}
    return not problem.spot.column and problem.spot.heading in lacking


def _planned(drafts: Iterable[Draft], library: Library, problems: list[CellProblem]) -> Iterator[Planned]:
    practices, repairs = library.project.practices, Repairs(library.vocabularies)
    files: list[Loaded[Record] | Loaded[Document]] = [*library.records, *library.documents]
    # Documents that are lent by the checkout are not the knowledge base's own.
    there = {(file.kind, file.id): file for file in files if file.path.is_relative_to(practices)}
    for draft in drafts:
        file = there.get((draft.owner, draft.id))
        folder = Path(SOURCES) if draft.owner is Document else Path()
        inside = file.path.relative_to(practices) if file else folder / f"{draft.id}.yml"
        stands = file.path.read_bytes() if file else b""
        is_led = draft.owner is Record and (practices / SCHEMA).is_file()
        first_line = schema_line(stands) if file else schema_line_of(inside) if is_led else ""
        data = written(draft.value, draft.owner, first_line, repairs)
        if data is None:
            problems.append(CellProblem(draft.spot, "这一条没法原样写成记录：内容超过 64 KB，或有特别的符号。请精简。"))
            continue
        is_change = file is None or canonical(stands, draft.owner, None, repairs) != data
        yield Planned(draft, inside, data, (file.parsed.value or {}) if file else None, is_change)


def _guarded(plan: Planned, book: FilledBook, *, replace: bool) -> Iterator[CellProblem]:
    """Complain of what would be overwritten without being told, or lost for want of a column."""
    draft = plan.draft
    if plan.before is None:
        return
    if not replace:
        parts = "、".join(_different(plan, plan.before)) or "写法"
        text = f"库里已有 {draft.id}，{parts}不同。要用这里的替换它，命令里加 --replace；不动它，请删去各表里它的行。"
        yield CellProblem(draft.spot, text)
        return
    for sheet in all_sheets():
        missing = book.by_name[sheet.name].missing if sheet.name in book.by_name else sheet.columns
        items = sheet.items(plan.before) if sheet.owner is draft.owner else ()
        lost = [column.title for column in missing if column.loc and any(column.of(item) is not None for item in items)]
        if lost:
            text = f"少了“{'”“'.join(lost)}”列，库里 {draft.id} 的这些内容会丢失。请补上，或重新下载再改。"
            yield CellProblem(Spot(draft.spot.place, sheet.name), text)


def _different(plan: Planned, before: Value) -> Iterator[str]:
    after = read(plan.data).value
    for name, info in plan.draft.owner.model_fields.items():
        if at(before, (name,)) != at(after, (name,)):
            yield info.title or name
