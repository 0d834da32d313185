"""What is measured side by side. Every trial runs in a process of its own and says what came out beside the time."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from functools import partial

from benchmarks.instances import base, land, narrowed, stress
from benchmarks.memory_limit import floor_of_sweep, measure_memory
from benchmarks.phases import measure_sample, peak_megabytes, question_about
from benchmarks.plain_town import NAMES
from staffelstab.engine.check.finding import Question
from staffelstab.engine.model import (
    Attribute,
    Concept,
    Condition,
    Effect,
    Goal,
    Offer,
    Outcome,
    Pathway,
    Place,
    ProfileSpace,
    Scales,
    Value,
)
from staffelstab.programmes import districts
from tests.engine.seven_scales import QUESTION

PLACE = "m000"
_REPEATS = 5


@dataclass(frozen=True)
class Trial:
    """seconds: of processors, best of several runs; answers are compared by the table; notes are further numbers."""

    seconds: float
    answers: Mapping[str, int | None]
    notes: Mapping[str, float] = field(default_factory=dict)
    peak_megabytes: float = 0.0


def timed(deed: Callable[[], object], repeats: int = 1) -> float:
    times = []
    for _ in range(repeats):
        begin = time.process_time()
        deed()
        times.append(time.process_time() - begin)
    return min(times)


def own_sweep(pathway: Pathway, question: Question = QUESTION) -> Trial:
    """One core; tables included; `passes` without them."""
    from staffelstab.engine.check.sweep.sweep import sweep, sweep_areas
    from staffelstab.engine.check.sweep.tables import sweep_tables

    found = sweep(pathway, question, threads=1)
    seconds = timed(lambda: sweep(pathway, question, threads=1), _REPEATS)
    passes = timed(lambda: sweep_areas(found, 1), _REPEATS)
    tables = timed(lambda: sweep_tables(pathway, question), _REPEATS)
    places = sum(len(area.places) for area in found.areas)
    notes = {
        "passes": passes,
        "tables": tables,
        "states": found.number("reached"),
        "situations": places * int(found.entry.sum()),
        "offers": len(pathway.concept.stations),
        "places": places,
    }
    return Trial(seconds, {name: found.number(name) for name in NAMES}, notes)


def own_sweep_of_the_land() -> Trial:
    """North Rhine-Westphalia as shipped (`programmes.whole_land`), district by district."""
    from staffelstab.programmes import whole_land

    totals = {"passes": 0.0, "tables": 0.0, "states": 0.0, "situations": 0.0, "offers": 0.0, "places": 0.0}
    seconds = 0.0
    for _, pathway in whole_land.district_pathways("as_regulated"):
        trial = own_sweep(pathway, Question(whole_land.DATE))
        seconds += trial.seconds
        totals = {name: number + trial.notes[name] for name, number in totals.items()}
    return Trial(seconds, {}, totals)


def peer_sweep(name: str, pathway: Pathway) -> Trial:
    from benchmarks.sweep_peers import PEERS

    totals: dict[str, int] = {}

    def answer() -> None:
        totals.clear()
        for place in pathway.places:
            for key, number in PEERS[name](pathway, place.key).items():
                totals[key] = totals.get(key, 0) + number

    return Trial(timed(answer), totals)


def own_persons(pathway: Pathway) -> Trial:
    """Per person, out of a sweep of all of them."""
    from benchmarks.planner import draw_persons
    from staffelstab.engine.check.sweep.sweep import sweep

    found = sweep(pathway, QUESTION, threads=1)
    seconds = timed(lambda: sweep(pathway, QUESTION, threads=1), _REPEATS) / int(found.entry.sum())
    steps = [found.fewest_steps(PLACE, values) for values in draw_persons(pathway)]
    return Trial(seconds, {f"person {i}": n for i, n in enumerate(steps)})


def planner_persons(pathway: Pathway) -> Trial:
    from benchmarks.planner import draw_persons, fewest_steps

    persons = draw_persons(pathway)
    steps: list[int | None] = []
    seconds = timed(lambda: steps.extend(fewest_steps(pathway, persons))) / len(persons)
    return Trial(seconds, {f"person {i}": n for i, n in enumerate(steps)})


def own_goal_months(pathway: Pathway) -> Trial:
    """Per profile: the month of the earliest goal, for all profiles of the first place."""
    import numpy as np

    from staffelstab.engine.check.limits import FAR_MONTHS
    from staffelstab.engine.check.run import goals_in_area, prepare

    question = Question(question_about(pathway).date, places=(pathway.places[0].key,))
    run = prepare(pathway, question)
    every = np.arange(len(run.cases), dtype=np.int32)

    def search() -> None:
        fresh = prepare(pathway, question)
        goals_in_area(fresh.compiled, fresh.cases, fresh.areas[0], FAR_MONTHS, every)

    search()
    return Trial(timed(search, _REPEATS) / len(run.profiles), {}, {"profiles": len(run.profiles)})


def peer_goal_months(name: str, pathway: Pathway) -> Trial:
    """Raises AssertionError when a month differs from the check's."""
    from benchmarks.peers import explicit_graph, month_by_month

    answer = {"plain Python": month_by_month, "networkx": explicit_graph}[name]
    found = measure_sample(answer)(pathway)
    return Trial(found.seconds, {})


