"""A rule: one object with its code, what it asks, a wrong and a right example."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from casebook.problems import Problem, Severity, relative

# Keys and indexes from a record's root: ("outcomes", 2, "anchor").
Loc: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """What may be wrong with a record.

    code: `R101`; never used again for something else.
    title: the demand, one short Chinese sentence.
    wrong, right: examples, lines of a record (or of a whole file for the reader's rules).
    """

    code: str
    title: str
    wrong: str
    right: str
    severity: Severity = Severity.ERROR

    def at(self, line: int, column: int, message: str, fix: str = "") -> Problem:
        """Return a problem at a place of a text (1-based), the file of which is told later."""
        return Problem("", line, column, "", self.code, self.severity, message, fix)

    def of(self, path: Path, message: str) -> Problem:
        """Return a problem of a file as a whole."""
        return Problem(relative(path), 0, 0, "", self.code, self.severity, message)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found in a record, before its line is known: what is wrong, and the text to put there.

    loc: keys and indexes from the record's root (`("outcomes", 2, "anchor")`).
    on_key: it is about the field's name, not its value.
    """

    loc: Loc
    message: str
    fix: str = ""
    on_key: bool = False


def field_name(loc: Loc) -> str:
    """Return a location in one line: `outcomes[2].anchor` (indexes from 0)."""
    text = ""
    for step in loc:
        text += f"[{step}]" if isinstance(step, int) else f".{step}"
    return text.removeprefix(".")
