"""The same people asked otherwise: another reading, the day after a funding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from staffelstab.engine.check.changes import Comes, compare
from staffelstab.engine.check.finding import Question
from staffelstab.engine.check.kernel.tables import Bools, Ints
from staffelstab.engine.check.run import Run, find_twin, goals_in_area, prepare, reaches_goal
from staffelstab.engine.model import ADMITTED, Pathway, Reading

Among = Sequence[Bools]
"""Per area (P,) the profiles that are asked about."""


@dataclass
class Aside:
    """A run of another question. Per area: goal (R,) month of the earliest, −1 = none; known (R,) who was asked."""

    run: Run
    goal: list[Ints]
    known: list[Bools]


class Asides:
    """The side questions of one run, each under a name. `before`: those of the report before, for what stays true."""

    def __init__(self, run: Run, before: Asides | None = None, comes: Comes | None = None) -> None:
        self.run = run
        self._comes: Comes = {} if comes is None else comes
        self._known: dict[str, Aside] = {}
        self._before = {} if before is None else before._known

    def ask(self, name: str, pathway: Pathway, question: Question) -> Aside:
        """The run of a side question, with what is still known of it."""
        if name not in self._known:
            before = self._before.get(name)
            beside = self.run
            if before is not None and before.run.compiled.ground is self.run.compiled.ground:
                beside = before.run
            aside = _nothing_known(prepare(pathway, question, beside=beside))
            if before is not None:
                _keep(before, aside, self._comes)
            self._known[name] = aside
        return self._known[name]

    def with_goal(self, aside: Aside, among: Among | None = None) -> list[Bools]:
        """Per area (P,) who reaches a goal within the horizon, of those asked about."""
        reached: list[Bools] = []
        run = aside.run
        for number in range(len(run.areas)):
            asked = np.ones(len(run.cases), dtype=np.bool_)
            if among is not None:
                asked = np.bincount(run.cases.case_of[among[number]], minlength=len(run.cases)) > 0
            _search(aside, number, asked)
            found: Bools = run.cases.of_profiles(aside.goal[number] >= 0)
            reached.append(found if among is None else found & among[number])
        return reached

    def with_way(self, reading: Reading) -> list[Bools]:
        """Per area (P,) who reaches a goal within the horizon under another reading.

        What a stricter reading opens a more lenient one opens too: only those are searched whose answer can differ.
        """
        found = reaches_goal(self.run)
        asked = ADMITTED[self.run.question.reading]
        if ADMITTED[reading] == asked:
            return found
        aside = self.ask(f"reading {reading}", self.run.pathway, replace(self.run.question, reading=reading))
        if ADMITTED[reading] < asked:
            return self.with_goal(aside, found)
        gained = self.with_goal(aside, [~mask for mask in found])
        return [had | has for had, has in zip(found, gained, strict=True)]


def by_place(run: Run, per_area: Sequence[Bools]) -> Mapping[str, Bools]:
    """Place → (P,) from masks per area."""
    return {place: mask for area, mask in zip(run.areas, per_area, strict=True) for place in area.places}


def _nothing_known(run: Run) -> Aside:
    return Aside(
        run,
        [np.full(len(run.cases), -1, dtype=np.int32) for _ in run.areas],
        [np.zeros(len(run.cases), dtype=np.bool_) for _ in run.areas],
    )


def _search(aside: Aside, number: int, asked: Bools) -> None:
    """Find the goals of those asked about and not known yet."""
    run, cases = aside.run, np.flatnonzero(asked & ~aside.known[number]).astype(np.int32)
    if not len(cases):
        return
    twin = find_twin(run, number) if len(cases) == len(run.cases) else None
    if twin is not None and aside.known[twin[0]].all():
        aside.goal[number] = aside.goal[twin[0]].copy()
    else:
        horizon = run.pathway.settings.horizon_months
        goal = goals_in_area(run.compiled, run.cases, run.areas[number], horizon, cases)
        aside.goal[number][cases] = goal[cases]
    aside.known[number] |= asked


def _keep(before: Aside, aside: Aside, comes: Comes) -> None:
    """Take over the goals of those whose ways the changes cannot touch."""
    changes = compare(before.run, aside.run, comes)
    if changes is None:
        return
    for number, old in enumerate(changes.area_before):
        if old is not None:
            asked = before.known[old]
            touched = changes.stand_before(number, changes.doors_of(number, old))
            aside.known[number] = asked & ~touched
            aside.goal[number] = np.where(aside.known[number], before.goal[old], -1).astype(np.int32)
