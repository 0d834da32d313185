"""From labels of the kernel to steps: one case is searched again and its ways are written down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from staffelstab.engine.check.area_results import empty_results
from staffelstab.engine.check.compile import Compiled
from staffelstab.engine.check.door_rules import Standpoint
from staffelstab.engine.check.finding import ProfileAtEntry, Step
from staffelstab.engine.check.kernel import one_case as kernel
from staffelstab.engine.check.kernel.search import FULL
from staffelstab.engine.check.kernel.tables import Ints, Workspace
from staffelstab.engine.check.kernel.timeless import Memo, new_memo
from staffelstab.engine.check.limits import NEVER
from staffelstab.engine.check.run import Area, Run, make_workspace
from staffelstab.engine.model import Verdict, add_months

_CAPACITY = 1 << 10
"""Labels a search of one case has room for at first; it gets more when they do not fit."""
_KEPT = 128
"""Searched cases that are kept, because many findings tell of the same few profiles."""


@dataclass
class Notes:
    """What stories rest on: cases stood at (area, case), stations spoken of, whether all stations were looked at."""

    stood: set[tuple[int, int]] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)
    looked_at_all: bool = False


@dataclass(frozen=True)
class Searched:
    """One case searched up to the horizon: its labels, and which of them the findings are told from."""

    work: Workspace
    goal_label: int
    dead_label: Ints
    circle_label: Ints
    waiting_label: Ints
    ways: dict[tuple[int, int], tuple[Step, ...]] = field(default_factory=dict)
    """ways already written down, by profile and last label"""


_LABELS = (
    "node",
    "month",
    "since",
    "parent",
    "outcome",
    "start",
    "edge",
    "rule",
    "depth",
    "next_in_node",
    "dominated",
)


def _kept(room: Workspace) -> Workspace:
    """A copy of the labels in use, so that the next search has the room again; nothing more is searched in it."""
    count = int(room.used[0])
    labels = {name: getattr(room, name)[:count].copy() for name in _LABELS}
    return room._replace(head=room.head.copy(), used=room.used.copy(), **labels)


class Ways:
    """The labels of one case of a run, written down step by step. Stands at one case of one area at a time."""

    def __init__(self, run: Run, capacity: int = _CAPACITY) -> None:
        self.run = run
        self.compiled: Compiled = run.compiled
        self.capacity = capacity
        self.side = make_workspace(self.compiled, capacity)
        self.room = make_workspace(self.compiled, capacity)
        self.levels = 2 * len(self.compiled.offers) + 1
        self.notes = Notes()
        self._number_of = {id(area): number for number, area in enumerate(run.areas)}
        self._memos: dict[int, Memo] = {}
        none = empty_results(1, len(run.compiled.offers), len(run.compiled.edges))
        self._scores = none.dead[0], none.circle[0], none.waiting[0]
        self._marks = none.started[0], none.used[0]
        self._profiles: dict[tuple[int, str], ProfileAtEntry] = {}
        self._taken: dict[tuple[int, int], Ints] = {}
        self._steps: dict[tuple[int, ...], Step] = {}
        self._searched: dict[tuple[int, int], Searched] = {}

    def stand(self, area: Area, number: int) -> None:
        """Search everything within the horizon for profile `number` in an area; the labels stay until the next call."""
        self.area, self.number = area, number
        self.case = int(self.run.cases.case_of[number])
        self.profile: ProfileAtEntry = self._profile(number, area.places[0])
        self.at = (self._number_of[id(area)], self.case)
        self.notes.stood.add(self.at)
        found = self._searched.get(self.at) or self._search_until_it_fits(self.at)
        self.work, self.goal_label = found.work, found.goal_label
        self.dead_label, self.circle_label = found.dead_label, found.circle_label
        self.waiting_label = found.waiting_label
        self._ways = found.ways

    def _profile(self, number: int, place: str) -> ProfileAtEntry:
        if (number, place) not in self._profiles:
            self._profiles[number, place] = self.run.profiles.at(number, place)
        return self._profiles[number, place]

    def _search_until_it_fits(self, at: tuple[int, int]) -> Searched:
        while (found := self._search(at[0])) is None:
            self.capacity *= 4
            self.side = make_workspace(self.compiled, self.capacity)
            self.room = make_workspace(self.compiled, self.capacity)
        if len(self._searched) >= _KEPT:
            self._searched.pop(next(iter(self._searched)))
        self._searched[at] = found
        return found

    def _search(self, number: int) -> Searched | None:
        """All labels of the case; goal_label is the first label at a goal. None when the labels do not fit."""
        stations, situations = len(self.compiled.offers), len(self.compiled.space)
        if number not in self._memos:
            self._memos[number] = new_memo(situations, stations)
        dead_label = np.full((stations, 3), -1, dtype=np.int32)
        circle_label = np.full(stations, -1, dtype=np.int32)
        waiting_label = np.full((stations + 1, 2), -1, dtype=np.int32)
        settings, scores = self.run.pathway.settings, self._scores
        for numbers in scores[:3]:
            numbers.fill(-1)
        goal_label = kernel.analyse(
            self.compiled.tables,
            self.room,
            self.side,
            self._memos[number],
            self.area.serves,
            self.compiled.adjacent,
            self.clocks(),
            self.entry(),
            self.since(),
            settings.horizon_months,
            settings.waiting_months,
            scores[0],
            dead_label,
            scores[1],
            circle_label,
            scores[2],
            waiting_label,
            *self._marks,
        )
        if goal_label == FULL:
            return None
        return Searched(_kept(self.room), int(goal_label), dead_label, circle_label, waiting_label)

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
        if work is not None:
            return self._written(work, label)
        if (self.number, label) not in self._ways:
            self._ways[self.number, label] = self._written(self.work, label)
        self.notes.seen.update(step.station for step in self._ways[self.number, label])
        return self._ways[self.number, label]

    def _written(self, work: Workspace, label: int) -> tuple[Step, ...]:
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
        told = (self.number, before, arrived, station, outcome, rule, start)
        if told not in self._steps:
            self._steps[told] = self._worded(before, arrived, station, outcome, rule, start)
        self.notes.seen.add(self.compiled.offers[station].key)
        return self._steps[told]

    def _worded(self, before: int, arrived: int, station: int, outcome: int, rule: int, start: int) -> Step:
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
        wanted = np.zeros(self.levels, dtype=np.bool_)
        for row in rows:
            wanted[[row, row + stations] if row else row] = True
        situations, levels = np.divmod(self.work.node[:count], self.levels)
        here = wanted[levels] & ~self.work.dominated[:count]
        here &= self.compiled.tables.goal[situations] == at_goal
        labels = np.flatnonzero(here)
        return [int(i) for i in labels[np.argsort(self.work.depth[labels], kind="stable")]]
