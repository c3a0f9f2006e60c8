"""What a command is."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass

from casebook.commands.arguments import Parser

GOOD, BAD, WRONG = 0, 1, 2
PROG = "python3 scripts/manage.py"


def _nothing(_: Parser) -> None:
    """Add no arguments."""


@dataclass(frozen=True, slots=True)
class Command:
    """One command of the door.

    name: as typed. text: what it does, one short Chinese line. run: does it and returns GOOD, BAD (records have errors)
    or WRONG. add: gives the parser its arguments.
    """

    name: str
    text: str
    run: Callable[[argparse.Namespace], int]
    add: Callable[[Parser], None] = _nothing
