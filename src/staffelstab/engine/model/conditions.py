"""Conditions over a situation: which values, how many months, arrived by which day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class ClockLimit:
    """Months on a clock, both ends included. Clocks of kind ``since`` know only a minimum."""

    minimum: int | None = None
    maximum: int | None = None


@dataclass(frozen=True)
class Condition:
    """All parts must hold. An attribute that is not named may have any value.

    `values`: attribute key → allowed value keys. `clocks`: clock key → limits in months.
    `begun_by`: clock key (kind fixed) → the clock must have started on this day or earlier
    (e.g. stay begun by 2022-12-31, § 60d AufenthG).
    """

    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    clocks: Mapping[str, ClockLimit] = field(default_factory=dict)
    begun_by: Mapping[str, dt.date] = field(default_factory=dict)


ANYONE = Condition()
