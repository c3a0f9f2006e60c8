"""What a sheet and a column are, and how they follow from the fields of a model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import get_args, get_origin

from annotated_types import MaxLen
from pydantic.fields import FieldInfo

from casebook.records.fields import literal_words, unwrapped
from casebook.records.model import Entity, Locality, Outcome, Publication, Recognition, Relation, Source
from casebook.records.vocabularies import FACETS
from casebook.rule import Loc


class Form(StrEnum):
    """How a cell's text is treated.

    TEXT: as it stands. EXACT: full-width letters and digits become half-width. DATE: the same, and dates are welcome.
    """

    TEXT = "text"
    EXACT = "exact"
    DATE = "date"


class Refers(StrEnum):
    """What a cell names. OWN: the id of its own row."""

    NOTHING = ""
    PRACTICE = "practice"
    DOCUMENT = "document"
    OWN = "own"


_REFERS: dict[tuple[type[Entity], str], tuple[Refers, str]] = {
    (owner, "document"): (Refers.DOCUMENT, "文件的简称或编号；新文件先写进“文件”表")
    for owner in (Locality, Source, Outcome, Recognition)
} | {
    (Relation, "target"): (Refers.PRACTICE, "另一条做法的名称或编号"),
    (Publication, "replaced_by"): (Refers.PRACTICE, "另一条做法的名称或编号"),
}
_TITLES: dict[tuple[type[Entity], str], str] = {(Relation, "target"): "对方"}
_DATES = frozenset({"since", "as_of", "year", "date", "verified"})
_EXACT = frozenset({"value", "place", "key"})
_LONG = frozenset({"summary", "background", "steps", "notes", "note", "conditions", "adoption", "reason"})
_PROPOSED = "空着就按指标的拼音拟"
_RARE = frozenset({"pinyin", "verified"})


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    title: the heading, without the star. loc: the place in the row's item; empty where the cell names the item's owner
    or the item's own id. lines: a list, one entry a line. facet: the vocabulary, words: the fixed words it chooses from.
    rare: for the maintainers' cases; folded away in the template.
    """

    title: str
    loc: Loc
    help: str = ""
    required: bool = False
    lines: bool = False
    form: Form = Form.TEXT
    refers: Refers = Refers.NOTHING
    facet: str = ""
    words: tuple[str, ...] = ()
    is_long: bool = False
    rare: bool = False

    @property
    def heading(self) -> str:
        """The heading as the sheet shows it."""
        return f"{self.title}*" if self.required else self.title


def field_columns(owner: type[Entity], around: Loc = ()) -> Iterator[Column]:
    """Yield the columns for the fields of a model; lists of parts have sheets of their own."""
    for name, field in owner.model_fields.items():
        kind = unwrapped(field.annotation)
        if isinstance(kind, type) and issubclass(kind, Entity):
            yield from field_columns(kind, (*around, name))
        elif get_origin(kind) is not tuple:
            yield _column(owner, (*around, name), field, kind)
        elif not _is_entity(get_args(kind)[0]):
            yield from _list_columns(owner, (*around, name), field, get_args(kind)[0])


def part_fields(owner: type[Entity], around: Loc = ()) -> Iterator[tuple[Loc, FieldInfo, type[Entity]]]:
    """Yield the fields that are lists of parts: their place, the field, the part's model."""
    for name, field in owner.model_fields.items():
        kind = unwrapped(field.annotation)
        if isinstance(kind, type) and issubclass(kind, Entity):
            yield from part_fields(kind, (*around, name))
        elif get_origin(kind) is tuple and _is_entity(part := get_args(kind)[0]):
            yield (*around, name), field, part


def _is_entity(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, Entity)


def _list_columns(owner: type[Entity], loc: Loc, field: FieldInfo, kind: object) -> Iterator[Column]:
    plain = _column(owner, loc, field, kind)
    most = next((rule.max_length for rule in field.metadata if isinstance(rule, MaxLen)), None)
    if most is None:
        yield replace(plain, help=_joined(plain.help, "一行一条，换行按 Alt+Enter"), lines=True)
        return
    for index in range(most):
        title = f"{plain.title}{index + 1}"
        yield replace(plain, title=title, loc=(*loc, index), required=plain.required and not index)


def _column(owner: type[Entity], loc: Loc, field: FieldInfo, kind: object) -> Column:
    name, words = str(loc[-1]), literal_words(kind)
    facet = FACETS.get((owner, name), "")
    refers, help_ = _REFERS.get((owner, name), (Refers.NOTHING, field.description or ""))
    return Column(
        _TITLES.get((owner, name), field.title or name),
        loc,
        _joined(
            help_,
            "从下拉列表里选" if facet or words or name == "place" else "",
            _PROPOSED if is_proposed(owner, name) else "",
        ),
        field.is_required() and not is_proposed(owner, name),
        form=Form.DATE if name in _DATES else Form.EXACT if name in _EXACT else Form.TEXT,
        refers=refers,
        facet=facet,
        words=words,
        is_long=name in _LONG,
        rare=len(loc) > 1 or name in _RARE,
    )


def is_proposed(owner: type[Entity], name: str) -> bool:
    """Tell whether the importer makes up what is required and left empty."""
    return owner is Outcome and name == "key"


def _joined(*parts: str) -> str:
    return "；".join(filter(None, parts))
