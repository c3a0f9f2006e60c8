"""Postings: which practices hold a term, and how much it says about each, as short strings."""

from __future__ import annotations

from collections.abc import Iterable

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"
STEPS = 15
MOST = 1500
_HALF = 32
_HALF_SAID = 6.0
_SCALE = STEPS + 1


def posting(number: int, weight: float) -> int:
    """Return the number of a practice and a weight (0 and more) as one number: its last digit to base 16 is the impact.

    The impact is 1-15; more of the same says less and less (BM25's saturation).
    """
    return number * _SCALE + (int(STEPS * weight / (weight + _HALF_SAID) + 0.5) or 1)


def named(number: int, impact: int) -> int:
    """Return the number of a practice and its impact (1-15) as one number."""
    return number * _SCALE + impact


def encode(postings: list[int]) -> str:
    """Return postings, in the order of the practices, as text.

    Each is the distance to the one before, in base 32 with the lowest digit first (32 is added to all
    digits but the last), then its impact. Of more than `MOST`, the strongest are kept, and their true count stands before `|`.
    """
    if len(postings) <= MOST:
        return "".join(_codes(postings))
    strongest = sorted(postings, key=lambda one: (-(one % _SCALE), one))[:MOST]
    return f"{len(postings)}|" + "".join(_codes(sorted(strongest)))


def _codes(postings: Iterable[int]) -> Iterable[str]:
    before = 0
    for one in postings:
        number = one // _SCALE
        distance = number - before
        before = number
        while distance >= _HALF:
            yield ALPHABET[_HALF + distance % _HALF]
            distance //= _HALF
        yield ALPHABET[distance] + ALPHABET[one % _SCALE]
