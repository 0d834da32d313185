"""The worked numbers of docs/background/the_check.md on losses, law and months without progress, and their stories."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import pytest
from hypothesis import given, settings

from staffelstab.engine.check import Code, Finding, Question, check, over_time
from staffelstab.engine.files import to_document
from staffelstab.engine.model import (
    ALWAYS,
    AccessRule,
    Attribute,
    Clock,
    ClockLimit,
    Condition,
    Funding,
    Kind,
    Need,
    Organisation,
    Pathway,
    Period,
    ProfileSpace,
    Settings,
    Value,
)
from staffelstab.engine.replay import replay
from tests.engine.strategies_over_time import idle_cases, law_cases, owned_cases
from tests.engine.towns import LANGUAGE, NEW_YEAR, WORK, arrows, asked, offer, only_for, raises, town

SPRING = dt.date(2027, 4, 1)
NEW_YEARS_EVE = dt.date(2027, 12, 31)


def found(pathway: Pathway, code: Code, **question: object) -> list[Finding]:
    return [f for f in check(pathway, asked(pathway, **question)).findings if f.code is code]


# --- months without progress ---------------------------------------------------------------------------


def placement_and_training(training: int, *entry: str, waits: int = 0) -> Pathway:
    """Six months of placement that change nothing, then a training; perhaps the training alone, after waiting."""
    late = (AccessRule(when=Condition(clocks={"age": ClockLimit(minimum=waits)})),)
    return town(
        (
            offer("placement", months=6),
            offer("training", raises("work", "job"), months=training),
            offer("alone", raises("work", "job"), months=training, access=late),
        ),
        arrows("placement>training"),
        entry=("placement", *entry),
        clocks=(Clock("age", "fixed"),),
    )


def idle(pathway: Pathway) -> list[Finding]:
    return [f for f in found(pathway, Code.REVOLVING_DOOR) if f.kind == "mostly-without-progress"]


@pytest.mark.parametrize(("training", "expected"), [(5, 1), (6, 0), (7, 0)])
def test_more_than_half_of_the_months_must_be_without_progress(training: int, expected: int) -> None:
    findings = idle(placement_and_training(training))
    assert sum(f.profiles.count for f in findings) == expected


def test_a_slower_way_with_fewer_idle_months_is_enough() -> None:
    slow = placement_and_training(5, "alone", waits=12)
    assert idle(slow) == []
    never = placement_and_training(5, "alone", waits=400)
    (finding,) = idle(never)
    assert finding.witness
    assert [step.station for step in finding.witness.way] == ["placement", "training"]


def test_a_detour_through_something_that_helps_counts() -> None:
    """With a language course of four months before it, 6 of 15 months are idle."""
    pathway = placement_and_training(5)
    course = offer("course", raises("language", "L1"), months=4)
    with_course = replace(
        pathway,
        scales=replace(pathway.scales, attributes=(WORK, LANGUAGE)),
        offers=(*pathway.offers, course),
        concept=replace(
            pathway.concept,
            stations=(*pathway.concept.stations, "course"),
            transitions=arrows("placement>training", "placement>course", "course>training"),
        ),
    )
    assert idle(with_course) == []


def test_a_way_without_measures_is_not_one_without_progress() -> None:
    step = offer("step", raises("work", "job"), kind=Kind.LEGAL_STEP, months=3)
    pathway = placement_and_training(1)
    with_step = replace(
        pathway,
        offers=(*pathway.offers, step),
        concept=replace(
            pathway.concept,
            stations=(*pathway.concept.stations, "step"),
            entry_points=("placement", "step"),
        ),
    )
    assert len(idle(pathway)) == 1
    assert idle(with_step) == []


def test_the_same_way_can_help_one_and_not_the_other() -> None:
    """After a year there is a course, too. It is progress for those without the language, and for nobody else."""
    status = Attribute("status", "unordered", tuple(Value(f"s{i}") for i in range(8)))
    later = {"age": ClockLimit(minimum=12)}
    first, others = {"status": ("s0",)}, {"status": tuple(f"s{i}" for i in range(1, 8))}
    doors = tuple(AccessRule(when=Condition(values, later)) for values in (first, others))
    pathway = town(
        (
            offer("placement", months=6),
            offer("course", raises("language", "L1"), months=6, access=doors),
            offer("training", raises("work", "job"), months=5),
        ),
        arrows("placement>training", "course>training"),
        entry=("placement", "course"),
        attributes=(WORK, LANGUAGE, status),
        clocks=(Clock("age", "fixed"),),
        space=ProfileSpace({"language": ("L0", "L1", "L2"), "status": tuple(v.key for v in status.values)}),
    )
    (finding,) = idle(pathway)
    assert (finding.profiles.count, finding.profiles.values["language"]) == (16, ("L1", "L2"))


# --- single points -------------------------------------------------------------------------------------


def two_courses_and_a_job() -> Pathway:
    """Two courses of one school lead to L2, a job of a company asks for it."""
    return town(
        (
            offer("course", raises("language", "L2"), organisation="school"),
            offer("other", raises("language", "L2"), organisation="school"),
            offer(
                "job", raises("work", "job"), access=only_for(language=("L2", "L3")), organisation="company"
            ),
        ),
        arrows("course>job", "other>job"),
        entry=("course", "other", "job"),
        attributes=(WORK, LANGUAGE, Attribute("sex", "unordered", (Value("f"), Value("m")))),
        space=ProfileSpace({"language": ("L1", "L2"), "sex": ("f", "m")}),
        organisations=(Organisation("school", "School"), Organisation("company", "Company")),
    )


def lost(pathway: Pathway) -> dict[str, int]:
    return {f.name: f.profiles.count for f in found(pathway, Code.SINGLE_POINT, thorough=True)}


def test_the_job_is_a_single_point_and_the_school_is_one() -> None:
    """Of 4 profiles (two languages, two sexes) 2 need a course, 4 need the job."""
    assert lost(two_courses_and_a_job()) == {
        "single-point.offer.job": 4,
        "single-point.organisation.school": 2,
    }


def test_what_is_law_cannot_be_lost() -> None:
    pathway = two_courses_and_a_job()
    (course, other, job) = pathway.offers
    by_law = replace(pathway, offers=(course, replace(other, kind=Kind.LEGAL_STEP), job))
    assert lost(by_law) == {"single-point.offer.job": 4}


def test_a_funding_is_lost_with_all_it_pays() -> None:
    pathway = replace(two_courses_and_a_job(), fundings=(Funding("money", "Money"),))
    paid = tuple(replace(o, funding="money", organisation=None) for o in pathway.offers)
    assert lost(replace(pathway, offers=paid)) == {
        "single-point.offer.job": 4,
        "single-point.funding.money": 4,
    }


@pytest.mark.parametrize(("persons", "limit", "told"), [(7, 7, True), (7, 8, False), (None, 8, True)])
def test_few_persons_are_not_told_of(persons: int | None, limit: int, told: bool) -> None:
    need = Need("all", minimum=persons, maximum=persons)
    limits = Settings(single_point_persons=limit)
    pathway = replace(two_courses_and_a_job(), needs=(need,), settings=limits)
    assert bool(lost(pathway)) == told


# --- law -----------------------------------------------------------------------------------------------


def course_by_status(period: Period = ALWAYS) -> Pathway:
    """Open to a permit until the end of March and to a Duldung from April on."""
    status = Attribute("status", "unordered", (Value("duldung"), Value("permit")), groups=True)
    until, afterwards = Period(None, SPRING - dt.timedelta(days=1)), Period(SPRING, None)
    (old,), (new,) = only_for(status="permit"), only_for(status="duldung")
    access = replace(old, period=until), replace(new, period=afterwards)
    course = offer("course", raises("work", "job"), months=2, access=access, period=period)
    return town(
        (course,),
        entry=("course",),
        attributes=(WORK, status),
        space=ProfileSpace({"status": ("duldung", "permit")}),
    )


def moved(pathway: Pathway) -> dict[str, int]:
    findings = found(pathway, Code.LAW_CHANGE, law_until=NEW_YEARS_EVE)
    assert all(f.day == SPRING and f.stations == ("course",) for f in findings)
    return {f.name: f.profiles.count for f in findings}


def test_a_change_of_law_closes_one_way_and_opens_another() -> None:
    pathway = course_by_status()
    assert found(pathway, Code.GAP) + found(pathway, Code.GAP_IN_TIME) == []
    assert moved(pathway) == {
        "law-change.closes.2027-04-01.permit": 1,
        "law-change.opens.2027-04-01.duldung": 1,
    }
    (event,) = over_time(pathway, asked(pathway), NEW_YEARS_EVE)
    assert (event.day, event.kind, event.loses, event.gains) == (SPRING, "law", 1, 1)
    assert (event.with_way_before, event.with_way_after, event.profiles) == (1, 1, 2)


def test_an_offer_that_ends_is_no_change_of_law() -> None:
    assert moved(course_by_status(period=Period(None, SPRING - dt.timedelta(days=1)))) == {}


def test_a_rule_that_begins_with_its_offer_is_no_change_of_law() -> None:
    pathway = course_by_status(period=Period(SPRING, None))
    (course,) = pathway.offers
    new = replace(pathway, offers=(replace(course, access=course.access[1:]),))
    assert moved(new) == {}


def test_days_outside_are_not_asked_about() -> None:
    pathway = course_by_status()
    assert over_time(pathway, asked(pathway), SPRING - dt.timedelta(days=1)) == ()
    assert [event.day for event in over_time(pathway, asked(pathway), SPRING)] == [SPRING]
    assert over_time(pathway, replace(asked(pathway), date=SPRING), NEW_YEARS_EVE) == ()
    assert NEW_YEAR < SPRING


# --- the stories ---------------------------------------------------------------------------------------


def untrue(pathway: Pathway, question: Question, *codes: Code) -> list[str]:
    document = json.loads(json.dumps(to_document(pathway)))
    told = [f for f in check(pathway, question).findings if f.code in codes]
    replays = [(f.name, replay(document, question, f)) for f in told]
    assert all(replayed.told and replayed.ending_judged for _, replayed in replays)
    return [f"{name}: {failure}" for name, replayed in replays for failure in replayed.failures()]


@settings(max_examples=30)
@given(owned_cases())
def test_stories_of_losses_are_true(case: tuple[Pathway, Question]) -> None:
    assert untrue(*case, Code.SINGLE_POINT) == []


@settings(max_examples=30)
@given(law_cases())
def test_stories_of_changes_of_law_are_true(case: tuple[Pathway, Question, dt.date]) -> None:
    pathway, question, until = case
    assert untrue(pathway, replace(question, law_until=until), Code.LAW_CHANGE) == []


@settings(max_examples=30)
@given(idle_cases())
def test_stories_of_months_without_progress_are_true(case: tuple[Pathway, Question]) -> None:
    assert untrue(*case, Code.REVOLVING_DOOR) == []


def test_a_story_under_the_wrong_law_is_refused() -> None:
    pathway = course_by_status()
    question = asked(pathway, law_until=NEW_YEARS_EVE)
    finding = next(f for f in check(pathway, question).findings if f.kind == "opens")
    document = json.loads(json.dumps(to_document(pathway)))
    assert list(replay(document, question, finding).failures()) == []
    tampered = replace(finding, kind="closes")
    assert list(replay(document, question, tampered).failures())
