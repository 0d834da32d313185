"""Clauses and cheapest sets in turn, until a cheapest set covers everybody who can be covered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from staffelstab.engine.check.kernel.tables import Bools, Ints
from staffelstab.engine.plan.changes import AgreeTransition, Change, ChangeKind
from staffelstab.engine.plan.clauses import Clause, Clauses
from staffelstab.engine.plan.world import Elements, World

_PER_ROUND = 2
"""Targets that give clauses before the next cheapest set is asked for."""
Chosen = tuple[int, ...]


@dataclass(frozen=True)
class FoundClause:
    """A clause (numbers of changes) and the target (number of the element) it was found for."""

    element: int
    clause: Clause


@dataclass(frozen=True)
class Found:
    """sets: changes by number, the proposed set first; repairable (n,): targets that can be covered at all.

    at_least: what every set that covers them costs at least.
    """

    sets: tuple[Chosen, ...]
    repairable: Bools
    clauses: tuple[FoundClause, ...]
    is_minimal: bool
    at_least: int
    more: bool


class Cancelled(Exception):
    """The caller does not want to wait any longer."""


class Cover:
    """One search for the cheapest changes that cover the elements."""

    def __init__(
        self, world: World, elements: Elements, costs: Sequence[int], cancelled: Callable[[], bool]
    ) -> None:
        self.world, self.elements, self.cancelled = world, elements, cancelled
        self.costs: Ints = np.array(costs, dtype=np.int32)
        self.ranks: Ints = np.array([_rank(change) for change in world.changes], dtype=np.int32)
        self.repairable = world.covered(self._made(range(len(world.changes))), elements)
        self.wanted = np.flatnonzero(self.repairable)
        self.stubborn: dict[int, None] = {}
        self.clauses: dict[Clause, int] = {}
        self.at_least = 0
        self.maker = Clauses(world, self.costs)
        # The solver is slow to load, and only needed here.
        from staffelstab.engine.plan.hitting import HittingSet

        self.hitting = HittingSet(self.costs, self.ranks)

    def solve(self, most_alternatives: int) -> Found:
        """The cheapest set and up to so many others of its cost."""
        sets: list[Chosen] = []
        more = False
        try:
            while (chosen := self._next(sets)) is not None:
                if len(sets) > most_alternatives:
                    more = True
                    break
                sets.append(chosen)
                self.hitting.forbid(chosen)
                if not chosen:
                    break
        except Cancelled:
            more = True
        sets.sort(key=lambda chosen: (int(self.ranks[list(chosen)].sum()), chosen))
        clauses = tuple(FoundClause(element, clause) for clause, element in self.clauses.items())
        chosen_sets = tuple(sets or [self._some()])
        return Found(chosen_sets, self.repairable, clauses, bool(sets), self.at_least, more)

    def _next(self, before: Sequence[Chosen]) -> Chosen | None:
        """The cheapest set not forbidden that covers everybody; None when it costs more than those before."""
        while True:
            chosen = self.hitting.cheapest()
            if chosen is None or (before and self._cost(chosen) > self._cost(before[0])):
                return None
            self.at_least = self._cost(chosen)
            made = self._made(chosen)
            left_open = self._left_open(made)
            if not left_open:
                return chosen
            for element in left_open:
                if self.cancelled():
                    raise Cancelled
                self.stubborn[element] = None
                self._learn(element, made)

    def _learn(self, element: int, made: Bools) -> None:
        place, case = self.elements[element].tolist()
        for clause in self.maker.of(place, case, made):
            if clause not in self.clauses:
                self.clauses[clause] = element
                self.hitting.add(clause)

    def _left_open(self, made: Bools) -> list[int]:
        """A few targets that the changes do not cover: first of those that were not covered before."""
        for numbers in (np.array(list(self.stubborn), dtype=np.int64), self.wanted):
            left = numbers[~self.world.covered(made, self.elements[numbers])]
            if len(left):
                spread = np.linspace(0, len(left) - 1, min(_PER_ROUND, len(left))).astype(np.int64)
                return [int(number) for number in left[spread]]
        return []

    def _some(self) -> Chosen:
        """A set that covers everybody and from which no change can be left out."""
        chosen, size = list(range(len(self.world.changes))), len(self.world.changes)
        while size:
            for start in range(0, len(chosen), size):
                fewer = chosen[:start] + chosen[start + size :]
                wanted = self.elements[self.wanted]
                if len(fewer) < len(chosen) and self.world.covered(self._made(fewer), wanted).all():
                    chosen = fewer
                    break
            else:
                size = 0 if size == 1 else -(-size // 2)
        return tuple(chosen)

    def _made(self, chosen: Sequence[int]) -> Bools:
        made = np.zeros(len(self.world.changes), dtype=np.bool_)
        made[list(chosen)] = True
        return made

    def _cost(self, chosen: Sequence[int]) -> int:
        return int(self.costs[list(chosen)].sum())


def _rank(change: Change) -> int:
    """What is proposed first among sets of equal cost: what partners have drawn already."""
    if isinstance(change, AgreeTransition):
        return 0 if change.is_drawn else 1
    return 3 if change.kind is ChangeKind.OFFER else 2
