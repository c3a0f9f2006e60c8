"""The forms in which texts are compared."""

from __future__ import annotations

import re
import unicodedata

from casebook.text.look_alikes import whole_characters

_WHITE_SPACE = re.compile(r"\s+")
_NOT_WORD = re.compile(r"[\W_]+")


def squeezed(text: str) -> str:
    """Return text as anchors are compared: NFKC, whole characters for radicals, without white space."""
    return _WHITE_SPACE.sub("", unicodedata.normalize("NFKC", whole_characters(text)))


def folded(text: str) -> str:
    """Return a name as names are compared: NFKC, lower case, without punctuation and spaces."""
    return _NOT_WORD.sub("", unicodedata.normalize("NFKC", whole_characters(text)).lower())
