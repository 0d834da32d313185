"""One search for many cases at once, compiled (the arrays: `lanes`).

Labels are worked off by month and corrected when a lane turns out to arrive earlier; since waiting is allowed, what is
left in the end is the same as if every case had been searched alone (docs/background/the_check.md).
"""

from __future__ import annotations

import numpy as np

from staffelstab.engine.check.kernel.jit import inlined_function, kernel_function
from staffelstab.engine.check.kernel.lane_labels import arrive, clear_lanes, enqueue, new_label, slot_in
from staffelstab.engine.check.kernel.lanes import (
    BALANCE,
    DEPTH,
    HIGH,
    KEY,
    LEFT,
    MEASURES,
    MONTH,
    START,
    Doors,
    Hits,
    Lanes,
    cases_at,
    doors_at,
    hits_at,
    lanes_at,
)
from staffelstab.engine.check.kernel.packed import Whole
from staffelstab.engine.check.kernel.search import fits, is_progress
from staffelstab.engine.check.kernel.tables import ACCOMPANIMENT, MEASURE, Tables, tables_at
from staffelstab.engine.check.limits import FAR_MONTHS, NEVER

ALL, TO_GOAL, TO_PROGRESS, ROUND, NEAREST = (np.int64(task) for task in range(5))
AS_STATED, AS_IF_NOTHING_CLOSED, AS_IF_STARTED_MONTHLY = (np.int64(mode) for mode in range(3))
NONE, ZERO = np.int64(-1), np.int64(0)
"""Numbers of one kind: the compiler makes a function anew for every kind and every constant it is called with."""
_NEVER, _FAR, _BEYOND = np.int32(NEVER), np.int32(FAR_MONTHS), np.int32(FAR_MONTHS + 1)
"""Lanes are counted in 32 bits, sums and limits too: in 64 bits, as the compiler would have it, the processor works on
half as many lanes at once."""


@kernel_function
def open_windows(t: Whole, d: Whole, c: Whole, first: Whole, count: Whole) -> None:
    """Fill `low` and `high` for the cases `first` … `first + count − 1`."""
    tables, doors, clocks = tables_at(t), doors_at(d), cases_at(c).clocks
    lanes = doors.low.shape[2]
    for rule in range(tables.rule_first.shape[0]):
        for j in range(lanes):
            low, high, lifted = NEVER, -1, -1
            if j < count:
                low, high = max(0, tables.rule_first[rule]), tables.rule_last[rule]
                lifted = NEVER if high >= 0 else high
                for clock in range(clocks.shape[1]):
                    months = clocks[first + j, clock]
                    last = tables.rule_max[rule, clock] - months
                    low = max(low, tables.rule_min[rule, clock] - months)
                    high = min(high, last)
                    lifted = min(lifted, NEVER if last >= 0 else last)
                    if months < tables.rule_entry[rule, clock]:
                        low = NEVER
            doors.low[0, rule, j] = low
            doors.low[1, rule, j] = low
            doors.high[0, rule, j] = min(high, NEVER - 1)
            doors.high[1, rule, j] = min(lifted, NEVER - 1)


