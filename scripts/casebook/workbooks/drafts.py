"""A record or document as its rows tell it, with the cell of each part."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from casebook.records.reader import Value
from casebook.rule import Loc
from casebook.text.escaping import fold
from casebook.workbooks.cell_problems import CellProblem, Spot
from casebook.workbooks.columns import Column, Named, Owner
from casebook.workbooks.filled_sheets import FilledSheet
from casebook.workbooks.references import References

_LINES = re.compile("\n")
# The rules that tell of an id that is not there, by the fields.
_LOST = {"document": "R402", "basis": "R207", "target": "S101", "replaced_by": "S203"}
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


@dataclass(frozen=True)
class Filling:
    """Puts rows into drafts. names: what cells may refer to."""

    names: Mapping[Named, References]
    problems: list[CellProblem]

    def fill_part(self, draft: Draft, filled: FilledSheet, number: int) -> None:
        """Put a row into a new part of a draft."""
        *around, last = filled.sheet.field
        parts = _inside(draft.value, around).setdefault(str(last), [])
        assert isinstance(parts, list)
        part: dict[str, Value] = {}
        draft.spots.setdefault(filled.sheet.field, filled.spot(number))
        self.fill(draft, filled, number, part, (*filled.sheet.field, len(parts)))
        parts.append(part)

    def fill(self, draft: Draft, filled: FilledSheet, number: int, item: dict[str, Value], around: Loc) -> None:
        """Put the cells of a row into an item; around: the item's place in the draft."""
        draft.spots.setdefault(around, filled.spot(number))
        texts = filled.rows[number]
        for column in filled.sheet.columns:
            if column.loc:
                spot = filled.spot(number, column)
                loc = (*around, *(step for step in column.loc if isinstance(step, str)))
                draft.spots.setdefault(loc, spot)
                entries = self._put(item, column, texts[column], spot) if column in texts else range(0)
                for part, entry in enumerate(entries, start=1):
                    draft.spots[(*loc, entry)] = replace(spot, part=part) if len(entries) > 1 else spot

    def _put(self, item: dict[str, Value], column: Column, text: str, spot: Spot) -> range:
        """Put a cell's content into an item; return which entries of a list it became."""
        *around, last = column.loc
        if isinstance(last, int):
            words = item.setdefault(str(around[0]), [])
            assert isinstance(words, list)
            words.append(fold(text))
            return range(len(words) - 1, len(words))
        if not column.lines:
            _inside(item, around)[last] = self._meant(text, column, spot) if column.refers else text
            return range(0)
        parts = (_SEPARATORS if column.words else _LINES).split(text)
        written = [part for part in parts if part.strip()]
        spots = [replace(spot, part=number) if len(written) > 1 else spot for number in range(1, len(written) + 1)]
        entries: list[Value] = [self._meant(part, column, own) for part, own in zip(written, spots, strict=True)]
        if entries:
            _inside(item, around)[last] = entries
        return range(len(entries))

    def _meant(self, text: str, column: Column, spot: Spot) -> str:
        """Return what the record holds for a text: ids for names."""
        code = _LOST.get(str(column.loc[-1]), "")
        return (self.referred(text, column.refers, spot, code) if column.refers else "") or fold(text)

    def referred(self, text: str, owner: Named, spot: Spot, code: str = "") -> str:
        """Return the id that a cell refers to; empty, and told, where it names none or several. code: of the rule that says so."""
        found = self.names[owner].find(fold(text))
        if len(found) == 1:
            return found[0]
        self.problems.append(CellProblem(spot, *self.names[owner].wrong(fold(text), owner), code=code))
        return ""


def _inside(item: dict[str, Value], loc: Sequence[str | int]) -> dict[str, Value]:
    """Return the mapping at a place in an item, made where it is missing."""
    for name in loc:
        inner = item.setdefault(str(name), {})
        assert isinstance(inner, dict)
        item = inner
    return item
