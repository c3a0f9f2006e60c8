"""As much of a model as a wrong file gives, so that the rules tell their part in the same run as the form's errors."""

from __future__ import annotations

from typing import TypeVar, get_args, get_origin

from pydantic import BaseModel

from casebook.records.fields import unwrapped, written_fields
from casebook.records.reader import Value
from casebook.rule import Loc

M = TypeVar("M", bound=BaseModel)


def drafted(value: Value, model: type[M]) -> M:
    """Return a model of what can be used of a value; the rest is empty. It is for the rules alone, never for a page."""
    given = value if isinstance(value, dict) else {}
    parts: dict[str, object] = {}
    for name, field in written_fields(model).items():
        if name in given or field.is_required():
            parts[name] = _part(given.get(name, ""), field.annotation)
    return model.model_construct(None, **parts)


def _part(value: Value, kind: object) -> object:
    kind = unwrapped(kind)
    if get_origin(kind) is tuple:
        inner = get_args(kind)[0]
        return tuple(_part(item, inner) for item in value) if isinstance(value, list) else ()
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return drafted(value, kind)
    return value.strip() if isinstance(value, str) else ""


def overlap(loc: Loc, told: frozenset[Loc]) -> bool:
    """Tell whether a part, one in it or one around it (but for the whole) is already told to be wrong in its form."""
    return any(loc[: len(other)] == other[: len(loc)] for other in told if other and loc)
