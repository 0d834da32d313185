"""Labels over lanes: found by situation and station, kept only in lanes where nothing else arrives as early."""

from __future__ import annotations

import numpy as np

from staffelstab.engine.check.kernel.jit import inlined_function, kernel_function
from staffelstab.engine.check.kernel.lanes import (
    BALANCE,
    DEPTH,
    KEY,
    LEFT,
    MEASURES,
    NOT_BETTER,
    NOT_WORSE,
    Lanes,
    lanes_at,
)
from staffelstab.engine.check.kernel.packed import Whole
from staffelstab.engine.check.limits import NEVER

_NEVER, _ONE = np.int32(NEVER), np.int32(1)


@inlined_function
def clear_lanes(work: Lanes) -> None:
    for i in range(work.counts[0]):
        work.head[work.slot[i]] = -1
    for month in range(work.counts[2], work.counts[3] + 1):
        work.bucket_head[month] = -1
    work.counts[0] = 0
    work.counts[1] = 0
    work.counts[2], work.counts[3] = NEVER, -1


@inlined_function
def slot_in(work: Lanes, node: Whole) -> int:
    mask = work.head.shape[0] - 1
    slot = ((node * 40503) >> 2) & mask
    while work.head[slot] >= 0 and work.node[work.head[slot]] != node:
        slot = (slot + 1) & mask
    return int(slot)


@inlined_function
def enqueue(work: Lanes, label: Whole, month: Whole) -> bool:
    """Put a label among those to be worked off in a month; False when there is no room for the note."""
    if 0 <= work.queued[label] <= month:
        return True
    entry = work.counts[1]
    if entry >= work.entry_label.shape[0]:
        return False
    work.counts[1] = entry + 1
    work.queued[label] = month
    work.entry_label[entry] = label
    work.entry_next[entry] = -1
    if work.bucket_head[month] < 0:
        work.bucket_head[month] = entry
    else:
        work.entry_next[work.bucket_tail[month]] = entry
    work.bucket_tail[month] = entry
    work.counts[2] = min(work.counts[2], month)
    work.counts[3] = max(work.counts[3], month)
    return True


@inlined_function
def new_label(work: Lanes, node: Whole, slot: Whole) -> int:
    """A label without any arrival; −1 when there is no room."""
    i = work.counts[0]
    if i >= work.node.shape[0]:
        return -1
    work.counts[0] = i + 1
    work.node[i] = node
    work.next_in_node[i] = work.head[slot]
    work.head[slot] = i
    work.slot[i] = slot
    work.queued[i] = -1
    lanes = work.depth.shape[1]
    for c in range(work.key.shape[1]):
        for j in range(lanes):
            work.key[i, c, j] = NEVER
    for j in range(lanes):
        work.depth[i, j] = NEVER
        work.pending[i, j] = 0
        work.progress[i, j] = 0
        work.nearest[i, j] = NEVER
    return int(i)


@inlined_function
def _compare(work: Lanes, other: Whole, width: Whole, count_steps: Whole) -> None:
    """Rows NOT_WORSE, NOT_BETTER: how the arrivals of a label stand to those of the scratch rows."""
    lanes = work.depth.shape[1]
    s = work.scratch
    for j in range(lanes):
        s[NOT_WORSE, j] = np.int32(work.key[other, 0, j] <= s[KEY, j])
        s[NOT_BETTER, j] = np.int32(work.key[other, 0, j] >= s[KEY, j])
    for c in range(1, width):
        for j in range(lanes):
            s[NOT_WORSE, j] &= np.int32(work.key[other, c, j] <= s[KEY + c, j])
            s[NOT_BETTER, j] &= np.int32(work.key[other, c, j] >= s[KEY + c, j])
    if count_steps:
        for j in range(lanes):
            s[NOT_WORSE, j] &= np.int32(work.depth[other, j] <= s[DEPTH, j])
            s[NOT_BETTER, j] &= np.int32(work.depth[other, j] >= s[DEPTH, j])


@kernel_function
def arrive(w: Whole, node: Whole, width: Whole, count_steps: Whole) -> bool:
    """Enter the arrivals of the scratch rows at a node, lane by lane, unless one there is no worse.

    `width`: components that are compared (month, since-clocks, measures). `count_steps`: a later arrival with fewer
    steps is kept, too. So what remains does not depend on the order of work, nor on who stands beside.
    False when there is no room.
    """
    work = lanes_at(w)
    lanes = work.depth.shape[1]
    s = work.scratch
    slot = slot_in(work, node)
    other = work.head[slot]
    for j in range(lanes):
        s[LEFT, j] = s[KEY, j]
    while other >= 0:
        _compare(work, other, width, count_steps)
        soonest, latest = _NEVER, _NEVER
        for j in range(lanes):
            month = s[LEFT, j]
            better = np.int32(s[NOT_BETTER, j] & np.int32(_ONE - s[NOT_WORSE, j]) & np.int32(month < _NEVER))
            s[NOT_BETTER, j] = better
            soonest = min(soonest, month if better else _NEVER)
            month = _NEVER if np.int32(s[NOT_WORSE, j] | better) else month
            s[LEFT, j] = month
            latest = min(latest, month)
        if soonest < NEVER:
            _take_over(work, other, width)
            if not enqueue(work, other, soonest):
                return False
        if latest >= _NEVER:
            return True
        other = work.next_in_node[other]
    return _enter_rest(work, node, slot, width)


@inlined_function
def _take_over(work: Lanes, label: Whole, width: Whole) -> None:
    """Overwrite the lanes marked in NOT_BETTER with the arrivals of the scratch rows."""
    lanes = work.depth.shape[1]
    s = work.scratch
    for c in range(width):
        for j in range(lanes):
            work.key[label, c, j] = s[KEY + c, j] if s[NOT_BETTER, j] else work.key[label, c, j]
    for j in range(lanes):
        better = s[NOT_BETTER, j]
        work.depth[label, j] = s[DEPTH, j] if better else work.depth[label, j]
        work.measures[label, j] = s[MEASURES, j] if better else work.measures[label, j]
        work.balance[label, j] = s[BALANCE, j] if better else work.balance[label, j]
        work.pending[label, j] |= better


@inlined_function
def _enter_rest(work: Lanes, node: Whole, slot: Whole, width: Whole) -> bool:
    """The arrivals that no label of the node could take become a label of their own."""
    lanes = work.depth.shape[1]
    s = work.scratch
    soonest = _NEVER
    for j in range(lanes):
        soonest = min(soonest, s[LEFT, j])
    if soonest >= NEVER:
        return True
    label = new_label(work, node, slot)
    if label < 0:
        return False
    for c in range(width):
        for j in range(lanes):
            work.key[label, c, j] = s[KEY + c, j] if s[LEFT, j] < _NEVER else _NEVER
    for j in range(lanes):
        work.depth[label, j] = s[DEPTH, j] if s[LEFT, j] < _NEVER else _NEVER
        work.measures[label, j] = s[MEASURES, j]
        work.balance[label, j] = s[BALANCE, j]
        work.pending[label, j] = np.int32(s[LEFT, j] < NEVER)
    return bool(enqueue(work, label, soonest))
