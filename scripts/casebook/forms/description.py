"""What the browser must know to draw the form, to check it and to write the files: all of it from the model and the rules."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import PurePath

from casebook.checks import canonical
from casebook.forms import layout
from casebook.forms.patterns import PLAINLY_PRIVATE, for_browser, not_text
from casebook.pages.site import Site
from casebook.pages.wording import RELATION_WORDS
from casebook.records.decoding import REFUSED
from casebook.records.fields import literal_words
from casebook.records.model import RESERVED_KEYS, Document, RelationType
from casebook.records.model_rules import FORMS
from casebook.records.schema import record_schema
from casebook.records.vocabularies import Vocabularies
from casebook.rules import all_rules
from casebook.rules.documents import OPEN_WORDS
from casebook.rules.evidence_form import LONGEST, SHORTEST
from casebook.rules.wording import COMPATIBILITY, HANGUL_LIKE
from casebook.text.data_script import Json
from casebook.text.numbers import VALUE_PATTERN

# What the form tells by itself; everything else is told by `check`.
CLAIMED = (
    "M102", "M104", "M105", "M106", "M107", "R201", "R202", "R301", "R302", "R303", "R304", "R305", "R306", "R401",
    "R402", "R403", "R404", "R503", "R604", "R605", "D101", "D102", "D103", "D104", "D106", "D108", "D110", "F104", "Y103",
)  # fmt: skip
# What it tells in plain cases, and `check` in all: personal numbers, names that are taken.
HINTED = ("R701", "D105", "S201")
# Of the refused characters, those that stood for a word: they can't just be left out.
_LOST = "[\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff]"
_HAN_SIDE = "[\u3000-\u9fff\uff00-\uffef]"


def description(site: Site) -> dict[str, Json]:
    """Return the model, its words, the claimed rules and the patterns."""
    vocabularies = site.catalog.vocabularies
    return {
        "record": record_schema(vocabularies),
        "document": _document_schema(),
        "layout": _layout(),
        "words": _words(vocabularies),
        "relations": {kind: RELATION_WORDS[kind, False] for kind in literal_words(RelationType)},
        "rules": {
            rule.code: [rule.title, rule.severity.value] for rule in all_rules() if rule.code in {*CLAIMED, *HINTED}
        },
        "sayings": dict(layout.SAYINGS),
        "forms": dict(FORMS),
        "patterns": _patterns(),
        "inline": sorted(canonical.INLINE),
        "names": sorted(canonical.NAMES),
        "first_line": canonical.schema_line_of(PurePath("record.yml")),
        "reserved": sorted(RESERVED_KEYS),
        "anchor": [SHORTEST, LONGEST],
        "repository": {"url": site.settings.repo_url, "branch": site.settings.repo_branch},
    }


def _document_schema() -> dict[str, Json]:
    schema: dict[str, Json] = Document.model_json_schema()
    return schema


def _layout() -> dict[str, Json]:
    return {
        "parts": [{**asdict(part), "fields": list(part.fields)} for part in layout.PARTS],
        "folded": {name: list(fields) for name, fields in layout.FOLDED.items()},
        "leftOut": {name: list(fields) for name, fields in layout.LEFT_OUT.items()},
        "entries": {name: list(words) for name, words in layout.ENTRIES.items()},
        "helps": {name: dict(texts) for name, texts in layout.HELPS.items()},
        "examples": {name: dict(texts) for name, texts in layout.EXAMPLES.items()},
        "startsAs": {name: dict(texts) for name, texts in layout.STARTS_AS.items()},
    }


def _words(vocabularies: Vocabularies) -> dict[str, Json]:
    """Return the definitions of the controlled words, by field."""
    lists = {words.facet: {word.name: word.definition for word in words.words} for words in vocabularies.controlled}
    return {field: {**lists[facet]} for field, facet in layout.WORDS.items()}


def _patterns() -> dict[str, Json]:
    return {
        "value": for_browser(VALUE_PATTERN.pattern),
        "refused": for_browser(REFUSED.pattern),
        "lost": for_browser(_LOST),
        "lookAlike": for_browser(COMPATIBILITY.pattern),
        "foreign": for_browser(HANGUL_LIKE.pattern),
        "private": [for_browser(pattern) for pattern in PLAINLY_PRIVATE],
        "open": for_browser(OPEN_WORDS.pattern),
        "notText": list(not_text()),
        "starts": for_browser(canonical.STARTS.pattern),
        "flow": for_browser(canonical.FLOW_INDICATORS.pattern),
        "hanSide": for_browser(_HAN_SIDE),
    }