@kernel_function
def start_months(
    t: Whole, d: Whole, w: Whole, label: Whole, x: Whole, station: Whole, group: Whole, mode: Whole
) -> int:
    """Row START: first month from row MONTH on in which the door is open (NEVER: none). Returns the smallest."""
    tables, doors, work = tables_at(t), doors_at(d), lanes_at(w)
    lanes = work.depth.shape[1]
    s = work.scratch
    layer = 1 if mode == AS_IF_NOTHING_CLOSED else 0
    clocks = tables.in_values.shape[0]
    for j in range(lanes):
        s[START, j] = _NEVER
    for rule in range(tables.offer_rules[station], tables.offer_rules[station + 1]):
        if not fits(tables, x, rule):
            continue
        for j in range(lanes):
            s[LEFT, j] = max(s[MONTH, j], doors.low[layer, rule, j])
            s[HIGH, j] = doors.high[layer, rule, j]
        if group >= 0:
            for j in range(lanes):
                s[LEFT, j] = max(s[LEFT, j], doors.low[layer, group, j])
                s[HIGH, j] = min(s[HIGH, j], doors.high[layer, group, j])
        for c in range(clocks):
            asked = tables.rule_since[rule, c]
            if group >= 0:
                asked = max(asked, tables.rule_since[group, c])
            if asked >= 0:
                for j in range(lanes):
                    s[LEFT, j] = max(s[LEFT, j], np.int32(work.key[label, 1 + c, j] + asked))
        if doors.always[mode, station]:
            for j in range(lanes):
                month = s[LEFT, j]
                opens = (month <= s[HIGH, j]) & (month <= _FAR)
                s[START, j] = min(s[START, j], month if opens else _NEVER)
        else:
            for j in range(lanes):
                month = min(s[LEFT, j], _BEYOND)
                begin = doors.starts[mode, station, np.uint64(month)]
                s[START, j] = min(s[START, j], begin if begin <= s[HIGH, j] else _NEVER)
    soonest = _NEVER
    for j in range(lanes):
        soonest = min(soonest, s[START, j])
    return int(soonest)


@inlined_function
def _step_into(
    tables: Tables,
    work: Lanes,
    hits: Hits,
    label: Whole,
    x: Whole,
    after: Whole,
    months: Whole,
    counted: Whole,
    stuck: Whole,
    most: Whole,
) -> int:
    """Rows KEY…, DEPTH, MEASURES, BALANCE: the arrivals after an outcome. Returns the soonest that still matters."""
    lanes = work.depth.shape[1]
    s = work.scratch
    clocks = tables.in_values.shape[0]
    soonest = _NEVER
    length = np.int32(months)
    for j in range(lanes):
        end = np.int32(s[START, j] + length)
        s[MEASURES, j] = work.measures[label, j] + counted
        s[BALANCE, j] = work.balance[label, j] + stuck
        s[DEPTH, j] = work.depth[label, j] + 1
        end = end if end <= hits.bound[j] else _NEVER
        s[KEY, j] = end
        soonest = min(soonest, end)
    for c in range(clocks):
        if not tables.in_values[c, after]:
            for j in range(lanes):
                s[KEY + 1 + c, j] = NEVER
        elif tables.in_values[c, x]:
            for j in range(lanes):
                s[KEY + 1 + c, j] = work.key[label, 1 + c, j]
        else:
            back = months if tables.from_start[c] else 0
            for j in range(lanes):
                s[KEY + 1 + c, j] = s[START, j] + months - back
    if most >= 0:
        soonest = _NEVER
        limit = np.int32(most)
        for j in range(lanes):
            taken = s[MEASURES, j]
            s[KEY + 1 + clocks, j] = taken
            s[KEY, j] = s[KEY, j] if taken <= limit else _NEVER
            soonest = min(soonest, s[KEY, j])
    return int(soonest)


@inlined_function
def _note_hits(work: Lanes, hits: Hits, task: Whole) -> None:
    """Lanes that arrived at what is sought; a search for one thing then ends in that lane."""
    s = work.scratch
    for j in range(work.depth.shape[1]):
        end = s[KEY, j]
        sooner = (end < hits.month[j]) | ((end == hits.month[j]) & (s[DEPTH, j] < hits.depth[j]))
        if end < _NEVER and sooner:
            hits.month[j] = end
            hits.measures[j] = s[MEASURES, j]
            hits.balance[j] = s[BALANCE, j]
            hits.depth[j] = s[DEPTH, j]
            if task == TO_GOAL:
                hits.bound[j] = min(hits.bound[j], np.int32(end - 1))
            elif task != ALL:
                hits.bound[j] = -1


