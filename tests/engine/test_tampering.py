"""A story that was tampered with is refused, and for the right reason."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from staffelstab.engine.check import check
from staffelstab.engine.check.finding import ClosedDoor, Code, Finding, Question, Reason, Step, Witness
from staffelstab.engine.files import to_document
from staffelstab.engine.model import (
    AccessRule,
    Clock,
    ClockLimit,
    Condition,
    Funding,
    Goal,
    Handover,
    Kind,
    Pathway,
    Period,
    Place,
    ProfileSpace,
    Reading,
    Settings,
    Transition,
    TransitionState,
    Verdict,
)
from staffelstab.engine.replay import ASPECTS, Replay, replay
from tests.engine.towns import (
    LANGUAGE,
    NEW_YEAR,
    TOWN,
    WORK,
    arrows,
    asked,
    nothing_gained,
    offer,
    raises,
    town,
)

OTHER_TOWN = Place("99001002", "Berg")
COUNTED = TransitionState.AIMED


def a_town() -> Pathway:
    """Course 1 (October, from 6 months of stay on, in Aue only, paid until 2028), course 2, and no job after it."""
    first = offer(
        "first",
        raises("language", "L1", "L0"),
        nothing_gained(),
        months=4,
        start_months=(10,),
        territory=(TOWN.key,),
        funding="money",
        access=(
            AccessRule(
                Verdict.CONDITIONAL,
                Condition({"language": ("L0",)}, {"stay": ClockLimit(6, 40)}),
                Period(dt.date(2026, 1, 1), dt.date(2030, 12, 31)),
                note="with a certificate",
            ),
        ),
        conditions=("A place must be free.",),
    )
    second = offer("second", raises("language", "L2", "L1"), months=3, access=(only(language="L1"),))
    job = offer("job", raises("work", "job"), access=(only(language="L3"),))
    whole = town(
        (first, second, job),
        (*arrows("second>job"), Transition("first", "second", COUNTED, handover=Handover("counsellor"))),
        entry=("first",),
        attributes=(WORK, LANGUAGE),
        clocks=(Clock("stay", "fixed"),),
        space=ProfileSpace({"language": ("L0",)}, {"stay": (0,)}),
        places=(TOWN, OTHER_TOWN),
        fundings=(Funding("money", "Fund", Period(None, dt.date(2030, 6, 30))),),
    )
    return whole


def only(**values: str) -> AccessRule:
    return AccessRule(when=Condition({key: (value,) for key, value in values.items()}))


@dataclass(frozen=True)
class Case:
    pathway: Pathway
    question: Question
    finding: Finding

    @property
    def witness(self) -> Witness:
        assert self.finding.witness
        return self.finding.witness

    def replayed(self) -> Replay:
        document = json.loads(json.dumps(to_document(self.pathway)))
        return replay(document, self.question, self.finding)

    def with_step(self, number: int, **changed: object) -> Case:
        steps = list(self.witness.way)
        steps[number] = replace(steps[number], **changed)  # type: ignore[arg-type]
        return self.with_witness(way=tuple(steps))

    def with_witness(self, **changed: object) -> Case:
        witness = replace(self.witness, **changed)  # type: ignore[arg-type]
        return replace(self, finding=replace(self.finding, witness=witness))

    def with_offer(self, key: str, **changed: object) -> Case:
        offers = tuple(
            replace(o, **changed) if o.key == key else o  # type: ignore[arg-type]
            for o in self.pathway.offers
        )
        return replace(self, pathway=replace(self.pathway, offers=offers))


def true_case(name: str = "dead-end.closed.second") -> Case:
    pathway = a_town()
    question = asked(pathway)
    finding = check(pathway, question).finding(name)
    assert finding is not None
    return Case(pathway, question, finding)


def moved(step: Step, months: int) -> dict[str, object]:
    """The step as if it were taken some months later, consistent in itself."""
    days = {
        "starts_on": month(step.starts + months),
        "ends_on": month(step.ends + months),
    }
    return {
        "waits": step.waits + months,
        "starts": step.starts + months,
        "ends": step.ends + months,
        **days,
    }


def month(number: int) -> dt.date:
    year, rest = divmod(NEW_YEAR.month - 1 + number, 12)
    return dt.date(NEW_YEAR.year + year, rest + 1, NEW_YEAR.day)


def earlier(case: Case) -> Case:
    return case.with_step(0, **moved(case.witness.way[0], -1))


def without_waiting(case: Case) -> Case:
    """In January the stay is too short, whatever the calendar says."""
    return case.with_offer("first", start_months=()).with_step(
        0, **moved(case.witness.way[0], -case.witness.way[0].waits)
    )


def second_first(case: Case) -> Case:
    return case.with_witness(way=case.witness.way[1:])


def at_another_place(case: Case) -> Case:
    return case.with_witness(profile=replace(case.witness.profile, place=OTHER_TOWN.key))


def with_other_months(case: Case) -> Case:
    return case.with_witness(profile=replace(case.witness.profile, clocks={"stay": 60}))


def with_another_language(case: Case) -> Case:
    return case.with_witness(profile=replace(case.witness.profile, values={"work": "none", "language": "L2"}))


def only_agreed(case: Case) -> Case:
    return replace(case, question=replace(case.question, transitions=TransitionState.AGREED))


def strictly(case: Case) -> Case:
    return replace(case, question=replace(case.question, reading=Reading.STRICT))


def closed_by_rule(case: Case) -> Case:
    return case.with_offer("second", access=(AccessRule(Verdict.CLOSED),))


def law_ended(case: Case) -> Case:
    (rule,) = case.pathway.offer("first").access
    return case.with_offer("first", access=(replace(rule, period=Period(None, dt.date(2027, 9, 30))),))


def arrived_too_late(case: Case) -> Case:
    (rule,) = case.pathway.offer("first").access
    when = replace(rule.when, begun_by={"stay": dt.date(2020, 1, 1)})
    return case.with_offer("first", access=(replace(rule, when=when),))


def money_ends_meanwhile(case: Case) -> Case:
    ended = Funding("money", "Fund", Period(None, dt.date(2027, 12, 31)))
    return replace(case, pathway=replace(case.pathway, fundings=(ended,)))


def an_invented_station(case: Case) -> Case:
    return case.with_step(1, station="nowhere")


def a_goal_before(case: Case) -> Case:
    return case.with_witness(profile=replace(case.witness.profile, values={"work": "job", "language": "L0"}))


def a_door_that_opens(case: Case) -> Case:
    return case.with_offer("job", access=(only(language="L2"),))


def another_reason(case: Case) -> Case:
    door = ClosedDoor("job", True, (Reason("place"),))
    return case.with_offer("job", territory=(TOWN.key,)).with_witness(closed_doors=(door,))


def a_missing_transition(case: Case) -> Case:
    return case.with_witness(closed_doors=(ClosedDoor("job", False, (Reason("no-transition"),)),))


def an_end_elsewhere(case: Case) -> Case:
    return replace(case, finding=replace(case.finding, stations=("first",)))


Tampering = Callable[[Case], Case]
TAMPERED: dict[str, tuple[Tampering, str, str]] = {
    "one month too early": (earlier, "first", "start-month"),
    "without the waiting": (without_waiting, "first", "months-shown"),
    "waiting that is not told": (lambda c: c.with_step(0, waits=0), "first", "start"),
    "wrong place": (at_another_place, "first", "place"),
    "a skipped step": (second_first, "second", "transition"),
    "too long in the country": (with_other_months, "first", "months-shown"),
    "another situation at entry": (with_another_language, "first", "values"),
    "an outcome that does not exist": (lambda c: c.with_step(0, outcome="made up"), "first", "outcome"),
    "the other outcome": (lambda c: c.with_step(0, outcome="failed"), "first", "effect"),
    "shorter than it is": (lambda c: c.with_step(1, ends=c.witness.way[1].ends - 1), "second", "end"),
    "a wrong day": (lambda c: c.with_step(1, ends_on=dt.date(2030, 1, 1)), "second", "dates"),
    "a change that is not made": (lambda c: c.with_step(1, changed={}), "second", "effect"),
    "another situation afterwards": (
        lambda c: c.with_step(1, situation={"work": "none", "language": "L3"}),
        "second",
        "effect",
    ),
    "a failure told as a success": (lambda c: c.with_step(0, is_failure=True), "first", "effect"),
    "a surer verdict": (lambda c: c.with_step(0, verdict=Verdict.ENTITLED), "first", "told"),
    "a condition left out": (lambda c: c.with_step(0, conditions=()), "first", "told"),
    "a transition that does not count": (only_agreed, "second", "transition"),
    "a reading that does not admit it": (strictly, "first", "verdict"),
    "a rule that is closed": (closed_by_rule, "second", "verdict"),
    "a rule that has ended": (law_ended, "first", "law-period"),
    "arrived after the day": (arrived_too_late, "first", "begun-by"),
    "a funding that ends meanwhile": (money_ends_meanwhile, "first", "period"),
    "an offer without any door": (lambda c: c.with_offer("second", access=()), "second", "access"),
    "a station that is none": (an_invented_station, "nowhere", "known"),
    "a goal reached before": (a_goal_before, "first", "before-goal"),
    "a door that does open": (a_door_that_opens, "job", "stays-closed"),
    "a reason that is not true": (another_reason, "job", "reasons"),
    "a transition that is there": (a_missing_transition, "job", "has-transition"),
    "the end is elsewhere": (an_end_elsewhere, "first", "stands-there"),
}


def test_the_story_is_true_before_anybody_tampers_with_it() -> None:
    case = true_case()
    assert [step.station for step in case.witness.way] == ["first", "second"]
    assert case.replayed().failures() == ()
    assert case.replayed().holds


@pytest.mark.parametrize("name", TAMPERED)
def test_a_tampered_story_is_refused_with_the_right_reason(name: str) -> None:
    tamper, station, aspect = TAMPERED[name]
    replayed = tamper(true_case()).replayed()
    assert not replayed.holds
    part, point = replayed.failures()[0]
    assert (part.station, point.aspect) == (station, aspect)


def told_as(code: Code, kind: str, **more: object) -> Tampering:
    """The true story of a dead end, told as the story of something else."""

    def tamper(case: Case) -> Case:
        return replace(case, finding=replace(case.finding, code=code, kind=kind, **more))  # type: ignore[arg-type]

    return tamper


def with_horizon(months: int) -> Tampering:
    limits = Settings(horizon_months=months)
    return lambda case: replace(case, pathway=replace(case.pathway, settings=limits))


def at_a_goal(case: Case) -> Case:
    goals = (Goal("goal", {"de": "Ziel"}, Condition({"language": ("L2",)})),)
    return replace(case, pathway=replace(case.pathway, concept=replace(case.pathway.concept, goals=goals)))


def round_by_the_second(case: Case) -> Case:
    """The second course told as a circle: it changes something and does not lead back."""
    first, second = case.witness.way
    return told_as(Code.REVOLVING_DOOR, "circle")(case.with_witness(way=(first,), circle=(second,)))


def round_by_accompaniment(case: Case) -> Case:
    return round_by_the_second(case.with_offer("second", kind=Kind.ACCOMPANIMENT, months=0))


ENDS: dict[str, tuple[Tampering, set[str]]] = {
    "beyond the horizon": (with_horizon(12), {"in-time"}),
    "at a goal": (at_a_goal, {"no-goal"}),
    "no goal and in time": (told_as(Code.GAP_IN_TIME, "horizon"), {"at-goal", "too-late"}),
    "two measures": (told_as(Code.REVOLVING_DOOR, "too-many-measures"), {"at-goal", "measures"}),
    "no circle": (told_as(Code.REVOLVING_DOOR, "circle"), {"returns"}),
    "a circle that changes something": (round_by_the_second, {"returns", "unchanged"}),
    "a circle of accompaniment": (round_by_accompaniment, {"returns", "measure", "unchanged"}),
    "progress in every month": (
        told_as(Code.REVOLVING_DOOR, "mostly-without-progress"),
        {"at-goal", "idle"},
    ),
    "a way past what is lost": (
        told_as(Code.SINGLE_POINT, "offer", stations=("job",)),
        {"at-goal", "passes"},
    ),
    "nothing that the funding pays": (
        told_as(Code.AFTER_FUNDING, "gap-opens", funding="other"),
        {"at-goal", "paid"},
    ),
    "no waiting worth telling": (
        told_as(Code.WAITING, "law", stations=("second", "job"), waiting_months=2),
        {"wait", "long"},
    ),
}


@pytest.mark.parametrize("name", ENDS)
def test_an_end_that_is_another_is_refused(name: str) -> None:
    tamper, aspects = ENDS[name]
    failures = tamper(true_case()).replayed().failures()
    assert {point.aspect for part, point in failures if part.kind == "ending"} == aspects


def test_everything_that_is_compared_is_refused_by_some_tampering() -> None:
    by_steps = {aspect for _, _, aspect in TAMPERED.values()}
    by_ends = set().union(*(aspects for _, aspects in ENDS.values()))
    assert by_steps | by_ends | {"leads-to", "wait"} == set(ASPECTS)


def test_a_handover_told_over_another_transition_is_refused() -> None:
    case = true_case("handover-open.incomplete.first>second")
    assert case.replayed().holds
    other = replace(case, finding=replace(case.finding, transition=("second", "job")))
    assert [point.aspect for _, point in other.replayed().failures()] == ["stands-there", "leads-to"]


def test_waiting_that_is_shorter_than_told_is_refused() -> None:
    case = true_case("waiting.law.start")
    assert case.replayed().holds
    other = replace(case, finding=replace(case.finding, waiting_months=4))
    assert [(point.aspect, point.said, point.found) for _, point in other.replayed().failures()] == [
        ("wait", "4", "9")
    ]


def test_a_finding_without_a_story_is_not_called_true() -> None:
    case = true_case()
    replayed = replace(case, finding=replace(case.finding, witness=None)).replayed()
    assert (replayed.told, replayed.holds) == (False, False)
