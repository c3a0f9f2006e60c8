"""Terms and postings. `search-fold.js` cuts queries in the same way, `search-postings.js` reads postings; tests hold them together."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from operator import add

from casebook.text.han import HAN_RANGES

_CLOSED = r"[\"'`()\[\]{}<>《》〈〉“”‘’「」『』【】〔〕［］·•\u200b]+"
_BETWEEN_NUMBERS = re.compile(rf"([0-9a-z]){_CLOSED}(?=[0-9a-z])")
_JOINED = re.compile(_CLOSED)
_THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_TOKEN = re.compile(rf"[{HAN_RANGES}]+|[a-z0-9]+(?:[.+:/-][a-z0-9]+)*")
_PART = re.compile(r"[a-z]+|[0-9]+(?:\.[0-9]+)?")

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"
_HALF = len(_DIGITS) // 2
STEPS = 15  # the strongest impact
MOST, MOST_FIGURES = 300, 100  # postings that are kept of one term: of practices, of figures
_HALF_SAID = 6.0


def terms(text: str) -> list[str]:
    """Return the terms of a text: overlapping pairs of Chinese characters; Latin words and numbers whole and in parts."""
    found: list[str] = []
    for token in _TOKEN.findall(_plain(text)):
        if token[0] > "z" and len(token) > 1:
            found += map(add, token, token[1:])
        else:
            found += (token, *(part for part in _PART.findall(token) if len(part) > 1 and part != token))
    return found


def _plain(text: str) -> str:
    """Return text as terms are cut from it: NFKC, lower case, brackets and quotes closed up, `3,075` as `3075`.

    `村（居）务` is one word; `〔2020〕48` is two numbers.
    """
    apart = _BETWEEN_NUMBERS.sub(r"\1 ", unicodedata.normalize("NFKC", text).lower())
    return _THOUSANDS.sub("", _JOINED.sub("", apart))


def impact(weight: float) -> int:
    """Return how much a term says about a practice, 1-15: more of the same says less and less (BM25's saturation)."""
    return int(STEPS * weight / (weight + _HALF_SAID) + 0.5) or 1


def posting(number: int, strength: int) -> int:
    """Return the number of a practice and an impact as one number."""
    return number * (STEPS + 1) + strength


def encode(postings: list[int], most: int = MOST) -> str:
    """Return postings, in the order of the practices, as text.

    Each is the distance to the one before, in base 32 with the lowest digit first (32 is added to all
    digits but the last), then its impact. Of more than `most`, the strongest are kept, and their true count stands before `|`.
    """
    if len(postings) == 1:  # most terms
        return _code(postings[0])
    if len(postings) <= most:
        return _coded(postings)
    strongest = sorted(postings, key=lambda one: (-(one % (STEPS + 1)), one))[:most]
    return f"{len(postings)}|{_coded(sorted(strongest))}"


def _coded(postings: list[int]) -> str:
    starts = [0, *[one - one % (STEPS + 1) for one in postings[:-1]]]  # of the one before, its number alone
    return "".join([_code(one - before) for before, one in zip(starts, postings, strict=True)])


@lru_cache(maxsize=1 << 17)  # there are few steps, and few impacts
def _code(step: int) -> str:
    distance, strength = divmod(step, STEPS + 1)
    digits = ""
    while distance >= _HALF:
        digits += _DIGITS[_HALF + distance % _HALF]
        distance //= _HALF
    return digits + _DIGITS[distance] + _DIGITS[strength]
