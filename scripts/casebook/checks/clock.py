"""Days of ours that lie ahead. The clock is asked for warnings alone: what is good today is good tomorrow, on any machine."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from casebook.problems import Problem
from casebook.records.loading import Library
from casebook.records.model import DAY_PATTERN, Record
from casebook.rule import Finding, Loc
from casebook.rules.days import is_day
from casebook.rules.plain_rules import AHEAD

# No clock is right that shows a day before this was written.
_WRITTEN = datetime.date(2026, 11, 22)


def today() -> datetime.date:
    """Return the day by the system's clock, but none before this program was written; one day on, for other time zones."""
    return max(datetime.datetime.now(tz=datetime.UTC).date(), _WRITTEN) + datetime.timedelta(days=1)


def check_days_ahead(library: Library, last: datetime.date) -> Iterator[Problem]:
    """Yield a warning for each day on which a record says it was verified or changed, and that is later than the last."""
    for loaded in library.records:
        for loc, day in _days(loaded.draft):
            if re.fullmatch(DAY_PATTERN, day) and is_day(day) and day > last.isoformat():
                yield loaded.problem(AHEAD, Finding(loc, f"{day} 还没有到。请核对年份。"))


def _days(record: Record | None) -> Iterator[tuple[Loc, str]]:
    if record is not None:
        yield from ((("changes", index, "date"), change.date) for index, change in enumerate(record.changes))
        if record.verified:
            yield ("verified",), record.verified
