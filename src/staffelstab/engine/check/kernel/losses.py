"""What the earliest way of a case goes through, and which losses take every way from it. An array kernel."""

from __future__ import annotations

import numpy as np

from staffelstab.engine.check.kernel import jit
from staffelstab.engine.check.kernel.one_case import goal_month
from staffelstab.engine.check.kernel.search import FULL
from staffelstab.engine.check.kernel.tables import NORMAL, Bools, Ints, Tables, Workspace

# Named through the module, for the reason that stands in balance.py.


@jit.kernel_function
def _mark_way(tables: Tables, work: Workspace, label: int, passed: Bools) -> None:
    for station in range(passed.shape[0]):
        passed[station] = False
    while work.parent[label] >= 0:
        passed[tables.edge_target[work.edge[label]]] = True
        label = work.parent[label]


@jit.kernel_function
def _leave(serves: Bools, lost: Bools, passed: Bools, left: Bools) -> bool:
    """Write into `left` what is served without the lost stations; whether the way passed any of them."""
    is_passed = False
    for station in range(serves.shape[0]):
        left[station] = serves[station] and not lost[station]
        is_passed = is_passed or (lost[station] and passed[station])
    return is_passed


@jit.kernel_entry
def losses_of_all(
    tables: Tables,
    work: Workspace,
    serves: Bools,
    lost: Bools,
    clocks: Ints,
    x: Ints,
    since: Ints,
    until: int,
    rows: Ints,
    passed: Bools,
    breaks: Bools,
) -> int:
    """For the cases in `rows`: passed (R, N) the stations of the earliest way to a goal up to month `until`, and
    breaks (R, K) whether no goal is reached by then without the stations of lost (K, N).

    Cases without such a way, and those at a goal at entry, pass and lose nothing. Returns the first row that did not
    fit into the workspace, −1 when all are done.
    """
    left = np.empty(serves.shape[0], dtype=np.bool_)
    unused = np.empty(1, dtype=np.uint8)
    for i in range(rows.shape[0]):
        p = rows[i]
        if tables.goal[x[p]]:
            continue
        month, label = goal_month(
            tables, work, serves, clocks[p], x[p], since[p], NORMAL, until, -1, unused, unused
        )
        if month == FULL:
            return i
        if month < 0:
            continue
        _mark_way(tables, work, label, passed[p])
        for k in range(lost.shape[0]):
            if not _leave(serves, lost[k], passed[p], left):
                continue
            month, _ = goal_month(
                tables, work, left, clocks[p], x[p], since[p], NORMAL, until, -1, unused, unused
            )
            if month == FULL:
                return i
            breaks[p, k] = month < 0
    return -1
