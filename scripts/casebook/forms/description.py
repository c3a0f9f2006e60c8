"""What the browser must know to draw the form, to check it and to write the files: all of it from the model and the rules."""

from __future__ import annotations

import re
from pathlib import PurePath

from yaml.resolver import Resolver

from casebook.checks import canonical
from casebook.checks.repairs import NAMES
from casebook.forms.layout import Layout
from casebook.records.decoding import REFUSED
from casebook.records.fields import literal_words
from casebook.records.model import RESERVED_KEYS, Document, RelationType
from casebook.records.model_rules import FORMS
from casebook.records.schema import record_schema
from casebook.records.vocabularies import FACETS, Vocabularies
from casebook.rules import all_rules
from casebook.rules.documents import OPEN_WORDS
from casebook.rules.evidence_form import LONGEST, SHORTEST
from casebook.rules.wording import COMPATIBILITY, HANGUL_LIKE
from casebook.saying.site import Site
from casebook.saying.wording import RELATION_WORDS
from casebook.text.data_script import Json
from casebook.text.numbers import VALUE_PATTERN

# What the form tells by itself; everything else is told by `check`.
CLAIMED = (
    "M102", "M104", "M105", "M106", "M107", "R201", "R202", "R301", "R302", "R303", "R304", "R305", "R306", "R401",
    "R402", "R403", "R404", "R503", "R505", "R604", "R605", "D101", "D102", "D103", "D104", "D106", "D108", "D110", "F104", "Y103",
)  # fmt: skip
# What it tells in plain cases, and `check` in all: personal numbers, names that are taken.
HINTED = ("R701", "D105", "S201")
# What is a person's number beyond doubt: the browser need not weigh it as `rules/private_numbers.py` does.
# Nothing looks back: iOS before 16.4 can't.
PLAINLY_PRIVATE = (
    r"(?:^|[^0-9.])1[3-9][0-9]{9}(?![0-9])",
    r"(?:^|[^0-9.])[1-9][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx](?![0-9])",
    r"(?:^|[^0-9.])0(?:[12][0-9]|[3-9][0-9]{2})-[2-8][0-9]{6,7}(?![0-9])",
    r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,64}\.[A-Za-z0-9-]{1,64}",
    r"联系人[:：]",
)
# Of the refused characters, those that stood for a word: they can't just be left out.
_LOST = "[\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff]"
_HAN_SIDE = "[\u3000-\u9fff\uff00-\uffef]"
_IN_CLASS = re.compile(r"\[(?:\\.|[^\]\\])*\]")
_QUOTE = re.compile(r"\\(?=[\"'])")
_CHARACTER = re.compile(r"[^\x20-\x7e]")


def description(site: Site) -> dict[str, Json]:
    """Return the model, its words, the claimed rules and the patterns."""
    vocabularies, layout, told = site.catalog.vocabularies, Layout.load(), {*CLAIMED, *HINTED}
    return {
        "record": record_schema(vocabularies),
        "document": Document.model_json_schema(),
        "layout": layout.model_dump(by_alias=True),
        "words": _words(vocabularies),
        "relations": {kind: RELATION_WORDS[kind, False] for kind in literal_words(RelationType)},
        "rules": {rule.code: [rule.title, rule.severity.value] for rule in all_rules() if rule.code in told},
        "sayings": layout.sayings,
        "forms": FORMS,
        "patterns": _patterns(),
        "inline": sorted(canonical.INLINE),
        "names": sorted(NAMES),
        "first_line": canonical.schema_line_of(PurePath("record.yml")),
        "reserved": sorted(RESERVED_KEYS),
        "policies": {policy.id: [policy.title, policy.number or ""] for policy in vocabularies.policies.all},
        "anchor": [SHORTEST, LONGEST],
        "repository": {"url": site.settings.repo_url, "branch": site.settings.repo_branch},
    }


def _words(vocabularies: Vocabularies) -> dict[str, Json]:
    """Return the definitions of the controlled words, by field."""
    lists = {words.facet: {word.name: word.definition for word in words.words} for words in vocabularies.controlled}
    return {field: lists[facet] for (_, field), facet in FACETS.items()}


def _patterns() -> dict[str, Json]:
    return {
        "value": _for_browser(VALUE_PATTERN.pattern),
        "refused": _for_browser(REFUSED.pattern),
        "lost": _for_browser(_LOST),
        "lookAlike": _for_browser(COMPATIBILITY.pattern),
        "foreign": _for_browser(HANGUL_LIKE.pattern),
        "private": [_for_browser(pattern) for pattern in PLAINLY_PRIVATE],
        "open": _for_browser(OPEN_WORDS.pattern),
        "notText": _not_text(),
        "starts": _for_browser(canonical.STARTS.pattern),
        "flow": _for_browser(canonical.FLOW_INDICATORS.pattern),
        "hanSide": _for_browser(_HAN_SIDE),
    }


def _for_browser(pattern: str) -> str:
    """Return a pattern for `new RegExp(…, 'u')`: quotes bare, characters that are not plain ASCII by their numbers."""
    return _CHARACTER.sub(lambda found: f"\\u{{{ord(found[0]):x}}}", _QUOTE.sub("", pattern))


def _not_text() -> list[str]:
    """Return the patterns of what YAML takes for something else than text: `no`, `12:30`, `2020-01-01`."""
    resolvers: dict[str | None, list[tuple[str, re.Pattern[str]]]] = Resolver.yaml_implicit_resolvers
    found = {_tight(pattern.pattern) for pairs in resolvers.values() for _, pattern in pairs}
    return sorted(found)


def _tight(pattern: str) -> str:
    """Return a pattern written over several lines (`re.VERBOSE`) without the white space between its parts."""
    parts, end = [], 0
    for found in _IN_CLASS.finditer(pattern):
        parts += [re.sub(r"\s+", "", pattern[end : found.start()]), found[0]]
        end = found.end()
    return "".join([*parts, re.sub(r"\s+", "", pattern[end:])])
