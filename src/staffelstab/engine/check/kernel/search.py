"""The search itself, compiled: earliest arrivals with all best combinations of since-clocks.

Label-setting search by month (a bucket per month, first in first out). A way is kept unless another way to the
same situation and station arrives no later with since-clocks that began no later: exact, because waiting is
allowed (docs/background/the_check.md).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from staffelstab.engine.check.kernel.jit import inlined_function, kernel_function
from staffelstab.engine.check.kernel.packed import Whole
from staffelstab.engine.check.kernel.tables import (
    ACCOMPANIMENT,
    MEASURE,
    NOTHING_CLOSES,
    Bools,
    Bytes,
    Ints,
    Tables,
    Workspace,
)
from staffelstab.engine.check.limits import FAR_MONTHS, NEVER

ALL, TO_GOAL, TO_PROGRESS, ROUND = 0, 1, 2, 3
FULL = -2
"""Result of a search whose workspace was too small."""


@inlined_function
def fits(tables: Tables, x: Whole, rule: Whole) -> Any:
    return (tables.rule_bits[x, rule >> 6] >> np.uint64(rule & 63)) & np.uint64(1)


@inlined_function
def _window(
    tables: Tables, rule: int, month: int, since: Ints, row: int, clocks: Ints, mode: int
) -> tuple[int, int]:
    """First and last month in which the limits of a rule hold, from `month` on; first > last when they never do."""
    low = max(month, tables.rule_first[rule])
    high = tables.rule_last[rule]
    if mode == NOTHING_CLOSES and high >= 0:
        high = NEVER
    for c in range(clocks.shape[0]):
        if clocks[c] < tables.rule_entry[rule, c]:
            return NEVER, -1
        low = max(low, tables.rule_min[rule, c] - clocks[c])
        last = tables.rule_max[rule, c] - clocks[c]
        if mode == NOTHING_CLOSES and last >= 0:
            last = NEVER
        high = min(high, last)
    for s in range(tables.rule_since.shape[1]):
        asked = tables.rule_since[rule, s]
        if asked >= 0:
            if since[row, s] >= NEVER:
                return NEVER, -1
            low = max(low, since[row, s] + asked)
    return low, high


@inlined_function
def earliest_start(
    tables: Tables,
    serves: Bools,
    station: int,
    edge_rule: int,
    x: int,
    month: int,
    since: Ints,
    row: int,
    clocks: Ints,
    mode: int,
) -> tuple[int, int]:
    """Earliest month from `month` on in which the door is open, and the rule that opens it; (−1, −1) if never.

    `since[row]` are the starts of the since-clocks.
    """
    if not serves[station]:
        return -1, -1
    low0, high0 = month, NEVER
    if edge_rule >= 0:
        if not fits(tables, x, edge_rule):
            return -1, -1
        low0, high0 = _window(tables, edge_rule, month, since, row, clocks, mode)
        if low0 > high0:
            return -1, -1
    best, best_rule = -1, -1
    for rule in range(tables.offer_rules[station], tables.offer_rules[station + 1]):
        if not fits(tables, x, rule):
            continue
        low, high = _window(tables, rule, low0, since, row, clocks, mode)
        high = min(high, high0)
        if low > high or low > FAR_MONTHS:
            continue
        start = tables.next_start[mode, station, low]
        if 0 <= start <= high and (best < 0 or start < best):
            best, best_rule = start, rule
    return best, best_rule


@inlined_function
def clear(work: Workspace) -> None:
    for i in range(work.used[0]):
        work.head[work.slot[i]] = -1
    work.used[0] = 0
    for month in range(work.span[0], work.span[1] + 1):
        work.bucket_head[month] = -1
    work.span[0], work.span[1] = NEVER, -1


@inlined_function
def slot_of(work: Workspace, node: int) -> int:
    """Place of a node in the small table of heads (open addressing), so that a search stays in the near cache."""
    mask = work.head.shape[0] - 1
    slot = (node * 40503) & mask
    while work.head[slot] >= 0 and work.node[work.head[slot]] != node:
        slot = (slot + 1) & mask
    return int(slot)


@inlined_function
def push(
    work: Workspace,
    node: int,
    month: int,
    since: Ints,
    parent: int,
    outcome: int,
    start: int,
    edge: int,
    rule: int,
    depth: int,
) -> bool:
    """Keep a label unless another is no worse in months and steps; False only when the workspace is full."""
    width = work.since.shape[1]
    slot = slot_of(work, node)
    other = work.head[slot]
    while other >= 0:
        if not work.dominated[other]:
            not_worse = work.month[other] <= month and work.depth[other] <= depth
            not_better = work.month[other] >= month and work.depth[other] >= depth
            for s in range(width):
                not_worse = not_worse and work.since[other, s] <= since[s]
                not_better = not_better and work.since[other, s] >= since[s]
            if not_worse:
                return True
            if not_better:
                work.dominated[other] = True
        other = work.next_in_node[other]
    i = work.used[0]
    if i >= work.node.shape[0]:
        return False
    work.used[0] = i + 1
    work.node[i], work.month[i], work.parent[i] = node, month, parent
    work.outcome[i], work.start[i], work.edge[i], work.rule[i] = outcome, start, edge, rule
    work.depth[i] = depth
    work.dominated[i] = False
    work.shows[i] = 0
    for s in range(width):
        work.since[i, s] = since[s]
    work.next_in_node[i] = work.head[slot]
    work.head[slot] = i
    work.slot[i] = slot
    work.next_in_bucket[i] = -1
    work.span[0], work.span[1] = min(work.span[0], month), max(work.span[1], month)
    if work.bucket_head[month] < 0:
        work.bucket_head[month] = i
    else:
        work.next_in_bucket[work.bucket_tail[month]] = i
    work.bucket_tail[month] = i
    return True


@inlined_function
def is_progress(tables: Tables, before: Whole, after: Whole) -> bool:
    higher = False
    for a in range(tables.standing.shape[1]):
        old, new = tables.standing[before, a], tables.standing[after, a]
        if old >= 0 and new >= 0:
            if new < old:
                return False
            higher = higher or new > old
    return higher


@kernel_function
def search(
    tables: Tables,
    work: Workspace,
    serves: Bools,
    clocks: Ints,
    mode: int,
    until: int,
    task: int,
    base: int,
    most: int,
    started: Bytes,
    used: Bytes,
    horizon: int,
    limit: int,
) -> int:
    """Work off the labels in the buckets up to month `until`. What is sought depends on `task`:

    ALL: everything; fills `started` and `used` for starts within the horizon. TO_GOAL: first label at a goal.
    TO_PROGRESS: a label that is progress over situation `base // L` or a goal. ROUND: a label back at
    node `base` through steps that change nothing. Returns that label, −1 if none, FULL if the workspace was
    too small. `most` ≥ 0 counts measures and leaves out ways with more.
    """
    stations = tables.kind.shape[0]
    levels = 2 * stations + 1
    clock_count = tables.in_values.shape[0]
    since = work.scratch
    month = work.span[0] - 1
    while month < min(until, work.span[1]):
        month += 1
        label = work.bucket_head[month]
        while label >= 0:
            if work.dominated[label]:
                label = work.next_in_bucket[label]
                continue
            node = work.node[label]
            x, level = node // levels, node % levels
            if tables.goal[x]:
                if task != ALL:
                    return int(label)
                label = work.next_in_bucket[label]
                continue
            if task == TO_PROGRESS and is_progress(tables, base // levels, x):
                return int(label)
            row = level if level <= stations else level - stations
            for edge in range(tables.out_edges[row], tables.out_edges[row + 1]):
                target = tables.edge_target[edge]
                start, rule = earliest_start(
                    tables, serves, target, tables.edge_rule[edge], x, month, work.since, label, clocks, mode
                )
                if start < 0:
                    continue
                taken = False
                for outcome in range(tables.offer_outcomes[target], tables.offer_outcomes[target + 1]):
                    after = tables.outcome_next[x, outcome]
                    if after < 0:
                        continue
                    taken = True
                    end = start + tables.outcome_months[outcome]
                    if tables.outcome_progress[x, outcome] and end <= FAR_MONTHS:
                        work.shows[label] |= 1
                    if end > until or (task == ROUND and after != x):
                        continue
                    for s in range(clock_count):
                        since[s] = work.since[label, s]
                        if not tables.in_values[s, after]:
                            since[s] = NEVER
                        elif not tables.in_values[s, x]:
                            since[s] = start if tables.from_start[s] else end
                    measures = work.since[label, clock_count]
                    if most >= 0 and tables.kind[target] == MEASURE:
                        measures += 1
                        if measures > most:
                            continue
                    since[clock_count] = measures
                    beside = tables.kind[target] != MEASURE
                    goes_to = target + 1
                    if beside and (level == 0 or level > stations):
                        goes_to = target + 1 + stations
                    next_node = after * levels + goes_to
                    if task == ROUND and next_node == base:
                        ok = _push_final(work, next_node, end, since, label, outcome, start, edge, rule)
                        return work.used[0] - 1 if ok else FULL
                    depth = work.depth[label] + 1
                    ok = push(work, next_node, end, since, label, outcome, start, edge, rule, depth)
                    if ok and beside and after != x:  # what runs beside does not take the station away
                        kept = after * levels + level
                        ok = push(work, kept, end, since, label, outcome, start, edge, rule, depth)
                    if not ok:
                        return FULL
                if taken and task == ALL:
                    if tables.kind[target] != ACCOMPANIMENT and start - month <= limit:
                        work.shows[label] |= 2
                    if start <= horizon:
                        started[target] = 1
                        used[edge] = 1
            label = work.next_in_bucket[label]
    return -1


@kernel_function
def _push_final(
    work: Workspace,
    node: int,
    month: int,
    since: Ints,
    parent: int,
    outcome: int,
    start: int,
    edge: int,
    rule: int,
) -> bool:
    """The last label of a circle, kept although its node was there before."""
    i = work.used[0]
    if i >= work.node.shape[0]:
        return False
    work.used[0] = i + 1
    work.node[i], work.month[i], work.parent[i] = node, month, parent
    work.outcome[i], work.start[i], work.edge[i], work.rule[i] = outcome, start, edge, rule
    work.depth[i] = work.depth[parent] + 1
    work.dominated[i] = False
    for s in range(since.shape[0]):
        work.since[i, s] = since[s]
    slot = slot_of(work, node)
    work.next_in_node[i] = work.head[slot]
    work.head[slot] = i
    work.slot[i] = slot
    return True
