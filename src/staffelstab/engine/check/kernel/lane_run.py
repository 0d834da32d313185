"""Cases in groups of lanes, groups spread over the cores."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from staffelstab.engine.check.kernel.lane_findings import SCRATCH, Scratch
from staffelstab.engine.check.kernel.lane_groups import FOUND, Found, analyse_groups, goals_of_groups
from staffelstab.engine.check.kernel.lanes import (
    CASES,
    DOORS,
    HITS,
    LANES,
    Cases,
    Doors,
    new_hits,
    new_lanes,
)
from staffelstab.engine.check.kernel.tables import TABLES, Bools, Ints, Tables
from staffelstab.engine.check.kernel.timeless import MEMO, new_memo
from staffelstab.engine.check.limits import FAR_MONTHS, MOST_LABELS, NEVER
from staffelstab.engine.check.threads import cores, side_by_side
from staffelstab.engine.errors import InputError, Problem

MOST_LANES = 32
"""Cases searched side by side at most; with more, the labels no longer fit into the near cache."""
_FIRST_CAPACITY = 1 << 10
_CHUNKS_PER_WORKER = 8
_FEWEST_GROUPS = 16
"""With fewer for each, making room takes longer than a second core saves."""


@dataclass(frozen=True)
class Groups:
    """rows (G, 3): first case, number of cases, block of months (the same months in each lane)."""

    rows: Ints
    lanes: int

    def among(self, asked: Bools) -> Groups:
        """Only those with a case that is asked about."""
        before = np.concatenate([[0], np.cumsum(asked)])
        first = self.rows[:, 0]
        some = before[first + self.rows[:, 1]] > before[first]
        return self if some.all() else Groups(np.ascontiguousarray(self.rows[some]), self.lanes)


def group_cases(x: Ints, clocks: Ints) -> Groups:
    """Neighbouring cases at the same situation, at most MOST_LANES of them; blocks one after the other."""
    bounds = np.concatenate([[0], np.flatnonzero(np.diff(x)) + 1, [len(x)]])
    rows: list[tuple[int, int, int]] = []
    blocks: dict[bytes, int] = {}
    for begin, end in itertools.pairwise(bounds.tolist()):
        parts = -(-(end - begin) // MOST_LANES)
        for part in range(parts):
            first, last = (begin + (end - begin) * n // parts for n in (part, part + 1))
            months = clocks[first:last].tobytes()
            rows.append((first, last - first, blocks.setdefault(months, len(blocks))))
    rows.sort(key=lambda row: (row[2], row[0]))
    widest = max(count for _, count, _ in rows)
    return Groups(np.array(rows, dtype=np.int32), -(-widest // 8) * 8)


@dataclass(frozen=True)
class Limits:
    """The settings of the file, in months and measures."""

    horizon: int
    waiting: int
    most: int


def doors_for(tables: Tables, serves: Bools, adjacent: Bools, lanes: int) -> Doors:
    """Room for the windows of a block; the first starts of the stations."""
    rules = max(1, len(tables.rule_first))
    starts = np.where(tables.next_start < 0, NEVER, tables.next_start).astype(np.int32)
    starts[:, :, FAR_MONTHS + 1] = NEVER
    months = np.arange(FAR_MONTHS + 1, dtype=np.int32)
    always = (starts[:, :, : FAR_MONTHS + 1] == months).all(axis=2)
    low = np.full((2, rules, lanes), NEVER, dtype=np.int32)
    return Doors(low, np.full_like(low, -1), starts, always, serves, adjacent)


def more_room(capacity: int) -> int:
    """Room for more labels. Raises InputError when more would be needed than can be held."""
    if 4 * capacity > MOST_LABELS:
        raise InputError([Problem("too-many-ways", ("transitions",), {"maximum": str(MOST_LABELS)})])
    return capacity * 4


def _spread(open_search: Callable[[int], Callable[[Ints], int]], groups: Groups) -> None:
    """Work off the groups on all cores, a few at a time, so that no core waits for another.

    ``open_search(capacity)`` returns a search with room of its own; it is called with rows of groups, and returns the
    first that did not fit, −1 when all are done.
    """
    workers = max(1, min(cores(), len(groups.rows) // _FEWEST_GROUPS))
    size = max(1, len(groups.rows) // (workers * _CHUNKS_PER_WORKER))
    chunks = iter([groups.rows[i : i + size] for i in range(0, len(groups.rows), size)])

    def work() -> None:
        capacity = _FIRST_CAPACITY
        search = open_search(capacity)
        for rows in chunks:
            while (stopped := search(rows)) >= 0:
                rows, capacity = rows[stopped:], more_room(capacity)
                search = open_search(capacity)

    side_by_side(work, workers)


def _scratch(stations: int, lanes: int) -> Scratch:
    def ints(*shape: int) -> Ints:
        return np.full(shape, -1, dtype=np.int32)

    return Scratch(
        ints(lanes),
        ints(lanes),
        ints(lanes),
        ints(lanes),
        ints(3 * stations, lanes),
        ints(stations, lanes),
        ints(2 * (stations + 1), lanes),
    )


def analyse_cases(
    tables: Tables, serves: Bools, adjacent: Bools, limits: Limits, cases: Cases, groups: Groups, found: Found
) -> None:
    """Everything the definitions ask about every case, written into `found`. groups: of the cases (`group_cases`)."""
    if not len(cases.x):
        return
    width, lanes = cases.since.shape[1] - 1, groups.lanes
    stations, edges = len(tables.kind), len(tables.edge_target)
    search: Callable[..., int] = analyse_groups
    shared = [TABLES.pack(tables), FOUND.pack(found), CASES.pack(cases)]

    def open_search(capacity: int) -> Callable[[Ints], int]:
        own = [
            DOORS.pack(doors_for(tables, serves, adjacent, lanes)),
            LANES.pack(new_lanes(width, capacity, lanes)),
            LANES.pack(new_lanes(width, capacity, lanes)),
            MEMO.pack(new_memo(len(tables.goal), stations)),
            HITS.pack(new_hits(stations, edges, lanes)),
            HITS.pack(new_hits(1, 1, lanes)),
            SCRATCH.pack(_scratch(stations, lanes)),
        ]
        parts = (shared[0], *own, *shared[1:])
        settings = (limits.horizon, limits.waiting, limits.most)
        return lambda rows: int(search(*(part.address for part in parts), *settings, rows))

    _spread(open_search, groups)


def goals_of_cases(
    tables: Tables, serves: Bools, adjacent: Bools, cases: Cases, groups: Groups, until: int, asked: Bools
) -> Ints:
    """(R,) month of the earliest goal up to `until`, −1 = none or not asked about."""
    goal: Ints = np.full(len(cases.x), -1, dtype=np.int32)
    if not asked.any():
        return goal
    groups = groups.among(asked)
    width, lanes = cases.since.shape[1] - 1, groups.lanes
    search: Callable[..., int] = goals_of_groups
    shared = [TABLES.pack(tables), CASES.pack(cases)]

    def open_search(capacity: int) -> Callable[[Ints], int]:
        own = [
            DOORS.pack(doors_for(tables, serves, adjacent, lanes)),
            LANES.pack(new_lanes(width, capacity, lanes)),
            HITS.pack(new_hits(1, 1, lanes)),
        ]
        parts = (shared[0], *own, shared[1])
        return lambda rows: int(search(*(part.address for part in parts), until, asked, rows, goal))

    _spread(open_search, groups)
    return goal
