"""The rules' own patterns and tables for the browser: one source, so that the form and `check` can't differ in them."""

from __future__ import annotations

import re
from types import ModuleType
from typing import Final

from casebook.checks import canonical, document_text, evidence
from casebook.records import decoding, file_rules
from casebook.records.vocabularies import Vocabularies
from casebook.rules import (
    base,
    documents,
    placeholders,
    privacy,
    private_numbers,
    registers,
    standing,
    wording,
    words,
)  # fmt: skip
from casebook.text import escaping, han, normal, numbers, numerals
from casebook.text.data_script import Json

# Of the refused characters, those that stood for a word: they can't just be left out.
_LOST = "[\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff]"
_HAN_SIDE = "[\u3000-\u9fff\uff00-\uffef]"
# The name in the browser: the module, the name in it. A rule's pattern is its own affair in Python, so it has no public name there.
_SEARCHED: Final[dict[str, tuple[ModuleType, str]]] = {
    "refused": (decoding, "REFUSED"), "lookAlike": (wording, "COMPATIBILITY"), "foreign": (wording, "HANGUL_LIKE"),
    "claims": (wording, "_CLAIMS"), "praise": (wording, "_PRAISE"), "number": (wording, "_NUMBER"),
    "never": (placeholders, "_NEVER"), "separators": (words, "_SEPARATORS"), "quoted": (words, "_QUOTED"), "head": (words, "_HEAD"),
    "verb": (standing, "_WORD"), "open": (documents, "OPEN_WORDS"), "phoneWords": (private_numbers, "_PHONE_WORDS"),
    "cardWords": (private_numbers, "_CARD_WORDS"), "paper": (private_numbers, "_NUMBER_OF_A_PAPER"),
    "identity": (private_numbers, "_IDENTITY"), "oldIdentity": (private_numbers, "_OLD_IDENTITY"), "day": (private_numbers, "_DAY"),
    "chineseRun": (numerals, "_CHINESE_RUN"), "run": (numerals, "_RUN"), "urlRefused": (escaping, "_URL_REFUSED"),
    "decomposed": (normal, "_DECOMPOSED"), "token": (han, "_TOKEN"), "devices": (file_rules, "_DEVICES"),
    "flow": (canonical, "FLOW_INDICATORS"),
}  # fmt: skip
_BEGINS: Final = {
    "ordinal": (words, "_ORDINAL"), "countedHere": (private_numbers, "_COUNTED"), "starts": (canonical, "STARTS"),
}  # fmt: skip
_WHOLE: Final = {
    "value": (numbers, "VALUE_PATTERN"), "tried": (placeholders, "_TRIED"), "repeated": (placeholders, "_REPEATED"),
    "office": (registers, "_OFFICE"), "host": (escaping, "_HOST"),
}  # fmt: skip
_QUOTE = re.compile(r"\\(?=[\"'])")
_CHARACTER = re.compile(r"[^\x20-\x7e]")
_ANY_CASE = re.compile(r"\(\?i:([^()]*)\)")
_NOT_BEHIND = re.compile(r"\(\?<!\[([^\]]*)\]\)")


def patterns() -> dict[str, Json]:
    """Return the patterns by their names in the browser; all of them only tell whether, or where, something stands."""
    return {
        "lost": for_browser(_LOST),
        "hanSide": for_browser(_HAN_SIDE),
        **{name: _source(*found) for name, found in _SEARCHED.items()},
        **{name: f"^(?:{_source(*found)})" for name, found in _BEGINS.items()},
        **{name: f"^(?:{_source(*found)})$" for name, found in _WHOLE.items()},
        "privateWords": [for_browser(pattern.pattern) for _, pattern in _own(privacy, "_WORDS")],
    }


def tables(vocabularies: Vocabularies) -> dict[str, Json]:
    """Return what the rules look up: fields, words, numbers."""
    verbs = {word: [verbs.planned, verbs.elsewhere] for verbs in standing.VERBS for word in verbs.words}
    policies = vocabularies.policies
    return {
        "prose": sorted(base.PROSE),
        "placeholders": sorted(_own(placeholders, "_FIELDS")),
        "notProse": sorted(_own(privacy, "_NOT_PROSE")),
        "figureFields": sorted(_own(privacy, "_FIGURES")),
        "surelyPrivate": sorted(_own(privacy, "_SURE")),
        "privateWords": [kind for kind, _ in _own(privacy, "_WORDS")],
        "chineseDigits": [_own(numerals, "_CHINESE"), _own(numerals, "_ARABIC")],
        "radicals": [_own(normal, "_RADICALS"), _own(normal, "_WHOLE")],
        "reservedIds": sorted(_own(file_rules, "_RESERVED")),
        "stages": {"verbs": verbs, "plans": list(_own(standing, "_PLANS")), "otherwise": sorted(_own(standing, "_OTHERWISE"))},
        "formerPolicies": sorted(policies.by_id.keys() - {policy.id for policy in policies.all}),
        "near": document_text.NEAR,
        "longestRun": document_text.LONGEST_RUN,
        "around": evidence.AROUND,
        "aroundUrl": _own(documents, "_AROUND"),
        "fixed": [term.term for term in vocabularies.terms if term.fixed],
    }  # fmt: skip


def _own(module: ModuleType, name: str):  # type: ignore[no-untyped-def]  # noqa: ANN202 (each has a type of its own)
    return vars(module)[name]


def _source(module: ModuleType, name: str) -> str:
    return for_browser(_own(module, name).pattern)


def for_browser(pattern: str) -> str:
    """Return a pattern for `new RegExp(…, 'u')`: nothing that looks back (iOS before 16.4 can't), characters by their numbers."""
    plain = _ANY_CASE.sub(lambda found: _in_any_case(found[1]), _QUOTE.sub("", pattern))
    plain = (
        _NOT_BEHIND.sub(r"(?:^|[^\1])", plain).replace(r"[^\W_]", r"[\p{L}\p{N}]").replace(r"[\w-]", r"[\p{L}\p{N}_-]")
    )
    return _CHARACTER.sub(lambda found: f"\\u{{{ord(found[0]):x}}}", plain)


def _in_any_case(words: str) -> str:
    parts = re.findall(r"\\.|[^\\]", words)
    return "".join(f"[{part.upper()}{part}]" if part.isalpha() else part for part in parts)
