"""The stories of findings: what stands at the end of a way, the circle back, the step one waits for."""

from __future__ import annotations

import numpy as np

from staffelstab.engine.check.doors import closed_door
from staffelstab.engine.check.finding import ClosedDoor, Reason, Step, Witness
from staffelstab.engine.check.kernel import one_case as kernel
from staffelstab.engine.check.kernel.lookout import over_edges
from staffelstab.engine.check.kernel.nearest import nearest_step
from staffelstab.engine.check.kernel.search import FULL, ROUND, earliest_start, search
from staffelstab.engine.check.kernel.tables import NORMAL, Ints
from staffelstab.engine.check.limits import FAR_MONTHS
from staffelstab.engine.check.run import make_workspace
from staffelstab.engine.check.ways import Ways
from staffelstab.engine.model import Condition


class Storyteller(Ways):
    """Tells the stories of one run; keeps its workspaces between stories."""

    def doors(self, label: int, *, with_missing_transitions: bool) -> tuple[ClosedDoor, ...]:
        """The next stations that do not open at a label, and those that would help if there were a transition."""
        compiled, row = self.compiled, self.row(label)
        here = self.standpoint(label)
        doors: list[ClosedDoor] = []
        if with_missing_transitions:
            doors += [
                ClosedDoor(compiled.offers[s].key, False, (Reason("no-transition"),))
                for s in self.helpful_without_transition(label)
            ]
        for edge in self._edges_of(row):
            offer = compiled.offers[compiled.edges[edge][1]]
            self.notes.seen.add(offer.key)
            if self.start_over(edge, label)[0] < 0 or not self._applies(edge, label):
                doors.append(closed_door(compiled, offer, here, self.target_group(edge)))
        return tuple(doors)

    def _edges_of(self, row: int) -> range:
        offsets = self.compiled.tables.out_edges
        return range(int(offsets[row]), int(offsets[row + 1]))

    def _applies(self, edge: int, label: int) -> bool:
        tables = self.compiled.tables
        station = int(tables.edge_target[edge])
        x = int(self.work.node[label]) // self.levels
        return bool(
            (
                tables.outcome_next[x, tables.offer_outcomes[station] : tables.offer_outcomes[station + 1]]
                >= 0
            ).any()
        )

    def target_group(self, edge: int) -> Condition:
        rule = int(self.compiled.tables.edge_rule[edge])
        return Condition() if rule < 0 else self.compiled.rules[rule].when

    def start_over(self, edge: int, label: int) -> tuple[int, int]:
        """Earliest start over an edge from a label and the rule that opens it; (−1, −1) if never."""
        tables = self.compiled.tables
        start, rule = earliest_start(
            tables,
            self.area.serves,
            int(tables.edge_target[edge]),
            int(tables.edge_rule[edge]),
            int(self.work.node[label]) // self.levels,
            int(self.work.month[label]),
            self.work.since,
            label,
            self.clocks(),
            NORMAL,
        )
        return int(start), int(rule)

    def helpful_without_transition(self, label: int) -> list[int]:
        """Stations that could be started from a label and would be progress, were there a transition."""
        self.notes.looked_at_all = True
        tables, row = self.compiled.tables, self.row(label)
        x = int(self.work.node[label]) // self.levels
        helpful = []
        moves_on = np.logical_or.reduceat(tables.outcome_progress[x], tables.offer_outcomes[:-1])
        for station in np.flatnonzero(moves_on & ~self.compiled.adjacent[row]).tolist():
            start, _ = earliest_start(
                tables,
                self.area.serves,
                station,
                -1,
                x,
                int(self.work.month[label]),
                self.work.since,
                label,
                self.clocks(),
                NORMAL,
            )
            if start >= 0:
                helpful.append(station)
        return helpful

    def furthest(self) -> int:
        """Label with the most progress over the entry, then the shortest way: where a gap leaves somebody."""
        tables, work = self.compiled.tables, self.work
        entry = tables.standing[self.entry()]

        def merit(label: int) -> tuple[int, int, int]:
            now = tables.standing[int(work.node[label]) // self.levels]
            gained = int(np.where((now >= 0) & (entry >= 0), now - entry, 0).sum())
            return gained, -int(work.depth[label]), -int(work.month[label])

        labels = [i for i in range(int(work.used[0])) if not work.dominated[i]]
        return max(labels, key=merit)

    def way_to_goal(self) -> tuple[Step, ...]:
        """The earliest way to a goal, also beyond the horizon; () if there is none."""
        if self.goal_label >= 0:
            return self.way(self.goal_label)
        month, label = self._late_goal()
        while month == FULL:
            self.side = make_workspace(self.compiled, 4 * len(self.side.node))
            month, label = self._late_goal()
        return self.way(label, self.side) if month >= 0 else ()

    def _late_goal(self) -> tuple[int, int]:
        scratch = np.zeros(max(len(self.compiled.offers), len(self.compiled.edges), 1), dtype=np.uint8)
        month, label = kernel.goal_month(
            self.compiled.tables,
            self.side,
            self.area.serves,
            self.clocks(),
            self.entry(),
            self.since(),
            NORMAL,
            FAR_MONTHS,
            -1,
            scratch,
            scratch,
        )
        return int(month), int(label)

    def circle(self, label: int) -> tuple[Step, ...]:
        """The steps that lead from a label back to its station."""
        node = int(self.work.node[label])
        scratch = np.zeros(max(len(self.compiled.offers), len(self.compiled.edges), 1), dtype=np.uint8)
        kernel.seed_from(self.side, self.work, node)
        found = search(
            self.compiled.tables,
            self.side,
            self.area.serves,
            self.clocks(),
            NORMAL,
            FAR_MONTHS,
            ROUND,
            node,
            -1,
            scratch,
            scratch,
            0,
            0,
        )
        return self.way(int(found), self.side)

    def next_step(self, label: int) -> tuple[tuple[Step, ...], Step]:
        """Accompaniment on the way to the nearest measure or legal step after a label, and that step."""
        tables = self.compiled.tables
        start, side_label, edge = nearest_step(
            tables, self.side, self.work, self.area.serves, self.clocks(), int(self.work.node[label]), NORMAL
        )
        x = int(self.side.node[side_label]) // self.levels
        station = int(tables.edge_target[edge])
        _, rule = earliest_start(
            tables,
            self.area.serves,
            station,
            int(tables.edge_rule[edge]),
            x,
            int(self.side.month[side_label]),
            self.side.since,
            side_label,
            self.clocks(),
            NORMAL,
        )
        return self.way(int(side_label), self.side), self.step(
            before=x,
            arrived=int(self.side.month[side_label]),
            station=station,
            outcome=self._first_outcome(station, x),
            rule=int(rule),
            start=int(start),
        )

    def _first_outcome(self, station: int, x: int) -> int:
        tables = self.compiled.tables
        rows = range(int(tables.offer_outcomes[station]), int(tables.offer_outcomes[station + 1]))
        return next(row for row in rows if tables.outcome_next[x, row] >= 0)

    def into(self, station: int) -> Witness | None:
        """Shortest way to a station that is started within the horizon, and the step into it."""
        told = (self.over_edge(e) for e, (_, target) in enumerate(self.compiled.edges) if target == station)
        ways = [witness for witness in told if witness is not None]
        return min(ways, key=lambda w: (len(w.way), w.next_step.starts if w.next_step else 0), default=None)

    def _over_edges(self) -> Ints:
        """(E, 4) for the case stood at, see `lookout.over_edges`."""
        if self.at not in self._taken:
            found = np.empty((len(self.compiled.edges), 4), dtype=np.int32)
            horizon = self.run.pathway.settings.horizon_months
            over_edges(self.compiled.tables, self.work, self.area.serves, self.clocks(), horizon, found)
            self._taken[self.at] = found
        return self._taken[self.at]

    def over_edge(self, edge: int) -> Witness | None:
        """Shortest way to the origin of an edge from which it is taken within the horizon, and the step over it."""
        depth, start, label, rule = self._over_edges()[edge].tolist()
        if depth < 0:
            return None
        x, station = int(self.work.node[label]) // self.levels, self.compiled.edges[edge][1]
        step = self.step(
            before=x,
            arrived=int(self.work.month[label]),
            station=station,
            outcome=self._first_outcome(station, x),
            rule=rule,
            start=start,
        )
        return Witness(self.profile, way=self.way(label), next_step=step)
