"""The results of all profiles in all places as arrays, for evaluation without a loop over every one of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from staffelstab.engine.check.finding import Question
from staffelstab.engine.check.kernel.tables import Bools, Ints
from staffelstab.engine.check.profiles import Profiles
from staffelstab.engine.check.run import GAP_KINDS, cells, run_question
from staffelstab.engine.model import Pathway


@dataclass(frozen=True)
class ProfileTable:
    """P profiles at entry in N places (keys in the order of the question; one empty key for a file without places).

    values (P, attributes), clocks (P, clocks): positions on the scales and months at entry, columns as in the file.
    at_goal (P,): stands at a goal at entry. goal_month (N, P): month of the earliest goal, −1 = none within 360 months.
    gap (N, P): position in `gap_kinds` (0 = no gap). dead_ends, circles, waiting (N, P): at how many stations the
    profile meets one. too_many (N, P): every way takes more measures than the limit.
    """

    pathway: Pathway
    places: tuple[str, ...]
    values: Ints
    clocks: Ints
    at_goal: Bools
    goal_month: Ints
    gap: Ints
    dead_ends: Ints
    circles: Ints
    waiting: Ints
    too_many: Bools
    gap_kinds: tuple[str, ...] = ("", *(kind for kind in GAP_KINDS if kind))

    def in_time(self) -> Bools:
        """(N, P) whether a goal is reached within the horizon."""
        return (self.goal_month >= 0) & (self.goal_month <= self.pathway.settings.horizon_months)


def profile_table(pathway: Pathway, question: Question) -> ProfileTable:
    """The same results as `profile_results`, as arrays. Raises InputError when there are too many profiles."""
    run = run_question(pathway, question)
    profiles: Profiles = run.profiles
    case_of = run.cases.case_of
    by_place: dict[str, tuple[Ints, ...]] = {}
    for area, found in cells(run):
        columns = (
            found.goal,
            found.gap.astype(np.int32),
            (found.dead > 0).any(axis=2).sum(axis=1),
            (found.circle > 0).sum(axis=1),
            (found.waiting > 0).any(axis=2).sum(axis=1),
            found.too_many.astype(np.int32),
        )
        spread = tuple(np.asarray(column, dtype=np.int32)[case_of] for column in columns)
        by_place.update(dict.fromkeys(area.places, spread))
    wanted = question.places if question.places is not None else tuple(p.key for p in pathway.places)
    places = tuple(key for key in dict.fromkeys(wanted) if key in by_place) or tuple(by_place)
    goal, gap, dead, circles, waiting, many = (
        np.stack([by_place[key][column] for key in places]) for column in range(6)
    )
    return ProfileTable(
        pathway=pathway,
        places=places,
        values=profiles.values,
        clocks=profiles.clocks,
        at_goal=run.compiled.tables.goal[run.cases.x][case_of].astype(np.bool_),
        goal_month=goal,
        gap=gap,
        dead_ends=dead,
        circles=circles,
        waiting=waiting,
        too_many=many.astype(np.bool_),
    )
