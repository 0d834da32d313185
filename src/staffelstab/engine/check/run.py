"""All profiles in all places: places that see the same offers are one area, its cases are spread over the cores."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from staffelstab.engine.check.area_results import AreaResults, empty_results
from staffelstab.engine.check.compile import Compiled, compile_tables
from staffelstab.engine.check.finding import Question
from staffelstab.engine.check.kernel.lane_groups import Found
from staffelstab.engine.check.kernel.lane_run import Limits, analyse_cases, goals_of_cases, more_room
from staffelstab.engine.check.kernel.lanes import Cases
from staffelstab.engine.check.kernel.tables import Bools, Ints, Workspace, new_workspace
from staffelstab.engine.check.limits import FAR_MONTHS
from staffelstab.engine.check.profiles import Profiles, Reduced, all_profiles, most_months, reduce_profiles
from staffelstab.engine.check.threads import cores, side_by_side
from staffelstab.engine.check.twins import Renaming, find_renaming
from staffelstab.engine.model import Pathway

GAP_KINDS = (None, "never", "closing", "horizon")
CAUSES = ("no-transition", "closed", "no-offer")
WAITING_KINDS = ("law", "course-start")
_FIRST_CAPACITY = 1 << 12


@dataclass(frozen=True)
class Area:
    """Places that are served by the same stations."""

    places: tuple[str, ...]
    serves: Bools


@dataclass
class Run:
    """One question over one pathway, with everything the findings are gathered from."""

    pathway: Pathway
    question: Question
    profiles: Profiles
    compiled: Compiled
    cases: Reduced
    areas: tuple[Area, ...]
    results: list[AreaResults] = field(default_factory=list)

    @cached_property
    def weight(self) -> Ints:
        """(R,) number of profiles per case."""
        return np.bincount(self.cases.case_of, minlength=len(self.cases)).astype(np.int32)

    @cached_property
    def first_profile(self) -> Ints:
        """(R,) number of the first profile of each case."""
        first = np.empty(len(self.cases), dtype=np.int32)
        first[self.cases.case_of[::-1]] = np.arange(len(self.profiles), dtype=np.int32)[::-1]
        return first


def place_keys(pathway: Pathway, question: Question) -> tuple[str, ...]:
    """Places asked for; a file without places has one, the empty key."""
    keys = tuple(p.key for p in pathway.places) or ("",)
    return keys if question.places is None else tuple(k for k in keys if k in question.places)


def find_areas(compiled: Compiled, places: tuple[str, ...]) -> tuple[Area, ...]:
    """Places gathered by the stations that serve them, in the order of the file."""
    gathered: dict[tuple[bool, ...], list[str]] = {}
    for place in places:
        serves = tuple(o.territory is None or place in o.territory for o in compiled.offers)
        gathered.setdefault(serves, []).append(place)
    return tuple(Area(tuple(keys), np.array(serves, dtype=np.bool_)) for serves, keys in gathered.items())


def spread(job: Callable[[Ints, int], int], cases: Ints) -> None:
    """Call ``job(rows, capacity)`` over the cases on all cores, again with more room where a workspace was too small.

    The job returns the position in `rows` that did not fit, −1 when it is done.
    """
    workers = max(1, min(cores(), len(cases)))
    chunks = iter([np.ascontiguousarray(cases[i::workers], dtype=np.int32) for i in range(workers)])

    def work() -> None:
        for rows in chunks:
            capacity = _FIRST_CAPACITY
            while len(rows):
                stopped = job(rows, capacity)
                if stopped < 0:
                    break
                rows, capacity = rows[stopped:], more_room(capacity)

    if len(cases):
        side_by_side(work, workers)


def make_workspace(compiled: Compiled, capacity: int) -> Workspace:
    return new_workspace(len(compiled.since_clocks), FAR_MONTHS, capacity)


def analyse_area(run: Run, area: Area) -> AreaResults:
    """Everything the definitions ask about every case of one area."""
    compiled, cases, settings = run.compiled, run.cases, run.pathway.settings
    stations = len(compiled.offers)
    found = empty_results(len(cases), stations, len(compiled.edges))
    sizes = {"dead": 3 * stations, "circle": stations, "waiting": 2 * (stations + 1), "started": stations}
    occurring = {name: np.zeros(size, dtype=np.bool_) for name, size in sizes.items()}
    occurring["used"] = np.zeros(found.used.shape[1], dtype=np.bool_)
    analyse_cases(
        compiled.tables,
        area.serves,
        compiled.adjacent,
        Limits(settings.horizon_months, settings.waiting_months, settings.most_measures),
        Cases(cases.x, cases.clocks, cases.since),
        cases.groups,
        Found(
            goal=found.goal,
            gap=found.gap,
            dead=np.moveaxis(found.dead, 0, -1),
            circle=np.moveaxis(found.circle, 0, -1),
            too_many=found.too_many,
            waiting=np.moveaxis(found.waiting, 0, -1),
            started=np.moveaxis(found.started, 0, -1),
            used=np.moveaxis(found.used, 0, -1),
            balance=found.balance,
            **{f"{name}_at": flags for name, flags in occurring.items()},
        ),
    )
    found.note(occurring)
    return found


def goals_in_area(compiled: Compiled, cases: Reduced, area: Area, until: int, among: Ints) -> Ints:
    """(R,) month of the earliest goal up to month `until`, −1 = none or not `among` the cases looked at."""
    asked = np.zeros(len(cases), dtype=np.bool_)
    asked[among] = True
    listed = Cases(cases.x, cases.clocks, cases.since)
    return goals_of_cases(compiled.tables, area.serves, compiled.adjacent, listed, cases.groups, until, asked)


def prepare(
    pathway: Pathway, question: Question, like: Compiled | None = None, beside: Run | None = None
) -> Run:
    """A run that has not searched yet: enough to tell single stories.

    `like`, `beside`: other tables and another run; what these have in common with it is taken over.
    """
    like = beside.compiled if beside else like
    compiled = compile_tables(pathway, question, like)
    if beside and _same_profiles(beside, pathway, question):
        profiles = beside.profiles
        same = _same_limits(beside.compiled, compiled)
        cases = beside.cases if same else reduce_profiles(compiled, profiles)
    else:
        profiles = all_profiles(pathway, question)
        cases = reduce_profiles(compiled, profiles)
    return Run(
        pathway, question, profiles, compiled, cases, find_areas(compiled, place_keys(pathway, question))
    )


def _same_profiles(beside: Run, pathway: Pathway, question: Question) -> bool:
    was = beside.pathway
    return (was.scales, was.profiles, beside.question.only) == (
        pathway.scales,
        pathway.profiles,
        question.only,
    )


def _same_limits(old: Compiled, new: Compiled) -> bool:
    """Whether the tables tell the same profiles apart."""
    return (
        old.space is new.space
        and old.since_clocks == new.since_clocks
        and old.fixed_clocks == new.fixed_clocks
        and most_months(old) == most_months(new)
    )


def run_question(pathway: Pathway, question: Question) -> Run:
    """Compile, enumerate and search; the findings are gathered from the result."""
    run = prepare(pathway, question)
    for i, area in enumerate(run.areas):
        twin = find_twin(run, i)
        run.results.append(analyse_area(run, area) if twin is None else results_of_twin(run, *twin))
    return run


def find_twin(run: Run, number: int) -> tuple[int, Renaming] | None:
    """An earlier area that is the same but for the names of its stations, and the names here."""
    for earlier in range(number):
        renaming = find_renaming(run.compiled, run.areas[earlier].serves, run.areas[number].serves)
        if renaming is not None:
            return earlier, renaming
    return None


def results_of_twin(run: Run, twin: int, renaming: Renaming) -> AreaResults:
    found = run.results[twin]
    edges = _origins(renaming.edge_of) if len(renaming.edge_of) else np.zeros(1, dtype=np.int32)
    return found.moved(_origins(renaming.station_of), edges)


def _origins(targets: Ints) -> Ints:
    """Number by number which one was renamed into it, −1 = none."""
    origins = np.full(len(targets), -1, dtype=np.int32)
    known = np.flatnonzero(targets >= 0)
    origins[targets[known]] = known
    return origins


def with_goal(run: Run, among: Mapping[str, Bools] | None = None) -> dict[str, Bools]:
    """place key → (P,) whether a goal is reached within the horizon; a leaner search without the other questions.

    `among`: place key → (P,) the profiles that are asked about; the others count as not reaching one.
    """
    horizon = run.pathway.settings.horizon_months
    reached: dict[str, Bools] = {}
    searched: list[Ints] = []
    for number, area in enumerate(run.areas):
        asked = np.ones(len(run.profiles), dtype=np.bool_) if among is None else among[area.places[0]]
        twin = find_twin(run, number) if among is None else None
        if twin is None:
            cases = np.unique(run.cases.case_of[asked])
            goal = goals_in_area(run.compiled, run.cases, area, horizon, cases)
        else:
            goal = searched[twin[0]]
        searched.append(goal)
        for place in area.places:
            reached[place] = run.cases.of_profiles(goal >= 0) & asked
    return reached


def reaches_goal(run: Run) -> list[Bools]:
    """Per area (P,) whether a goal is reached within the horizon, from the results of the run."""
    horizon = run.pathway.settings.horizon_months
    return [run.cases.of_profiles((found.goal >= 0) & (found.goal <= horizon)) for _, found in cells(run)]


def found_goal(run: Run) -> dict[str, Bools]:
    """place key → (P,) whether a goal is reached within the horizon, from the results of the run."""
    per_area = zip(run.areas, reaches_goal(run), strict=True)
    return {place: reached for area, reached in per_area for place in area.places}


def cells(run: Run) -> Iterator[tuple[Area, AreaResults]]:
    return zip(run.areas, run.results, strict=True)
