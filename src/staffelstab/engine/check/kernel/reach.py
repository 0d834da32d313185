"""Who could come where at all: months, clocks and periods left aside, so never too few."""

from __future__ import annotations

import numpy as np

from staffelstab.engine.check.kernel.jit import inlined_function, kernel_entry, kernel_function
from staffelstab.engine.check.kernel.tables import MEASURE, Bools, Ints, Tables
from staffelstab.engine.check.kernel.timeless import could_open

_HOPELESS, _HOPEFUL = -1, -2


@inlined_function
def _hopeful(seen: Ints, queue: Ints, parent: Ints, at: int) -> bool:
    """Note that all on the way to here lead on to a wanted row."""
    while at >= 0:
        seen[queue[at]] = _HOPEFUL
        at = parent[at]
    return True


@kernel_function
def _walk(
    tables: Tables,
    serves: Bools,
    wanted: Bools,
    start: int,
    stamp: int,
    seen: Ints,
    queue: Ints,
    parent: Ints,
) -> bool:
    """Whether the walk from a node meets a wanted row. `seen`: stamp of the last walk; from nodes that are _HOPELESS or
    _HOPEFUL the answer is known.
    """
    rows = wanted.shape[0]
    if seen[start] < 0:
        return bool(seen[start] == _HOPEFUL)
    queue[0], parent[0], seen[start] = start, -1, stamp
    first, last = -1, 1
    while first + 1 < last:
        first += 1
        x, row = queue[first] // rows, queue[first] % rows
        if tables.goal[x]:
            continue
        if wanted[row]:
            return _hopeful(seen, queue, parent, first)
        for edge in range(tables.out_edges[row], tables.out_edges[row + 1]):
            if not could_open(tables, serves, edge, x):
                continue
            target = tables.edge_target[edge]
            for outcome in range(tables.offer_outcomes[target], tables.offer_outcomes[target + 1]):
                after = tables.outcome_next[x, outcome]
                if after < 0:
                    continue
                for side in range(2):
                    if side and (after == x or tables.kind[target] == MEASURE):
                        continue  # only what runs beside does not take the station away
                    node = after * rows + (row if side else target + 1)
                    if seen[node] == _HOPEFUL:
                        return _hopeful(seen, queue, parent, first)
                    if seen[node] >= 0 and seen[node] != stamp:
                        queue[last], parent[last], seen[node] = node, first, stamp
                        last += 1
    for i in range(last):
        seen[queue[i]] = _HOPELESS
    return False


@kernel_entry
def comes_to(tables: Tables, serves: Bools, wanted: Bools, entry: Ints) -> Bools:
    """(entries,) whether steps whose values fit lead from each entry situation to a wanted row (0 = the start) in a
    situation that is no goal.
    """
    rows = wanted.shape[0]
    seen = np.zeros(tables.goal.shape[0] * rows, dtype=np.int32)
    queue = np.empty(seen.shape[0], dtype=np.int32)
    parent = np.empty(seen.shape[0], dtype=np.int32)
    comes = np.zeros(entry.shape[0], dtype=np.bool_)
    for number in range(entry.shape[0]):
        comes[number] = _walk(tables, serves, wanted, entry[number] * rows, number + 1, seen, queue, parent)
    return comes
