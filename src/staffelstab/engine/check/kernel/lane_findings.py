"""What a search over lanes shows at one station: dead ends, circles and long waits, in all lanes at once."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from staffelstab.engine.check.kernel.jit import inlined_function, kernel_function
from staffelstab.engine.check.kernel.lane_labels import clear_lanes, enqueue, new_label, slot_in
from staffelstab.engine.check.kernel.lane_search import (
    AS_IF_STARTED_MONTHLY,
    AS_STATED,
    NEAREST,
    NONE,
    ROUND,
    TO_PROGRESS,
    ZERO,
    search_lanes,
    start_months,
)
from staffelstab.engine.check.kernel.lanes import MONTH, START, Hits, Lanes, doors_at, hits_at, lanes_at
from staffelstab.engine.check.kernel.packed import INT, Layout, Whole, reader
from staffelstab.engine.check.kernel.search import fits
from staffelstab.engine.check.kernel.tables import ACCOMPANIMENT, MEASURE, Ints, Tables, tables_at
from staffelstab.engine.check.kernel.timeless import hopeless_at, may_return_at
from staffelstab.engine.check.limits import FAR_MONTHS, NEVER


class Scratch(NamedTuple):
    """Rows over lanes that the evaluation of a group needs."""

    first: Ints
    alive: Ints
    score: Ints
    start: Ints
    dead: Ints
    """(3N, J)"""
    circle: Ints
    """(N, J)"""
    waiting: Ints
    """(2(N+1), J)"""


SCRATCH = Layout(
    {
        "first": (INT, 1),
        "alive": (INT, 1),
        "score": (INT, 1),
        "start": (INT, 1),
        "dead": (INT, 2),
        "circle": (INT, 2),
        "waiting": (INT, 2),
    }
)
scratch_at = reader(Scratch, SCRATCH)


@inlined_function
def open_hits(hits: Hits, until: Whole) -> None:
    """Nothing found yet in any lane; lanes whose `month` says −1 do not take part."""
    for j in range(hits.bound.shape[0]):
        hits.bound[j] = until
        hits.month[j] = NEVER
        hits.measures[j] = 0
        hits.balance[j] = 0
        hits.depth[j] = NEVER


@inlined_function
def _first_arrivals(work: Lanes, head: Whole, first: Ints) -> bool:
    """Per lane the label of a node that arrives first (then earliest since-clocks, fewest steps); −1 = none."""
    some = False
    lanes = first.shape[0]
    for j in range(lanes):
        first[j] = head if work.key[head, 0, j] < NEVER else -1
        some = some or first[j] >= 0
    label = work.next_in_node[head]
    while label >= 0:
        for j in range(lanes):
            if work.key[label, 0, j] >= NEVER:
                continue
            best = first[j]
            sooner = best < 0
            if not sooner:
                sooner = work.depth[label, j] < work.depth[best, j]
                for c in range(work.key.shape[1] - 1):
                    if work.key[label, c, j] != work.key[best, c, j]:
                        sooner = work.key[label, c, j] < work.key[best, c, j]
                        break
            if sooner:
                first[j] = label
                some = True
        label = np.int64(work.next_in_node[label])
    return some


@kernel_function
def _seed_all(o: Whole, w: Whole, h: Whole, node: Whole, head: Whole) -> bool:
    """Start a side search with all arrivals at a node, in the lanes that take part."""
    side, work, hits = lanes_at(o), lanes_at(w), hits_at(h)
    clear_lanes(side)
    lanes = side.depth.shape[1]
    label = np.int64(head)
    while label >= 0:
        seed = new_label(side, node, slot_in(side, node))
        if seed < 0:
            return False
        soonest = NEVER
        for j in range(lanes):
            month = work.key[label, 0, j] if hits.bound[j] >= 0 else NEVER
            side.key[seed, 0, j] = month
            side.pending[seed, j] = 1 if month < NEVER else 0
            side.depth[seed, j] = 0
            side.measures[seed, j] = 0
            side.balance[seed, j] = 0
            soonest = min(soonest, month)
        for c in range(1, side.key.shape[1] - 1):
            for j in range(lanes):
                side.key[seed, c, j] = work.key[label, c, j]
        if soonest < NEVER and not enqueue(side, seed, soonest):
            return False
        label = np.int64(work.next_in_node[label])
    return True


@kernel_function
def _seed_first(o: Whole, w: Whole, h: Whole, node: Whole, first: Ints) -> bool:
    """Start a side search with the first arrival at a node only."""
    side, work, hits = lanes_at(o), lanes_at(w), hits_at(h)
    clear_lanes(side)
    seed = new_label(side, node, slot_in(side, node))
    soonest = NEVER
    for j in range(first.shape[0]):
        label = first[j]
        side.depth[seed, j] = 0
        side.measures[seed, j] = 0
        if label < 0 or hits.bound[j] < 0:
            continue
        for c in range(side.key.shape[1] - 1):
            side.key[seed, c, j] = work.key[label, c, j]
        side.pending[seed, j] = 1
        soonest = min(soonest, side.key[seed, 0, j])
    return True if soonest >= NEVER else bool(enqueue(side, seed, soonest))


@kernel_function
def _note_dead_ends(t: Whole, d: Whole, o: Whole, h: Whole, k: Whole, x: Whole, row: Whole) -> None:
    """Causes of the dead end in the lanes that take part, judged at the seed of `side`: 0 no-transition, 1 closed,
    2 no-offer.
    """
    tables, doors, side, hits, scratch = tables_at(t), doors_at(d), lanes_at(o), hits_at(h), scratch_at(k)
    score, dead = scratch.score, scratch.dead
    lanes = score.shape[0]
    s = side.scratch
    station = row - 1
    for j in range(lanes):
        s[MONTH, j] = side.key[0, 0, j]
    for other in range(tables.kind.shape[0]):
        if doors.adjacent[row, other] or not doors.serves[other] or not _helps(tables, x, other):
            continue
        if start_months(t, d, o, ZERO, x, np.int64(other), NONE, AS_STATED) >= NEVER:
            continue
        for j in range(lanes):
            if hits.bound[j] >= 0 and s[START, j] < NEVER:
                _note(dead, station * 3, score, j)
                hits.bound[j] = -1
    nowhere = tables.out_edges[row + 1] == tables.out_edges[row]
    if not nowhere:
        for edge in range(tables.out_edges[row], tables.out_edges[row + 1]):
            after, group = np.int64(tables.edge_target[edge]), np.int64(tables.edge_rule[edge])
            if not doors.serves[after] or not _applies(tables, x, after):
                continue
            if group >= 0 and not fits(tables, x, group):
                continue
            if start_months(t, d, o, ZERO, x, after, group, AS_STATED) >= NEVER:
                continue
            for j in range(lanes):
                if hits.bound[j] >= 0 and s[START, j] < NEVER:
                    _note(dead, station * 3 + 2, score, j)
                    hits.bound[j] = -1
    cause = 2 if nowhere else 1
    for j in range(lanes):
        if hits.bound[j] >= 0:
            _note(dead, station * 3 + cause, score, j)


@inlined_function
def _note(scores: Ints, at: Whole, score: Ints, j: Whole) -> None:
    """Keep the lower score of a lane."""
    if scores[at, j] < 0 or score[j] < scores[at, j]:
        scores[at, j] = score[j]


@inlined_function
def _helps(tables: Tables, x: Whole, station: Whole) -> bool:
    for outcome in range(tables.offer_outcomes[station], tables.offer_outcomes[station + 1]):
        if tables.outcome_progress[x, outcome]:
            return True
    return False


@inlined_function
def _applies(tables: Tables, x: Whole, station: Whole) -> bool:
    for outcome in range(tables.offer_outcomes[station], tables.offer_outcomes[station + 1]):
        if tables.outcome_next[x, outcome] >= 0:
            return True
    return False


@inlined_function
def deserves_a_look(
    tables: Tables, work: Lanes, t: Whole, d: Whole, m: Whole, waiting_limit: Whole, label: Whole
) -> bool:
    """Whether a node might be a dead end, a long wait or on a circle in any lane; most are none of these.

    Dead ends are asked of measures and of accompaniment reached through nothing but accompaniment and legal steps.
    """
    stations = tables.kind.shape[0]
    levels = 2 * stations + 1
    node = np.int64(work.node[label])
    x, level = node // levels, node % levels
    row = level if level <= stations else level - stations
    is_measure = level > 0 and tables.kind[row - 1] == MEASURE
    if level > 0 and not is_measure and (level <= stations or tables.kind[row - 1] != ACCOMPANIMENT):
        return False
    if work.next_in_node[label] >= 0:
        return True
    some, lost, waits = np.int32(0), np.int32(0), np.int32(0)
    limit = np.int32(waiting_limit)
    for j in range(work.depth.shape[1]):
        here = np.int32(work.key[label, 0, j] < NEVER)
        some = np.int32(some | here)
        lost = np.int32(lost | np.int32(here & np.int32(work.progress[label, j] == 0)))
        wait = np.int32(work.nearest[label, j] - work.key[label, 0, j])
        waits = np.int32(waits | np.int32(here & np.int32(wait > limit)))
    if not some:
        return False
    return bool(lost or waits or (is_measure and may_return_at(t, d, m, x, row)))


@inlined_function
def _rate_arrivals(work: Lanes, scratch: Scratch, head: Whole) -> bool:
    """Per lane the score of the first arrival and whether progress is at hand; whether it is not in some lane."""
    lanes = scratch.first.shape[0]
    for j in range(lanes):
        label = scratch.first[j]
        scratch.alive[j] = 0
        if label >= 0:
            scratch.score[j] = work.depth[label, j] * 1024 + work.key[label, 0, j]
    label = np.int64(head)
    while label >= 0:
        for j in range(lanes):
            scratch.alive[j] |= work.progress[label, j] & (1 if work.key[label, 0, j] < NEVER else 0)
        label = np.int64(work.next_in_node[label])
    return _is_lost(scratch)


@inlined_function
def _is_lost(scratch: Scratch) -> bool:
    lost = False
    for j in range(scratch.first.shape[0]):
        lost = lost or (scratch.first[j] >= 0 and scratch.alive[j] == 0)
    return lost


@inlined_function
def _ask_around(
    t: Whole, d: Whole, w: Whole, o: Whole, h: Whole, k: Whole, task: Whole, node: Whole, head: Whole
) -> bool:
    """Search from all arrivals at a node, for progress in the lanes that have none at hand, for a round in all."""
    hits, scratch = hits_at(h), scratch_at(k)
    open_hits(hits, FAR_MONTHS)
    for j in range(scratch.first.shape[0]):
        if scratch.first[j] < 0 or (task == TO_PROGRESS and scratch.alive[j]):
            hits.bound[j] = -1
    if not _seed_all(o, w, h, node, head):
        return False
    return bool(search_lanes(t, d, o, h, AS_STATED, task, node, NONE, ZERO))


@kernel_function
def evaluate_node(
    t: Whole, d: Whole, w: Whole, o: Whole, m: Whole, h: Whole, k: Whole, waiting_limit: Whole, head: Whole
) -> bool:
    """Dead ends, waiting and circles at the node of label `head`, in all lanes. False when there was no room."""
    tables, work, hits, scratch = tables_at(t), lanes_at(w), hits_at(h), scratch_at(k)
    stations = tables.kind.shape[0]
    levels = 2 * stations + 1
    node = np.int64(work.node[head])
    x, level = node // levels, node % levels
    row = level if level <= stations else level - stations
    is_measure = level > 0 and tables.kind[row - 1] == MEASURE
    if not _first_arrivals(work, head, scratch.first):
        return True
    lost = _rate_arrivals(work, scratch, head)
    if lost and not hopeless_at(t, d, m, x, row):
        if not _ask_around(t, d, w, o, h, k, TO_PROGRESS, node, head):
            return False
        for j in range(scratch.first.shape[0]):
            scratch.alive[j] |= 1 if hits.month[j] < NEVER else 0
        lost = _is_lost(scratch)
    if lost and level > 0:
        for j in range(scratch.first.shape[0]):
            hits.bound[j] = 0 if scratch.first[j] >= 0 and scratch.alive[j] == 0 else -1
        if not _seed_first(o, w, h, node, scratch.first):
            return False
        _note_dead_ends(t, d, o, h, k, x, row)
    if level > 0 and not is_measure:
        return True
    if not _note_waiting(t, d, w, o, h, k, waiting_limit, node, row):
        return False
    if is_measure and may_return_at(t, d, m, x, row):
        if not _ask_around(t, d, w, o, h, k, ROUND, node, head):
            return False
        for j in range(scratch.first.shape[0]):
            if hits.month[j] < NEVER:
                _note(scratch.circle, row - 1, scratch.score, j)
    return True


@kernel_function
def _note_waiting(
    t: Whole, d: Whole, w: Whole, o: Whole, h: Whole, k: Whole, waiting_limit: Whole, node: Whole, row: Whole
) -> bool:
    """Long waits after the first arrival where progress can be made."""
    work, hits, scratch = lanes_at(w), hits_at(h), scratch_at(k)
    lanes = scratch.first.shape[0]
    waits = False
    open_hits(hits, FAR_MONTHS)
    for j in range(lanes):
        label = scratch.first[j]
        if (
            label < 0
            or scratch.alive[j] == 0
            or work.nearest[label, j] - work.key[label, 0, j] <= waiting_limit
        ):
            hits.bound[j] = -1
        else:
            waits = True
    if not waits:
        return True
    if not _seed_first(o, w, h, node, scratch.first):
        return False
    if not search_lanes(t, d, o, h, AS_STATED, NEAREST, node, NONE, ZERO):
        return False
    waits = False
    for j in range(lanes):
        label = scratch.first[j]
        scratch.start[j] = -1
        if label >= 0 and hits.month[j] < NEVER and hits.month[j] - work.key[label, 0, j] > waiting_limit:
            scratch.start[j] = 1
            waits = True
    if not waits:
        return True
    open_hits(hits, FAR_MONTHS)
    for j in range(lanes):
        if scratch.start[j] < 0:
            hits.bound[j] = -1
    if not _seed_first(o, w, h, node, scratch.first):
        return False
    if not search_lanes(t, d, o, h, AS_IF_STARTED_MONTHLY, NEAREST, node, NONE, ZERO):
        return False
    for j in range(lanes):
        if scratch.start[j] > 0:
            months = hits.month[j] - work.key[scratch.first[j], 0, j]
            _note(scratch.waiting, row * 2 + (1 if months <= waiting_limit else 0), scratch.score, j)
    return True
