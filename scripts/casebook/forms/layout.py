"""The order of the form: its parts, what is folded away, what it leaves to the file itself, and examples."""

from __future__ import annotations

from pathlib import Path

import yaml
from pydantic import BaseModel, Field


class Part(BaseModel, frozen=True):
    """One part of the form. fields: of a record; `documents` stands for the documents themselves."""

    id: str
    title: str
    introduction: str = ""
    fields: tuple[str, ...]
    folded: bool = False


class Layout(BaseModel, frozen=True):
    """The content of `layout.yml`, which says what each table is. Most are by the model's name and the field's."""

    parts: tuple[Part, ...]
    folded: dict[str, tuple[str, ...]]
    left_out: dict[str, tuple[str, ...]] = Field(serialization_alias="leftOut")
    entries: dict[str, tuple[str, ...]]
    helps: dict[str, dict[str, str]]
    examples: dict[str, dict[str, str]]
    starts_as: dict[str, dict[str, str]] = Field(serialization_alias="startsAs")
    sayings: dict[str, str] = Field(exclude=True)

    @classmethod
    def load(cls) -> Layout:
        """Read the file beside this one."""
        return cls.model_validate(yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8")))
