"""Which states of one place are reached, compiled: upwards, block by block."""

from __future__ import annotations

import numpy as np

from staffelstab.engine.check.sweep.words import (
    BESIDE,
    CLOSED,
    IDLE,
    ONE,
    REACHED,
    STARTED,
    ZERO,
    Desk,
    States,
    Town,
    Words,
    Zeros,
    after_outcome,
    count_bits,
    has,
    inlined_function,
    is_empty,
    kernel_function,
    lowest,
    meets,
    put,
    stand,
)


@inlined_function
def _take(town: Town, states: States, desk: Desk, x: int, row: int, words: Zeros) -> bool:
    """Start a station: note where its outcomes lead. Returns whether one applies."""
    applies, beside = has(town.marks, IDLE, row), has(town.marks, BESIDE, row)
    if applies:
        put(states.sets[x], REACHED, row)
    for outcome in range(town.moves[row - 1], town.moves[row]):
        after = after_outcome(town, x, outcome)
        if after < 0:
            continue
        applies = True
        states.sets[after, REACHED, row >> 6] |= ONE << np.uint64(row & 63)
        if beside and after != x:
            for w in range(len(words)):
                states.sets[after, REACHED, w] |= states.sets[x, REACHED, w] & desk.pred[row, w]
    return applies


@inlined_function
def _forward(town: Town, states: States, desk: Desk, x: int, here: Words, words: Zeros) -> None:
    """From who stands in a situation to where their steps lead. What runs beside waits until all rows are known."""
    for w in range(len(words)):
        desk.rows[CLOSED, w] = here[STARTED, w] = ZERO
    found = True
    while found:
        found = False
        for w in range(len(words)):
            left = town.open[x, w] & ~desk.rows[CLOSED, w]
            while left:
                row = 64 * w + lowest(left)
                left &= left - ONE
                if not meets(desk.pred, row, here, REACHED, words):
                    continue
                put(desk.rows, CLOSED, row)
                before = has(here, REACHED, row)
                if _take(town, states, desk, x, row, words):
                    put(here, STARTED, row)
                    found = found or has(here, REACHED, row) != before
    for w in range(len(words)):
        left = here[STARTED, w] & town.marks[BESIDE, w]
        while left:
            _take(town, states, desk, x, 64 * w + lowest(left), words)
            left &= left - ONE


@kernel_function
def go_forward(town: Town, states: States, desk: Desk, words: Zeros) -> None:
    """Find the states that somebody reaches."""
    for x in range(town.entry.shape[0]):
        for w in range(len(words)):
            states.sets[x, REACHED, w] = states.sets[x, STARTED, w] = ZERO
        if town.entry[x]:
            states.sets[x, REACHED, 0] = ONE
    for block in range(town.blocks.shape[0] - 1):
        first, last = town.blocks[block], town.blocks[block + 1]
        before = -1
        while True:
            for i in range(first, last):
                x = town.order[i]
                if not town.goal[x] and not is_empty(states.sets[x], REACHED, words):
                    stand(town, desk, x, words)
                    _forward(town, states, desk, x, states.sets[x], words)
            if last - first == 1:
                break
            found = 0
            for i in range(first, last):
                for w in range(len(words)):
                    found += count_bits(states.sets[town.order[i], REACHED, w])
            if found == before:
                break
            before = found
