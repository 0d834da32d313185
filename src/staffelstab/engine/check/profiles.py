"""The profile space as arrays: every combination at entry, and the few that the concept can tell apart."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from staffelstab.engine.check.compile import Compiled, entry_values, months_at_entry_for
from staffelstab.engine.check.finding import ProfileAtEntry, Question
from staffelstab.engine.check.kernel.tables import Bools, Ints
from staffelstab.engine.check.limits import MOST_PROFILES, NEVER
from staffelstab.engine.errors import InputError, Problem
from staffelstab.engine.model import Condition, Pathway


@dataclass(frozen=True)
class Profiles:
    """All profiles of a question.

    values (P, all attributes): value positions; clocks (P, all clocks): months at entry
    (of a since-clock: as stated, whether it runs or not).
    """

    pathway: Pathway
    values: Ints
    clocks: Ints

    def __len__(self) -> int:
        return len(self.values)

    def at(self, number: int, place: str) -> ProfileAtEntry:
        attributes, clocks = self.pathway.scales.attributes, self.pathway.scales.clocks
        return ProfileAtEntry(
            {a.key: a.values[self.values[number, i]].key for i, a in enumerate(attributes)},
            {c.key: int(self.clocks[number, i]) for i, c in enumerate(clocks)},
            place,
        )

    def fitting(self, condition: Condition, date: dt.date) -> Bools:
        """(P,) profiles that meet a condition at entry on a date."""
        fits = np.ones(len(self), dtype=np.bool_)
        for key, allowed in condition.values.items():
            fits &= self._has_value(key, allowed)
        for column, clock in enumerate(self.pathway.scales.clocks):
            limit, day = condition.clocks.get(clock.key), condition.begun_by.get(clock.key)
            if limit is not None and clock.kind == "since":
                fits &= self._has_value(clock.attribute or "", clock.values)
            if limit is not None and limit.minimum is not None:
                fits &= self.clocks[:, column] >= limit.minimum
            if limit is not None and limit.maximum is not None:
                fits &= self.clocks[:, column] <= limit.maximum
            if day is not None:
                fits &= self.clocks[:, column] >= months_at_entry_for(date, day)
        return fits

    def _has_value(self, key: str, allowed: Sequence[str]) -> Bools:
        attribute = self.pathway.scales.attribute(key)
        column = self.pathway.scales.attributes.index(attribute)
        return np.isin(self.values[:, column], [attribute.index(v) for v in allowed])


@dataclass(frozen=True)
class Reduced:
    """Profiles that differ only in what no rule asks for are one case.

    case_of (P,): profile → case. x (R,), clocks (R, fixed), since (R, since + 1): what the kernel starts from.
    """

    case_of: Ints
    x: Ints
    clocks: Ints
    since: Ints

    def __len__(self) -> int:
        return len(self.x)


def all_profiles(pathway: Pathway, question: Question) -> Profiles:
    """Every combination of entry values and entry months, in the order of the file.

    Raises InputError when there are more than can be looked at.
    """
    attributes, clocks = pathway.scales.attributes, pathway.scales.clocks
    choices: list[list[int]] = [[a.index(v) for v in entry_values(pathway, question, a)] for a in attributes]
    free = [c for c in clocks if c.key not in pathway.profiles.same_as]
    choices += [list(pathway.profiles.clocks.get(c.key, (0,))) for c in free]
    if (found := math.prod(len(c) for c in choices)) > MOST_PROFILES:
        arguments = {"count": str(found), "maximum": str(MOST_PROFILES)}
        raise InputError([Problem("too-many-profiles", ("profiles",), arguments)])
    grid = _every_combination(choices)
    column = {c.key: len(attributes) + i for i, c in enumerate(free)}
    months = [column[_root(pathway, c.key)] for c in clocks]
    return Profiles(pathway, grid[:, : len(attributes)], grid[:, months])


def _every_combination(choices: Sequence[Sequence[int]]) -> Ints:
    """(product of all sizes, choices) the last column changes fastest."""
    grid = np.empty((math.prod(len(c) for c in choices), len(choices)), dtype=np.int32)
    repeats = len(grid)
    for column, values in enumerate(choices):
        repeats //= max(1, len(values))
        block = np.repeat(np.array(values, dtype=np.int32), repeats)
        grid[:, column] = np.tile(block, len(grid) // max(1, len(block)))
    return grid


def _root(pathway: Pathway, clock: str) -> str:
    while clock in pathway.profiles.same_as:
        clock = pathway.profiles.same_as[clock]
    return clock


def reduce_profiles(compiled: Compiled, profiles: Profiles) -> Reduced:
    """The distinct cases, exact: only what no rule can tell apart is put together."""
    scales = compiled.pathway.scales
    columns = [
        next(i for i, a in enumerate(scales.attributes) if a.key == u.key) for u in compiled.space.attributes
    ]
    x = compiled.space.index_of[profiles.values[:, columns] @ compiled.space.strides]
    fixed = _distinguishable(compiled, profiles)
    since = np.zeros((len(profiles), len(compiled.since_clocks) + 1), dtype=np.int32)
    for s, key in enumerate(compiled.since_clocks):
        column = next(i for i, c in enumerate(scales.clocks) if c.key == key)
        since[:, s] = np.where(compiled.tables.in_values[s, x], -profiles.clocks[:, column], NEVER)
    first, case_of = _distinct(np.column_stack([x, fixed, since]))
    return Reduced(
        case_of=case_of,
        x=np.ascontiguousarray(x[first], dtype=np.int32),
        clocks=np.ascontiguousarray(fixed[first], dtype=np.int32),
        since=np.ascontiguousarray(since[first], dtype=np.int32),
    )


def _distinct(rows: Ints) -> tuple[Ints, Ints]:
    """First position of each distinct row, the rows ascending, and which of them each row is."""
    keys, combinations = np.zeros(len(rows), dtype=np.int64), 1
    for column in rows.T:
        numbers = np.where(column >= NEVER, column[column < NEVER].max(initial=0) + 1, column).astype(
            np.int64
        )
        lowest = int(numbers.min(initial=0))
        size = int(numbers.max(initial=0)) - lowest + 1
        keys, combinations = keys * size + (numbers - lowest), combinations * size
    if combinations >= 1 << 63:
        _, first, which = np.unique(rows, axis=0, return_index=True, return_inverse=True)
    else:
        _, first, which = np.unique(keys, return_index=True, return_inverse=True)
    return first.astype(np.int32), which.reshape(-1).astype(np.int32)


def _distinguishable(compiled: Compiled, profiles: Profiles) -> Ints:
    """(P, fixed clocks) months at entry; more than any rule asks for counts as just that much."""
    tables = compiled.tables
    result = np.zeros((len(profiles), len(compiled.fixed_clocks)), dtype=np.int32)
    for c, key in enumerate(compiled.fixed_clocks):
        column = next(i for i, clock in enumerate(compiled.pathway.scales.clocks) if clock.key == key)
        months = profiles.clocks[:, column]
        if len(tables.rule_max) and tables.rule_max[:, c].min() < NEVER:
            result[:, c] = months
        else:
            most = max(tables.rule_min[:, c].max(initial=0), tables.rule_entry[:, c].max(initial=0), 0)
            result[:, c] = np.minimum(months, most)
    return result
