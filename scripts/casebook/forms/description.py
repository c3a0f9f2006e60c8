"""What the browser must know to draw the form, to check it and to write the files: all of it from the model and the rules."""

from __future__ import annotations

import re
from pathlib import Path, PurePath

import yaml
from yaml.resolver import Resolver

from casebook.checks import canonical
from casebook.checks.repairs import NAMES
from casebook.forms.layout import Layout
from casebook.forms.patterns import patterns, tables
from casebook.records.fields import literal_words
from casebook.records.model import RESERVED_KEYS, Document, RelationType
from casebook.records.model_rules import FORMS
from casebook.records.schema import record_schema
from casebook.records.vocabularies import FACETS, Vocabularies
from casebook.rules import all_rules
from casebook.rules.evidence_form import LONGEST, SHORTEST
from casebook.saying.site import Site
from casebook.saying.wording import RELATION_WORDS
from casebook.text.data_script import Json
from casebook.text.escaping import mail_address

_IN_CLASS = re.compile(r"\[(?:\\.|[^\]\\])*\]")


def description(site: Site) -> dict[str, Json]:
    """Return the model, its words, the rules, their patterns and tables."""
    vocabularies, layout, left = site.catalog.vocabularies, Layout.load(), unjudged()
    return {
        "record": record_schema(vocabularies),
        "document": Document.model_json_schema(),
        "layout": layout.model_dump(by_alias=True),
        "words": _words(vocabularies),
        "relations": {kind: RELATION_WORDS[kind, False] for kind in literal_words(RelationType)},
        "rules": {rule.code: [rule.title, rule.severity.value] for rule in all_rules() if rule.code not in left},
        "sayings": layout.sayings,
        "forms": FORMS,
        "patterns": {**patterns(), "notText": _not_text()},
        "tables": tables(vocabularies),
        "inline": sorted(canonical.INLINE),
        "names": sorted(NAMES),
        "first_line": canonical.schema_line_of(PurePath("record.yml")),
        "reserved": sorted(RESERVED_KEYS),
        "policies": {policy.id: [policy.title, policy.number or ""] for policy in vocabularies.policies.all},
        "anchor": [SHORTEST, LONGEST],
        "repository": {"url": site.settings.repo_url, "branch": site.settings.repo_branch},
        "handing": {"mail": mail_address(site.settings.feedback_url), "operator": site.settings.operator},
    }


def unjudged() -> dict[str, str]:
    """Return the codes that only `check` can tell, each with its reason."""
    told: dict[str, str] = yaml.safe_load(Path(__file__).with_name("unjudged.yml").read_text(encoding="utf-8"))
    return told


def _words(vocabularies: Vocabularies) -> dict[str, Json]:
    """Return the definitions of the controlled words, by field."""
    lists = {words.facet: {word.name: word.definition for word in words.words} for words in vocabularies.controlled}
    return {field: lists[facet] for (_, field), facet in FACETS.items()}


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
