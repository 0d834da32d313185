"""Where the next measure or legal step begins after an arrival."""

from __future__ import annotations

from staffelstab.engine.check.kernel.jit import inlined_function, kernel_function
from staffelstab.engine.check.kernel.search import FULL, clear, earliest_start, push, slot_of
from staffelstab.engine.check.kernel.tables import ACCOMPANIMENT, Bools, Ints, Tables, Workspace
from staffelstab.engine.check.limits import NEVER


@inlined_function
def first_label(work: Workspace, node: int) -> int:
    """Earliest arrival at a node, then earliest since-clocks in their order, then fewest steps."""
    best = -1
    label = work.head[slot_of(work, node)]
    while label >= 0:
        if not work.dominated[label]:
            earlier = best < 0 or work.month[label] < work.month[best]
            if best >= 0 and work.month[label] == work.month[best]:
                earlier = work.depth[label] < work.depth[best]
                for s in range(work.since.shape[1]):
                    if work.since[label, s] != work.since[best, s]:
                        earlier = work.since[label, s] < work.since[best, s]
                        break
            if earlier:
                best = label
        label = work.next_in_node[label]
    return best


@kernel_function
def nearest_step(
    tables: Tables, side: Workspace, work: Workspace, serves: Bools, clocks: Ints, node: int, mode: int
) -> tuple[int, int, int]:
    """Month in which the nearest measure or legal step after the earliest arrival can begin, directly or
    through accompaniment; the label in `side` from which it begins and the edge. (−1, −1, −1) if there is none;
    (FULL, −1, −1) if `side` was too small.
    """
    stations = tables.kind.shape[0]
    levels = 2 * stations + 1
    clear(side)
    first = first_label(work, node)
    month0 = work.month[first]
    push(side, node, month0, work.since[first], -1, -1, -1, -1, -1, 0)
    best, best_label, best_edge = -1, -1, -1
    since = side.scratch
    clock_count = tables.in_values.shape[0]
    month = month0 - 1
    while month < side.span[1]:
        month += 1
        if 0 <= best <= month:
            break
        label = side.bucket_head[month]
        while label >= 0:
            x, level = side.node[label] // levels, side.node[label] % levels
            row = level if level <= stations else level - stations
            for edge in range(tables.out_edges[row], tables.out_edges[row + 1]):
                target = tables.edge_target[edge]
                start, rule = earliest_start(
                    tables, serves, target, tables.edge_rule[edge], x, month, side.since, label, clocks, mode
                )
                if start < 0:
                    continue
                for outcome in range(tables.offer_outcomes[target], tables.offer_outcomes[target + 1]):
                    after = tables.outcome_next[x, outcome]
                    if after < 0:
                        continue
                    if tables.kind[target] != ACCOMPANIMENT:
                        if best < 0 or start < best:
                            best, best_label, best_edge = start, label, edge
                        break
                    if tables.goal[after]:
                        continue
                    for s in range(clock_count):
                        since[s] = side.since[label, s]
                        if not tables.in_values[s, after]:
                            since[s] = NEVER
                        elif not tables.in_values[s, x]:
                            since[s] = start
                    since[clock_count] = 0
                    depth = side.depth[label] + 1
                    beside = after * levels + target + 1
                    ok = push(side, beside, start, since, label, outcome, start, edge, rule, depth)
                    if ok and after != x:
                        kept = after * levels + level
                        ok = push(side, kept, start, since, label, outcome, start, edge, rule, depth)
                    if not ok:
                        return FULL, -1, -1
            label = side.next_in_bucket[label]
    return best, best_label, best_edge
