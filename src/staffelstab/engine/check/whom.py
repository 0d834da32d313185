"""For whom does it work? Every group in every place: a way, an uncertain one, one too long, one after waiting, none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from staffelstab.engine.check.area_results import AreaResults
from staffelstab.engine.check.finding import Code, Finding, Question, Severity, Witness
from staffelstab.engine.check.gather import Gatherer
from staffelstab.engine.check.kernel.tables import Bools, Ints
from staffelstab.engine.check.profiles import Profiles
from staffelstab.engine.check.run import Run, cells, prepare, run_question
from staffelstab.engine.model import Pathway, Reading

SURE, UNCERTAIN, WAITING, LATE, NONE = "sure", "uncertain", "waiting", "late", "none"
STATES = (SURE, UNCERTAIN, WAITING, LATE, NONE)


@dataclass(frozen=True)
class Whom:
    """Who is looked at. rows: attribute keys whose combinations of values are the groups. months: clock → from, to."""

    rows: tuple[str, ...] = ()
    months: Mapping[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Cell:
    """One group in one place: how many profiles are in each of STATES.

    sure: a way within the horizon under the strict reading, and no long wait at the start. waiting: the same after a
    wait at the start longer than the limit. uncertain: within the horizon under the reading asked for or the lenient
    one, but not under the strict one. late: a goal only beyond the horizon. none: no goal, or a door closes before it.
    """

    group: Mapping[str, str]
    place: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)


def for_whom(pathway: Pathway, question: Question, whom: Whom) -> tuple[Cell, ...]:
    """Every group that occurs in every place asked for, in the order of the file. The pathway must be valid."""
    gather = Gatherer(run_question(pathway, question))
    run, groups = gather.run, list(_groups(gather.run.profiles, whom))
    states = _states(gather)
    areas = {place: states[i] for i, area in enumerate(run.areas) for place in area.places}
    return tuple(
        Cell(group, place, tuple(np.bincount(areas[place][mask], minlength=len(STATES)).tolist()))
        for group, mask in groups
        for place in _places(run)
    )


def _places(run: Run) -> tuple[str, ...]:
    known = {place for area in run.areas for place in area.places}
    named = tuple(place.key for place in run.pathway.places) or ("",)
    return tuple(key for key in named if key in known)


def stories_of(pathway: Pathway, question: Question, whom: Whom) -> tuple[tuple[str, int, Finding], ...]:
    """For one group in one place: each state that occurs, how many profiles, and the story of the first of them.

    `question` must name the place and the values of the group. The finding is told of with its way; one of state sure,
    uncertain or waiting ends at a goal.
    """
    gather = Gatherer(run_question(pathway, question))
    lenient = Gatherer(prepare(pathway, replace(question, reading=Reading.LENIENT)))
    chosen = _chosen(gather.run.profiles, whom)
    (states, *_rest) = _states(gather)
    found = []
    for number, state in enumerate(STATES):
        mask = (states == number) & chosen
        if mask.any():
            found.append((state, int(mask.sum()), _story(gather, lenient, state, mask)))
    return tuple(found)


def _story(gather: Gatherer, lenient: Gatherer, state: str, mask: Bools) -> Finding:
    goal = next(results.goal for _, results in cells(gather.run))
    months = np.where(goal >= 0, goal, np.iinfo(np.int32).max)
    _, number = gather.shortest({0: mask}, {0: months})
    told = lenient if state == UNCERTAIN and goal[gather.run.cases.case_of[number]] < 0 else gather
    told.stories.stand(told.run.areas[0], number)
    return gather.finding(
        code=Code.GAP_IN_TIME if state == LATE else Code.GAP,
        kind="horizon" if state == LATE else "never",
        severity=Severity.NOTICE,
        masks={0: mask},
        about=(state,),
        witness=_witness(told, state),
    )


def _witness(gather: Gatherer, state: str) -> Witness:
    stories = gather.stories
    if state != NONE:
        return Witness(stories.profile, way=stories.way_to_goal())
    label = stories.furthest()
    doors = stories.doors(label, with_missing_transitions=True)
    return Witness(stories.profile, way=stories.way(label), closed_doors=doors)


def _states(gather: Gatherer) -> list[Ints]:
    """Per area (P,) position in STATES."""
    run = gather.run
    strict, lenient = gather.asides.with_way(Reading.STRICT), gather.asides.with_way(Reading.LENIENT)
    return [_state(run, results, strict[i], lenient[i]) for i, (_, results) in enumerate(cells(run))]


def _state(run: Run, results: AreaResults, strict: Bools, lenient: Bools) -> Ints:
    horizon, case_of = run.pathway.settings.horizon_months, run.cases.case_of
    goal = results.goal[case_of]
    in_time = (goal >= 0) & (goal <= horizon)
    waits: Bools = np.asarray((results.waiting[:, 0, :] > 0).any(axis=1))[case_of]
    conditions = (
        in_time & strict & waits,
        in_time & strict,
        in_time | lenient,
        goal > horizon,
    )
    order = (STATES.index(WAITING), STATES.index(SURE), STATES.index(UNCERTAIN), STATES.index(LATE))
    return np.select(conditions, order, default=STATES.index(NONE)).astype(np.int32)


def _chosen(profiles: Profiles, whom: Whom) -> Bools:
    mask = np.ones(len(profiles), dtype=np.bool_)
    for column, clock in enumerate(profiles.pathway.scales.clocks):
        if clock.key in whom.months:
            least, most = whom.months[clock.key]
            mask &= (profiles.clocks[:, column] >= least) & (profiles.clocks[:, column] <= most)
    return mask


def _groups(profiles: Profiles, whom: Whom) -> Iterator[tuple[dict[str, str], Bools]]:
    attributes = profiles.pathway.scales.attributes
    columns = [i for i, a in enumerate(attributes) if (a.key in whom.rows if whom.rows else a.groups)]
    chosen = _chosen(profiles, whom)
    rows: Sequence[list[int]] = np.unique(profiles.values[chosen][:, columns], axis=0).tolist()
    for row in rows:
        mask = chosen & (profiles.values[:, columns] == row).all(axis=1)
        yield (
            {attributes[c].key: attributes[c].values[v].key for c, v in zip(columns, row, strict=True)},
            mask,
        )
