"""From tables to drafts: rows find their record or document, and what is left empty is proposed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from casebook.records.ids import free_id, wrong_id
from casebook.records.loading import Library
from casebook.records.model import Document, Record
from casebook.records.reader import Value
from casebook.sheets.columns import Column, Refers
from casebook.sheets.complaints import Complaint
from casebook.sheets.drafts import Draft, Filling
from casebook.sheets.layout import DOCUMENTS, PRACTICES, Owner, sheets_of
from casebook.sheets.names import Names
from casebook.sheets.tables import Row, Table, Tables
from casebook.text.pinyin import Reader, slug


@dataclass(frozen=True)
class Gathered:
    """All that a workbook tells of. practices, documents: the drafts by id."""

    practices: dict[str, Draft]
    documents: dict[str, Draft]

    @property
    def all(self) -> tuple[Draft, ...]:
        """Documents, then practices."""
        return (*self.documents.values(), *self.practices.values())


def gather(tables: Tables, library: Library, reader: Reader) -> Gathered:
    """Make drafts of all rows; what is wrong is added to the complaints of the tables."""
    ids = _Ids(tables.complaints, reader)
    documents = ids.drafts(tables, DOCUMENTS, Document, _document_names(library))
    practices = ids.drafts(tables, PRACTICES, Record, _record_names(library))
    filling = Filling(
        _names(practices.values(), _record_names(library)),
        _names(documents.values(), _document_names(library)),
        tables.complaints,
    )
    told = Gathered(practices, documents)
    for name, drafts in ((PRACTICES, practices), (DOCUMENTS, documents)):
        if name in tables.by_name:
            _fill_main(filling, tables.by_name[name], drafts)
    _fill_parts(filling, tables, told)
    return told


def _record_names(library: Library) -> list[tuple[str, str]]:
    return [(loaded.id, loaded.draft.name) for loaded in library.records if loaded.draft is not None]


def _document_names(library: Library) -> list[tuple[str, str]]:
    return [
        (loaded.id, name)
        for loaded in library.documents
        if loaded.draft is not None
        for name in (loaded.draft.label, loaded.draft.title)
    ]


def _names(drafts: Iterable[Draft], known: list[tuple[str, str]]) -> Names:
    """Return what cells may refer to: the workbook's own rows, then what the knowledge base holds besides."""
    here = {draft.id: draft for draft in drafts}
    pairs = [(id_, draft.name) for id_, draft in here.items()]
    return Names.of([*pairs, *((id_, name) for id_, name in known if id_ not in here and name)])


@dataclass(frozen=True)
class _Ids:
    """Gives each main row its id: the one it tells, that of the same name, or one made of the pinyin."""

    complaints: list[Complaint]
    reader: Reader

    def drafts(self, tables: Tables, name: str, owner: Owner, known: list[tuple[str, str]]) -> dict[str, Draft]:
        if name not in tables.by_name:
            return {}
        table = tables.by_name[name]
        id_column = next(column for column in table.sheet.columns if column.refers is Refers.OWN)
        name_column = table.sheet.column("名称" if owner is Record else "简称")
        names, drafts = Names.of(known), dict[str, Draft]()
        taken = {row.texts[id_column] for row in table.rows if id_column in row.texts} | names.ids
        for row in table.rows:
            called = row.texts.get(name_column, "")
            id_ = self._told(table, row, id_column, drafts) if id_column in row.texts else ""
            # A row whose id is refused is checked under one that means nothing.
            id_ = id_ or self._proposed(row, "" if id_column in row.texts else called, names, drafts, taken)
            drafts[id_] = Draft(owner, id_, called or id_, table.spot(row.number, name_column))
            taken.add(id_)
        return drafts

    def _told(self, table: Table, row: Row, column: Column, drafts: dict[str, Draft]) -> str:
        id_ = row.texts[column]
        wrong = wrong_id(id_)
        if id_ in drafts:
            wrong = f"编号 {id_} 在第 {drafts[id_].spot.row} 行已经用过。请换一个，或合并成一行。"
        if wrong:
            self.complaints.append(Complaint(table.spot(row.number, column), wrong))
        return "" if wrong else id_

    def _proposed(self, row: Row, called: str, names: Names, drafts: dict[str, Draft], taken: set[str]) -> str:
        same = [id_ for id_ in names.find(called) if id_ not in drafts and not wrong_id(id_)] if called else []
        if len(same) == 1:
            return same[0]
        return free_id(slug(self.reader.syllables(called)) or f"row-{row.number}", taken)


def _fill_main(filling: Filling, table: Table, drafts: dict[str, Draft]) -> None:
    rows = {row.number: row for row in table.rows}
    for draft in drafts.values():
        filling.fill(draft, table, rows[draft.spot.row], draft.value, ())


def _fill_parts(filling: Filling, tables: Tables, told: Gathered) -> None:
    for owner, drafts in ((Record, told.practices), (Document, told.documents)):
        for sheet in sheets_of(owner, [table.sheet for table in tables.by_name.values()]):
            if not sheet.is_main:
                table = tables.by_name[sheet.name]
                for row in table.rows:
                    _fill_part(filling, table, row, drafts)


def _fill_part(filling: Filling, table: Table, row: Row, drafts: dict[str, Draft]) -> None:
    draft = _owner(filling, table, row, drafts)
    if draft is None:
        return
    *around, last = table.sheet.field
    item = draft.value
    for name in around:
        inner = item.setdefault(str(name), {})
        assert isinstance(inner, dict)
        item = inner
    parts = item.setdefault(str(last), [])
    assert isinstance(parts, list)
    part: dict[str, Value] = {}
    draft.spots.setdefault(table.sheet.field, table.spot(row.number))
    filling.fill(draft, table, row, part, (*table.sheet.field, len(parts)))
    parts.append(part)


def _owner(filling: Filling, table: Table, row: Row, drafts: dict[str, Draft]) -> Draft | None:
    column = next(column for column in table.sheet.columns if not column.loc)
    spot = table.spot(row.number, column)
    if column not in row.texts:
        filling.complaints.append(Complaint(spot, f"没有写是哪条{column.title}的。请从下拉列表里选。"))
        return None
    id_ = filling.referred(row.texts[column], column, spot)
    if id_ and id_ not in drafts:
        message = f"“{column.title}”表里没有“{row.texts[column]}”。一条{column.title}要整条导入：请先下载它的各行，一起放进来。"
        filling.complaints.append(Complaint(spot, message))
    return drafts.get(id_)
