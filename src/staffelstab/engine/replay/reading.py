"""Reading single entries of a document of the file format: days, periods, values that a condition names."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

Document = Mapping[str, Any]

FAR = 360
"""How many months a closed door is watched; the check looks as far (docs/background/the_check.md)."""
GRADES = {"entitled": 0, "open": 0, "conditional": 1, "discretionary": 2, "unknown": 2, "suspended": 3}
NEVER_ADMITTED = 9
ADMITTED = {"strict": 0, "default": 1, "lenient": 3}
STATES = ("possible", "aimed", "agreed")


def day(value: object) -> dt.date | None:
    """A day of the file: written as 2026-11-22, or already read as a date."""
    if isinstance(value, dt.date):
        return value
    return dt.date.fromisoformat(value) if isinstance(value, str) else None


def months_later(begin: dt.date, months: int) -> dt.date:
    """The same day some months later; the last day of the month where the month is shorter."""
    year, month = divmod(begin.year * 12 + begin.month - 1 + months, 12)
    return dt.date(year, month + 1, min(begin.day, calendar.monthrange(year, month + 1)[1]))


def holds_on(period: Document, when: dt.date, until: dt.date | None = None) -> bool:
    """Does the period hold on a day, and not end before the other?"""
    first, last = day(period.get("valid_from")), day(period.get("valid_to"))
    return (first is None or first <= when) and (last is None or max(when, until or when) <= last)


def reads_as(period: Document) -> str:
    first, last = (day(period.get(key)) for key in ("valid_from", "valid_to"))
    return f"{first or ''}..{last or ''}"


def grade_of(verdict: str, offer: Document) -> int:
    """An offer with a condition that nobody can evaluate is never certain."""
    return max(GRADES.get(verdict, NEVER_ADMITTED), 1 if offer.get("conditions") else 0)


def allowed(attribute: Document, asked: object) -> Sequence[str]:
    """The value keys that a condition names: one, a list, or a range of an ordered scale."""
    if isinstance(asked, str):
        return (asked,)
    if isinstance(asked, Mapping):
        keys = [value["key"] for value in attribute["values"]]
        low, high = asked.get("min", keys[0]), asked.get("max", keys[-1])
        return keys[keys.index(low) : keys.index(high) + 1]
    return tuple(asked) if isinstance(asked, list | tuple) else ()


def after_effects(
    attributes: Mapping[str, Document], situation: Mapping[str, str], outcome: Document
) -> dict[str, str] | None:
    """The situation after an outcome, None when it cannot happen."""
    changed = dict(situation)
    for effect in outcome.get("effects", ()):
        attribute, source = attributes[effect["attribute"]], effect.get("from")
        keys = [value["key"] for value in attribute["values"]]
        has, to = keys.index(changed[effect["attribute"]]), keys.index(effect["to"])
        if attribute["kind"] == "unordered":
            applies = source in (None, keys[has])
        else:
            applies = source is None or keys.index(source) <= has < to
            to = max(has, to)
        if not applies:
            return None
        changed[effect["attribute"]] = keys[to]
    return changed
