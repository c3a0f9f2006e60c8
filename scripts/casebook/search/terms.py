"""The terms of the full-text index. `search-fold.js` cuts queries in the same way; a test holds the two together."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

_CLOSED = r"[\"'`()\[\]{}<>《》〈〉“”‘’「」『』【】〔〕［］·•\u200b]+"
_BETWEEN_NUMBERS = re.compile(rf"([0-9a-z]){_CLOSED}(?=[0-9a-z])")
_JOINED = re.compile(_CLOSED)
_THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_TOKEN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]+|[a-z0-9]+(?:[.+:/-][a-z0-9]+)*")
_PART = re.compile(r"[a-z]+|[0-9]+(?:\.[0-9]+)?")


def term_text(text: str) -> str:
    """Return text as terms are cut from it: NFKC, lower case, brackets and quotes closed up, `3,075` as `3075`.

    `村（居）务` is one word; `〔2020〕48` is two numbers.
    """
    apart = _BETWEEN_NUMBERS.sub(r"\1 ", unicodedata.normalize("NFKC", text).lower())
    return _THOUSANDS.sub("", _JOINED.sub("", apart))


def terms(text: str) -> Iterator[str]:
    """Yield the terms of a text: overlapping pairs of Chinese characters; Latin words and numbers whole and in parts."""
    for token in _TOKEN.findall(term_text(text)):
        if token[0] > "z":
            yield from (map("".join, pairwise(token)) if len(token) > 1 else (token,))
        else:
            yield token
            if not token.isalnum() or not (token.isalpha() or token.isdigit()):
                yield from (part for part in _PART.findall(token) if len(part) > 1 and part != token)


def shard(term: str, shards: int) -> int:
    """Return the number of the shard that holds a term. shards: a power of two."""
    value = 7
    for character in term:
        value = (value * 31 + ord(character)) & 0xFFFFFF
    return (value ^ (value >> 11)) & (shards - 1)
