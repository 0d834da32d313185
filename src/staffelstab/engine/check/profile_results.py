"""The result per profile before anything is gathered, e.g. for the matrix "for whom does it work?"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from staffelstab.engine.check.area_results import AreaResults
from staffelstab.engine.check.finding import ProfileAtEntry, Question
from staffelstab.engine.check.run import (
    CAUSES,
    GAP_KINDS,
    WAITING_KINDS,
    Run,
    cells,
    run_question,
)
from staffelstab.engine.model import Pathway


@dataclass(frozen=True)
class ProfileResult:
    """What holds for one profile in one place.

    goal_month: month of the earliest goal (0 = stands at one), None = none within 360 months.
    gap: "never", "closing", "horizon" or None. dead_ends: (station, cause). circles: measures on a circle.
    waiting: (station or "" for the start, kind). started, transitions_used: within the horizon.
    """

    profile: ProfileAtEntry
    at_goal: bool
    goal_month: int | None
    gap: str | None
    dead_ends: frozenset[tuple[str, str]]
    circles: frozenset[str]
    too_many: bool
    waiting: frozenset[tuple[str, str]]
    started: frozenset[str]
    transitions_used: frozenset[tuple[str, str]]


def profile_results(pathway: Pathway, question: Question) -> Iterator[ProfileResult]:
    """One record per profile and place, in the order of the file."""
    run = run_question(pathway, question)
    for area, found in cells(run):
        for number in range(len(run.profiles)):
            case = int(run.cases.case_of[number])
            for place in area.places:
                yield _result(run, found, case, run.profiles.at(number, place))


def _result(run: Run, found: AreaResults, case: int, profile: ProfileAtEntry) -> ProfileResult:
    compiled = run.compiled
    keys = [o.key for o in compiled.offers]
    goal = int(found.goal[case])
    used = [compiled.edges[e] for e in np.flatnonzero(found.used[case]) if e < len(compiled.edges)]
    return ProfileResult(
        profile=profile,
        at_goal=bool(compiled.tables.goal[run.cases.x[case]]),
        goal_month=None if goal < 0 else goal,
        gap=GAP_KINDS[found.gap[case]],
        dead_ends=frozenset((keys[s], CAUSES[c]) for s, c in np.argwhere(found.dead[case] > 0)),
        circles=frozenset(keys[s] for s in np.flatnonzero(found.circle[case] > 0)),
        too_many=bool(found.too_many[case]),
        waiting=frozenset(
            ("" if s == 0 else keys[s - 1], WAITING_KINDS[k]) for s, k in np.argwhere(found.waiting[case] > 0)
        ),
        started=frozenset(keys[s] for s in np.flatnonzero(found.started[case])),
        transitions_used=frozenset((keys[o - 1], keys[t]) for o, t in used if o > 0),
    )
