"""An attacker written apart from the engine: own equations, own solver interface (scipy)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from staffelstab.engine.disclosure import Label, Release, Table

INFINITE = float("inf")


def knowledge(
    table: Table, labels: Mapping[str, Label], threshold: int
) -> tuple[dict[str, int], list[float], list[float]]:
    """For exact tables: one unknown for each figure, with what its label says. Of locked ones even which are small."""
    index = {key: at for at, key in enumerate(table.figures)}
    low: list[float] = []
    high: list[float] = []
    for key, figure in table.figures.items():
        value, label = figure.low, labels[key]
        assert value is not None and value == figure.high
        if label == Label.SHOWN:
            low.append(value)
            high.append(value)
        elif label == Label.SMALL:
            low.append(1)
            high.append(threshold - 1)
        elif label == Label.LOCKED:
            low.append(threshold if value >= threshold else 1)
            high.append(INFINITE)
        else:
            low.append(0)
            high.append(INFINITE)
    return index, low, high


def equations(table: Table, index: Mapping[str, int]) -> np.ndarray:
    matrix = np.zeros((len(table.sums), len(index)))
    for row, each in enumerate(table.sums):
        matrix[row, index[each.total]] -= 1
        for part in each.parts:
            matrix[row, index[part]] += 1
    return matrix


def intervals(
    table: Table, labels: Mapping[str, Label], threshold: int, *, whole: bool
) -> dict[str, tuple[float, float]]:
    """Of each small figure that is not shown: the least and the most it can be."""
    index, low, high = knowledge(table, labels, threshold)
    matrix = equations(table, index)
    found = {}
    for key, figure in table.figures.items():
        if labels[key] != Label.SHOWN and figure.low is not None and 1 <= figure.low < threshold:
            found[key] = (
                _end(matrix, low, high, index[key], 1, whole),
                _end(matrix, low, high, index[key], -1, whole),
            )
    return found


def _end(matrix: np.ndarray, low: list[float], high: list[float], at: int, sign: int, whole: bool) -> float:
    costs = np.zeros(len(low))
    costs[at] = sign
    nothing = np.zeros(len(matrix))
    if whole:
        rows = [LinearConstraint(matrix, nothing, nothing)] if len(matrix) else []
        answer = milp(costs, constraints=rows, bounds=Bounds(low, high), integrality=np.ones(len(low)))
    else:
        pairs = list(zip(low, high, strict=True))
        answer = linprog(
            costs, A_eq=matrix if len(matrix) else None, b_eq=nothing if len(matrix) else None, bounds=pairs
        )
    if answer.status in (3, 4):
        return sign * -INFINITE
    assert answer.status == 0, answer.message
    return sign * float(answer.fun)


def joined(releases: Iterable[Release]) -> tuple[Table, dict[str, Label]]:
    """What somebody knows who has kept all releases: a figure is known if one of them shows it."""
    table = Table.of([])
    labels: dict[str, Label] = {}
    for release in releases:
        table = table.joined(release.table)
        for key, label in release.labels.items():
            if labels.get(key) != Label.SHOWN:
                labels[key] = label
    return table, labels
