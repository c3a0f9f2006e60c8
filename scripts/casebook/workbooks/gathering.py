"""From filled sheets to drafts: rows find their record or document, and what is left empty is proposed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from casebook.records.ids import free_id, wrong_id
from casebook.records.loading import Library
from casebook.text.pinyin import Pronouncer, slug
from casebook.workbooks.cell_problems import CellProblem, Spot
from casebook.workbooks.columns import Column
from casebook.workbooks.drafts import Draft, Filling
from casebook.workbooks.filled_sheets import FilledBook, FilledSheet
from casebook.workbooks.layout import MAIN
from casebook.workbooks.old_forms import old_policies, take_over, told_of_old
from casebook.workbooks.references import References, names_in


def gather(book: FilledBook, library: Library, pronouncer: Pronouncer) -> tuple[Draft, ...]:
    """Return drafts of all rows, documents first; what is wrong is added to the problems of the workbook."""
    book.problems += told_of_old(book)
    known = names_in(library)
    told = {kind: _Naming(References.of(known[kind]), book.problems, pronouncer) for kind in MAIN}
    for kind, naming in told.items():
        if main := book.by_name.get(MAIN[kind][0]):
            naming.take(main)
    names = {kind: _all_names(told[kind].drafts if kind in told else {}, pairs) for kind, pairs in known.items()}
    filling = Filling(names, book.problems)
    old = old_policies(book)
    for filled in sorted(book.by_name.values(), key=lambda filled: filled is old):
        drafts = told[filled.sheet.owner].drafts
        if filled.sheet.is_main:
            for draft, number in zip(drafts.values(), filled.rows, strict=True):
                filling.fill(draft, filled, number, draft.value, ())
            continue
        for number in filled.rows:
            if owner := _owner(filling, filled, number, drafts):
                (take_over if filled is old else Filling.fill_part)(filling, owner, filled, number)
    return tuple(draft for naming in told.values() for draft in naming.drafts.values())


def _all_names(here: dict[str, Draft], known: list[tuple[str, str]]) -> References:
    """Return what cells may refer to: the workbook's own rows, then what the knowledge base holds besides."""
    own = ((draft.id, draft.name) for draft in here.values())
    return References.of([*own, *((id_, name) for id_, name in known if id_ not in here)])


@dataclass(frozen=True)
class _Naming:
    """Gives each main row its id: the one it tells, that of the same name, or one made of the pinyin."""

    known: References
    problems: list[CellProblem]
    pronouncer: Pronouncer
    drafts: dict[str, Draft] = field(default_factory=dict)

    def take(self, filled: FilledSheet) -> None:
        """Make a draft of each row of a main sheet."""
        owner = filled.sheet.owner
        id_column = next(column for column in filled.sheet.columns if not column.loc)
        name_column = filled.sheet.column(MAIN[owner][1])
        taken = {texts.get(id_column, "") for texts in filled.rows.values()} | self.known.first.keys()
        for number, texts in filled.rows.items():
            told, name = texts.get(id_column, ""), texts.get(name_column, "")
            id_ = self._told(told, filled.spot(number, id_column)) if told else self._same(name)
            # A row whose id is refused is checked under one that means nothing.
            said = _spoken(texts) or self.pronouncer.syllables("" if told else name)
            id_ = id_ or free_id(slug(said) or f"row-{number}", taken)
            self.drafts[id_] = Draft(owner, id_, name or f"第 {number} 行", filled.spot(number, name_column))
            taken.add(id_)

    def _told(self, id_: str, spot: Spot) -> str:
        wrong = wrong_id(id_)
        if id_ in self.drafts:
            wrong = f"编号 {id_} 在第 {self.drafts[id_].spot.row} 行已经用过。请换一个，或合并成一行。"
        if wrong:
            self.problems.append(CellProblem(spot, wrong))
        return "" if wrong else id_

    def _same(self, name: str) -> str:
        """Return the id that the knowledge base has for a name, where it has just one that is free."""
        found = [id_ for id_ in self.known.find(name) if id_ not in self.drafts and not wrong_id(id_)] if name else []
        return found[0] if len(found) == 1 else ""


def _spoken(texts: Mapping[Column, str]) -> tuple[str, ...]:
    """Return the syllables of the name that a row tells itself; none where it leaves them to us."""
    return tuple(next((text for column, text in texts.items() if column.loc == ("pinyin",)), "").split())


def _owner(filling: Filling, filled: FilledSheet, number: int, drafts: dict[str, Draft]) -> Draft | None:
    column = next(column for column in filled.sheet.columns if not column.loc)
    spot, texts = filled.spot(number, column), filled.rows[number]
    if column not in texts:
        filling.problems.append(CellProblem(spot, f"没有写是哪条{column.title}的。请从下拉列表里选。"))
        return None
    id_ = filling.referred(texts[column], filled.sheet.owner, spot)
    if id_ and id_ not in drafts:
        message = (
            f"“{column.title}”表里没有“{texts[column]}”。一条{column.title}要整条导入：请先下载它的各行，一起放进来。"
        )
        filling.problems.append(CellProblem(spot, message))
    return drafts.get(id_)
