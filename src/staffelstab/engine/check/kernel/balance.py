"""Whether some way to a goal spends at least half of its months in measures with progress. An array kernel.

The balance of a way is its months in measures without progress minus those with progress
(docs/background/the_check.md). Asked about those whose earliest way has a balance above 0. Ways that did for others are
tried first, then the earliest way, then a search in which the balance is a part of the label, in the column that counts
measures elsewhere.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from staffelstab.engine.check.kernel import jit
from staffelstab.engine.check.kernel.one_case import begin, goal_month
from staffelstab.engine.check.kernel.search import FULL, earliest_start, push
from staffelstab.engine.check.kernel.tables import MEASURE, NORMAL, Bools, Bytes, Ints, Tables, Workspace
from staffelstab.engine.check.limits import FAR_MONTHS, NEVER

# The decorators are named through their module: no other compiled file takes functions from here, so numba sees
# every change of this file by itself, and the folder named by `jit.KERNEL_FILES` covers all others.

_KEPT_WAYS, _LONGEST_KEPT = 8, 64


class KnownWays(NamedTuple):
    """Ways with a balance of at most 0, to be tried by others: edges and outcomes (ways, steps), length (ways,)."""

    edge: Ints
    outcome: Ints
    length: Ints
    newest: Ints
    """(2,) the way kept last, and the way that fitted last"""
    since: Ints
    """(1, S+1) the since-clocks of whoever tries"""
    unused: Bytes
    """(1,) what other searches note in"""


def new_known_ways(clocks: int) -> KnownWays:
    """No ways yet, for `clocks` since-clocks."""
    return KnownWays(
        edge=np.zeros((_KEPT_WAYS, _LONGEST_KEPT), dtype=np.int32),
        outcome=np.zeros((_KEPT_WAYS, _LONGEST_KEPT), dtype=np.int32),
        length=np.zeros(_KEPT_WAYS, dtype=np.int32),
        newest=np.zeros(2, dtype=np.int32),
        since=np.zeros((1, clocks + 1), dtype=np.int32),
        unused=np.zeros(1, dtype=np.uint8),
    )


@jit.inlined_function
def _months_without_progress(tables: Tables, x: int, station: int, outcome: int) -> int:
    """What a step adds to the balance."""
    if tables.kind[station] != MEASURE:
        return 0
    months = tables.outcome_months[outcome]
    return int(-months if tables.outcome_progress[x, outcome] else months)


@jit.inlined_function
def _begin_of_clock(
    tables: Tables, clock: int, began: int, before: int, after: int, start: int, end: int
) -> int:
    """When a since-clock began, after a step; NEVER while it does not run."""
    if not tables.in_values[clock, after]:
        return NEVER
    if tables.in_values[clock, before]:
        return began
    return start if tables.from_start[clock] else end


@jit.kernel_function
def _can_go_along(
    tables: Tables, serves: Bools, clocks: Ints, x: int, since: Ints, known: KnownWays, number: int
) -> bool:
    """Whether a known way leads from situation `x` to a goal, too, with a balance of at most 0."""
    mine = known.since
    for c in range(since.shape[0]):
        mine[0, c] = since[c]
    month, balance = 0, 0
    for i in range(known.length[number]):
        edge, outcome = known.edge[number, i], known.outcome[number, i]
        station = tables.edge_target[edge]
        after = tables.outcome_next[x, outcome]
        if after < 0:
            return False
        start, _ = earliest_start(
            tables, serves, station, tables.edge_rule[edge], x, month, mine, 0, clocks, NORMAL
        )
        end = start + tables.outcome_months[outcome]
        if start < 0 or end > FAR_MONTHS:
            return False
        balance += _months_without_progress(tables, x, station, outcome)
        for s in range(tables.in_values.shape[0]):
            mine[0, s] = _begin_of_clock(tables, s, mine[0, s], x, after, start, end)
        x, month = after, end
        if tables.goal[x]:
            return balance <= 0
    return False


@jit.kernel_function
def _keep(tables: Tables, work: Workspace, label: int, known: KnownWays) -> None:
    """Remember the way to a label in place of the oldest one."""
    length, at = 0, label
    while work.parent[at] >= 0:
        length, at = length + 1, work.parent[at]
    if length > known.edge.shape[1]:
        return
    number = (known.newest[0] + 1) % known.length.shape[0]
    known.newest[0], known.newest[1], known.length[number] = number, number, length
    while length > 0:
        length -= 1
        known.edge[number, length], known.outcome[number, length] = work.edge[label], work.outcome[label]
        label = work.parent[label]


@jit.kernel_function
def _balance_of_way(tables: Tables, work: Workspace, label: int) -> int:
    levels = 2 * tables.kind.shape[0] + 1
    balance = 0
    while work.parent[label] >= 0:
        before = work.node[work.parent[label]] // levels
        station = tables.edge_target[work.edge[label]]
        balance += _months_without_progress(tables, before, station, work.outcome[label])
        label = work.parent[label]
    return balance


@jit.kernel_function
def _follow(tables: Tables, work: Workspace, serves: Bools, clocks: Ints, label: int, edge: int) -> bool:
    """Keep a label for each outcome behind an edge; returns False only when the workspace is full."""
    stations, clock_count = tables.kind.shape[0], tables.in_values.shape[0]
    levels = 2 * stations + 1
    x, level, month = work.node[label] // levels, work.node[label] % levels, work.month[label]
    target, since = tables.edge_target[edge], work.scratch
    start, rule = earliest_start(
        tables, serves, target, tables.edge_rule[edge], x, month, work.since, label, clocks, NORMAL
    )
    if start < 0:
        return True
    beside = tables.kind[target] != MEASURE
    goes_to = target + 1
    if beside and (level == 0 or level > stations):
        goes_to = target + 1 + stations
    for outcome in range(tables.offer_outcomes[target], tables.offer_outcomes[target + 1]):
        after = tables.outcome_next[x, outcome]
        end = start + tables.outcome_months[outcome]
        if after < 0 or end > FAR_MONTHS:
            continue
        for s in range(clock_count):
            since[s] = _begin_of_clock(tables, s, work.since[label, s], x, after, start, end)
        added = _months_without_progress(tables, x, target, outcome)
        since[clock_count] = work.since[label, clock_count] + added
        depth = work.depth[label] + 1
        ok = push(work, after * levels + goes_to, end, since, label, outcome, start, edge, rule, depth)
        if ok and beside and after != x:  # what runs beside does not take the station away
            ok = push(work, after * levels + level, end, since, label, outcome, start, edge, rule, depth)
        if not ok:
            return False
    return True


@jit.kernel_function
def _search(tables: Tables, work: Workspace, serves: Bools, clocks: Ints, x: int, since: Ints) -> int:
    """First label at a goal with a balance of at most 0; −1 if there is none, FULL if the workspace was too small.

    Of two labels at a node that arrives no later, with since-clocks that began no later and no higher balance is kept.
    """
    stations, clock_count = tables.kind.shape[0], tables.in_values.shape[0]
    levels = 2 * stations + 1
    begin(tables, work, x, clocks, since)
    month = -1
    while month < min(FAR_MONTHS, work.span[1]):
        month += 1
        label = work.bucket_head[month]
        while label >= 0:
            at_goal = tables.goal[work.node[label] // levels]
            if at_goal and not work.dominated[label] and work.since[label, clock_count] <= 0:
                return int(label)
            if not at_goal and not work.dominated[label]:
                level = work.node[label] % levels
                row = level if level <= stations else level - stations
                for edge in range(tables.out_edges[row], tables.out_edges[row + 1]):
                    if not _follow(tables, work, serves, clocks, label, edge):
                        return FULL
            label = work.next_in_bucket[label]
    return -1


@jit.kernel_function
def _better_way(
    tables: Tables, work: Workspace, serves: Bools, clocks: Ints, x: int, since: Ints, known: KnownWays
) -> int:
    """1 if some way has a balance of at most 0, else 0; FULL if the workspace was too small."""
    for i in range(known.length.shape[0]):
        number = (known.newest[1] + i) % known.length.shape[0]
        if known.length[number] and _can_go_along(tables, serves, clocks, x, since, known, number):
            known.newest[1] = number
            return 1
    month, label = goal_month(
        tables, work, serves, clocks, x, since, NORMAL, FAR_MONTHS, -1, known.unused, known.unused
    )
    if month >= 0 and _balance_of_way(tables, work, label) > 0:
        label = _search(tables, work, serves, clocks, x, since)
    if month == FULL or label == FULL:
        return FULL
    if label < 0:
        return 0
    _keep(tables, work, label, known)
    return 1


@jit.kernel_entry
def mostly_without_progress(
    tables: Tables,
    work: Workspace,
    known: KnownWays,
    serves: Bools,
    clocks: Ints,
    x: Ints,
    since: Ints,
    rows: Ints,
    found: Bools,
) -> int:
    """Fill `found` for the cases in `rows`, all of which reach a goal within 360 months and stand at none.

    Returns the first row that did not fit into the workspace, −1 when all are done.
    """
    for i in range(rows.shape[0]):
        p = rows[i]
        better = _better_way(tables, work, serves, clocks[p], x[p], since[p], known)
        if better == FULL:
            return i
        found[p] = better == 0
    return -1
