"""Calendar months: the engine counts time in whole months from the date of the check.

Month ``k`` of a check begins at ``add_months(start, k)``; somebody can take a step at the beginning of every
month.
Durations with a fraction are rounded up to whole months, so no way is ever shown shorter than it is.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

_SHORTEST_MONTH = 28
"""Days that every month has."""


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day `months` later (or earlier); the last day of the month where the month is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if day.day <= _SHORTEST_MONTH:
        return dt.date(year, month + 1, day.day)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def months_until(start: dt.date, day: dt.date) -> int:
    """Smallest k with ``add_months(start, k) >= day``; negative when the day lies before the start."""
    same_month = (day.year - start.year) * 12 + day.month - start.month
    return same_month if add_months(start, same_month) >= day else same_month + 1


@dataclass(frozen=True)
class Period:
    """From–to, both days included; None means open on that side."""

    valid_from: dt.date | None = None
    valid_to: dt.date | None = None

    def contains(self, day: dt.date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )

    def first_month(self, start: dt.date) -> int:
        """First month index (may be negative) at whose beginning the period has begun."""
        return -(10**6) if self.valid_from is None else months_until(start, self.valid_from)

    def last_month(self, start: dt.date) -> int:
        """Last month index at whose beginning the period still holds."""
        return (
            10**6 if self.valid_to is None else months_until(start, self.valid_to + dt.timedelta(days=1)) - 1
        )

    def intersection(self, other: Period) -> Period:
        begins = [d for d in (self.valid_from, other.valid_from) if d]
        ends = [d for d in (self.valid_to, other.valid_to) if d]
        return Period(max(begins, default=None), min(ends, default=None))


ALWAYS = Period()
