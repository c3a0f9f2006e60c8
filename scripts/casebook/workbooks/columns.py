"""What a sheet and a column are, and how they follow from the fields of a model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias, get_args, get_origin

from annotated_types import MaxLen
from pydantic.fields import FieldInfo

from casebook.records.entries import Policy
from casebook.records.fields import literal_words, unwrapped, written_fields
from casebook.records.model import Document, Entity, FormerKey, Include, Outcome, Record
from casebook.records.reader import Value
from casebook.records.vocabularies import FACETS
from casebook.rule import Loc


class Form(StrEnum):
    """How a cell's text is treated.

    TEXT: as it stands. EXACT: full-width letters and digits become half-width. DATE: the same, and dates are welcome.
    """

    TEXT = "text"
    EXACT = "exact"
    DATE = "date"


Owner: TypeAlias = type[Record] | type[Document]
# What cells may name: rows of other sheets, or what a register holds.
Named: TypeAlias = Owner | type[Policy]
_REFERS: dict[str, Named] = {"document": Document, "target": Record, "replaced_by": Record, "basis": Policy}
_HELPS: dict[Named, str] = {
    Document: "文件的简称或编号；新文件先写进“文件”表",
    Record: "另一条做法的名称或编号",
    Policy: "政策的标题、文号或编号；没有登记的，请维护的人先登记",
}
_TITLES = {"target": "对方"}
_DATES = frozenset({"since", "as_of", "year", "date", "verified"})
_PLACES = frozenset({"place", "from", "to"})
_EXACT = _PLACES | {"value", "key", "result", "conflicts_with"}
_LONG = frozenset({"summary", "background", "steps", "notes", "note", "conditions", "reason"})
_RARE = frozenset({"pinyin", "verified", "result", "conflicts_with", "stage_basis", "place_basis"})
# The field by which a part is called: from its pinyin the importer makes a key that is left out.
_NAMED_BY = {Outcome: "指标", Include: "名称"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    title: the heading, without the star. loc: the place in the row's item; empty where the cell names the item's owner
    or the item's own id. lines: a list, one entry a line. refers: what its cells name. facet: the vocabulary, words:
    the fixed words it chooses from. rare: for the maintainers' cases; folded away in the template.
    """

    title: str
    loc: Loc
    help: str = ""
    required: bool = False
    lines: bool = False
    form: Form = Form.TEXT
    refers: Named | None = None
    facet: str = ""
    words: tuple[str, ...] = ()
    is_long: bool = False
    rare: bool = False

    def of(self, item: Value) -> Value | None:
        """Return what an item has for this column, or None where it has nothing."""
        return at(item, self.loc)

    @property
    def is_place(self) -> bool:
        """Tell whether it names places."""
        return bool(self.loc) and self.loc[-1] in _PLACES

    @property
    def heading(self) -> str:
        """The heading as the sheet shows it."""
        return f"{self.title}*" if self.required else self.title


def at(value: Value | None, loc: Loc) -> Value | None:
    """Return the part of a value at a location, or None where there is none."""
    for step in loc:
        if isinstance(value, list) and isinstance(step, int):
            value = value[step] if step < len(value) else None
        elif isinstance(value, dict) and isinstance(step, str):
            value = value.get(step)
        else:
            return None
    return value


def _fields(owner: type[Entity], around: Loc = ()) -> Iterator[tuple[type[Entity], Loc, FieldInfo, object]]:
    """Yield the fields of a model and of the models in it: the model, the place, the field, its type without `None`."""
    for name, field in written_fields(owner).items():
        kind = unwrapped(field.annotation)
        if inner := _entity(kind):
            yield from _fields(inner, (*around, name))
        else:
            yield owner, (*around, name), field, kind


def field_columns(owner: type[Entity]) -> Iterator[Column]:
    """Yield the columns for the fields of a model; lists of parts have sheets of their own."""
    for inner, loc, field, kind in _fields(owner):
        if get_origin(kind) is not tuple:
            yield _column(inner, loc, field, kind)
        elif _entity(get_args(kind)[0]) is None:
            yield from _list_columns(_column(inner, loc, field, get_args(kind)[0]), field)


def part_fields(owner: type[Entity]) -> Iterator[tuple[Loc, FieldInfo, type[Entity]]]:
    """Yield the fields that are lists of parts: their place, the field, the part's model."""
    for _, loc, field, kind in _fields(owner):
        if get_origin(kind) is tuple and (part := _entity(get_args(kind)[0])):
            yield loc, field, part


def _entity(kind: object) -> type[Entity] | None:
    return kind if isinstance(kind, type) and issubclass(kind, Entity) else None


def _list_columns(plain: Column, field: FieldInfo) -> Iterator[Column]:
    most = next((rule.max_length for rule in field.metadata if isinstance(rule, MaxLen)), None)
    if most is None:
        yield replace(plain, help=_joined(plain.help, "一行一条，换行按 Alt+Enter"), lines=True)
        return
    for index in range(most):
        title = f"{plain.title}{index + 1}"
        yield replace(plain, title=title, loc=(*plain.loc, index), required=plain.required and not index)


def _column(owner: type[Entity], loc: Loc, field: FieldInfo, kind: object) -> Column:
    name, words = str(loc[-1]), literal_words(kind)
    facet, refers = FACETS.get((owner, name), ""), None if owner is FormerKey else _REFERS.get(name)
    # What is required and left empty, the importer makes up.
    is_proposed = name == "key" and owner in _NAMED_BY
    return Column(
        _TITLES.get(name, field.title or name),
        loc,
        _joined(
            _HELPS[refers] if refers else field.description or "",
            "从下拉列表里选" if facet or words or name in _PLACES else "",
            f"空着就按{_NAMED_BY[owner]}的拼音拟" if is_proposed else "",
        ),
        field.is_required() and len(loc) == 1 and not is_proposed,
        form=Form.DATE if name in _DATES else Form.EXACT if name in _EXACT else Form.TEXT,
        refers=refers,
        facet=facet,
        words=words,
        is_long=name in _LONG,
        rare=len(loc) > 1 or name in _RARE,
    )


def _joined(*parts: str) -> str:
    return "；".join(filter(None, parts))
