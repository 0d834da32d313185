"""From labels of the kernel to steps: one case is searched again and its ways are written down."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from staffelstab.engine.check import kernel
from staffelstab.engine.check.compile import Compiled
from staffelstab.engine.check.doors import Standpoint
from staffelstab.engine.check.finding import ProfileAtEntry, Step
from staffelstab.engine.check.limits import NEVER
from staffelstab.engine.check.run import Area, Run, empty_results, make_workspace
from staffelstab.engine.check.search import FULL
from staffelstab.engine.check.tables import Ints, Workspace
from staffelstab.engine.check.timeless import new_memo
from staffelstab.engine.model import Verdict, add_months

_CAPACITY = 1 << 16
"""Labels a search of one case has room for at first; it gets more when they do not fit."""


class Ways:
    """The labels of one case of a run, written down step by step. Searches one case of one area at a time."""

    def __init__(self, run: Run, capacity: int = _CAPACITY) -> None:
        self.run = run
        self.compiled: Compiled = run.compiled
        self._make_room(capacity)
        self._at: tuple[int, int] | None = None
        self.levels = 2 * len(self.compiled.offers) + 1

    def _make_room(self, capacity: int) -> None:
        self.capacity = capacity
        self.work = make_workspace(self.compiled, capacity)
        self.side = make_workspace(self.compiled, capacity)

    def stand(self, area: Area, number: int) -> None:
        """Search everything within the horizon for profile `number` in an area; the labels stay until the next call."""
        self.area, self.number = area, number
        self.case = int(self.run.cases.case_of[number])
        self.profile: ProfileAtEntry = self.run.profiles.at(number, area.places[0])
        asked = (id(area), self.case)
        if self._at == asked:
            return
        self._at = asked
        while self._search(area) == FULL:
            self._make_room(4 * self.capacity)

    def _search(self, area: Area) -> int:
        """The first label at a goal, FULL when the labels do not fit into the workspaces."""
        found = empty_results(1, len(self.compiled.offers), len(self.compiled.edges))
        self.dead_label = np.full((len(self.compiled.offers), 3), -1, dtype=np.int32)
        self.circle_label = np.full(len(self.compiled.offers), -1, dtype=np.int32)
        self.waiting_label = np.full((len(self.compiled.offers) + 1, 2), -1, dtype=np.int32)
        settings = self.run.pathway.settings
        self.goal_label = kernel.analyse(
            self.compiled.tables,
            self.work,
            self.side,
            new_memo(len(self.compiled.space), len(self.compiled.offers)),
            area.serves,
            self.compiled.adjacent,
            self.clocks(),
            self.entry(),
            self.since(),
            settings.horizon_months,
            settings.waiting_months,
            found.dead[0],
            self.dead_label,
            found.circle[0],
            self.circle_label,
            found.waiting[0],
            self.waiting_label,
            found.started[0],
            found.used[0],
        )
        return int(self.goal_label)

    def entry(self) -> int:
        return int(self.run.cases.x[self.case])

    def clocks(self) -> Ints:
        clocks: Ints = self.run.cases.clocks[self.case]
        return clocks

    def since(self) -> Ints:
        since: Ints = self.run.cases.since[self.case]
        return since

    def way(self, label: int, work: Workspace | None = None) -> tuple[Step, ...]:
        """The steps from entry (or the seed of a side search) to a label."""
        work = work or self.work
        steps: list[Step] = []
        while work.parent[label] >= 0:
            steps.append(self._step(work, label))
            label = int(work.parent[label])
        return tuple(reversed(steps))

    def _step(self, work: Workspace, label: int) -> Step:
        parent = int(work.parent[label])
        return self.step(
            before=int(work.node[parent]) // self.levels,
            arrived=int(work.month[parent]),
            station=int(self.compiled.tables.edge_target[work.edge[label]]),
            outcome=int(work.outcome[label]),
            rule=int(work.rule[label]),
            start=int(work.start[label]),
        )

    def step(self, *, before: int, arrived: int, station: int, outcome: int, rule: int, start: int) -> Step:
        """One step in words of the file."""
        compiled = self.compiled
        offer = compiled.offers[station]
        access = compiled.rules[rule].access
        after = int(compiled.tables.outcome_next[before, outcome])
        end = start + int(compiled.tables.outcome_months[outcome])
        was, now = compiled.situation(before), compiled.situation(after)
        result = compiled.outcomes[outcome][1]
        return Step(
            station=offer.key,
            outcome=result.key,
            waits=start - arrived,
            starts=start,
            ends=end,
            starts_on=add_months(compiled.date, start),
            ends_on=add_months(compiled.date, end),
            changed={a: (was[a], now[a]) for a in was if was[a] != now[a]},
            situation={**self.profile.values, **now},
            verdict=access.verdict if access else Verdict.OPEN,
            note=access.note if access else "",
            conditions=offer.conditions,
            risks=offer.risks,
            is_failure=result.is_failure,
        )

    def standpoint(self, label: int, work: Workspace | None = None) -> Standpoint:
        """Situation and months at a label."""
        work = work or self.work
        month = int(work.month[label])
        clocks: dict[str, int | None] = {c.key: None for c in self.run.pathway.scales.clocks}
        for key in self.compiled.fixed_clocks:
            clocks[key] = self.profile.clocks[key] + month
        for s, key in enumerate(self.compiled.since_clocks):
            began = int(work.since[label, s])
            clocks[key] = None if began >= NEVER else month - began
        x = int(work.node[label]) // self.levels
        return Standpoint(
            {**self.profile.values, **self.compiled.situation(x)},
            clocks,
            self.profile.clocks,
            month,
            self.profile.place,
        )

    def row(self, label: int) -> int:
        level = int(self.work.node[label]) % self.levels
        return level if level <= len(self.compiled.offers) else level - len(self.compiled.offers)

    def labels_at(self, rows: Sequence[int], *, at_goal: bool = False) -> list[int]:
        """Best labels at the start (0) or stations (position + 1) named, fewest steps first; no goals or only goals."""
        count, stations = int(self.work.used[0]), len(self.compiled.offers)
        situations, levels = np.divmod(self.work.node[:count], self.levels)
        here = np.isin(np.where(levels <= stations, levels, levels - stations), rows)
        here &= ~self.work.dominated[:count] & (self.compiled.tables.goal[situations] == at_goal)
        labels = np.flatnonzero(here)
        return [int(i) for i in labels[np.argsort(self.work.depth[labels], kind="stable")]]
