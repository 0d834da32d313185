"""Whose doors change on which day, counted by hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from hypothesis import given

from staffelstab.engine.check import Question, over_time, profile_table
from staffelstab.engine.check.door_shifts import DoorShift, door_shifts, periods_as_rules
from staffelstab.engine.model import (
    AccessRule,
    Attribute,
    Condition,
    Funding,
    Pathway,
    Period,
    ProfileSpace,
    Reading,
    Value,
    Verdict,
)
from tests.engine.strategies_over_time import law_cases
from tests.engine.towns import WORK, asked, offer, raises, town

SPRING, SUMMER = dt.date(2027, 4, 1), dt.date(2027, 7, 1)
LATER = dt.date(2030, 1, 1)
DAY = dt.timedelta(days=1)
STATUS = Attribute("status", "unordered", (Value("permit"), Value("tolerated")), groups=True)


def course(*rules: AccessRule, **more: Any) -> Pathway:
    job = offer("job", raises("work", "job"), access=rules, **more)
    both = ProfileSpace({"status": ("permit", "tolerated")})
    return town((job,), entry=("job",), attributes=(STATUS, WORK), space=both)


def rule(status: str, verdict: Verdict = Verdict.OPEN, **period: dt.date) -> AccessRule:
    return AccessRule(verdict, Condition({"status": (status,)}), Period(**period))


def told(pathway: Pathway, until: dt.date = LATER) -> list[tuple[dt.date, str, int, int, int, int]]:
    found = door_shifts(pathway, asked(pathway), until)
    return [(s.day, s.kind, s.opens, s.closes, s.surer, s.less_sure) for s in found]


def only(pathway: Pathway) -> DoorShift:
    (shift,) = door_shifts(pathway, asked(pathway), LATER)
    return shift


def test_a_rule_that_ends_shuts_the_door_for_those_it_was_for() -> None:
    shift = only(course(rule("permit"), rule("tolerated", valid_to=SPRING - DAY)))
    assert (shift.day, shift.kind, shift.closes, shift.opens) == (SPRING, "rules", 1, 0)
    assert shift.values["status"] == ("tolerated",)
    assert [condition.values["status"] for condition in shift.goes] == [("tolerated",)]


def test_a_rule_that_goes_on_in_other_words_of_time_is_no_change() -> None:
    split = course(rule("permit", valid_to=SPRING - DAY), rule("permit", valid_from=SPRING))
    assert told(split) == []


def test_less_sure_is_told_apart_from_shut() -> None:
    pathway = course(
        rule("permit", valid_to=SPRING - DAY), rule("permit", Verdict.CONDITIONAL, valid_from=SPRING)
    )
    assert told(pathway) == [(SPRING, "rules", 0, 0, 0, 1)]
    strict = door_shifts(pathway, replace(asked(pathway), reading=Reading.STRICT), LATER)
    assert [(shift.closes, shift.less_sure) for shift in strict] == [(1, 0)]


def test_an_offer_begins_and_ends() -> None:
    pathway = course(rule("permit"), period=Period(SPRING, SUMMER - DAY))
    assert told(pathway) == [(SPRING, "begins", 1, 0, 0, 0), (SUMMER, "ends", 0, 1, 0, 0)]
    assert told(pathway, until=SPRING) == [(SPRING, "begins", 1, 0, 0, 0)]


def test_the_end_of_the_money_is_no_change_of_rules() -> None:
    money = Funding("money", "Money", Period(None, SPRING - DAY))
    assert told(replace(course(rule("permit"), funding="money"), fundings=(money,))) == []


def test_a_door_that_nobody_stands_before_is_told_with_its_rule() -> None:
    pathway = town(
        (offer("job", raises("work", "job"), access=(rule("tolerated", valid_from=SPRING),)),),
        entry=("job",),
        attributes=(STATUS, WORK),
    )
    nobody = replace(pathway, profiles=replace(pathway.profiles, values={"status": ("permit",)}))
    shift = only(nobody)
    assert shift.concerned == 0
    assert [condition.values["status"] for condition in shift.comes] == [("tolerated",)]


@given(law_cases())
def test_periods_of_offers_told_as_rules_change_no_way(case: tuple[Pathway, Question, dt.date]) -> None:
    """Whoever enters finds the same doors; only an offer that ends while somebody is in it can differ."""
    pathway, question, _ = case
    timeless = replace(pathway, offers=tuple(replace(o, period=Period()) for o in pathway.offers))
    told_apart = periods_as_rules(timeless)
    before, after = (profile_table(p, question).in_time() for p in (timeless, told_apart))
    assert (before == after).all()


def test_an_offer_that_ends_takes_the_way_like_a_law() -> None:
    pathway = course(rule("permit"), period=Period(None, SPRING - DAY))
    (event,) = over_time(periods_as_rules(pathway), asked(pathway), LATER)
    assert (event.day, event.kind, event.loses) == (SPRING, "law", 1)
