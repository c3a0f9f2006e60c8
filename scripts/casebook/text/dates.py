"""Dates as people write them, and in the one form of the records."""

from __future__ import annotations

import re
import unicodedata

_YEAR = r"(?P<year>[12][0-9]{3})"
_DATE = re.compile(
    rf"{_YEAR}\s*[年/.-]\s*(?P<month>[0-9]{{1,2}})(?:\s*[月/.-]\s*(?P<day>[0-9]{{1,2}}))?\s*[月日号]?(?: ?[T ]?0{{1,2}}:00(?::00)?)?"
    rf"|{_YEAR.replace('year', 'y')}(?P<m>[0-9]{{2}})(?P<d>[0-9]{{2}})|{_YEAR.replace('year', 'only')}\s*年?"
)


def iso_date(text: str) -> str:
    """Return a date such as `2022年6月`, `2022/6/1` or `20220601` as `2022-06` or `2022-06-01`; empty for anything else."""
    found = _DATE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        return ""
    year, month, day = (found[a] or found[b] for a, b in (("year", "y"), ("month", "m"), ("day", "d")))
    parts = [f"{int(part):02d}" for part in (month, day) if part]
    return "-".join([year or found["only"], *parts])
