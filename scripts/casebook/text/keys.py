"""One reading of numbers, dates and document numbers: keys under which different spellings meet.

`5.36亿` and `53600万` are `#536000000`, `百分之四十九点一五` is `#49.15%`; `2019.10` and `二〇一九年十月` are `@2019-10`,
`5·21` and `521` are `@05-21`; `〔2020〕48号` and `[2020]48` are `№2020-48`. The browser reads queries by the same tables,
which the index hands to it (`search-numbers.js`); one list of cases runs through both.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Final

from casebook.text.numbers import DIGITS, LARGE, UNITS, chinese_number

_NUMERALS = "".join((*DIGITS, *UNITS, *LARGE))
_YEAR, _SMALL, _DECIMAL = "((?:19|20)[0-9]{2})", "([0-9]{1,2})", r"[0-9]+(?:\.[0-9]+)?"
_SCALES: Final = {"万亿": 12, "千万": 7, "百万": 6, "亿": 8, "万": 4, "千": 3, "百": 2}
# Patterns that Python and JavaScript read alike. Chinese numerals: of two characters and more, or beside what makes one a number.
TABLES: Final[Mapping[str, str | Mapping[str, str | int]]] = {
    "digits": {digit: str(value) for digit, value in DIGITS.items()},
    "units": {unit: str(value) for unit, value in (UNITS | LARGE).items()},
    "scales": _SCALES,
    "separator": r"([0-9]),(?=[0-9]{3}(?![0-9]))",
    "numeral": rf"[{_NUMERALS}]{{2,}}(?:点[{_NUMERALS}]+)?|[{_NUMERALS}]点[{_NUMERALS}]+|[{_NUMERALS}](?=[月日号年%])",
    "document": rf"{_YEAR}(?:[\])〕】 ]{{1,2}}第?|年第?(?=[0-9]{{1,4}}号))([0-9]{{1,4}})(?![0-9年月.%万亿])",
    "date": rf"{_YEAR}(?:年|[-./]){_SMALL}(?:(?:月|[-./]){_SMALL}|月)?(?![0-9])",
    "day": rf"(?:^|[^0-9.]){_SMALL}[月·.]{_SMALL}(?![0-9.%万亿])",
    "month_day": r"(?:^|[^0-9.])([0-9]{1,2})([0-9]{2})(?![0-9.%万亿])",
    "ordinal": "第?[0-9]+号|[0-9]{1,2}月[0-9]{1,2}日",
    "formula": "[0-9a-z]+(?:[:/+][0-9a-z]+)+",
    "percent": rf"百分之({_DECIMAL})|({_DECIMAL})(?:%|个百分点)",
    "number": rf"({_DECIMAL})({'|'.join(_SCALES)})?",
}
_PATTERNS = {name: re.compile(told) for name, told in TABLES.items() if isinstance(told, str)}
_MONTHS, _DAYS = 12, 31
_SPELLED = 3  # 一一六 is a number said digit by digit; 三一 is none


def keys(text: str) -> Iterator[str]:
    """Yield the keys of the numbers (`#`), dates (`@`) and document numbers (`№`) of a text; a day's month and year too."""
    plain = arabic(text)
    yield from document_and_date_keys(plain)
    for name in ("document", "date", "ordinal"):
        plain = _PATTERNS[name].sub(" ", plain)
    yield from (f"#{found[0]}" for found in _PATTERNS["formula"].finditer(plain))
    yield from (f"#{found[1] or found[2]}%" for found in _PATTERNS["percent"].finditer(plain))
    rest = _PATTERNS["percent"].sub(" ", _PATTERNS["formula"].sub(" ", plain))
    yield from (f"#{shifted(found[1], _SCALES.get(found[2] or '', 0))}" for found in _PATTERNS["number"].finditer(rest))


def document_and_date_keys(plain: str) -> Iterator[str]:
    """Yield the keys of dates and document numbers alone. plain: with Arabic digits."""
    yield from (f"№{found[1]}-{found[2]}" for found in _PATTERNS["document"].finditer(plain))
    for found in _PATTERNS["date"].finditer(plain):
        month, day = found[2].zfill(2), (found[3] or "").zfill(2)
        if _is_day(month, found[3] or "1"):
            yield f"@{found[1]}-{month}"
            yield from (f"@{found[1]}-{month}-{day}", f"@{month}-{day}") if found[3] else ()
    for name in ("day", "month_day"):
        days = ((found[1].zfill(2), found[2].zfill(2)) for found in _PATTERNS[name].finditer(plain))
        yield from (f"@{month}-{day}" for month, day in days if _is_day(month, day))


def _is_day(month: str, day: str) -> bool:
    return 1 <= int(month) <= _MONTHS and 1 <= int(day) <= _DAYS


def arabic(text: str) -> str:
    """Return text in half width, without thousands separators, its Chinese numerals in Arabic digits."""
    plain = _PATTERNS["separator"].sub(r"\1", unicodedata.normalize("NFKC", text))
    return _PATTERNS["numeral"].sub(lambda found: _said(found[0]), plain)


def _said(numeral: str) -> str:
    """Return a numeral in digits: `四十九点一五` is 49.15, `一一六` 116, `一百三十一万` 1310000."""
    whole, _, part = numeral.partition("点")
    if all(c in DIGITS for c in numeral):
        return "".join(str(DIGITS[c]) for c in numeral) if len(numeral) >= _SPELLED else numeral
    decimals = "".join(str(DIGITS.get(c, "")) for c in part)
    scale = next((power for last, power in _SCALES.items() if part.endswith(last)), 0)
    return shifted(f"{chinese_number(whole) or 0}{f'.{decimals}' if decimals else ''}", scale)


def shifted(decimal: str, places: int) -> str:
    """Return a decimal number times a power of ten, exactly, without idle zeros: `5.360`, 4 is `53600`."""
    whole, _, part = decimal.partition(".")
    digits = part.ljust(places, "0")
    kept = digits[places:].rstrip("0")
    return (f"{whole}{digits[:places]}".lstrip("0") or "0") + (f".{kept}" if kept else "")


def rounded(key: str) -> Iterator[str]:
    """Yield the keys of a number said less exactly, cut off and rounded: of `#49.15%` `#49%`, `#49.1%`, `#49.2%`."""
    number, percent = key.strip("#%"), "%" if key.endswith("%") else ""
    whole, _, part = number.partition(".")
    digits = (whole + part).lstrip("0")
    for kept in range(1 if len(whole) % 4 == 1 else 2, len(digits)):
        if len(digits.rstrip("0")) > kept:
            places = len(digits) - kept
            for head in {int(digits[:kept]), int(digits[:kept]) + (digits[kept] >= "5")}:
                yield f"#{_pointed(str(head) + '0' * places, len(part))}{percent}"


def _pointed(digits: str, decimals: int) -> str:
    """Return digits with a decimal point before the last so many."""
    return shifted(f"{digits[:-decimals] or '0'}.{digits[-decimals:]}", 0) if decimals else digits