@kernel_function
def search_lanes(
    t: Whole,
    d: Whole,
    w: Whole,
    h: Whole,
    mode: Whole,
    task: Whole,
    base: Whole,
    most: Whole,
    horizon: Whole,
) -> bool:
    """Work off the queued labels up to `hits.bound`. `task`, sought for each lane:

    ALL: everything; fills `started`, `used`, and the first goal in `hits`. TO_GOAL: the first goal.
    TO_PROGRESS: progress over the situation of node `base`, or a goal.
    ROUND: back to node `base` through steps that change nothing.
    NEAREST: the first month in which a measure or legal step begins, directly or through accompaniment.
    `most` ≥ 0 leaves out ways with more measures. Returns False when the workspace was too small.
    """
    work = lanes_at(w)
    month = work.counts[2] - 1
    while month < work.counts[3]:
        month += 1
        entry = work.bucket_head[month]
        while entry >= 0:
            label = np.int64(work.entry_label[entry])
            if work.queued[label] == month:
                work.queued[label] = -1
                if not _follow(t, d, w, h, mode, task, base, most, horizon, label):
                    return False
            entry = work.entry_next[entry]
    return True


@inlined_function
def _wake(work: Lanes, hits: Hits, label: Whole) -> bool:
    """Row MONTH: the pending arrivals of a label that still matter. False when there are none."""
    s = work.scratch
    soonest = _NEVER
    for j in range(work.depth.shape[1]):
        month = work.key[label, 0, j]
        month = month if (work.pending[label, j] > 0) & (month <= hits.bound[j]) else _NEVER
        work.pending[label, j] = 0
        s[MONTH, j] = month
        soonest = min(soonest, month)
    return bool(soonest < NEVER)


@inlined_function
def _may_open(tables: Tables, doors: Doors, x: Whole, station: Whole, group: Whole) -> bool:
    """Whether months need be asked: the station serves the place, the target group fits, and an outcome applies; where
    no rule fits, none does (`ground`).
    """
    if not doors.serves[station] or (group >= 0 and not fits(tables, x, group)):
        return False
    for outcome in range(tables.offer_outcomes[station], tables.offer_outcomes[station + 1]):
        if tables.outcome_next[x, outcome] >= 0:
            return True
    return False


