"""Golden cases: one small file holds the input and everything that is expected of it."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ConfigDict

FOLDER = Path(__file__).parent / "cases"


class Case(BaseModel):
    """One case. about: the fact that it shows."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    about: str


class ReaderCase(Case):
    """A file as text (`times` over, in an encoding) or as bytes in hexadecimal, and what the reader makes of it.

    value: what is read (None: nothing). problems: `line:column code message改为：fix`.
    """

    text: str = ""
    times: int = 1
    encoding: str = "utf-8"
    hexadecimal: str = ""
    value: object = None
    problems: tuple[str, ...] = ()

    @property
    def data(self) -> bytes:
        """The file's bytes."""
        if self.hexadecimal:
            return bytes.fromhex(self.hexadecimal)
        return (self.text * self.times).encode(self.encoding)


class RuleCase(Case):
    """Files that break one rule, the same set right, and what `check` prints of the first.

    code: the rule's. wrong, right: files over the base of `kit.py` by their paths below `practices/`; a text that
    begins with `-> ` is a link. without: files of the base that are left out.
    """

    code: str
    wrong: dict[str, str]
    right: dict[str, str]
    without: tuple[str, ...] = ()
    says: str


class AbsurdCase(Case):
    """Files with many mistakes, and all that `check` prints of them."""

    wrong: dict[str, str]
    says: str


class FormCase(Case):
    """A record as someone wrote it, and its canonical form."""

    written: str
    canonical: str


C = TypeVar("C", bound=Case)


def cases(area: str, kind: type[C]) -> dict[str, C]:
    """Return the cases of an area by the stems of their files."""
    found = sorted((FOLDER / area).glob("*.yml"))
    return {path.stem: kind.model_validate(yaml.load(path.read_bytes(), yaml.CSafeLoader)) for path in found}
