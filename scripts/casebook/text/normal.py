"""The forms in which texts are compared."""

from __future__ import annotations

import re
import unicodedata

_WHITE_SPACE = re.compile(r"\s+")
_NOT_WORD = re.compile(r"[\W_]+")


def squeezed(text: str) -> str:
    """Return text as anchors are compared: NFKC, without white space."""
    return _WHITE_SPACE.sub("", unicodedata.normalize("NFKC", text))


def folded(text: str) -> str:
    """Return a name as names are compared: NFKC, lower case, without punctuation and spaces."""
    return _NOT_WORD.sub("", unicodedata.normalize("NFKC", text).lower())
