"""A record or document as its rows tell it, with the cell of each part."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from casebook.records.fields import owner_model, title
from casebook.records.reader import Value
from casebook.rule import Loc
from casebook.sheets.columns import Column, Refers
from casebook.sheets.complaints import Complaint, Spot
from casebook.sheets.layout import Owner
from casebook.sheets.names import Names
from casebook.sheets.tables import Row, Table
from casebook.text.escaping import fold

_LINES = re.compile("\n")
_SEPARATORS = re.compile(r"[、，,;；\n]")


@dataclass
class Draft:
    """One record or document as told by a workbook.

    spot: its main row. name: what people call it. value: as the strict reader would give it. spots: the cell of each
    part, also of parts that are left empty.
    """

    owner: Owner
    id: str
    name: str
    spot: Spot
    value: dict[str, Value] = field(default_factory=dict)
    spots: dict[Loc, Spot] = field(default_factory=dict)

    def spot_of(self, loc: Loc) -> Spot:
        """Return the cell of a part, or of the nearest part around it."""
        while loc and loc not in self.spots:
            loc = loc[:-1]
        return self.spots[loc] if loc else self.spot

    def label(self, loc: Loc) -> str:
        """Return the Chinese title of a field."""
        return title(self.owner, loc)


@dataclass(frozen=True)
class Filling:
    """Puts rows into drafts. practices, documents: what cells may refer to."""

    practices: Names
    documents: Names
    complaints: list[Complaint]

    def fill(self, draft: Draft, table: Table, row: Row, item: dict[str, Value], around: Loc) -> None:
        """Put the cells of a row into an item; around: the item's place in the draft."""
        draft.spots.setdefault(around, table.spot(row.number))
        for column in table.sheet.columns:
            *owners, last = column.loc or ("",)
            loc = (*around, *owners) if isinstance(last, int) else (*around, *column.loc)
            spot = table.spot(row.number, column)
            if column.loc:
                draft.spots.setdefault(loc, spot)
            if column.loc and column in row.texts:
                entries = self._put(item, column, row.texts[column], spot)
                for part, entry in enumerate(entries, start=1):
                    draft.spots[(*loc, entry)] = replace(spot, part=part) if len(entries) > 1 else spot

    def _put(self, item: dict[str, Value], column: Column, text: str, spot: Spot) -> range:
        """Put a cell's content into an item; return which entries of a list it became."""
        *owners, last = column.loc
        if column.lines:
            parts = (_SEPARATORS if column.words else _LINES).split(text)
            entries: list[Value] = [fold(part) for part in parts if part.strip()]
            if entries:
                self._set(item, column.loc, entries)
            return range(len(entries))
        if isinstance(last, int):
            words = item.setdefault(str(owners[0]), [])
            assert isinstance(words, list)
            words.append(fold(text))
            return range(len(words) - 1, len(words))
        self._set(item, column.loc, self._meant(text, column, spot))
        return range(0)

    def _set(self, item: dict[str, Value], loc: Loc, value: Value) -> None:
        *owners, last = loc
        for name in owners:
            inner = item.setdefault(str(name), {})
            assert isinstance(inner, dict)
            item = inner
        item[str(last)] = value

    def _meant(self, text: str, column: Column, spot: Spot) -> str:
        """Return what the record holds for a cell: ids for names."""
        if column.refers is Refers.PRACTICE or column.refers is Refers.DOCUMENT:
            return self.referred(text, column, spot) or fold(text)
        return text

    def referred(self, text: str, column: Column, spot: Spot) -> str:
        """Return the id that a cell refers to; empty, and told, where it names none or several."""
        is_practice = column.refers is Refers.PRACTICE
        names, sheet = (self.practices, "做法") if is_practice else (self.documents, "文件")
        found = names.find(fold(text))
        if len(found) == 1:
            return found[0]
        self.complaints.append(Complaint(spot, *names.wrong(fold(text), sheet)))
        return ""


def field_titles(owner: Owner, loc: Loc) -> dict[str, str]:
    """Return the Chinese titles of the fields beside a place, by their names, for messages made for files."""
    titles: dict[str, str] = {}
    for end in range(len(loc) + 1):
        model = owner_model(owner, loc[:end])
        if model is not None:
            titles |= {name: info.title for name, info in model.model_fields.items() if info.title}
    return titles
