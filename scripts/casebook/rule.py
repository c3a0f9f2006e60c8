"""A rule: one object with its code, what it asks, a wrong and a right example."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from casebook.problems import Severity

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


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: the place in the record, what is wrong, and the text to put there.

    loc: keys and indexes from the record's root (`("outcomes", 2, "anchor")`).
    on_key: the complaint is about the field's name, not its value.
    """

    rule: Rule
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
