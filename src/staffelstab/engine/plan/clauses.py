"""Clauses: of each of these sets a repair needs at least one change, or the target stays without a way."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from staffelstab.engine.check.kernel.search import FULL
from staffelstab.engine.check.kernel.tables import Bools, Bytes, Ints
from staffelstab.engine.check.run import make_workspace
from staffelstab.engine.plan.changes import leads_to
from staffelstab.engine.plan.frontier import COVERED, look_on
from staffelstab.engine.plan.world import World

Clause = frozenset[int]
_FIRST_CAPACITY = 1 << 13


class Clauses:
    """Finds clauses in one world; keeps its workspace between searches."""

    def __init__(self, world: World, costs: Ints) -> None:
        self.world, self.costs = world, costs
        self.work = make_workspace(world.compiled, _FIRST_CAPACITY)
        everything = np.ones(len(world.changes), dtype=np.bool_)
        self.could_serve = world.serves_with(everything)

    def of(self, place: int, case: int, selected: Bools) -> Iterator[Clause]:
        """Cuts one behind the other for a repairable target that `selected` (K,) does not cover; at least one.

        Each holds without regard to the others. The cost of the changes of a cut is used up by its cheapest one; a
        change whose cost is used up counts as made when the next cut is looked for.
        """
        made, left = selected.copy(), self.costs.copy()
        while (cut := self._cut(place, case, made)) is not None:
            clause = self._needed(place, case, cut)
            yield clause
            members = np.array(sorted(clause), dtype=np.int64)
            left[members] -= left[members].min()
            made[members[left[members] == 0]] = True

    def _needed(self, place: int, case: int, cut: Clause) -> Clause:
        """What is left of a cut when changes without which it is still a clause are taken out, station by station."""
        made = np.ones(len(self.world.changes), dtype=np.bool_)
        made[list(cut)] = False
        needed: list[int] = []
        leading_to: dict[str, list[int]] = {}
        for number in sorted(cut):
            leading_to.setdefault(leads_to(self.world.changes[number]), []).append(number)
        parts = list(leading_to.values())
        while parts:
            part = parts.pop()
            made[part] = True
            if self._is_covered(place, case, made):
                made[part] = False
                if len(part) == 1:
                    needed += part
                else:
                    parts += [part[len(part) // 2 :], part[: len(part) // 2]]
        return frozenset(needed)

    def _is_covered(self, place: int, case: int, made: Bools) -> bool:
        return self._look_on(place, case, made, np.zeros(len(self.world.compiled.edges), dtype=np.uint8))

    def _cut(self, place: int, case: int, made: Bools) -> Clause | None:
        """Changes that would lead on from where the target gets; None when it is covered."""
        leads_on = np.zeros(len(self.world.compiled.edges), dtype=np.uint8)
        if self._look_on(place, case, made, leads_on):
            return None
        return self._chosen(np.flatnonzero(leads_on).astype(np.int32), place, made)

    def _look_on(self, place: int, case: int, made: Bools, leads_on: Bytes) -> bool:
        """Whether the target is covered; if not, the arrows that would lead on are marked."""
        world, cases = self.world, self.world.cases
        arrows = world.edges_with(made)
        there = world.tables_with(arrows)
        serves = world.serves_with(made)[place]
        while True:
            found = look_on(
                world.compiled.tables,
                there,
                self.work,
                serves,
                self.could_serve[place],
                ~arrows,
                cases.clocks[case],
                cases.x[case],
                cases.since[case],
                world.horizon,
                world.hopeful,
                leads_on,
            )
            if found != FULL:
                return bool(found == COVERED)
            self.work = make_workspace(world.compiled, 4 * len(self.work.node))

    def _chosen(self, edges: Ints, place: int, made: Bools) -> Clause:
        """One missing change of each arrow; of several the one that is in the clause anyway, else the first."""
        world = self.world
        stations = world.compiled.tables.edge_target[edges]
        asks = np.column_stack([world.territory_asks[place][stations], world.edge_asks[edges]])
        lacking = (asks >= 0) & ~np.append(made, True)[asks]
        single = lacking.sum(axis=1) == 1
        cut = set(asks[single][lacking[single]].tolist())
        for row, lacks in zip(asks[~single].tolist(), lacking[~single].tolist(), strict=True):
            several = [k for k, is_lacking in zip(row, lacks, strict=True) if is_lacking]
            if not cut.intersection(several):
                cut.add(several[0])
        if not cut:
            raise ArithmeticError("a target that everything together covers has a clause")
        return frozenset(cut)