@kernel_function
def _follow(
    t: Whole,
    d: Whole,
    w: Whole,
    h: Whole,
    mode: Whole,
    task: Whole,
    base: Whole,
    most: Whole,
    horizon: Whole,
    label: Whole,
) -> bool:
    """All steps from the pending arrivals of one label."""
    tables, doors, work, hits = tables_at(t), doors_at(d), lanes_at(w), hits_at(h)
    if not _wake(work, hits, label):
        return True
    stations = tables.kind.shape[0]
    lanes = work.depth.shape[1]
    s = work.scratch
    levels = 2 * stations + 1
    node = work.node[label]
    x, level = np.int64(node // levels), np.int64(node % levels)
    row = level if level <= stations else level - stations
    if task == ALL:
        for j in range(lanes):
            work.nearest[label, j] = _NEVER if s[MONTH, j] < _NEVER else work.nearest[label, j]
    for edge in range(tables.out_edges[row], tables.out_edges[row + 1]):
        target, group = np.int64(tables.edge_target[edge]), np.int64(tables.edge_rule[edge])
        if not _may_open(tables, doors, x, target, group):
            continue
        if start_months(t, d, w, label, x, target, group, mode) >= NEVER:
            continue
        taken = False
        for outcome in range(tables.offer_outcomes[target], tables.offer_outcomes[target + 1]):
            after = tables.outcome_next[x, outcome]
            if after < 0:
                continue
            taken = True
            if task == NEAREST and tables.kind[target] != ACCOMPANIMENT:
                break
            if not _outcome(tables, work, hits, w, task, base, most, label, target, outcome, after):
                return False
        if taken and task == ALL:
            _note_start(tables, work, hits, label, target, edge, horizon)
        if taken and task == NEAREST and tables.kind[target] != ACCOMPANIMENT:
            for j in range(lanes):
                hits.month[j] = min(hits.month[j], s[START, j])
                hits.bound[j] = min(hits.bound[j], np.int32(hits.month[j] - 1))
    return True


@inlined_function
def _note_start(
    tables: Tables, work: Lanes, hits: Hits, label: Whole, target: Whole, edge: Whole, horizon: Whole
) -> None:
    lanes = work.depth.shape[1]
    s = work.scratch
    if tables.kind[target] != ACCOMPANIMENT:
        for j in range(lanes):
            work.nearest[label, j] = min(work.nearest[label, j], s[START, j])
    last = np.int32(horizon)
    for j in range(lanes):
        begun = np.int32(s[START, j] <= last)
        hits.started[target, j] |= begun
        hits.used[edge, j] |= begun


@inlined_function
def _is_sought(tables: Tables, task: Whole, base: Whole, node: Whole, x: Whole) -> bool:
    """Whether arriving at a node in situation `x` ends a search."""
    if task == ROUND:
        return bool(node == base)
    if task > TO_PROGRESS:
        return False
    if tables.goal[x]:
        return True
    levels = 2 * tables.kind.shape[0] + 1
    return bool(task == TO_PROGRESS and is_progress(tables, base // levels, x))


@inlined_function
def _outcome(
    tables: Tables,
    work: Lanes,
    hits: Hits,
    w: Whole,
    task: Whole,
    base: Whole,
    most: Whole,
    label: Whole,
    target: Whole,
    outcome: Whole,
    after: Whole,
) -> bool:
    """One outcome of one step, in all lanes. False when there is no room."""
    stations = tables.kind.shape[0]
    lanes = work.depth.shape[1]
    s = work.scratch
    levels = 2 * stations + 1
    node = work.node[label]
    x, level = np.int64(node // levels), np.int64(node % levels)
    months = tables.outcome_months[outcome]
    if task == NEAREST:
        months = 0
        if tables.goal[after]:
            return True
    if task == ALL and tables.outcome_progress[x, outcome]:
        for j in range(lanes):
            work.progress[label, j] |= np.int32(s[START, j] <= np.int32(_FAR - months))
    if task == ROUND and after != x:
        return True
    counted, stuck = 0, 0
    if tables.kind[target] == MEASURE:
        counted = 1
        stuck = -months if tables.outcome_progress[x, outcome] else months
    if _step_into(tables, work, hits, label, x, after, months, counted, stuck, most) >= NEVER:
        return True
    beside = tables.kind[target] != MEASURE
    goes_to = target + 1
    if beside and (level == 0 or level > stations):
        goes_to = target + 1 + stations
    next_node = np.int64(after * levels + goes_to)
    if _is_sought(tables, task, base, next_node, after):
        _note_hits(work, hits, task)
        return True
    width = np.int64(1 + tables.in_values.shape[0] + (1 if most >= 0 else 0))
    count_steps = np.int64(1 if task == ALL else 0)
    ok = arrive(w, next_node, width, count_steps)
    if ok and beside and after != x:  # what runs beside does not take the station away
        ok = arrive(w, np.int64(after * levels + level), width, count_steps)
    return bool(ok)


@kernel_function
def begin_lanes(w: Whole, h: Whole, c: Whole, node: Whole, first: Whole, count: Whole) -> bool:
    """Clear the labels and put the cases `first` … at a node in month 0, those whose bound allows it."""
    work, hits, since = lanes_at(w), hits_at(h), cases_at(c).since
    clear_lanes(work)
    clocks = work.key.shape[1] - 2
    label = new_label(work, node, slot_in(work, node))
    for j in range(count):
        if hits.bound[j] >= 0:
            work.key[label, 0, j] = 0
            for clock in range(clocks):
                work.key[label, 1 + clock, j] = since[first + j, clock]
            work.key[label, 1 + clocks, j] = 0
            work.pending[label, j] = 1
    for j in range(work.depth.shape[1]):
        work.depth[label, j] = 0
        work.measures[label, j] = 0
        work.balance[label, j] = 0
    return bool(enqueue(work, label, 0))
