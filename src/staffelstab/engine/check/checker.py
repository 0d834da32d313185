"""A check as a session: after an edit only what can be different is searched and told anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from staffelstab.engine.check.area_results import COLUMNS, PER_CASE, AreaResults
from staffelstab.engine.check.changes import Changes, compare
from staffelstab.engine.check.check import report_of
from staffelstab.engine.check.finding import Question, Report
from staffelstab.engine.check.gather import Gatherer
from staffelstab.engine.check.kernel.tables import Bools, Ints
from staffelstab.engine.check.profiles import Reduced
from staffelstab.engine.check.recall import Difference, Memory
from staffelstab.engine.check.run import (
    Run,
    analyse_area,
    find_twin,
    prepare,
    results_of_twin,
)
from staffelstab.engine.check.twins import Renaming
from staffelstab.engine.model import Offer, Pathway

Twin = tuple[int, Renaming] | None
"""An earlier area that is the same but for names; None = searched by itself."""
_FEW = 0.2
"""Share of cases up to which it pays to look at them alone."""
_MOST_DESCRIBED = 4096
"""Masks whose profiles and persons are kept for later reports."""


class Checker:
    """Answers one question about a pathway, and again after every edit: ``report`` always equals a full `check`.

    Not for several threads at once. `available` as in `check`.
    """

    def __init__(self, pathway: Pathway, question: Question, *, available: Sequence[Offer] = ()) -> None:
        self.question = question
        self.available = tuple(available)
        self._start_over(pathway)

    @property
    def pathway(self) -> Pathway:
        return self._run.pathway

    @property
    def run(self) -> Run:
        """The search behind the report, for questions that go beyond it."""
        return self._run

    def edit(self, pathway: Pathway) -> Report:
        """The report about an edited pathway (valid, see `files.validate`); same findings as a full check.

        Raises InputError as `check` does; the session then still stands at the pathway before.
        """
        run = prepare(pathway, self.question, beside=self._run)
        changes = compare(self._run, run)
        if changes is None:
            self._start_over(pathway)
            return self.report
        twins, cases = self._search_again(changes)
        difference = _difference(changes, cases)
        memory = self._memory if changes.same_needs else _without_descriptions(self._memory)
        self._tell(run, twins, Gatherer(run, memory, difference))
        return self.report

    def _start_over(self, pathway: Pathway) -> None:
        run = prepare(pathway, self.question)
        twins = [find_twin(run, number) for number in range(len(run.areas))]
        for area, twin in zip(run.areas, twins, strict=True):
            run.results.append(analyse_area(run, area) if twin is None else results_of_twin(run, *twin))
        self._tell(run, twins, Gatherer(run))

    def _tell(self, run: Run, twins: list[Twin], gather: Gatherer) -> None:
        self.report = report_of(gather, self.available)
        self._run, self._twins, self._memory = run, twins, gather.memory
        if len(self._memory.described) > _MOST_DESCRIBED:
            self._memory.described.clear()

    def _search_again(self, changes: Changes) -> tuple[list[Twin], list[Bools]]:
        """Fill in the results of the new run. Per area: its twin, and (R,) the cases whose ways may be others."""
        run = changes.new
        cases: list[Bools] = []
        twins = [find_twin(run, number) for number in range(len(run.areas))]
        for number, (area, twin) in enumerate(zip(run.areas, twins, strict=True)):
            before = changes.area_before[number]
            touched = np.ones(len(run.cases), dtype=np.bool_)
            if before is None or not _same_twin(changes, self._twins[before], twin):
                found = analyse_area(run, area) if twin is None else results_of_twin(run, *twin)
            else:
                old = changes.old.results[before]
                touched = _touched(changes, number, before, old)
                if twin is None:
                    found = _merged(changes, number, old, touched)
                else:
                    touched = touched | cases[twin[0]]
                    found = results_of_twin(run, *twin) if touched.any() else _renumbered(changes, old)
            run.results.append(found)
            cases.append(touched)
        return twins, cases


def _same_twin(changes: Changes, before: Twin, now: Twin) -> bool:
    """Whether the results of an area stem from the same place as before: its own search, or the same area's."""
    if before is None or now is None:
        return before is now
    return (
        changes.same_stations
        and changes.same_areas
        and before[0] == now[0]
        and np.array_equal(before[1].station_of, now[1].station_of)
    )


