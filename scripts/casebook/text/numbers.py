"""Figures as printed, and what they come to."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

_NUMBER = r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?"
_NOT_ZERO = r"(?:[1-9][0-9]*(?:\.[0-9]+)?|0\.[0-9]*[1-9][0-9]*)"
_CHINESE = r"[零〇一二三四五六七八九十百千万亿两半]+"
VALUE_PATTERN = re.compile(
    rf"{_NUMBER}|{_CHINESE}|{_NUMBER}-{_NUMBER}|{_NUMBER}:{_NUMBER}|{_NUMBER}/{_NOT_ZERO}|[0-9A-Z]+(?:\+[0-9A-Z]+)+"
)
_SEPARATOR = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
UNITS = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10**4, "亿": 10**8}
_SCALES = {"万亿": 10**12, "亿": 10**8, "万": 10**4, "千": 1000}


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a printed figure comes to: the least and the greatest value in the base unit.

    minimum, maximum: equal but for ranges; None for ratios, formulas and what is no number.
    unit: the base unit (`万人` -> `人`).
    """

    minimum: Decimal | None
    maximum: Decimal | None
    unit: str


def chinese_number(text: str) -> int | None:
    """Return what a Chinese numeral comes to (`三` 3, `十二` 12, `千` 1000), or None."""
    if not text or any(c not in DIGITS and c not in UNITS and c not in LARGE for c in text):
        return None
    total = section = digit = 0
    last_unit = False
    for c in text:
        if c in DIGITS:
            digit, last_unit = DIGITS[c], False
        elif c in UNITS:
            section += (digit or (0 if last_unit else 1)) * UNITS[c]
            digit, last_unit = 0, True
        else:
            total = (
                (total + section + digit or 1) * LARGE[c] if c == "亿" else total + (section + digit or 1) * LARGE[c]
            )
            section = digit = 0
            last_unit = True
    return total + section + digit


def quantity(value: str | None, unit: str | None) -> Quantity:
    """Return what a figure comes to: `1.7` `万人` is 17000 `人`; `10-20` has two ends; `1:2000` none."""
    base, scale = _base_unit(unit or "")
    ends = [_number(part) for part in re.split(r"(?<=[0-9])-(?=[0-9])", value)] if value else []
    if not ends or any(end is None for end in ends):
        return Quantity(None, None, base)
    scaled = [_plain(end * scale) for end in ends if end is not None]
    return Quantity(scaled[0], scaled[-1], base)


def _number(text: str) -> Decimal | None:
    if re.fullmatch(_NUMBER, text):
        return Decimal(text)
    if "/" in text and re.fullmatch(f"{_NUMBER}/{_NUMBER}", text):
        upper, lower = text.split("/")
        return (Decimal(upper) / Decimal(lower)).quantize(Decimal("0.0001")) if Decimal(lower) else None
    whole = chinese_number(text)
    return None if whole is None else Decimal(whole)


def _base_unit(unit: str) -> tuple[str, Decimal]:
    for prefix, scale in _SCALES.items():
        if unit.startswith(prefix):
            return unit.removeprefix(prefix), Decimal(scale)
    return unit, Decimal(1)


def _plain(number: Decimal) -> Decimal:
    normal = number.normalize()
    return normal.quantize(Decimal(1)) if normal == normal.to_integral_value() else normal


def half_width(value: str) -> str:
    """Return a figure as records write it: half-width, no separators, `-` in a range; unchanged where it is no figure."""
    plain = _SEPARATOR.sub("", unicodedata.normalize("NFKC", value).replace(" ", ""))
    plain = re.sub(r"(?<=[0-9])(?:[~—–―]+|--+|至|到)(?=[0-9])", "-", plain)
    return plain if VALUE_PATTERN.fullmatch(plain) and is_ascending(plain) else value


def is_ascending(value: str) -> bool:
    """Tell whether the ends of a range stand in order; true for what is no range."""
    ends = re.split(r"(?<=[0-9])-(?=[0-9])", value)
    numbers = [Decimal(end) for end in ends if re.fullmatch(_NUMBER, end)]
    return all(lower < upper for lower, upper in pairwise(numbers))
