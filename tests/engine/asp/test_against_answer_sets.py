"""On random small concepts the check agrees, profile by profile, with an answer-set program of the definitions."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from staffelstab.engine.check import check
from staffelstab.engine.check.finding import Code, Question
from staffelstab.engine.model import Pathway
from tests.engine.answers import checked
from tests.engine.asp.facts import FAR, Facts, Solved, solve
from tests.engine.oracle import Answer, Profile, with_going_on
from tests.engine.strategies import funded_cases, small_cases

MANY = settings(max_examples=max(300, settings.default.max_examples if settings.default else 0))


@st.composite
def cases_of_one_profile(draw: st.DrawFn) -> tuple[Pathway, Question, Profile, Answer]:
    pathway, question = draw(small_cases())
    answers = checked(pathway, question)
    profile = draw(st.sampled_from(sorted(answers)))
    return pathway, question, profile, answers[profile]


def differences(facts: Facts, solved: Solved, found: Answer) -> dict[str, tuple[object, object]]:
    """What the answer set says and what the check says, where they differ."""
    months = [month for (month,) in solved.atoms.get("goal_in", ()) if isinstance(month, int)]
    (gap,) = solved.names("gap") or (None,)
    pairs: dict[str, tuple[object, object]] = {
        "at_goal": (solved.holds("at_goal"), found.at_goal),
        "gap": (gap, found.gap),
        "dead_ends": (solved.pairs("dead_end"), found.dead_ends),
        "circles": (solved.names("circle"), found.circles),
        "too_many": (solved.holds("too_many"), found.too_many),
        "waiting": (solved.pairs("waiting"), found.waiting),
        "started": (solved.names("started"), found.started),
        "transitions_used": (solved.pairs("used"), found.transitions_used),
    }
    if not found.at_goal:
        pairs["goal"] = (solved.holds("goal_some_time"), found.goal_month is not None)
        if months or (found.goal_month or facts.real) < facts.real:
            pairs["goal_month"] = (min(months, default=None), found.goal_month)
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def looks_far_enough(facts: Facts, solved: Solved) -> bool:
    """The program looks ahead without end, the check for 360 months: here nothing can lie beyond them."""
    return facts.bounds.longest_way(len(solved.atoms["node"])) <= FAR


@MANY
@given(cases_of_one_profile())
def test_every_answer_is_that_of_the_answer_set(case: tuple[Pathway, Question, Profile, Answer]) -> None:
    pathway, question, profile, found = case
    facts = Facts(pathway, question, profile)
    solved = solve(facts)
    if looks_far_enough(facts, solved):
        assert differences(facts, solved, found) == {}


def in_time(pathway: Pathway, question: Question, profile: Profile) -> bool | None:
    """Whether a goal is reached within the horizon; None where the program looks further than the check."""
    facts = Facts(pathway, question, profile)
    solved = solve(facts)
    return solved.holds("in_time") if looks_far_enough(facts, solved) else None


def opens_a_gap(pathway: Pathway, question: Question, profile: Profile) -> bool | None:
    """On the day after the end of the money: no goal in time without it, one with it."""
    (last_day,) = (funding.period.valid_to for funding in pathway.fundings)
    assert last_day is not None
    day_after = replace(question, date=last_day + dt.timedelta(days=1))
    without = in_time(pathway, day_after, profile)
    going_on = in_time(with_going_on(pathway, "money", last_day), day_after, profile)
    return None if without is None or going_on is None else going_on and not without


@given(funded_cases())
def test_what_the_end_of_a_funding_opens_is_that_of_the_answer_set(case: tuple[Pathway, Question]) -> None:
    pathway, question = case
    profiles = [profile for profile, answer in checked(pathway, question).items() if not answer.at_goal]
    assume(len(profiles) <= 8)
    opened = [opens_a_gap(pathway, question, profile) for profile in profiles]
    assume(None not in opened)
    findings = [f for f in check(pathway, question).findings if f.code is Code.AFTER_FUNDING]
    assert sum(f.profiles.count for f in findings) == sum(map(bool, opened))


def test_most_concepts_are_compared_and_everything_occurs() -> None:
    """The test above would say nothing if the bound left nothing to compare, or nothing ever happened."""
    seen: Counter[str] = Counter()

    @settings(MANY, database=None, suppress_health_check=list(HealthCheck))
    @given(cases_of_one_profile())
    def count(case: tuple[Pathway, Question, Profile, Answer]) -> None:
        pathway, question, profile, _ = case
        facts = Facts(pathway, question, profile)
        solved = solve(facts)
        seen.update(["all", *(solved.atoms if looks_far_enough(facts, solved) else ())])
        seen.update(["compared"] * looks_far_enough(facts, solved))
        seen.update(solved.names("gap"))

    count()
    assert seen["compared"] > seen["all"] * 0.9
    shown = {"at_goal", "goal_in", "started", "used", "dead_end", "circle", "too_many", "waiting"}
    assert min(seen[name] for name in shown | {"never", "horizon"}) > 0, seen
