"""Looking into a model: the type, the owner and the Chinese title of the field at a location."""

from __future__ import annotations

import types
import typing
from typing import Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from casebook.rule import Loc


def written_fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """Return the fields of a model by their names in files, where one may be a word that Python keeps for itself (`from`)."""
    return {info.alias or name: info for name, info in model.model_fields.items()}


def annotation(model: type[BaseModel], loc: Loc) -> object:
    """Return the type of the part of a model at a location, or None where there is none."""
    here: object = model
    for step in loc:
        here = _inside(here, step)
    return here


def _inside(here: object, step: str | int) -> object:
    here = unwrapped(here)
    if isinstance(step, int):
        return get_args(here)[0] if get_origin(here) is tuple else None
    if isinstance(here, type) and issubclass(here, BaseModel) and isinstance(step, str):
        field = written_fields(here).get(step)
        return field.annotation if field else None
    return None


def unwrapped(here: object) -> object:
    """Return the type of an optional part without its `None`."""
    if get_origin(here) in {typing.Union, types.UnionType}:
        return next(part for part in get_args(here) if part is not types.NoneType)
    return here


def owner_model(model: type[BaseModel], loc: Loc) -> type[BaseModel] | None:
    """Return the model whose fields stand at a location."""
    here = unwrapped(annotation(model, loc)) if loc else model
    return here if isinstance(here, type) and issubclass(here, BaseModel) else None


def literal_words(kind: object) -> tuple[str, ...]:
    """Return the words of a Literal type, also where it is optional."""
    kind = unwrapped(kind)
    return tuple(map(str, get_args(kind))) if get_origin(kind) is Literal else ()


def title(model: type[BaseModel], loc: Loc) -> str:
    """Return the Chinese title of the field at a location, or of the nearest field around it."""
    for end in range(len(loc), 0, -1):
        owner = owner_model(model, loc[: end - 1])
        step = loc[end - 1]
        field = written_fields(owner).get(str(step)) if owner is not None else None
        if field is not None:
            return field.title or ""
    return ""
