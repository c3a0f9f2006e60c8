"""Telephone numbers, identity cards and bank cards in a text, told from figures, dates and document numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from casebook.text.numerals import Digits, windows

_MOBILE, _LONGEST = 11, 19
_SHORT_PHONE, _PHONE = 7, 8
_LEFT = 16
_PHONE_WORDS = re.compile(
    r"(?:电\s?话|手\s?机|热\s?线|座\s?机|固\s?话|传\s?真|致\s?电|拨\s?打|来\s?电|联\s?系\s?方\s?式|T[Ee][Ll]|tel)"
    r"[^0-9。；;]{0,8}$"
)
_CARD_WORDS = re.compile(r"(?:银行|卡号|账号|帐号|账户|帐户|户头)[^0-9。；;]{0,8}$")
_NUMBER_OF_A_PAPER = re.compile(r"(?:第|[〔\[]|编号[:： ]?|代码[:： ]?|No\.?)\s?$")
_COUNTED = re.compile(
    r"\s?(?:[元万亿人次户件个份条名吨块张只项家栋米册篇期辆套间岁幅场支处宗平方公里小时分钟%℃㎡号]|[.:,/][0-9])"
)
_IDENTITY = re.compile(r"[1-9][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]")
_OLD_IDENTITY = re.compile(r"[1-9][0-9]{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}")
_DAY = re.compile(r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])")
_YEARS = ("200", "201", "202", "203")
_WIDE_RANGE = 1000
_BEFORE_A_PART = frozenset(".0123456789")


class Private(NamedTuple):
    """What should not be published: its kind, and where it stands."""

    kind: str
    start: int
    end: int


def private_numbers(text: str) -> Iterator[Private]:
    """Yield every personal number of a text with Arabic digits (`with_arabic_digits`)."""
    end = 0
    for digits in windows(text, _SHORT_PHONE, _LONGEST):
        if digits.start >= end and (kind := _kind(digits, text)):
            end = digits.end
            yield Private(kind, digits.start, end)


def _kind(digits: Digits, text: str) -> str:
    if digits.start and text[digits.start - 1] in _BEFORE_A_PART:
        return ""
    whole = digits.whole + ("X" if text[digits.end : digits.end + 1] in {"X", "x"} else "")
    if _is_mobile(digits, text):
        return "手机号码"
    if _IDENTITY.fullmatch(whole) or (_OLD_IDENTITY.fullmatch(whole) and not digits.gaps):
        return "身份证号"
    if _is_card(digits, text):
        return "银行卡号"
    return "电话号码" if _is_landline(digits, text) else ""


def _is_mobile(digits: Digits, text: str) -> bool:
    number = digits.whole
    for country in ("0086", "86"):
        if len(number) == _MOBILE + len(country):
            number = number.removeprefix(country)
    if len(number) != _MOBILE or number[0] != "1" or number[1] < "3":
        return False
    return not _is_range(digits) or _PHONE_WORDS.search(_before(digits, text)) is not None


def _before(digits: Digits, text: str) -> str:
    return text[max(0, digits.start - _LEFT) : digits.start]


def _is_range(digits: Digits) -> bool:
    """Tell whether two figures stand for a range, a list or a decimal: `15000-200000`."""
    if len(digits.groups) == 1 or digits.groups[0] in {"86", "0086"}:
        return False
    lengths = {len(group) for group in digits.groups}
    if digits.gaps == (".",):
        return True
    if len(digits.groups) == 2 and not digits.gaps[0].isspace():  # noqa: PLR2004 (the two ends)
        low, high = map(int, digits.groups)
        return low < high < low * _WIDE_RANGE
    return not (lengths <= {1, 2} or lengths <= {3, 4} or len(digits.groups) == 2)  # noqa: PLR2004


def _is_card(digits: Digits, text: str) -> bool:
    number = digits.whole
    if not 16 <= len(number) <= _LONGEST or number[0] not in "3456":  # noqa: PLR2004 (the shortest card)
        return False
    if digits.gaps and any(len(group) != 4 for group in digits.groups[:-1]):  # noqa: PLR2004 (printed in fours)
        return False
    told = _CARD_WORDS.search(_before(digits, text)) is not None
    return told or number.startswith("62") or _luhn(number)


def _luhn(number: str) -> bool:
    """Tell whether the last digit is the check digit of ISO/IEC 7812."""
    doubled = (sum(divmod(2 * int(d), 10)) if i % 2 else int(d) for i, d in enumerate(reversed(number)))
    return sum(doubled) % 10 == 0


def _is_landline(digits: Digits, text: str) -> bool:
    number = digits.whole
    if number.startswith("0") or digits.groups[0] == "86":
        return _has_area(digits)
    if not (number[0] in "2345678" and _SHORT_PHONE <= len(number) <= _PHONE) or len(digits.groups) > 2:  # noqa: PLR2004
        return False
    if _COUNTED.match(text, digits.end):
        return False
    before = _before(digits, text)
    return _PHONE_WORDS.search(before) is not None or (not digits.gaps and _is_bare_phone(number, before))


def _has_area(digits: Digits) -> bool:
    """Tell whether digits are an area code (020, 0769, +86-20) with a number of seven or eight digits."""
    number = digits.whole
    for country in ("0086", "86"):
        if digits.groups[0] == country:
            number = f"0{number.removeprefix(country).removeprefix('0')}"
    area = 3 if number[1:2] in {"1", "2"} else 4
    rest = number[area:]
    return number[1:2] != "0" and _SHORT_PHONE <= len(rest) <= _PHONE and rest[0] in "2345678"


def _is_bare_phone(number: str, before: str) -> bool:
    """Tell whether eight digits without a word before them are no day and no paper's number."""
    if len(number) != _PHONE or _DAY.fullmatch(number) or number.startswith(_YEARS):
        return False
    return not _NUMBER_OF_A_PAPER.search(before)
