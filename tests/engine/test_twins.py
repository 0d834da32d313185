"""Areas that differ only in the names of their stations give the same answers, and only those."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields, replace

import numpy as np
import pytest

from staffelstab.engine.check import Question, check
from staffelstab.engine.check.area_results import AreaResults
from staffelstab.engine.check.run import Run, analyse_area, prepare, run_question
from staffelstab.engine.check.twins import find_renaming
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
    Scales,
    Transition,
    TransitionState,
    Value,
)
from staffelstab.programmes import districts

TODAY = dt.date(2026, 11, 23)
LANGUAGE = Attribute("language", "ordered", tuple(Value(key) for key in ("none", "A2", "B1")))


def course(key: str, to: str, place: str, months: int = 6) -> Offer:
    return Offer(
        key,
        {"de": key},
        months=months,
        outcomes=(Outcome("passed", (Effect("language", to),)),),
        territory=(place,),
    )


def town(*, months_east: int = 6, transition_east: bool = True) -> Pathway:
    """A course and a second one on either side of a river, each with a provider of its own."""
    offers = (
        course("west-1", "A2", "west"),
        course("west-2", "B1", "west"),
        course("east-1", "A2", "east", months_east),
        course("east-2", "B1", "east"),
    )
    pairs = [("west-1", "west-2"), *([("east-1", "east-2")] if transition_east else [])]
    return Pathway(
        "Two banks",
        Scales((LANGUAGE,)),
        offers,
        Concept(
            stations=tuple(o.key for o in offers),
            entry_points=("west-1", "east-1"),
            transitions=tuple(Transition(a, b, TransitionState.AGREED) for a, b in pairs),
            goals=(Goal("b1", {"de": "B1"}, Condition({"language": ("B1",)})),),
        ),
        places=(Place("west", "West"), Place("east", "East")),
    )


def same(one: AreaResults, other: AreaResults) -> bool:
    return all(np.array_equal(getattr(one, f.name), getattr(other, f.name)) for f in fields(AreaResults))


def directly(run: Run, area: int) -> AreaResults:
    return analyse_area(run, run.areas[area])


def test_the_answers_of_a_twin_are_those_of_its_own_search() -> None:
    run = run_question(town(), Question(TODAY))
    assert len(run.areas) == 2
    assert find_renaming(run.compiled, run.areas[0].serves, run.areas[1].serves) is not None
    assert same(run.results[1], directly(run, 1))
    assert [int(results.goal[0]) for results in run.results] == [12, 12]


@pytest.mark.parametrize("other", [town(months_east=9), town(transition_east=False)])
def test_a_longer_course_or_a_missing_transition_is_no_twin(other: Pathway) -> None:
    run = prepare(other, Question(TODAY))
    assert find_renaming(run.compiled, run.areas[0].serves, run.areas[1].serves) is None
    assert same(run_question(other, Question(TODAY)).results[1], directly(run, 1))


def test_the_banks_of_the_rhine_are_twins_and_keep_their_own_names() -> None:
    pathway = districts.load("kreis_wesel_2020_2023")
    assert pathway.date is not None
    run = run_question(pathway, Question(pathway.date))
    assert find_renaming(run.compiled, run.areas[0].serves, run.areas[1].serves) is not None
    assert same(run.results[1], directly(run, 1))


def test_a_finding_on_one_bank_is_not_told_of_the_other() -> None:
    report = check(town(transition_east=False), Question(TODAY))
    dead_ends = {f.stations: f.profiles.places for f in report.findings if f.code == "dead-end"}
    assert dead_ends == {("east-1",): ("east",)}
    twins = check(replace(town(), title="Twins"), Question(TODAY))
    assert [f for f in twins.findings if f.code == "dead-end"] == []