def _touched(changes: Changes, number: int, before: int, old: AreaResults) -> Bools:
    """(R,) cases that may come before something that is different; the causes of dead ends look at all doors.

    All or none of the cases of a situation, so that they are searched side by side as in a full check.
    """
    doors = changes.doors_of(number, before)
    touched = changes.stand_before(number, doors)
    if doors:
        situations = changes.new.cases.x
        touched = touched | np.isin(situations, situations[(old.dead > 0).any(axis=(1, 2))])
    return touched


def _merged(changes: Changes, number: int, old: AreaResults, touched: Bools) -> AreaResults:
    """The old results under the new numbers of stations and transitions, searched again for those that are touched."""
    run = changes.new
    results = _renumbered(changes, old)
    rows = np.flatnonzero(touched).astype(np.int32)
    if not len(rows):
        return results
    again = analyse_area(replace(run, cases=_some(run.cases, rows), results=[]), run.areas[number])
    return results.replaced(rows, again)


def _some(cases: Reduced, rows: Ints) -> Reduced:
    everyone = np.arange(len(rows), dtype=np.int32)
    return Reduced(everyone, cases.x[rows], cases.clocks[rows], cases.since[rows])


def _renumbered(changes: Changes, old: AreaResults) -> AreaResults:
    """Under the new numbers; new stations and transitions have no results yet."""
    stations, edges = changes.stations_before, changes.edges_before
    if changes.same_stations and old.used.shape[1] == len(edges) and (edges == np.arange(len(edges))).all():
        return old
    return old.moved(stations, edges)


def _difference(changes: Changes, cases: list[Bools]) -> Difference | None:
    """What findings have to be worked out anew; None when areas, stations or needs are others, then all of them."""
    if not (changes.same_stations and changes.same_areas and changes.same_needs):
        return None
    doors = any(changes.doors_of(number, number) for number in range(len(cases)))
    columns = {name: _differing(changes, name, cases) for name in (*PER_CASE, *COLUMNS)}
    return Difference(columns, cases, changes.told, doors, changes.comes)


def _differing(changes: Changes, name: str, cases: list[Bools]) -> Bools:
    """(columns,) of a field of the results in which somebody has another value than before, in any area."""
    differing: list[Bools] = []
    for old, new, touched in zip(changes.old.results, changes.new.results, cases, strict=True):
        was, now = old.columns(name), new.columns(name)
        before = changes.edges_before if name == "used" else np.arange(len(now), dtype=np.int32)
        differs: Bools = before < 0
        if getattr(old, name) is not getattr(new, name):
            looked_at = np.flatnonzero(~differs & _holds(name, old, new, before))
            if touched.mean() < _FEW:
                rows = np.flatnonzero(touched)
                pair = was[np.ix_(before[looked_at], rows)], now[np.ix_(looked_at, rows)]
            else:
                pair = was[before[looked_at]], now[looked_at]
            differs[looked_at] = (pair[0] != pair[1]).any(axis=1)
        differing.append(differs)
    flags: Bools = np.any(differing, axis=0)
    return flags


def _holds(name: str, old: AreaResults, new: AreaResults, before: Ints) -> Bools:
    """(columns,) whether anything is found there, before or now."""
    if name in PER_CASE:
        return np.ones(len(before), dtype=np.bool_)
    return new.occurring(name) | old.occurring(name)[np.maximum(before, 0)]


def _without_descriptions(memory: Memory) -> Memory:
    return Memory(memory.asides, memory.answers, memory.told)
