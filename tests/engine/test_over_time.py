"""On random small concepts losses, changes of law and months without progress are what the slow world says."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given, settings

from staffelstab.engine.check import check
from staffelstab.engine.check.finding import Code, Finding, Question
from staffelstab.engine.check.timeline import Event, over_time
from staffelstab.engine.model import Pathway
from tests.engine.oracle import oracle, profiles
from tests.engine.oracle_over_time import (
    Loss,
    by_group,
    in_time,
    who_is_moved_by_law,
    who_loses,
    who_moves_mostly_without_progress,
    world_of,
)
from tests.engine.strategies import funded_cases
from tests.engine.strategies_over_time import idle_cases, law_cases, owned_cases

Case = tuple[Pathway, Question]


def told(pathway: Pathway, question: Question, code: Code) -> list[Finding]:
    return [finding for finding in check(pathway, question).findings if finding.code is code]


def lost(finding: Finding) -> Loss:
    keys = {
        "offer": finding.stations[0],
        "funding": finding.funding,
        "organisation": finding.organisations[:1],
    }
    key = keys[finding.kind]
    return finding.kind, "".join(key or ())


@given(owned_cases())
def test_whoever_loses_the_way_is_told_of(case: Case) -> None:
    pathway, question = case
    everything = replace(pathway, settings=replace(pathway.settings, single_point_persons=0))
    findings = {lost(f): f for f in told(everything, question, Code.SINGLE_POINT)}
    expected = {loss: len(losers) for loss, losers in who_loses(pathway, question).items()}
    assert {loss: f.profiles.count for loss, f in findings.items()} == expected


@given(owned_cases())
def test_a_single_point_for_too_few_is_not_told(case: Case) -> None:
    pathway, question = case
    limit = pathway.settings.single_point_persons
    everything = replace(pathway, settings=replace(pathway.settings, single_point_persons=0))
    enough = {
        lost(f)
        for f in told(everything, question, Code.SINGLE_POINT)
        if f.persons.maximum is None or f.persons.maximum >= limit
    }
    assert {lost(f) for f in told(pathway, question, Code.SINGLE_POINT)} == enough


@given(owned_cases())
def test_nothing_is_lost_unless_it_is_asked_for(case: Case) -> None:
    pathway, question = case
    assert told(pathway, replace(question, thorough=False), Code.SINGLE_POINT) == []


@given(law_cases())
def test_whoever_is_moved_by_the_law_is_told_of(case: tuple[Pathway, Question, dt.date]) -> None:
    pathway, question, until = case
    moved, changed = who_is_moved_by_law(pathway, question, until)
    expected = {
        (day, kind, group): count
        for (day, kind), concerned in moved.items()
        for group, count in by_group(pathway, concerned).items()
    }
    findings = told(pathway, replace(question, law_until=until), Code.LAW_CHANGE)
    found = {(f.day, f.kind, frozenset(f.group.items())): f.profiles.count for f in findings}
    assert found == expected
    assert len(found) == len(findings)
    for finding in findings:
        assert finding.day
        assert finding.stations
        assert set(finding.stations) <= changed[finding.day]
        assert finding.witness
        assert set(finding.stations) & {step.station for step in finding.witness.way}
    check_law_events(pathway, question, until, changed, over_time(pathway, question, until))


def check_law_events(
    pathway: Pathway,
    question: Question,
    until: dt.date,
    changed: dict[dt.date, set[str]],
    events: tuple[Event, ...],
) -> None:
    laws = [event for event in events if event.kind == "law"]
    assert {event.day: set(event.stations) for event in laws} == changed
    assert [event.day for event in events] == sorted(event.day for event in events)
    assert all(question.date < event.day <= until for event in events)
    asked = replace(question, law_until=until)
    assert [f for event in laws for f in event.findings] == sorted(
        told(pathway, asked, Code.LAW_CHANGE), key=[f for e in laws for f in e.findings].index
    )
    for event in laws:
        counted = {"closes": 0, "opens": 0}
        for finding in event.findings:
            counted[finding.kind] += finding.profiles.count
        assert (event.loses, event.gains) == (counted["closes"], counted["opens"])
        assert event.with_way_after - event.with_way_before == event.gains - event.loses


@given(funded_cases())
def test_the_end_of_a_funding_is_an_event(case: Case) -> None:
    pathway, question = case
    until = question.date + dt.timedelta(days=200)
    answers = oracle(pathway, question)
    events = [e for e in over_time(pathway, question, until) if e.kind == "funding-ends"]
    paying = {pathway.offer(key).funding for key in pathway.concept.stations}
    ends = {f.key: f.period.valid_to for f in pathway.fundings if f.key in paying and f.period.valid_to}
    in_between = {key: end for key, end in ends.items() if question.date < end < until}
    assert {e.funding: e.day - dt.timedelta(days=1) for e in events} == in_between
    for event in events:
        losers = [p for p, answer in answers.items() if event.funding in answer.after_funding]
        assert (event.loses, event.gains) == (len(losers), 0)
        assert sum(f.profiles.count for f in event.findings) == len(losers)
        later = replace(question, date=event.day)
        reached = sum(in_time(world_of(pathway, later, p), p) for p in profiles(pathway, later))
        assert (event.with_way_before, event.with_way_after) == (reached + len(losers), reached)


@settings(max_examples=40)
@given(idle_cases())
def test_months_without_progress_are_weighed_on_every_way(case: Case) -> None:
    findings = [f for f in told(*case, Code.REVOLVING_DOOR) if f.kind == "mostly-without-progress"]
    concerned = who_moves_mostly_without_progress(*case)
    assert sum(f.profiles.count for f in findings) == len(concerned)
    assert len(findings) == bool(concerned)
