"""The registry: every rule of the project, in the order of its code. A code is never used again."""

from __future__ import annotations

from casebook.records.file_rules import FILE_RULES
from casebook.records.model_rules import MODEL_RULES
from casebook.records.reader_rules import READER_RULES
from casebook.rule import Rule
from casebook.rules.base import DocumentRule, RecordRule, SetRule
from casebook.rules.clock_rules import CLOCK_RULES
from casebook.rules.days import DAY_RULES
from casebook.rules.documents import DOCUMENT_RULES
from casebook.rules.evidence_form import EVIDENCE_RULES
from casebook.rules.evidence_rules import EVIDENCE_TEXT_RULES
from casebook.rules.figures import FIGURE_RULES
from casebook.rules.fixed_wordings import FIXED_RULES
from casebook.rules.ledger_rules import LEDGER_RULES
from casebook.rules.names import NAME_RULES
from casebook.rules.placeholders import PLACEHOLDER_RULES
from casebook.rules.places import PLACE_RULES
from casebook.rules.privacy import PRIVACY_RULES
from casebook.rules.publication import PUBLICATION_RULES
from casebook.rules.relations import RELATION_RULES
from casebook.rules.wording import WORDING_RULES
from casebook.rules.words import WORD_RULES

RECORD_RULES: tuple[RecordRule, ...] = (
    *WORD_RULES, *FIGURE_RULES, *DAY_RULES, *EVIDENCE_RULES, *PLACE_RULES, *WORDING_RULES, *PLACEHOLDER_RULES,
    *FIXED_RULES, *PRIVACY_RULES, *PUBLICATION_RULES,
)  # fmt: skip
SET_RULES: tuple[SetRule, ...] = (*RELATION_RULES, *NAME_RULES)
ABOUT_DOCUMENTS: tuple[DocumentRule, ...] = DOCUMENT_RULES


def all_rules() -> tuple[Rule, ...]:
    """Return every rule, sorted by code."""
    rules: tuple[Rule, ...] = (
        *FILE_RULES, *READER_RULES, *MODEL_RULES, *RECORD_RULES, *SET_RULES, *ABOUT_DOCUMENTS, *EVIDENCE_TEXT_RULES,
        *LEDGER_RULES, *CLOCK_RULES,
    )  # fmt: skip
    return tuple(sorted(rules, key=lambda rule: rule.code))
