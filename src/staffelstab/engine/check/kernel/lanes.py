"""Many cases side by side: the arrays of a search over lanes.

A lane is a case; the cases of a search stand at the same situation and differ only in months. A label carries one
arrival per lane, so that a step is worked out for all lanes with a few instructions of the processor.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from staffelstab.engine.check.kernel.packed import BOOL, INT, Layout, reader
from staffelstab.engine.check.kernel.tables import Bools, Ints
from staffelstab.engine.check.limits import FAR_MONTHS, NEVER

MONTH, HIGH, START, NOT_WORSE, NOT_BETTER, LEFT, DEPTH, MEASURES, BALANCE, KEY = range(10)
"""Rows of `scratch`: the lanes of the step in the making; from KEY on month and clocks of the arrival."""


class Lanes(NamedTuple):
    """Labels over J lanes. A lane a label has no arrival for shows NEVER in `key`."""

    head: Ints
    """(power of two,) hash table: first label of a node; −1 = none"""
    slot: Ints
    node: Ints
    next_in_node: Ints
    key: Ints
    """(capacity, C, J) month of arrival, starts of the since-clocks, in counting searches the measures taken"""
    depth: Ints
    """(capacity, J) steps taken"""
    measures: Ints
    """(capacity, J) measures taken"""
    balance: Ints
    """(capacity, J) months in measures without progress minus those with progress"""
    pending: Ints
    """(capacity, J) 1 = the arrival has not been followed yet"""
    progress: Ints
    """(capacity, J) 1 = a step from here is progress at once"""
    nearest: Ints
    """(capacity, J) first month in which a measure or legal step can begin from here without accompaniment"""
    queued: Ints
    """(capacity,) month in which the label waits to be worked off; −1 = it does not"""
    entry_label: Ints
    entry_next: Ints
    bucket_head: Ints
    bucket_tail: Ints
    counts: Ints
    """labels, entries, first and last month with a bucket in use"""
    scratch: Ints


class Doors(NamedTuple):
    """What a place and the months of the lanes make of the rules, worked out once for all situations."""

    low: Ints
    """(2, rules, J) first month in which a rule's limits hold; NEVER = they never do"""
    high: Ints
    """(2, rules, J) last month; second layer: as if nothing that is open ever closed"""
    starts: Ints
    """(3, N, FAR+2) first possible start from a month on, by mode; NEVER = none"""
    always: Bools
    """(3, N) the station can be started in every month"""
    serves: Bools
    """(N,) stations that serve the place"""
    adjacent: Bools
    """(N + 1, N) there is a counted transition"""


class Cases(NamedTuple):
    """The cases R of a run, those at the same situation side by side."""

    x: Ints
    clocks: Ints
    """(R, C)"""
    since: Ints
    """(R, S + 1)"""


class Hits(NamedTuple):
    """Per lane: how far to search, and what was found."""

    bound: Ints
    """(J,) last month that still matters; −1 = the lane does not take part (any more)"""
    month: Ints
    """(J,) month of what was sought; NEVER = not found"""
    measures: Ints
    balance: Ints
    depth: Ints
    started: Ints
    """(N, J)"""
    used: Ints
    """(E, J)"""


LANES = Layout(
    {
        "head": (INT, 1),
        "slot": (INT, 1),
        "node": (INT, 1),
        "next_in_node": (INT, 1),
        "key": (INT, 3),
        "depth": (INT, 2),
        "measures": (INT, 2),
        "balance": (INT, 2),
        "pending": (INT, 2),
        "progress": (INT, 2),
        "nearest": (INT, 2),
        "queued": (INT, 1),
        "entry_label": (INT, 1),
        "entry_next": (INT, 1),
        "bucket_head": (INT, 1),
        "bucket_tail": (INT, 1),
        "counts": (INT, 1),
        "scratch": (INT, 2),
    }
)
DOORS = Layout(
    {
        "low": (INT, 3),
        "high": (INT, 3),
        "starts": (INT, 3),
        "always": (BOOL, 2),
        "serves": (BOOL, 1),
        "adjacent": (BOOL, 2),
    }
)
HITS = Layout(
    {
        "bound": (INT, 1),
        "month": (INT, 1),
        "measures": (INT, 1),
        "balance": (INT, 1),
        "depth": (INT, 1),
        "started": (INT, 2),
        "used": (INT, 2),
    }
)
CASES = Layout({"x": (INT, 1), "clocks": (INT, 2), "since": (INT, 2)})
lanes_at = reader(Lanes, LANES)
doors_at = reader(Doors, DOORS)
hits_at = reader(Hits, HITS)
cases_at = reader(Cases, CASES)


def new_lanes(clocks: int, capacity: int, lanes: int) -> Lanes:
    """Empty labels for `clocks` since-clocks; capacity a power of two."""

    def ints(*shape: int) -> Ints:
        return np.full(shape, -1, dtype=np.int32)

    return Lanes(
        head=ints(4 * capacity),
        slot=ints(capacity),
        node=ints(capacity),
        next_in_node=ints(capacity),
        key=ints(capacity, clocks + 2, lanes),
        depth=ints(capacity, lanes),
        measures=ints(capacity, lanes),
        balance=ints(capacity, lanes),
        pending=ints(capacity, lanes),
        progress=ints(capacity, lanes),
        nearest=ints(capacity, lanes),
        queued=ints(capacity),
        entry_label=ints(8 * capacity),
        entry_next=ints(8 * capacity),
        bucket_head=ints(FAR_MONTHS + 2),
        bucket_tail=ints(FAR_MONTHS + 2),
        counts=np.array([0, 0, NEVER, -1], dtype=np.int32),
        scratch=ints(KEY + clocks + 2, lanes),
    )


def new_hits(stations: int, edges: int, lanes: int) -> Hits:
    def ints(*shape: int) -> Ints:
        return np.full(shape, -1, dtype=np.int32)

    return Hits(
        ints(lanes),
        ints(lanes),
        ints(lanes),
        ints(lanes),
        ints(lanes),
        ints(stations, lanes),
        ints(edges, lanes),
    )
