"""Rules about the concept: stations, entry points, goals and transitions belong together."""

from __future__ import annotations

from collections.abc import Set

from staffelstab.engine.errors import Path
from staffelstab.engine.files.problems import ProblemList
from staffelstab.engine.files.rules.conditions import check_condition
from staffelstab.engine.files.rules.keys import check_known, check_period, check_unique
from staffelstab.engine.model import Concept, Goal, Offer, Pathway, Scales

PATH: Path = ("concept",)


def check_concept(pathway: Pathway, problems: ProblemList) -> None:
    concept = pathway.concept
    check_period(concept.period, PATH, problems)
    offers = {offer.key: offer for offer in pathway.offers}
    stations = set(concept.stations)
    check_unique(concept.stations, "stations", (*PATH, "stations"), problems, last="")
    check_unique(concept.entry_points, "entry_points", (*PATH, "entry_points"), problems, last="")
    for index, station in enumerate(concept.stations):
        check_known(station, "offer", offers, (*PATH, "stations", index), problems)
    for index, station in enumerate(concept.entry_points):
        _check_station(station, stations, (*PATH, "entry_points", index), problems)
    _check_transitions(pathway, problems)
    _check_goals(pathway, problems)
    _check_titles(concept, offers, problems)


def _check_station(key: str, stations: Set[str], path: Path, problems: ProblemList) -> None:
    if key and key not in stations:
        problems.report("not-a-station", path, offer=key)


def _check_transitions(pathway: Pathway, problems: ProblemList) -> None:
    seen: set[tuple[str, str]] = set()
    stations = set(pathway.concept.stations)
    for index, transition in enumerate(pathway.concept.transitions):
        path: Path = (*PATH, "transitions", index)
        ends = (transition.origin, transition.target)
        _check_station(transition.origin, stations, (*path, "from"), problems)
        _check_station(transition.target, stations, (*path, "to"), problems)
        if all(ends) and ends in seen:
            problems.report("duplicate-transition", path, from_=ends[0], to=ends[1])
        seen.add(ends)
        check_condition(transition.when, pathway.scales, (*path, "when"), problems)


def _check_goals(pathway: Pathway, problems: ProblemList) -> None:
    goals = pathway.concept.goals
    if not goals:
        problems.report("no-goal", (*PATH, "goals"))
    check_unique((goal.key for goal in goals), "goals", (*PATH, "goals"), problems)
    for index, goal in enumerate(goals):
        check_goal(goal, pathway.scales, (*PATH, "goals", index), problems)


def check_goal(goal: Goal, scales: Scales, at: Path, problems: ProblemList) -> None:
    path = (*at, "when")
    check_condition(goal.when, scales, path, problems)
    for kind, clocks in (("clocks", goal.when.clocks), ("begun_by", goal.when.begun_by)):
        for clock in clocks:
            problems.report("goal-with-clock", (*path, kind, clock), clock=clock)
    if not goal.when.values:
        problems.report("empty-goal", path, goal=goal.key)


def _check_titles(concept: Concept, offers: dict[str, Offer], problems: ProblemList) -> None:
    """Two stations of the same name cannot be told apart on the drawing."""
    first: dict[str, str] = {}
    for index, station in enumerate(dict.fromkeys(concept.stations)):
        title = offers[station].title.get("de", "") if station in offers else ""
        if title and title in first:
            place = (*PATH, "stations", index)
            problems.report("same-title", place, title=title, first=first[title])
        first.setdefault(title, station)
