"""The way in: a workbook becomes files, all of them or none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from casebook.checks.canonical import SCHEMA, canonical, schema_line, schema_line_of, written
from casebook.checks.repairs import Repairs
from casebook.errors import Stopped
from casebook.file_writing import write_all
from casebook.project import Project
from casebook.records.file_rules import SOURCES
from casebook.records.loading import Library, Loaded, load_library
from casebook.records.model import Document, Record
from casebook.records.reader import Value, read
from casebook.rule import Loc
from casebook.sheets.complaints import Complaint, Spot, has_errors
from casebook.sheets.contents import read_workbook
from casebook.sheets.drafts import Draft
from casebook.sheets.flat import at
from casebook.sheets.gathering import gather
from casebook.sheets.layout import PRACTICES, Owner, Sheet, all_sheets
from casebook.sheets.package import open_package
from casebook.sheets.staging import Planned, check_planned
from casebook.sheets.tables import Tables, read_tables
from casebook.text.pinyin import Reader


@dataclass(frozen=True)
class Imported:
    """What came of a workbook.

    complaints: what is wrong; nothing was written where there is an error among them. written: the new and the replaced
    files. unchanged: how many records and documents stood there already, just so. notes: what else to tell.
    """

    complaints: tuple[Complaint, ...]
    written: tuple[Path, ...] = ()
    unchanged: int = 0
    notes: tuple[str, ...] = ()


def import_workbook(project: Project, path: Path, *, replace: bool) -> Imported:
    """Bring the records and documents of a workbook into a knowledge base: all of them, or none.

    replace: existing files that differ may be replaced. Raises Stopped for a file that is no workbook.
    """
    with path.open("rb") as file:
        workbook = read_workbook(open_package(path, file))
    tables = read_tables(workbook, all_sheets())
    if PRACTICES not in tables.by_name:
        return Imported(_shown(tables.complaints))
    library = load_library(project)
    told = gather(tables, library, Reader(library.vocabularies.phrases))
    if not told.all and not has_errors(tables.complaints):
        raise Stopped(f"{path.name} 里没有要导入的内容（示例行不算）。请从第二行起填写“{PRACTICES}”等表。")
    planned = tuple(_planned(told.all, library, tables.complaints))
    changed = tuple(plan for plan in planned if not _stands(library, plan))
    _guard(changed, library, tables, replace=replace)
    own = {complaint.spot.cell for complaint in tables.complaints}
    complaints = [c for c in check_planned(project, planned, path.name) if c.spot.cell not in own or not c.spot.sheet]
    complaints += tables.complaints
    if has_errors(complaints):
        return Imported(_shown(complaints), notes=tuple(tables.notes))
    paths = write_all({project.practices / plan.path: plan.data for plan in changed})
    return Imported(_shown(complaints), paths, len(planned) - len(changed), tuple(tables.notes))


def _shown(complaints: Iterable[Complaint]) -> tuple[Complaint, ...]:
    return tuple(sorted(set(complaints)))


def _planned(drafts: Iterable[Draft], library: Library, complaints: list[Complaint]) -> Iterator[Planned]:
    practices, there, repairs = library.project.practices, _there(library), Repairs(library.vocabularies)
    for draft in drafts:
        loaded = there.get((draft.owner, draft.id))
        folder = Path(SOURCES) if draft.owner is Document else Path()
        inside = loaded.path.relative_to(practices) if loaded else folder / f"{draft.id}.yml"
        data = written(draft.value, draft.owner, _first_line(library.project, draft, inside), repairs)
        if data is None:
            complaints.append(Complaint(draft.spot, "这一条没法原样写成记录：内容超过 64 KB，或有特别的符号。请精简。"))
            continue
        yield Planned(draft, inside, data)


def _first_line(project: Project, draft: Draft, inside: Path) -> str:
    """Return the line that leads editors to the schema: as the file has it, or as `fmt` would write it."""
    path = project.practices / inside
    if path.is_file():
        return schema_line(path.read_bytes())
    return schema_line_of(inside) if draft.owner is Record and (project.practices / SCHEMA).is_file() else ""


def _there(library: Library) -> dict[tuple[Owner, str], Loaded[Record] | Loaded[Document]]:
    """Return the files of the knowledge base itself; documents lent by the checkout are not its own."""
    found: dict[tuple[Owner, str], Loaded[Record] | Loaded[Document]] = {}
    found |= {(Record, record.id): record for record in library.records}
    found |= {(Document, document.id): document for document in library.documents}
    return {key: loaded for key, loaded in found.items() if loaded.path.is_relative_to(library.project.practices)}


def _stands(library: Library, plan: Planned) -> bool:
    """Tell whether the file is there already, with this very content."""
    path = library.project.practices / plan.path
    repairs = Repairs(library.vocabularies)
    return path.is_file() and canonical(path.read_bytes(), plan.draft.owner, None, repairs) == plan.data


def _guard(changed: tuple[Planned, ...], library: Library, tables: Tables, *, replace: bool) -> None:
    """Complain of what would be overwritten without being told, or lost for want of a column."""
    there = _there(library)
    for plan in changed:
        draft = plan.draft
        if (draft.owner, draft.id) not in there:
            continue
        loaded = there[draft.owner, draft.id]
        if not replace:
            parts = "、".join(_different(plan, loaded)) or "写法"
            text = (
                f"库里已有 {draft.id}，{parts}不同。要用这里的替换它，命令里加 --replace；不动它，请删去各表里它的行。"
            )
            tables.complaints.append(Complaint(draft.spot, text))
        else:
            tables.complaints += _losses(draft, loaded, tables)


def _different(plan: Planned, loaded: Loaded[Record] | Loaded[Document]) -> Iterator[str]:
    old, new = loaded.reading.value or {}, read(plan.data).value or {}
    for name, field in plan.draft.owner.model_fields.items():
        if at(old, (name,)) != at(new, (name,)):
            yield field.title or name


def _losses(draft: Draft, loaded: Loaded[Record] | Loaded[Document], tables: Tables) -> Iterator[Complaint]:
    old = loaded.reading.value
    for sheet in all_sheets():
        if old is None or sheet.owner is not draft.owner:
            continue
        missing = tables.by_name[sheet.name].missing if sheet.name in tables.by_name else sheet.columns
        lost = [column.title for column in missing if column.loc and _holds(old, sheet, column.loc)]
        if lost:
            spot = Spot(draft.spot.place, sheet.name)
            text = f"少了“{'”“'.join(lost)}”列，库里 {draft.id} 的这些内容会丢失。请补上，或重新下载再改。"
            yield Complaint(spot, text)


def _holds(old: Value, sheet: Sheet, loc: Loc) -> bool:
    """Tell whether a record has content that belongs into a column."""
    items = at(old, sheet.field) if sheet.field else [old]
    return isinstance(items, list) and any(at(item, loc) is not None for item in items)
