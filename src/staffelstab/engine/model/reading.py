"""Verdicts on access and the reading that decides how they count.

A law or programme rarely says plain yes or no. The verdict is kept as it is; the reading chosen by the user
says which verdicts open a door, and every finding says which reading it rests on.
"""

from __future__ import annotations

from enum import StrEnum


class Verdict(StrEnum):
    ENTITLED = "entitled"
    OPEN = "open"
    CONDITIONAL = "conditional"
    DISCRETIONARY = "discretionary"
    UNKNOWN = "unknown"
    SUSPENDED = "suspended"
    CLOSED = "closed"
    NOT_APPLICABLE = "not_applicable"


class Reading(StrEnum):
    """strict: only entitled and open. default: conditional too. lenient: everything that is not closed by rule."""

    STRICT = "strict"
    DEFAULT = "default"
    LENIENT = "lenient"


CERTAINTY = {
    Verdict.ENTITLED: 0,
    Verdict.OPEN: 0,
    Verdict.CONDITIONAL: 1,
    Verdict.DISCRETIONARY: 2,
    Verdict.UNKNOWN: 2,
    Verdict.SUSPENDED: 3,
    Verdict.CLOSED: 9,
    Verdict.NOT_APPLICABLE: 9,
}
"""Grade of a verdict: 0 sure, 1 with conditions, 2 uncertain, 3 stopped in practice, 9 closed by rule."""

ADMITTED = {Reading.STRICT: 0, Reading.DEFAULT: 1, Reading.LENIENT: 3}
"""Highest grade that a reading counts as an open door."""
