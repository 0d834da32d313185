"""Typical pathways can be walked to their goal by the people who take them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import pytest
import yaml

from staffelstab.engine.check import Question, check
from staffelstab.engine.model import (
    Concept,
    Condition,
    Goal,
    Pathway,
    Place,
    ProfileSpace,
    Reading,
    Transition,
    TransitionState,
)
from staffelstab.programmes import catalogue
from tests.programmes.known_patterns import FILE, offer_named

PLANS: list[Mapping[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))["pathways"]
KNOWN = {known.key: known for known in catalogue.typical_pathways()}
WALKS = [(plan, status) for plan in PLANS for status in KNOWN[plan["key"]].statuses]
GOALS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "training": {"vocational": ("contract", "qualified")},
    "work": {"status": ("beschaeftigungsduldung_60d",)},
}


def test_every_typical_pathway_is_walked() -> None:
    assert {plan["key"] for plan in PLANS} == set(KNOWN)


@pytest.mark.parametrize(
    ("plan", "status"), WALKS, ids=lambda part: part if isinstance(part, str) else part["key"]
)
def test_the_people_it_is_meant_for_reach_the_goal(plan: Mapping[str, Any], status: str) -> None:
    question = Question(date=dt.date.fromisoformat(plan["date"]), reading=Reading(plan["reading"]))
    assert KNOWN[plan["key"]].period.contains(question.date)
    report = check(straight_line(plan, status), question)
    assert (report.profiles, report.at_goal, report.with_way) == (1, 0, 1)


def straight_line(plan: Mapping[str, Any], status: str) -> Pathway:
    """The stations up to the goal, one after the other."""
    all_stations = KNOWN[plan["key"]].stations
    stations = all_stations[: all_stations.index(plan["until"]) + 1]
    values = {"status": (status,), **{key: (value,) for key, value in plan["profile"].items()}}
    months = {clock: (value,) for clock, value in plan["months"].items()}
    return Pathway(
        title=plan["key"],
        scales=catalogue.scales(),
        offers=tuple(offer_named(key) for key in stations),
        concept=Concept(
            stations=stations,
            entry_points=stations[:1],
            transitions=tuple(Transition(a, b, TransitionState.AGREED) for a, b in pairwise(stations)),
            goals=tuple(Goal(key, {}, Condition(values)) for key, values in GOALS.items()),
        ),
        profiles=ProfileSpace(values, months, catalogue.profile_space().same_as),
        places=(Place("99001001", "Musterstadt"),),
    )
