"""From a record to its rows: the inverse of gathering."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casebook.records.labels import LABELS
from casebook.records.reader import Value
from casebook.rule import Loc
from casebook.sheets.columns import Column, Refers
from casebook.sheets.layout import Sheet
from casebook.sheets.names import Names
from casebook.text.escaping import fold


def at(value: Value, loc: Loc) -> Value | None:
    """Return the part of a value at a location, or None where there is none."""
    here: Value = value
    for step in loc:
        if isinstance(here, list) and isinstance(step, int):
            found = here[step] if step < len(here) else None
        else:
            found = here.get(step) if isinstance(here, dict) and isinstance(step, str) else None
        if found is None:
            return None
        here = found
    return here


@dataclass(frozen=True)
class Flat:
    """Writes values as rows. practices, documents: what cells call them."""

    practices: Names
    documents: Names

    def rows(self, sheet: Sheet, id_: str, value: Value) -> Iterator[tuple[str, ...]]:
        """Yield the rows of one record or document in a sheet: a text for each column."""
        items = [value] if sheet.is_main else at(value, sheet.field) or []
        for item in items:
            yield tuple(self._cell(column, id_, item) for column in sheet.columns)

    def _cell(self, column: Column, id_: str, item: Value) -> str:
        if not column.loc:
            return id_ if column.refers is Refers.OWN else self._name(column, id_)
        part = at(item, column.loc)
        if isinstance(part, list):
            return "\n".join(self._text(column, entry) for entry in part if isinstance(entry, str))
        return self._text(column, part) if isinstance(part, str) else ""

    def _text(self, column: Column, text: str) -> str:
        if column.refers is not Refers.NOTHING:
            return self._name(column, text)
        return LABELS[text] if column.words and text in LABELS else fold(text)

    def _name(self, column: Column, id_: str) -> str:
        return (self.practices if column.refers is Refers.PRACTICE else self.documents).shown(id_)
