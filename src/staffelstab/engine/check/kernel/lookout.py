"""Which transitions a searched case takes within the horizon, and by which shortest way; compiled."""

from __future__ import annotations

from staffelstab.engine.check.kernel.jit import kernel_entry
from staffelstab.engine.check.kernel.search import earliest_start
from staffelstab.engine.check.kernel.tables import NORMAL, Bools, Ints, Tables, Workspace


@kernel_entry
def over_edges(
    tables: Tables, work: Workspace, serves: Bools, clocks: Ints, horizon: int, found: Ints
) -> None:
    """Fill in (E, 4) per transition: steps before it, month of its start, label at its origin, rule that opens it; of
    several the fewest steps, then the earliest. −1 where it is not taken up to month `horizon`.
    """
    stations = tables.kind.shape[0]
    levels = 2 * stations + 1
    found[:] = -1
    for label in range(work.used[0]):
        x, level = work.node[label] // levels, work.node[label] % levels
        if work.dominated[label] or tables.goal[x]:
            continue
        row = level if level <= stations else level - stations
        depth = work.depth[label]
        for edge in range(tables.out_edges[row], tables.out_edges[row + 1]):
            if 0 <= found[edge, 0] < depth:
                continue
            target = tables.edge_target[edge]
            start, rule = earliest_start(
                tables,
                serves,
                target,
                tables.edge_rule[edge],
                x,
                work.month[label],
                work.since,
                label,
                clocks,
                NORMAL,
            )
            if start < 0 or start > horizon:
                continue
            is_better = found[edge, 0] < 0 or depth < found[edge, 0] or start < found[edge, 1]
            for outcome in range(tables.offer_outcomes[target], tables.offer_outcomes[target + 1]):
                if is_better and tables.outcome_next[x, outcome] >= 0:
                    found[edge, 0], found[edge, 1] = depth, start
                    found[edge, 2], found[edge, 3] = label, rule
                    break
