"""What our workbooks say to people: how to fill in the template, an example row for each of its sheets, what the download is."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel

from casebook.workbooks.columns import Column
from casebook.workbooks.layout import Sheet


class Texts(BaseModel, frozen=True):
    """The content of `texts.yml`, which says what each is. examples: by the sheet's name and the column's title."""

    filling_in: str
    examples: dict[str, dict[str, str]]
    download: str

    def example(self, sheet: Sheet) -> dict[Column, str]:
        """Return the example row of a sheet by its columns; empty where it has none."""
        return {sheet.column(title): text for title, text in self.examples.get(sheet.name, {}).items()}


@lru_cache(maxsize=1)
def texts() -> Texts:
    """Read the file beside this one."""
    return Texts.model_validate(yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8")))
