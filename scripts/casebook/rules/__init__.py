"""The registry: every rule of the project, in the order of its code. A code is never used again."""

from __future__ import annotations

from typing import TypeVar

from casebook.records import file_rules, model_rules, reader_rules
from casebook.rule import Rule
from casebook.rules import (
    days,
    documents,
    duplicates,
    evidence_form,
    figures,
    fixed_wordings,
    naming,
    placeholders,
    places,
    plain_rules,
    privacy,
    publication,
    reading,
    registers,
    relations,
    shares,
    standing,
    wording,
    words,
)  # fmt: skip
from casebook.rules.base import DocumentRule, RecordRule, SetRule

_MODULES = (
    file_rules, reader_rules, model_rules, words, figures, days, evidence_form, places, wording, placeholders,
    fixed_wordings, privacy, publication, relations, naming, documents, duplicates, plain_rules, reading, registers, shares, standing,
)  # fmt: skip
_R = TypeVar("_R", bound=Rule)


def _all_of(kind: type[_R]) -> tuple[_R, ...]:
    found = {rule.code: rule for module in _MODULES for rule in vars(module).values() if isinstance(rule, kind)}
    return tuple(found[code] for code in sorted(found))


RECORD_RULES = _all_of(RecordRule)
SET_RULES = _all_of(SetRule)
ABOUT_DOCUMENTS = _all_of(DocumentRule)


BY_CODE = {rule.code: rule for rule in (*RECORD_RULES, *ABOUT_DOCUMENTS)}


def all_rules() -> tuple[Rule, ...]:
    """Return every rule, sorted by code."""
    return _all_of(Rule)
