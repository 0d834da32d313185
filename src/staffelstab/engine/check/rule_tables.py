"""Rules as arrays: which situations meet them, in which months, with how much on the clocks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from staffelstab.engine.check.ground import GradedRules, Ground
from staffelstab.engine.check.kernel.explore import Words, selected
from staffelstab.engine.check.kernel.tables import Ints
from staffelstab.engine.check.limits import NEVER
from staffelstab.engine.model import (
    ADMITTED,
    ANYONE,
    AccessRule,
    Condition,
    Period,
    Reading,
    add_months,
    months_until,
)

Edge = tuple[int, int, Condition]
"""From row (0 is the start), station, target group."""


_ALWAYS = Period()


class RuleRef(NamedTuple):
    """Which rule of the file a row of the rule tables is: an access rule of a station, or a target group of an edge."""

    station: int
    access: AccessRule | None
    when: Condition
    period: Period


@dataclass(frozen=True)
class Clocks:
    """Keys of the clocks that the tables know: fixed ones, and those that run since something."""

    fixed: tuple[str, ...]
    since: tuple[str, ...]


def rule_refs(graded: Sequence[GradedRules], edges: Sequence[Edge], reading: Reading) -> tuple[RuleRef, ...]:
    """Rules of the stations that a reading admits, then target groups."""
    admitted = ADMITTED[reading]
    rules = [
        RuleRef(i, rule, rule.when, rule.period)
        for i, of_station in enumerate(graded)
        for grade, rule in of_station
        if grade <= admitted
    ]
    groups: list[Condition] = []
    for _, _, when in edges:
        if when is not ANYONE and when != ANYONE and when not in groups:
            groups.append(when)
    return (*rules, *(RuleRef(-1, None, when, _ALWAYS) for when in groups))


def edge_rules(edges: Sequence[Edge], rules: Sequence[RuleRef]) -> Ints:
    """(E,) row of the target group of each edge, −1 = for everybody."""
    groups = [(i, r.when) for i, r in enumerate(rules) if r.access is None]
    if not groups:
        return np.full(len(edges), -1, dtype=np.int32)
    numbers = [
        -1 if when == ANYONE else next(i for i, candidate in groups if candidate == when)
        for _, _, when in edges
    ]
    return np.array(numbers, dtype=np.int32)


def rule_bits(
    ground: Ground, graded: Sequence[GradedRules], rules: Sequence[RuleRef], reading: Reading
) -> Words:
    """(X, W) bit r of the words: the values of the situation satisfy rule r."""
    admitted = ADMITTED[reading]
    doors = np.flatnonzero([grade <= admitted for of_station in graded for grade, _ in of_station])
    bits = selected(ground.rule_bits, ground.rule_bit[doors], len(rules))
    for r in range(len(doors), len(rules)):
        bits[:, r >> 6] |= ground.space.holds(rules[r].when).astype(np.uint64) << np.uint64(r & 63)
    return bits


def rule_limits(rules: Sequence[RuleRef], date: dt.date, clocks: Clocks) -> dict[str, Any]:
    """When each rule holds, and what it asks of the clocks."""
    count = len(rules)
    first = np.full(count, Period().first_month(date), dtype=np.int32)
    last = np.full(count, Period().last_month(date), dtype=np.int32)
    low = np.zeros((count, len(clocks.fixed)), dtype=np.int32)
    high = np.full(low.shape, NEVER, dtype=np.int32)
    entry = np.full(low.shape, -NEVER, dtype=np.int32)
    asked = np.full((count, len(clocks.since)), -1, dtype=np.int32)
    fixed: Mapping[str, int] = {key: c for c, key in enumerate(clocks.fixed)}
    since: Mapping[str, int] = {key: s for s, key in enumerate(clocks.since)}
    for i, rule in enumerate(rules):
        if rule.period.valid_from is not None:
            first[i] = rule.period.first_month(date)
        if rule.period.valid_to is not None:
            last[i] = rule.period.last_month(date)
        for key, limit in rule.when.clocks.items():
            if key in since:
                asked[i, since[key]] = limit.minimum or 0
            elif key in fixed:
                low[i, fixed[key]] = limit.minimum if limit.minimum is not None else 0
                high[i, fixed[key]] = limit.maximum if limit.maximum is not None else NEVER
        for key, day in rule.when.begun_by.items():
            if key in fixed:
                entry[i, fixed[key]] = months_at_entry_for(date, day)
    return {
        "rule_first": first,
        "rule_last": last,
        "rule_min": low,
        "rule_max": high,
        "rule_entry": entry,
        "rule_since": asked,
    }


def months_at_entry_for(date: dt.date, day: dt.date) -> int:
    """Months a clock must show on `date` to have begun on `day` or earlier: smallest n with date − n months ≤ day."""
    n = -months_until(date, day)
    while add_months(date, -n) > day:
        n += 1
    while add_months(date, -(n - 1)) <= day:
        n -= 1
    return n
