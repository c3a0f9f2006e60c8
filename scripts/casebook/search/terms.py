"""Terms and postings. `search-fold.js` cuts queries in the same way, `search-postings.js` reads postings; tests hold them together."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

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
_PAIRS = [distance + strength for distance in _DIGITS[:_HALF] for strength in _DIGITS[: STEPS + 1]]
MOST, MOST_FIGURES = 300, 100  # postings that are kept of one term: of practices, of figures
_HALF_SAID = 6.0


def terms(text: str) -> Iterator[str]:
    """Yield the terms of a text: overlapping pairs of Chinese characters; Latin words and numbers whole and in parts."""
    for token in _TOKEN.findall(_plain(text)):
        if token[0] > "z" and len(token) > 1:
            yield from map("".join, pairwise(token))
        else:
            yield token
            yield from (part for part in _PART.findall(token) if len(part) > 1 and part != token)


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
    if len(postings) == 1:
        return _alone(postings[0])
    if len(postings) <= most:
        return "".join(_codes(postings))
    strongest = sorted(postings, key=lambda one: (-(one % (STEPS + 1)), one))[:most]
    return f"{len(postings)}|{''.join(_codes(sorted(strongest)))}"


@lru_cache(maxsize=1 << 16)  # most terms stand in one practice, and a practice has few impacts
def _alone(one: int) -> str:
    return "".join(_codes((one,)))


def _codes(postings: Iterable[int]) -> Iterator[str]:
    before = 0  # the number of the one before, as `posting` has it
    for one in postings:
        step, before = one - before, one - one % (STEPS + 1)
        yield _PAIRS[step] if step < len(_PAIRS) else _far(step)


@lru_cache(maxsize=1 << 16)
def _far(step: int) -> str:
    distance, strength = divmod(step, STEPS + 1)
    digits = ""
    while distance >= _HALF:
        digits += _DIGITS[_HALF + distance % _HALF]
        distance //= _HALF
    return digits + _PAIRS[distance * (STEPS + 1) + strength]
