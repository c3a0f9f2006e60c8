"""What has one right answer: width, look-alikes, dates, words of a list, missing keys. Words and meaning stay as they are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from pydantic import BaseModel

from casebook.records.fields import annotation, literal_words
from casebook.records.ids import shortened
from casebook.records.labels import LABELS
from casebook.records.model import RESERVED_KEYS, Record
from casebook.records.vocabularies import FACETS, Vocabularies
from casebook.records.walk import Value
from casebook.rule import Loc
from casebook.rules.wording import COMPATIBILITY
from casebook.text.dates import iso_date
from casebook.text.normal import folded, whole_characters
from casebook.text.numbers import half_width
from casebook.text.pinyin import Pronouncer, slug

NAMES = frozenset({"name", "aliases", "search_words"})
_PLACES = frozenset({"place", "from", "to"})
_DATES = frozenset({"since", "as_of", "date", "verified", "year"})
_IDS = frozenset({
    "document", "target", "key", "replaced_by", "former_ids", "basis", "result", "conflicts_with", "part", "whole",
})  # fmt: skip
_LISTED = {name: facet for (_, name), facet in FACETS.items()}
_LINE_BREAK_IN_HAN = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])\s*\n\s*(?=[\u3000-\u9fff\uff00-\uffef])")
_LONGEST_KEY = 40
# Lists of parts with keys of one name space, and the field that names each.
_KEYED = {"outcomes": "metric", "includes": "name"}
_FORM = re.compile(r"[12][0-9]{3}(-[0-9]{2}){0,2}")


@dataclass(frozen=True)
class Repairs:
    """Repairs values. vocabularies: whose words and readings count."""

    vocabularies: Vocabularies = field(default_factory=Vocabularies)

    def repaired(self, value: dict[str, Value], model: type[BaseModel]) -> dict[str, Value]:
        """Return the value of a whole file with all that can be set right."""
        done = {name: self._part(item, (name,), model) for name, item in value.items()}
        if model is Record:
            used = _used_keys(done)
            for field, named_by in _KEYED.items():
                if isinstance(items := done.get(field), list):
                    done[field] = list(self._with_keys(items, named_by, used))
            if isinstance(basis := done.get("basis"), list):
                done["basis"] = [self._policy(item) for item in basis]
        return done

    def _policy(self, told: Value) -> Value:
        """Return the id of a policy that the register knows by title and number, as the first edition wrote them."""
        if not isinstance(told, dict) or not told.keys() <= {"title", "number"}:
            return told
        texts = {name: text for name, text in told.items() if isinstance(text, str)}
        return self.vocabularies.policies.same(**texts) or told if len(texts) == len(told) else told

    def _part(self, value: Value, loc: Loc, model: type[BaseModel]) -> Value:
        if isinstance(value, dict):
            return {name: self._part(item, (*loc, name), model) for name, item in value.items()}
        if isinstance(value, list):
            return [self._part(item, (*loc, index), model) for index, item in enumerate(value)]
        text = unicodedata.normalize("NFC", whole_characters(_LINE_BREAK_IN_HAN.sub("", value)))
        return self._of_field(" ".join(text.split()), loc, model)

    def _of_field(self, text: str, loc: Loc, model: type[BaseModel]) -> str:
        name = next(step for step in reversed(loc) if isinstance(step, str))
        if loc[0] in NAMES or name == "unit":
            return _half_width_letters(text)
        if name in _DATES:
            date = iso_date(text)
            return date if _FORM.fullmatch(date) else text
        if name in _IDS:
            return unicodedata.normalize("NFKC", text).strip()
        if name == "value" and model is Record:
            return half_width(text)
        if name in _PLACES and model is Record:
            return "/".join(part.strip() for part in text.replace("／", "/").split("/"))
        return self._word(text, self._words(name, loc, model))

    def _words(self, name: str, loc: Loc, model: type[BaseModel]) -> dict[str, str]:
        if model is Record and name in _LISTED:
            return self._listed[_LISTED[name]]
        words = literal_words(annotation(model, loc))
        return {folded(LABELS.get(word, word)): word for word in words} | {folded(word): word for word in words}

    @staticmethod
    def _word(text: str, words: dict[str, str]) -> str:
        return words.get(folded(text), text) if words else text

    @cached_property
    def _listed(self) -> dict[str, dict[str, str]]:
        return {words.facet: {folded(name): name for name in words.names} for words in self.vocabularies.controlled}

    def _with_keys(self, items: list[Value], named_by: str, used: set[str]) -> Iterator[Value]:
        """Yield figures or parts, each with a key: where it is missing, made from the reading of its name."""
        for item in items:
            name = item.get(named_by) if isinstance(item, dict) else None
            if isinstance(item, dict) and "key" not in item and isinstance(name, str):
                key = self._new_key(name, used)
                used.add(key)
                yield {"key": key, **item}
            else:
                yield item

    def _new_key(self, name: str, used: set[str]) -> str:
        reading = slug(Pronouncer(self.vocabularies.phrases).syllables(name))
        base = shortened(re.sub(r"^[^a-z]+", "", reading), _LONGEST_KEY) or "figure"
        candidates = (f"{shortened(base, _LONGEST_KEY - len(f'-{n}'))}-{n}" for n in range(2, len(used) + 3))
        return next(key for key in (base, *candidates) if key not in used)


def _half_width_letters(text: str) -> str:
    """Return text with half-width letters, digits and per cent signs; ㎡ and the like stay."""
    plain = COMPATIBILITY.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return unicodedata.normalize("NFC", plain).replace("％", "%")


def _key(outcome: Value) -> str:
    key = outcome.get("key", "") if isinstance(outcome, dict) else ""
    return key if isinstance(key, str) else ""


def _used_keys(value: dict[str, Value]) -> set[str]:
    publication = value.get("publication")
    former = publication.get("former_keys") if isinstance(publication, dict) else None
    lists = (former, *map(value.get, _KEYED))
    return {*RESERVED_KEYS, *(_key(item) for items in lists if isinstance(items, list) for item in items)}
