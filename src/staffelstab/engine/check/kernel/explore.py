"""Which situations can occur, compiled: from the entry on through every door that is open to the values at all."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from staffelstab.engine.check.kernel.jit import inlined_function, kernel_entry
from staffelstab.engine.check.kernel.tables import Bools, Bytes, Ints

Words = npt.NDArray[np.uint64]


class Doors(NamedTuple):
    """Stations as far as values decide: A attributes of V values, N stations, D rules in W words, O outcomes."""

    sizes: Ints
    strides: Ints
    allowed: Words
    """(A, V, W) bit d of the words: rule d allows the value"""
    station_rules: Words
    """(N, W) bit d: the rule belongs to the station"""
    offer_outcomes: Ints
    """(N+1,) where the outcomes of each station begin"""
    outcome_effects: Ints
    """(O+1,) where the effects of each outcome begin"""
    effect_column: Ints
    effect_to: Ints
    """(effects, V) position after the effect; −1 = does not apply"""


@inlined_function
def _bits(doors: Doors, code: int, bits: Words) -> None:
    """Which rules allow all values of a combination."""
    for w in range(bits.shape[0]):
        bits[w] = ~np.uint64(0)
    for a in range(doors.sizes.shape[0]):
        digit = (code // doors.strides[a]) % doors.sizes[a]
        for w in range(bits.shape[0]):
            bits[w] &= doors.allowed[a, digit, w]


@inlined_function
def _opens(doors: Doors, station: int, bits: Words) -> bool:
    for w in range(bits.shape[0]):  # noqa: SIM110 (no generators here)
        if bits[w] & doors.station_rules[station, w]:
            return True
    return False


@inlined_function
def _after(doors: Doors, outcome: int, code: int) -> int:
    """The combination after an outcome, −1 where it does not apply."""
    for e in range(doors.outcome_effects[outcome], doors.outcome_effects[outcome + 1]):
        stride, size = doors.strides[doors.effect_column[e]], doors.sizes[doors.effect_column[e]]
        digit = (code // stride) % size
        to = doors.effect_to[e, digit]
        if to < 0:
            return -1
        code += (to - digit) * stride
    return code


@kernel_entry
def explore(doors: Doors, entry: Ints, known: Bytes, queue: Ints) -> None:
    """Mark in `known` all combinations that entries and open doors can lead to."""
    bits = np.empty(doors.allowed.shape[2], dtype=np.uint64)
    last = 0
    for code in entry:
        if not known[code]:
            known[code] = 1
            queue[last] = code
            last += 1
    first = 0
    while first < last:
        code = queue[first]
        first += 1
        _bits(doors, code, bits)
        for station in range(doors.station_rules.shape[0]):
            if not _opens(doors, station, bits):
                continue
            for outcome in range(doors.offer_outcomes[station], doors.offer_outcomes[station + 1]):
                after = _after(doors, outcome, code)
                if after >= 0 and not known[after]:
                    known[after] = 1
                    queue[last] = after
                    last += 1


@kernel_entry
def tabulate(
    doors: Doors,
    codes: Ints,
    index_of: Ints,
    standing: Ints,
    goal: Bools,
    begin: int,
    end: int,
    rule_bits: Words,
    next_x: Ints,
    progress: Bools,
) -> None:
    """Fill in, per situation: rules that fit, where outcomes behind open doors lead, whether that is progress."""
    bits = np.empty(doors.allowed.shape[2], dtype=np.uint64)
    for x in range(begin, end):
        _bits(doors, codes[x], bits)
        for w in range(bits.shape[0]):
            rule_bits[x, w] = bits[w]
        for station in range(doors.station_rules.shape[0]):
            if not _opens(doors, station, bits):
                continue
            for outcome in range(doors.offer_outcomes[station], doors.offer_outcomes[station + 1]):
                code = _after(doors, outcome, codes[x])
                if code < 0:
                    continue
                after = index_of[code]
                next_x[x, outcome] = after
                progress[x, outcome] = goal[after] or _is_higher(doors, outcome, standing, x, after)


@inlined_function
def _is_higher(doors: Doors, outcome: int, standing: Ints, before: int, after: int) -> bool:
    """Something stands higher and nothing lower, among what the outcome can change."""
    higher = False
    for e in range(doors.outcome_effects[outcome], doors.outcome_effects[outcome + 1]):
        a = doors.effect_column[e]
        old, new = standing[before, a], standing[after, a]
        if old >= 0 and new >= 0:
            if new < old:
                return False
            higher = higher or new > old
    return higher


@kernel_entry
def selected(bits: Words, columns: Ints, most: int) -> Words:
    """(X, words for `most` bits) bit i of the result is bit columns[i]; the others are 0."""
    result = np.zeros((bits.shape[0], max(1, (most + 63) // 64)), dtype=np.uint64)
    runs = np.empty((columns.shape[0], 2), dtype=np.int64)
    masks = np.empty(columns.shape[0], dtype=np.uint64)
    count = _runs(columns, runs, masks)
    for x in range(bits.shape[0]):
        for r in range(count):
            origin, place = runs[r, 0], runs[r, 1]
            run = (bits[x, origin >> 6] >> np.uint64(origin & 63)) & masks[r]
            result[x, place >> 6] |= run << np.uint64(place & 63)
    return result


@inlined_function
def _runs(columns: Ints, runs: npt.NDArray[np.int64], masks: Words) -> int:
    """Neighbouring bits that stay neighbours, none across two words: first bit, its place in the result, how many (as
    a mask). Returns how many runs there are.
    """
    count, i = 0, 0
    while i < columns.shape[0]:
        size = 1
        while (
            i + size < columns.shape[0]
            and columns[i + size] == columns[i] + size
            and (columns[i] & 63) + size < 64
            and (i & 63) + size < 64
        ):
            size += 1
        runs[count, 0], runs[count, 1] = columns[i], i
        masks[count] = ~np.uint64(0) >> np.uint64(64 - size)
        count += 1
        i += size
    return count
