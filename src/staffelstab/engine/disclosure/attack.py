"""The attacker: is another table possible, and what interval is left for each figure?"""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from staffelstab.engine.disclosure.solver import INFINITE, Programme, Session
from staffelstab.engine.disclosure.system import System

TINY = 1e-6
Interval = tuple[int, int | None]
Target = tuple[int, int, int]
Whole = npt.NDArray[np.int64]


def known(system: System, held: Collection[str], *, limitless: bool = False) -> Programme:
    """One column for each unknown. `limitless`: without the bound of the method."""
    programme = Programme()
    for unknown in system.unknowns:
        is_open = unknown.figure in held
        low, high = (unknown.low, unknown.high) if is_open else (unknown.value, unknown.value)
        is_bounded = is_open and (unknown.high <= system.rule.highest or unknown.high == unknown.value)
        programme.column(low, INFINITE if limitless and is_open and not is_bounded else high)
    for total, parts in system.equations:
        programme.row(0, 0, {total: -1.0, **dict.fromkeys(parts, 1.0)})
    for low_end, high_end in system.ordered:
        programme.row(0, INFINITE, {high_end: 1.0, low_end: -1.0})
    return programme


@dataclass
class Prover:
    """Finds for small figures the other tables that fit, in whole numbers. What it has found it uses again:
    a table found for one figure may serve another, as long as it deviates only where something is held back."""

    system: System
    found: list[Whole] = field(default_factory=list)
    _held: frozenset[str] = frozenset()
    _session: Session | None = None

    def __post_init__(self) -> None:
        self.values = np.array([unknown.value for unknown in self.system.unknowns], dtype=np.int64)
        self.figures = [unknown.figure for unknown in self.system.unknowns]

    def protects(self, held: Collection[str], target: Target) -> bool:
        index, low, high = target
        return self.witness(held, index, 0, low) and self.witness(held, index, high, INFINITE)

    def witness(self, held: Collection[str], index: int, low: float, high: float) -> bool:
        """Is there a table that fits everything known, with this unknown between low and high?"""
        if low <= self.values[index] <= high or self._is_found(held, index, low, high):
            return True
        solution = self._look(frozenset(held), index, low, high)
        if solution is None:
            return False
        self.found.append(solution)
        return True

    def _is_found(self, held: Collection[str], index: int, low: float, high: float) -> bool:
        if not self.found:
            return False
        tables = np.array(self.found)
        fits = (tables[:, index] >= low) & (tables[:, index] <= high)
        if not fits.any():
            return False
        shown = np.array([figure not in held for figure in self.figures])
        return bool((tables[fits][:, shown] == self.values[shown]).all(axis=1).any())

    def _look(self, held: frozenset[str], index: int, low: float, high: float) -> Whole | None:
        """Fractions first: in most tables what comes out is whole anyway."""
        if self._session is None or held != self._held:
            self._held, self._session = held, Session(known(self.system, held))
        solution = self._session.fits(index, low, high)
        if solution is not None and np.abs(solution - np.rint(solution)).max(initial=0) > TINY:
            programme = known(self.system, held)
            programme.lower[index] = max(programme.lower[index], low)
            programme.upper[index] = min(programme.upper[index], high)
            programme.whole = list(range(len(programme.lower)))
            answer = programme.least()
            solution = None if answer is None else answer.values
        return None if solution is None else np.rint(solution).astype(np.int64)


def interval(system: System, held: Collection[str], index: int) -> Interval:
    """The least and the most the unknown can be by linear programming; None: no end."""
    ends: list[int | None] = []
    for sign in (1.0, -1.0):
        programme = known(system, held, limitless=True)
        programme.costs[index] = sign
        unreachable = INFINITE
        if math.isinf(programme.upper[index]):
            unreachable = programme.upper[index] = 10.0 * (1 + sum(each.value for each in system.unknowns))
        answer = programme.least()
        if answer is None:
            raise ArithmeticError("what is known contradicts itself")
        value = sign * answer.objective
        end = math.ceil(value - TINY) if sign > 0 else math.floor(value + TINY)
        ends.append(None if value >= unreachable - TINY else end)
    low, high = ends
    return low or 0, high
