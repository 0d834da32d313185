"""What another reading would change, and what a finding rests on."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings

from staffelstab.engine.check import Finding, Question, check
from staffelstab.engine.check.finding import Code
from staffelstab.engine.check.gather import Gatherer
from staffelstab.engine.check.run import run_question
from staffelstab.engine.check.stories import Storyteller
from staffelstab.engine.model import AccessRule, Pathway, Reading, Verdict
from tests.engine.oracle import Profile, oracle
from tests.engine.strategies import small_cases
from tests.engine.test_against_oracle import groups_of
from tests.engine.towns import LANGUAGE, WORK, arrows, asked, offer, raises, town


def with_way(pathway: Pathway, question: Question) -> set[Profile]:
    horizon = pathway.settings.horizon_months
    answers = oracle(pathway, question).items()
    return {
        profile
        for profile, a in answers
        if a.at_goal or (a.goal_month is not None and a.goal_month <= horizon)
    }


@settings(max_examples=25)
@given(small_cases())
def test_ways_under_the_other_readings_are_those_of_a_check_under_them(
    case: tuple[Pathway, Question],
) -> None:
    pathway, question = case
    report = check(pathway, question)
    strict, lenient = (
        with_way(pathway, replace(question, reading=r)) for r in (Reading.STRICT, Reading.LENIENT)
    )
    assert (report.with_way_if_strict, report.with_way_if_lenient) == (len(strict), len(lenient))
    gaps = [f for f in report.findings if f.code in (Code.GAP, Code.GAP_IN_TIME)]
    found = {(f.kind, frozenset(f.group.items())): f.open_if_lenient for f in gaps if f.open_if_lenient}
    assert found == Counter(
        (answer.gap, groups_of(pathway, profile))
        for profile, answer in oracle(pathway, question).items()
        if answer.gap and profile in lenient
    )


def two_courses(*access: AccessRule, conditions: tuple[str, ...] = ()) -> Pathway:
    """A language course through a door under test, then nothing: a dead end after it."""
    course = offer("course", raises("language", "L1"), access=access, conditions=conditions)
    job = offer("job", raises("work", "job"))
    return town((course, job), arrows("job>course"), entry=("course",), attributes=(WORK, LANGUAGE))


def dead_end(pathway: Pathway, reading: Reading = Reading.DEFAULT) -> Finding:
    report = check(pathway, asked(pathway, reading=reading))
    return next(f for f in report.findings if f.code is Code.DEAD_END)


CONDITIONAL, ENTITLED = AccessRule(Verdict.CONDITIONAL), AccessRule(Verdict.ENTITLED)


@pytest.mark.parametrize(
    ("pathway", "rests"),
    [
        (two_courses(ENTITLED), False),
        (two_courses(AccessRule()), False),
        (two_courses(CONDITIONAL), True),
        (two_courses(AccessRule(), conditions=("A place must be free.",)), True),
    ],
)
def test_a_story_rests_on_the_conditions_of_the_doors_it_goes_through(pathway: Pathway, rests: bool) -> None:
    assert dead_end(pathway).rests_on_conditions is rests


@pytest.mark.parametrize("access", [(CONDITIONAL, ENTITLED), (ENTITLED, CONDITIONAL)])
def test_of_two_doors_that_open_together_the_surer_one_counts(access: tuple[AccessRule, ...]) -> None:
    finding = dead_end(two_courses(*access))
    assert finding.witness is not None
    assert [step.verdict for step in finding.witness.way] == [Verdict.ENTITLED]
    assert not finding.rests_on_conditions


def test_a_door_stopped_in_practice_counts_in_the_lenient_reading_only() -> None:
    pathway = two_courses(AccessRule(Verdict.SUSPENDED))
    assert dead_end(pathway, Reading.LENIENT).rests_on_conditions
    codes = {f.code for f in check(pathway, asked(pathway)).findings}
    assert Code.DEAD_END not in codes and Code.GAP in codes


def test_stories_told_in_a_narrow_room_are_the_same() -> None:
    pathway = two_courses(ENTITLED)
    run = run_question(pathway, asked(pathway))
    wide, narrow = Gatherer(run).stories, Storyteller(run, capacity=1)
    for stories in (wide, narrow):
        stories.stand(run.areas[0], 0)
    assert narrow.capacity > 1
    assert narrow.way(narrow.furthest()) == wide.way(wide.furthest()) != ()