def own_repair() -> Trial:
    from benchmarks.repair_peers import least_cost, small_town, some_changes

    town = small_town()
    changes, costs = some_changes(town), []
    least_cost(town, changes)
    seconds = timed(lambda: costs.append(least_cost(town, changes)), 3)
    return Trial(seconds, {"cost": costs[0]})


def clingo_repair() -> Trial:
    from benchmarks.repair_peers import least_cost_with_clingo, small_town, some_changes

    town, costs = small_town(), []
    changes = some_changes(town)
    seconds = timed(lambda: costs.append(least_cost_with_clingo(town, changes)))
    return Trial(seconds, {"cost": costs[0]})


def memory() -> Trial:
    """What the machine gives, and the floor of the sweep of the base Land under it."""
    from staffelstab.engine.check.sweep.sweep import sweep, sweep_areas

    found = sweep(base(), QUESTION, threads=1)
    seconds = timed(lambda: sweep_areas(found, 1), _REPEATS)
    limit = measure_memory()
    pairs = sum(int(found.states(number).started.sum()) for number in range(len(found.areas)))
    floor = floor_of_sweep(limit, pairs, found.steps.size, found.number("reached"))
    notes = {**limit._asdict(), "pairs": pairs, "floor": floor, "passes": seconds}
    return Trial(seconds, {}, {key: float(value) for key, value in notes.items()})


def first_sweep() -> Trial:
    """Of a process: imports and loading the machine code (or, with an empty cache, making it)."""
    begin = time.process_time()
    from staffelstab.engine.check.sweep.sweep import sweep

    sweep(land([12]), QUESTION, threads=1)
    return Trial(time.process_time() - begin, {})


def tiny() -> Pathway:
    """A single course and a single scale of two values."""
    scale = Attribute("course", "ordered", (Value("before"), Value("after")))
    offer = Offer("course", {}, outcomes=(Outcome("done", (Effect("course", "after"),)),))
    goal = Goal("done", {}, Condition({"course": ("after",)}))
    concept = Concept(("course",), ("course",), (), (goal,))
    everybody = ProfileSpace({"course": ("before", "after")})
    return Pathway("Tiny", Scales((scale,)), (offer,), concept, everybody, (Place(PLACE, PLACE),))


Deed = Callable[[], Trial]
MUNICIPALITIES, OFFERS, SCALES = (50, 99, 198, 396), (12, 30, 60, 120, 240), (4, 5, 6, 7)
TOWN_PEERS = ("scipy.sparse", "rustworkx", "plain Python", "networkx", "clingo")
_towns: Mapping[str, Callable[[], Pathway]] = {
    "12 offers": partial(land, [12]),
    "60 offers": partial(land, [60]),
    "base": base,
}
TRIALS: Mapping[str, Deed] = {
    **{f"sweep/{town}/own": partial(lambda make: own_sweep(make()), make) for town, make in _towns.items()},
    **{
        f"sweep/{town}/{peer}": partial(lambda peer, make: peer_sweep(peer, make()), peer, make)
        for town, make in _towns.items()
        for peer in TOWN_PEERS
    },
    "sweep/stress/own": lambda: own_sweep(stress()),
    "sweep/nrw/own": own_sweep_of_the_land,
    "sweep/tiny/own": lambda: own_sweep(tiny()),
    "sweep/tiny/plain Python": lambda: peer_sweep("plain Python", tiny()),
    "person/own": lambda: own_persons(land([12])),
    "person/pyperplan": lambda: planner_persons(land([12])),
    "goal/own": lambda: own_goal_months(districts.load("kreis_wesel_heute")),
    "goal/plain Python": lambda: peer_goal_months("plain Python", districts.load("kreis_wesel_heute")),
    "goal/networkx": lambda: peer_goal_months("networkx", districts.load("kreis_wesel_heute")),
    "repair/own": own_repair,
    "repair/clingo": clingo_repair,
    "memory": memory,
    "first sweep": first_sweep,
    **{f"growth/municipalities/{n}": partial(lambda n: own_sweep(base(n)), n) for n in MUNICIPALITIES},
    **{f"growth/offers/{n}": partial(lambda n: own_sweep(land([n])), n) for n in OFFERS},
    **{f"growth/scales/{n}": partial(lambda n: own_sweep(narrowed(land([40]), n)), n) for n in SCALES},
}


def run_trial(name: str) -> dict[str, object]:
    trial = TRIALS[name]()
    return asdict(Trial(trial.seconds, trial.answers, trial.notes, peak_megabytes()))
