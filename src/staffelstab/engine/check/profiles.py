"""The profile space as arrays: every combination at entry, and the few that the concept can tell apart."""

from __future__ import annotations

import datetime as dt
import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from staffelstab.engine.check.compile import Compiled, entry_values
from staffelstab.engine.check.finding import ProfileAtEntry, Question
from staffelstab.engine.check.kernel.explore import Words
from staffelstab.engine.check.kernel.lane_run import Groups, group_cases
from staffelstab.engine.check.kernel.tables import Bools, Ints
from staffelstab.engine.check.limits import MOST_PROFILES, NEVER
from staffelstab.engine.check.rule_tables import months_at_entry_for
from staffelstab.engine.errors import InputError, Problem
from staffelstab.engine.model import Condition, Pathway

_AT_ONCE = 1 << 20
"""Words of bits that are compared at once, so that a million profiles need little memory beside them."""


class Choice(NamedTuple):
    """An attribute with the values that occur at entry, or a clock with its months; row: of the first one's bits."""

    key: str
    is_clock: bool
    values: tuple[Any, ...]
    row: int


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

    @cached_property
    def _choices(self) -> tuple[list[Choice], Words]:
        """All attributes and clocks; and one row of bits per value or month: which profiles have it."""
        scales = self.pathway.scales
        listed: list[Choice] = []
        having: list[Words] = []

        def have(flags: Bools) -> Words:
            return np.frombuffer(as_bits(flags).to_bytes(self._bytes, "big"), dtype=np.uint64)

        for i, a in enumerate(scales.attributes):
            positions = np.flatnonzero(np.bincount(self.values[:, i], minlength=1)).tolist()
            listed.append(Choice(a.key, False, tuple(a.values[v].key for v in positions), len(having)))
            having += [have(self.values[:, i] == v) for v in positions]
        for i, c in enumerate(scales.clocks):
            months = sorted(set(self.clocks[:, i].tolist()))
            listed.append(Choice(c.key, True, tuple(months), len(having)))
            having += [have(self.clocks[:, i] == v) for v in months]
        return listed, np.array(having, dtype=np.uint64).reshape(len(having), -1)

    @property
    def _bytes(self) -> int:
        """Of a row of bits, in whole words."""
        return -(-max(1, len(self)) // 64) * 8

    def occurring(self, bits: int) -> Iterator[tuple[Choice, tuple[Any, ...]]]:
        """Each attribute and clock with its values or months that some of the profiles (`as_bits`) have."""
        listed, rows = self._choices
        asked = np.frombuffer(bits.to_bytes(self._bytes, "big"), dtype=np.uint64)
        step = max(1, _AT_ONCE // len(asked))
        have: list[bool] = []
        for first in range(0, len(rows), step):
            have += np.any(rows[first : first + step] & asked, axis=1).tolist()
        for choice in listed:
            here = have[choice.row : choice.row + len(choice.values)]
            yield choice, tuple(itertools.compress(choice.values, here))

    @cached_property
    def groups(self) -> list[tuple[dict[str, str], Bools]]:
        """Every combination of values of the grouping attributes that occurs, with its (P,) profiles."""
        attributes = self.pathway.scales.attributes
        columns = [i for i, a in enumerate(attributes) if a.groups]
        codes = np.zeros(len(self), dtype=np.int64)
        for c in columns:
            codes = codes * len(attributes[c].values) + self.values[:, c]
        _, first, which = np.unique(codes, return_index=True, return_inverse=True)
        return [
            (
                {attributes[c].key: attributes[c].values[self.values[at, c]].key for c in columns},
                which == number,
            )
            for number, at in enumerate(first)
        ]

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

    @cached_property
    def groups(self) -> Groups:
        """The cases side by side, as the search wants them."""
        return group_cases(self.x, self.clocks)

    @cached_property
    def is_one_each(self) -> bool:
        """Whether every profile is a case of its own, in the same order."""
        return len(self.case_of) == len(self.x) and bool((np.diff(self.case_of) == 1).all())

    def of_profiles(self, flags: Bools) -> Bools:
        """(P,) from (R,)."""
        return flags if self.is_one_each else np.take(flags, self.case_of)


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


def as_bits(mask: Bools) -> int:
    """A mask over profiles as one number, the first profile its highest bit; whole masks then compare at once."""
    return int.from_bytes(np.packbits(mask).tobytes(), "big")


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


def most_months(compiled: Compiled) -> tuple[int | None, ...]:
    """Per fixed clock: more months than so many are the same to every rule; None = every month counts."""
    tables = compiled.tables
    found: list[int | None] = []
    for c in range(len(compiled.fixed_clocks)):
        if len(tables.rule_max) and tables.rule_max[:, c].min() < NEVER:
            found.append(None)
        else:
            asked = tables.rule_min[:, c].max(initial=0), tables.rule_entry[:, c].max(initial=0)
            found.append(int(max(*asked, 0)))
    return tuple(found)


def _distinguishable(compiled: Compiled, profiles: Profiles) -> Ints:
    """(P, fixed clocks) months at entry; more than any rule asks for counts as just that much."""
    result = np.zeros((len(profiles), len(compiled.fixed_clocks)), dtype=np.int32)
    for c, (key, most) in enumerate(zip(compiled.fixed_clocks, most_months(compiled), strict=True)):
        column = next(i for i, clock in enumerate(compiled.pathway.scales.clocks) if clock.key == key)
        months = profiles.clocks[:, column]
        result[:, c] = months if most is None else np.minimum(months, most)
    return result
