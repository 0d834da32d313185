"""Sets of rows as bits of machine words, and what the passes of the sweep know and lay out (docs/background/sweep.md).

Row 0 is the start, row i + 1 the i-th station that serves the place; a row is a bit. `words` is a tuple of as many
zeros as a set of rows needs words: its length is known to the compiler, so loops over words cost nothing.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from staffelstab.engine.check.kernel import jit

Words = npt.NDArray[np.uint64]
Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
AnyInts = npt.NDArray[np.integer[Any]]
Zeros = tuple[int, ...]

kernel_function, inlined_function = jit.kernel_function, jit.inlined_function
kernel_entry = jit.kernel_entry

NOT = -(1 << 30)
"""Change of a situation's number by an effect that does not apply."""
ONE, ZERO = np.uint64(1), np.uint64(0)
SETS = 10
KNOWN = 256
REACHED, STARTED, LEADS_ON, MAY_STOP, MAY_CIRCLE, STOPS, CIRCLES, STUCK = range(8)
"""Sets of rows per situation; STARTED: somebody who is here starts the station."""
STATES = 8
BESIDE, MEASURES, IDLE = 0, 1, 2


def _bit_positions() -> Ints:
    positions = np.zeros(64, dtype=np.int32)
    for bit in range(64):
        positions[((1 << bit) * _PRODUCT % 2**64) >> 58] = bit
    return positions


_PRODUCT = 0x03F79D71B4CB0A89
FACTOR, _SHIFT = np.uint64(_PRODUCT), np.uint64(58)
_POSITION = _bit_positions()


class Town(NamedTuple):
    """One place: X situations, n stations in n + 1 rows, M outcomes, F effects, W words."""

    digits: AnyInts
    """(X, A) value positions"""
    goal: Bools
    entry: Bools
    order: Ints
    """(X,) situations, block by block"""
    blocks: Ints
    """(B+1,) where each block begins in `order`"""
    open: Words
    """(X, W) stations open to the values"""
    pred: Words
    """(n+1, W) rows from which a transition leads to the row"""
    grouped: Ints
    """(K, 3) target group, origin row, target row of the transitions for a target group"""
    groups: Bools
    """(G, X) situations of each target group"""
    moves: Ints
    """(n+1,) where the outcomes of each station begin"""
    effects: Ints
    """(M+1,) where the effects of each outcome begin"""
    column: Ints
    change: Ints
    """(F, V) change of a situation's number by value of the column; NOT = does not apply"""
    marks: Words
    """(3, W) stations that run beside, that are measures, that have an outcome without effects"""


class States(NamedTuple):
    """What is known of the states of one place."""

    sets: Words
    """(X, 8, W) rows of a situation that are reached, started … (REACHED to STUCK); side by side, one look at memory"""
    steps: AnyInts
    """(X, n+1) fewest steps to a goal, where the row is in LEADS_ON and the situation is no goal; else anything"""


class Answers(NamedTuple):
    """What is told of one place."""

    steps: Ints
    """(X,) fewest steps from the start to a goal; −1 = no way, or no entry"""
    may_stop: Bools
    may_circle: Bools
    numbers: Longs
    """(9,) in the order of `sweep.NUMBERS`"""


class Desk(NamedTuple):
    """Room to work: sets of rows, and what is laid out for one situation."""

    rows: Words
    """(SETS, W)"""
    pred: Words
    """(n+1, W) transitions as they hold in the situation at hand"""
    succ: Words
    by_offer: Words
    """(levels, W) stations after which the goal is so many steps away"""
    by_row: Words
    """(levels, W) rows that a step beside them leads on from, so many steps away"""
    known: Words
    """(KNOWN, 2 × W) sets of rows whose circles were looked for, and those found"""
    known_when: Ints
    """(KNOWN,) for which lay-out of the transitions"""
    at_hand: Ints
    """(3,) situation that the transitions were laid out for, −1 = none yet; last level in use; lay-outs so far"""


CLOSED, STAY, FRESH, OPEN, ON, LEFT, AHEAD, BEHIND, CHANGES, OUT = range(10)


@inlined_function
def lowest(word: np.uint64) -> int:
    """Position of the lowest bit of a word that is not 0."""
    return int(_POSITION[((word & (~word + ONE)) * FACTOR) >> _SHIFT])


@inlined_function
def count_bits(word: np.uint64) -> int:
    word = word - ((word >> ONE) & np.uint64(0x5555555555555555))
    word = (word & np.uint64(0x3333333333333333)) + ((word >> np.uint64(2)) & np.uint64(0x3333333333333333))
    word = (word + (word >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return int((word * np.uint64(0x0101010101010101)) >> np.uint64(56))


@inlined_function
def meets(one: Words, i: int, other: Words, j: int, words: Zeros) -> bool:
    found = ZERO
    for w in range(len(words)):
        found |= one[i, w] & other[j, w]
    return bool(found != ZERO)


@inlined_function
def has(sets: Words, i: int, row: int) -> bool:
    return bool((sets[i, row >> 6] >> np.uint64(row & 63)) & ONE)


@inlined_function
def put(sets: Words, i: int, row: int) -> None:
    sets[i, row >> 6] |= ONE << np.uint64(row & 63)


@inlined_function
def is_empty(sets: Words, i: int, words: Zeros) -> bool:
    found = ZERO
    for w in range(len(words)):
        found |= sets[i, w]
    return bool(found == ZERO)


@inlined_function
def after_outcome(town: Town, x: int, outcome: int) -> int:
    """The situation after an outcome, −1 where it does not apply."""
    after = x
    for f in range(town.effects[outcome], town.effects[outcome + 1]):
        change = town.change[f, town.digits[x, town.column[f]]]
        if change == NOT:
            return -1
        after += change
    return after


@inlined_function
def stand(town: Town, desk: Desk, x: int, words: Zeros) -> None:
    """Lay out the transitions as they hold in a situation."""
    if desk.at_hand[0] >= 0:
        same = True
        for k in range(town.grouped.shape[0]):
            group = town.grouped[k, 0]
            same = same and town.groups[group, x] == town.groups[group, desk.at_hand[0]]
        if same:
            return
    desk.at_hand[0] = x
    desk.at_hand[2] += 1
    for row in range(town.pred.shape[0]):
        for w in range(len(words)):
            desk.pred[row, w] = town.pred[row, w]
    for k in range(town.grouped.shape[0]):
        if town.groups[town.grouped[k, 0], x]:
            put(desk.pred, town.grouped[k, 2], town.grouped[k, 1])
    desk.succ[:] = ZERO
    for row in range(town.pred.shape[0]):
        for w in range(len(words)):
            left = desk.pred[row, w]
            while left:
                put(desk.succ, 64 * w + lowest(left), row)
                left &= left - ONE
