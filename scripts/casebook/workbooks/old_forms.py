"""Workbooks of the first edition: what each column and sheet that is gone became, and what can be taken over."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.problems import Severity
from casebook.records.entries import Policy
from casebook.records.model import Record
from casebook.text.escaping import fold
from casebook.workbooks.cell_problems import CellProblem
from casebook.workbooks.columns import Column
from casebook.workbooks.drafts import Draft, Filling
from casebook.workbooks.filled_sheets import FilledBook, FilledSheet
from casebook.workbooks.layout import OLD_POLICIES, PRACTICES

_ALIASES, _SEARCH_WORDS = "别名", "查找用词"


def told_of_old(book: FilledBook) -> Iterator[CellProblem]:
    """Yield what a workbook of the first edition should hear though nothing in it is wrong."""
    main = book.by_name.get(PRACTICES)
    if main is None or main.sheet.column(_SEARCH_WORDS) in main.columns:
        return
    aliases = main.sheet.column(_ALIASES)
    first = next((number for number, texts in main.rows.items() if aliases in texts), 0)
    if first:
        text = f"“{_ALIASES}”现在只写文件里印着的叫法；口语、外地的叫法请另加一列“{_SEARCH_WORDS}”，移到那里。"
        yield CellProblem(main.spot(first, aliases), text, severity=Severity.WARNING)


def old_policies(book: FilledBook) -> FilledSheet | None:
    """Return the sheet of policies of the first edition, which stands in for a column of the main sheet now."""
    main, old = book.by_name.get(PRACTICES), book.by_name.get(OLD_POLICIES.name)
    if main and old:
        main.columns.setdefault(main.sheet.column(OLD_POLICIES.name), 0)
        count = len(old.rows)
        book.notes.append(
            f"“{old.sheet.name}”表改成了“{PRACTICES}”表里的一列；这里的 {count} 行，登记过的照登记的政策写。"
        )
    return old


def take_over(filling: Filling, draft: Draft, filled: FilledSheet, number: int) -> None:
    """Put a row of the old sheet of policies into a draft: the id of the one policy that its title or number names."""
    texts, policies = filled.rows[number], filling.names[Policy]
    told = {column: fold(texts[column]) for column in _named(filled) if column in texts}
    ids = {id_ for text in told.values() for id_ in policies.find(text)}
    column, text = next(iter(told.items()), (None, ""))
    spot = filled.spot(number, column)
    if len(ids) != 1:
        wrong = policies.wrong(text, Policy) if text else ("没有写是哪份政策。请补上标题，或删去这一行。", "")
        filling.problems.append(CellProblem(spot, *wrong))
        return
    basis = draft.value.setdefault("basis", [])
    assert isinstance(basis, list)
    draft.spots[("basis", len(basis))] = spot
    basis += ids - set(map(str, basis))


def _named(filled: FilledSheet) -> Iterator[Column]:
    return (column for column in filled.sheet.columns if column.refers is not Record)
