"""All cases, group by group: one search for everything, and what it shows; or only the earliest goal."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from staffelstab.engine.check.kernel.jit import inlined_function, kernel_function
from staffelstab.engine.check.kernel.lane_findings import (
    Scratch,
    deserves_a_look,
    evaluate_node,
    open_hits,
    scratch_at,
)
from staffelstab.engine.check.kernel.lane_search import (
    ALL,
    AS_IF_NOTHING_CLOSED,
    AS_STATED,
    NONE,
    TO_GOAL,
    ZERO,
    begin_lanes,
    open_windows,
    search_lanes,
)
from staffelstab.engine.check.kernel.lanes import Hits, cases_at, hits_at, lanes_at
from staffelstab.engine.check.kernel.packed import BOOL, BYTE, INT, Layout, Whole, reader
from staffelstab.engine.check.kernel.tables import Bools, Bytes, Ints, tables_at
from staffelstab.engine.check.limits import FAR_MONTHS, NEVER


class Found(NamedTuple):
    """Results over all cases R, case last so that the cases of a group lie side by side.

    dead, circle, waiting: 0 = no finding, else the score + 1; where nothing is found the memory is never touched.
    """

    goal: Ints
    gap: Bytes
    dead: Ints
    """(N, 3, R)"""
    circle: Ints
    """(N, R)"""
    too_many: Bools
    waiting: Ints
    """(N + 1, 2, R)"""
    started: Bytes
    """(N, R)"""
    used: Bytes
    """(E, R)"""
    balance: Ints
    """(R,) of an earliest way to a goal: months in measures without progress minus those with; 0 if there is no way"""
    dead_at: Bools
    """(3N,) whether it holds for any case; the same for the others"""
    circle_at: Bools
    waiting_at: Bools
    started_at: Bools
    used_at: Bools


FOUND = Layout(
    {
        "goal": (INT, 1),
        "gap": (BYTE, 1),
        "dead": (INT, 3),
        "circle": (INT, 2),
        "too_many": (BOOL, 1),
        "waiting": (INT, 3),
        "started": (BYTE, 2),
        "used": (BYTE, 2),
        "balance": (INT, 1),
        "dead_at": (BOOL, 1),
        "circle_at": (BOOL, 1),
        "waiting_at": (BOOL, 1),
        "started_at": (BOOL, 1),
        "used_at": (BOOL, 1),
    }
)
found_at = reader(Found, FOUND)


@inlined_function
def _fill(rows: Ints, value: Whole) -> None:
    for i in range(rows.shape[0]):
        for j in range(rows.shape[1]):
            rows[i, j] = value


@kernel_function
def _goal_search(
    t: Whole,
    d: Whole,
    w: Whole,
    h: Whole,
    c: Whole,
    x: Whole,
    first: Whole,
    count: Whole,
    mode: Whole,
    most: Whole,
) -> bool:
    node = x * (2 * tables_at(t).kind.shape[0] + 1)
    if not begin_lanes(w, h, c, node, first, count):
        return False
    return bool(search_lanes(t, d, w, h, mode, TO_GOAL, NONE, most, ZERO))


@inlined_function
def _highest(rows: Ints, at: Whole) -> int:
    """The highest number of a row; most rows hold nothing, and what is far away in memory is better left alone."""
    highest = rows[at, 0]
    for j in range(rows.shape[1]):
        highest = max(highest, rows[at, j])
    return int(highest)


@kernel_function
def _write_down(h: Whole, k: Whole, f: Whole, first: Whole, count: Whole) -> None:
    """From the rows over lanes into the results over cases, which hold "nothing found" before."""
    hits, scratch, found = hits_at(h), scratch_at(k), found_at(f)
    stations = found.circle.shape[0]
    for row in range(3 * stations):
        if _highest(scratch.dead, row) >= 0:
            found.dead_at[row] = True
            for j in range(count):
                found.dead[row // 3, row % 3, first + j] = scratch.dead[row, j] + 1
    for n in range(stations):
        if _highest(scratch.circle, n) >= 0:
            found.circle_at[n] = True
            for j in range(count):
                found.circle[n, first + j] = scratch.circle[n, j] + 1
        if _highest(hits.started, n) > 0:
            found.started_at[n] = True
            for j in range(count):
                found.started[n, first + j] = hits.started[n, j]
    for row in range(2 * (stations + 1)):
        if _highest(scratch.waiting, row) >= 0:
            found.waiting_at[row] = True
            for j in range(count):
                found.waiting[row // 2, row % 2, first + j] = scratch.waiting[row, j] + 1
    for e in range(hits.used.shape[0]):
        if _highest(hits.used, e) > 0:
            found.used_at[e] = True
            for j in range(count):
                found.used[e, first + j] = hits.used[e, j]


@inlined_function
def _take_part(hits: Hits, scratch: Scratch, count: Whole, low: Whole, high: Whole) -> bool:
    """Open a search for the lanes whose measures (−1: no goal yet) lie between the limits; whether there are any."""
    some = False
    open_hits(hits, FAR_MONTHS)
    for j in range(hits.bound.shape[0]):
        if j < count and low <= scratch.start[j] <= high:
            some = True
        else:
            hits.bound[j] = -1
    return some


@kernel_function
def _look_further(
    t: Whole,
    d: Whole,
    w: Whole,
    h: Whole,
    k: Whole,
    f: Whole,
    c: Whole,
    most: Whole,
    x: Whole,
    first: Whole,
    count: Whole,
) -> bool:
    """For lanes without a goal within the horizon: later, or if nothing closed? For the others: with few measures?"""
    hits, scratch, found = hits_at(h), scratch_at(k), found_at(f)
    for j in range(count):
        scratch.start[j] = hits.measures[j] if hits.month[j] < NEVER else -1
        found.goal[first + j] = hits.month[j] if hits.month[j] < NEVER else -1
        found.balance[first + j] = hits.balance[j]
    if _take_part(hits, scratch, count, -1, -1):
        if not _goal_search(t, d, w, h, c, x, first, count, AS_STATED, NONE):
            return False
        for j in range(count):
            if scratch.start[j] < 0 and hits.month[j] < NEVER:
                found.goal[first + j], found.gap[first + j] = hits.month[j], 3
                scratch.start[j] = hits.measures[j]
                found.balance[first + j] = hits.balance[j]
    if _take_part(hits, scratch, count, -1, -1):
        if not _goal_search(t, d, w, h, c, x, first, count, AS_IF_NOTHING_CLOSED, NONE):
            return False
        for j in range(count):
            if scratch.start[j] < 0:
                found.gap[first + j] = 1 if hits.month[j] >= NEVER else 2
    if _take_part(hits, scratch, count, most + 1, NEVER):
        if not _goal_search(t, d, w, h, c, x, first, count, AS_STATED, most):
            return False
        for j in range(count):
            if scratch.start[j] > most:
                found.too_many[first + j] = hits.month[j] >= NEVER
    return True


@kernel_function
def _analyse_group(
    t: Whole,
    d: Whole,
    w: Whole,
    o: Whole,
    m: Whole,
    h: Whole,
    g: Whole,
    k: Whole,
    f: Whole,
    c: Whole,
    horizon: Whole,
    waiting_limit: Whole,
    most: Whole,
    x: Whole,
    first: Whole,
    count: Whole,
) -> bool:
    """Everything about the cases `first` … `first + count − 1`, all at situation `x`."""
    tables, work, hits, scratch = tables_at(t), lanes_at(w), hits_at(h), scratch_at(k)
    _fill(scratch.dead, -1)
    _fill(scratch.circle, -1)
    _fill(scratch.waiting, -1)
    _fill(hits.started, 0)
    _fill(hits.used, 0)
    open_hits(hits, horizon)
    for j in range(count, hits.bound.shape[0]):
        hits.bound[j] = -1
    node = x * (2 * tables.kind.shape[0] + 1)
    if not begin_lanes(w, h, c, node, first, count):
        return False
    if not search_lanes(t, d, w, h, AS_STATED, ALL, NONE, NONE, horizon):
        return False
    for label in range(np.int64(work.counts[0])):
        if work.head[work.slot[label]] != label:
            continue
        if not deserves_a_look(tables, work, t, d, m, waiting_limit, label):
            continue
        if not evaluate_node(t, d, w, o, m, g, k, waiting_limit, label):
            return False
    _write_down(h, k, f, first, count)
    return bool(_look_further(t, d, w, h, k, f, c, most, x, first, count))


@kernel_function
def analyse_groups(
    t: Whole,
    d: Whole,
    w: Whole,
    o: Whole,
    m: Whole,
    h: Whole,
    g: Whole,
    k: Whole,
    f: Whole,
    c: Whole,
    horizon: Whole,
    waiting_limit: Whole,
    most: Whole,
    groups: Ints,
) -> int:
    """All groups (first case, number of cases, block of months). Returns the first that did not fit, −1 when done.

    Addresses of packed tables: t `Tables`, d `Doors`, w and o `Lanes`, m `Memo`, h and g `Hits`, k `Scratch`,
    f `Found`, c `Cases`.
    """
    tables, found, x = tables_at(t), found_at(f), cases_at(c).x
    block = -1
    for n in range(groups.shape[0]):
        first, count = np.int64(groups[n, 0]), np.int64(groups[n, 1])
        if tables.goal[x[first]]:
            for j in range(count):
                found.goal[first + j] = 0
            continue
        if groups[n, 2] != block:
            block = groups[n, 2]
            open_windows(t, d, c, first, count)
        if not _analyse_group(
            t, d, w, o, m, h, g, k, f, c, horizon, waiting_limit, most, np.int64(x[first]), first, count
        ):
            return n
    return -1


@kernel_function
def goals_of_groups(
    t: Whole, d: Whole, w: Whole, h: Whole, c: Whole, until: Whole, asked: Bools, groups: Ints, goal: Ints
) -> int:
    """Only the month of the earliest goal (−1 none up to `until`) for the cases asked about."""
    tables, hits, x = tables_at(t), hits_at(h), cases_at(c).x
    block = -1
    for n in range(groups.shape[0]):
        first, count = np.int64(groups[n, 0]), np.int64(groups[n, 1])
        if tables.goal[x[first]]:
            for j in range(count):
                goal[first + j] = 0 if asked[first + j] else goal[first + j]
            continue
        open_hits(hits, until)
        some = False
        for j in range(hits.bound.shape[0]):
            if j >= count or not asked[first + j]:
                hits.bound[j] = -1
            else:
                some = True
        if not some:
            continue
        if groups[n, 2] != block:
            block = groups[n, 2]
            open_windows(t, d, c, first, count)
        if not _goal_search(t, d, w, h, c, np.int64(x[first]), first, count, AS_STATED, NONE):
            return n
        for j in range(count):
            if asked[first + j]:
                goal[first + j] = hits.month[j] if hits.month[j] < NEVER else -1
    return -1
