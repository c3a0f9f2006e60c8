"""What only the clock can tell."""

from __future__ import annotations

from casebook.problems import Severity
from casebook.rule import Rule

AHEAD = Rule(
    "R309",
    "核对日期和修订日期不在今天以后。",
    "verified: '2099-12-31'",
    "verified: '2026-11-22'",
    Severity.WARNING,
)

CLOCK_RULES = (AHEAD,)
