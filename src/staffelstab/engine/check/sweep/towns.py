"""From the stations that serve a place to the words of the sweep, compiled."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from staffelstab.engine.check.sweep.words import (
    BESIDE,
    IDLE,
    MEASURES,
    ONE,
    ZERO,
    Bools,
    Ints,
    Words,
    Zeros,
    kernel_entry,
    put,
)


class Land(NamedTuple):
    """Everything about N stations that no place changes; A attributes of at most V values, C conditions."""

    allows: Bools
    """(C, A, V) condition allows the value"""
    high: Ints
    """(X1, A1) value positions of the combinations of the first attributes; X = X1 × X2, A = A1 + A2"""
    low: Ints
    """(X2, A2) those of the others"""
    rules: Ints
    """(N+1,) where the rules of each station begin"""
    condition: Ints
    """(R,) condition of each rule"""
    entry_points: Bools
    edges: Ints
    """(N+1,) where the transitions from each station begin"""
    target: Ints
    group: Ints
    """(T,) target group of each transition; −1 = for everybody"""
    moves: Ints
    """(N+1,) where the outcomes of each station begin"""
    effects: Ints
    """(O+1,) where the effects of each outcome begin"""
    column: Ints
    change: Ints
    """(F, V) change of a situation's number by value of the column; NOT = does not apply"""
    measures: Bools
    """(N,) the others run beside"""


@kernel_entry
def open_stations(land: Land, stations: Ints, words: Zeros) -> Words:
    """(X, W) stations of a place that are open to the values of each situation."""
    layers = 1
    for s in stations:
        layers = max(layers, land.rules[s + 1] - land.rules[s])
    shape = (layers, land.allows.shape[1], land.allows.shape[2], len(words))
    allowed, present = np.zeros(shape, dtype=np.uint64), np.zeros((layers, len(words)), dtype=np.uint64)
    for i in range(stations.shape[0]):
        first = land.rules[stations[i]]
        for rule in range(first, land.rules[stations[i] + 1]):
            put(present, rule - first, i + 1)
            for a in range(shape[1]):
                for v in range(shape[2]):
                    if land.allows[land.condition[rule], a, v]:
                        put(allowed[rule - first, a], v, i + 1)
    high = _in_common(allowed, land.high, 0, present, words)
    low = _in_common(allowed, land.low, land.high.shape[1], present, words)
    found = np.zeros((high.shape[0] * low.shape[0], len(words)), dtype=np.uint64)
    for h in range(high.shape[0]):
        for one in range(low.shape[0]):
            x = h * low.shape[0] + one
            for layer in range(layers):
                for w in range(len(words)):
                    found[x, w] |= high[h, layer, w] & low[one, layer, w]
    return found


@kernel_entry
def _in_common(allowed: Words, digits: Ints, first: int, present: Words, words: Zeros) -> Words:
    """(combinations, layers, W) what all values of a combination of some attributes, from the first on, allow."""
    found = np.empty((digits.shape[0], allowed.shape[0], len(words)), dtype=np.uint64)
    for x in range(digits.shape[0]):
        for layer in range(allowed.shape[0]):
            for w in range(len(words)):
                common = present[layer, w]
                for a in range(digits.shape[1]):
                    common &= allowed[layer, first + a, digits[x, a], w]
                found[x, layer, w] = common
    return found


@kernel_entry
def transitions_among(land: Land, stations: Ints, row_of: Ints, words: Zeros) -> tuple[Words, Ints]:
    """Transitions for everybody (n+1, W), by target, and those for a target group (K, 3). row_of (N,): room, all 0."""
    pred = np.zeros((stations.shape[0] + 1, len(words)), dtype=np.uint64)
    grouped, used = np.empty((64, 3), dtype=np.int32), 0
    for i in range(stations.shape[0]):
        row_of[stations[i]] = i + 1
        if land.entry_points[stations[i]]:
            pred[i + 1, 0] |= ONE
    for i in range(stations.shape[0]):
        for edge in range(land.edges[stations[i]], land.edges[stations[i] + 1]):
            row = row_of[land.target[edge]]
            if row and land.group[edge] < 0:
                put(pred, row, i + 1)
            elif row:
                if used == grouped.shape[0]:
                    grouped = np.concatenate((grouped, grouped))
                grouped[used, 0], grouped[used, 1], grouped[used, 2] = land.group[edge], i + 1, row
                used += 1
    for i in range(stations.shape[0]):
        row_of[stations[i]] = 0
    return pred, grouped[:used].copy()


@kernel_entry
def outcomes_of_all(land: Land, stations: Ints, words: Zeros) -> tuple[Ints, Ints, Ints, Ints, Words]:
    """moves, effects, column, change and marks of `Town`."""
    outcomes = effects = 0
    for s in stations:
        outcomes += land.moves[s + 1] - land.moves[s]
        effects += land.effects[land.moves[s + 1]] - land.effects[land.moves[s]]
    moves, begins = np.zeros(stations.shape[0] + 1, dtype=np.int32), np.zeros(outcomes + 1, dtype=np.int32)
    column = np.empty(effects, dtype=np.int32)
    change = np.empty((effects, land.change.shape[1]), dtype=np.int32)
    marks = np.full((3, len(words)), ZERO)
    m = f = 0
    for i in range(stations.shape[0]):
        s = stations[i]
        put(marks, MEASURES if land.measures[s] else BESIDE, i + 1)
        for outcome in range(land.moves[s], land.moves[s + 1]):
            if land.effects[outcome] == land.effects[outcome + 1]:
                put(marks, IDLE, i + 1)
                continue
            for effect in range(land.effects[outcome], land.effects[outcome + 1]):
                column[f], change[f] = land.column[effect], land.change[effect]
                f += 1
            m += 1
            begins[m] = f
        moves[i + 1] = m
    return moves, begins[: m + 1].copy(), column, change, marks
