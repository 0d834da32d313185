"""Towns whose answers a person can count by hand; the checker and the oracle are both asked."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from staffelstab.engine.check import check
from staffelstab.engine.check.finding import Question
from staffelstab.engine.model import (
    AccessRule,
    Attribute,
    Clock,
    ClockLimit,
    Condition,
    Effect,
    Funding,
    Handover,
    Kind,
    Offer,
    Outcome,
    Pathway,
    Period,
    ProfileSpace,
    Reading,
    Settings,
    Transition,
    TransitionState,
    Value,
    Verdict,
)
from tests.engine.answers import checked
from tests.engine.oracle import Answer, Profile, oracle
from tests.engine.towns import (
    LANGUAGE,
    NEW_YEAR,
    TOWN,
    WORK,
    arrows,
    asked,
    nothing_gained,
    offer,
    only_for,
    raises,
    town,
)

Ask = Callable[[Pathway, Question], dict[Profile, Answer]]
AGE = Clock("age", "fixed")


@pytest.fixture(params=[checked, oracle])
def ask(request: pytest.FixtureRequest) -> Ask:
    answer: Ask = request.param
    return answer


def single(ask: Ask, pathway: Pathway, **question: object) -> Answer:
    """The answer of a town in which only one profile enters."""
    (answer,) = ask(pathway, asked(pathway, **question)).values()
    return answer


# --- the chain, the dead end and the circle on thousands of profiles -----------------------------------


def scale(key: str, size: int) -> Attribute:
    return Attribute(key, "ordered", tuple(Value(f"{key}{i}") for i in range(size)))


WIDE = {"R": 6, "L": 7, "S": 5, "A": 4, "W": 2, "C": 2, "V": 4}
NARROW = {"R": 2, "L": 5, "S": 2, "A": 1, "W": 2, "C": 1, "V": 4}
"""The same town with fewer values per attribute, for the oracle."""


def failing(key: str, **change: str) -> Offer:
    """A measure of one month that succeeds in what it changes, or changes nothing."""
    success = Outcome("success", tuple(Effect(attribute, to) for attribute, to in change.items()))
    return offer(key, success, nothing_gained()) if change else offer(key, success)


def from_to(low: int, high: int, key: str) -> tuple[str, ...]:
    return tuple(f"{key}{i}" for i in range(low, high + 1))


def language_course(level: int) -> Offer:
    return replace(failing(f"lang{level}", L=f"L{level + 1}"), access=only_for(L=f"L{level}"))


def training(sizes: dict[str, int]) -> Offer:
    wanted = only_for(
        V=("V1", "V2"), L=from_to(3, sizes["L"] - 1, "L"), S=from_to(1, sizes["S"] - 1, "S"), W="W1"
    )
    return replace(failing("training", V="V3"), access=wanted)


def wide_town(
    sizes: dict[str, int], offers: Iterable[Offer], *transitions: str, entry: tuple[str, ...]
) -> Pathway:
    attributes = tuple(scale(key, size) for key, size in sizes.items())
    everything = ProfileSpace({a.key: tuple(v.key for v in a.values) for a in attributes})
    return town(
        tuple(offers),
        arrows(*transitions),
        entry=entry,
        attributes=attributes,
        goal={"V": ("V3",)},
        space=everything,
    )


@pytest.fixture(params=["check", "oracle"])
def wide(request: pytest.FixtureRequest) -> tuple[Ask, dict[str, int], int]:
    """Who is asked, the sizes of the scales, and how many profiles R, A and C multiply the others by."""
    return (checked, WIDE, 6 * 4 * 2) if request.param == "check" else (oracle, NARROW, 2)


Wide = tuple[Ask, dict[str, int], int]


def months_to_goal(answers: dict[Profile, Answer]) -> list[int]:
    return [a.goal_month for a in answers.values() if a.goal_month is not None and not a.at_goal]


def test_chain_is_gapless_for_exactly_those_who_lack_nothing_else(wide: Wide) -> None:
    ask, sizes, times = wide
    courses = [language_course(level) for level in range(3)]
    pathway = wide_town(
        sizes, [*courses, training(sizes)], "lang0>lang1", "lang1>lang2", "lang2>training", entry=("lang0",)
    )
    answers = ask(pathway, asked(pathway))
    assert len(answers) == times * sizes["L"] * sizes["S"] * 2 * 4
    assert sum(answer.at_goal for answer in answers.values()) == len(answers) // 4
    gapless = times * (sizes["S"] - 1) * 2
    assert months_to_goal(answers) == [4] * gapless
    if sizes is WIDE:
        assert (len(answers), gapless) == (13_440, 384)
    assert not any(answer.circles for answer in answers.values())


def test_bridge_without_effect_lengthens_the_way(wide: Wide) -> None:
    ask, sizes, times = wide
    offers = [language_course(2), failing("bridge"), training(sizes)]
    pathway = wide_town(sizes, offers, "lang2>bridge", "bridge>training", entry=("lang2",))
    assert months_to_goal(ask(pathway, asked(pathway))) == [3] * (times * (sizes["S"] - 1) * 2)


def test_course_with_nothing_after_it_is_a_dead_end(wide: Wide) -> None:
    """After success nothing helps; after failure the course would, but nobody is sent there again."""
    ask, sizes, times = wide
    pathway = wide_town(sizes, [language_course(0)], entry=("lang0",))
    counted = Counter(answer.dead_ends for answer in ask(pathway, asked(pathway)).values())
    stuck = frozenset({("lang0", "no-offer"), ("lang0", "no-transition")})
    assert counted[stuck] == times * sizes["S"] * 2 * 3
    assert set(counted) == {stuck, frozenset()}
    if sizes is WIDE:
        assert counted[stuck] == 1_440


def test_two_measures_that_send_to_each_other_are_a_circle(wide: Wide) -> None:
    ask, sizes, _ = wide
    offers = [failing("one"), failing("two")]
    there_and_back = wide_town(sizes, offers, "one>two", "two>one", entry=("one",))
    answers = ask(there_and_back, asked(there_and_back))
    inside = [answer for answer in answers.values() if answer.circles]
    assert len(inside) == len(answers) * 3 // 4
    assert {answer.circles for answer in inside} == {frozenset({"one", "two"})}
    there = wide_town(sizes, offers, "one>two", entry=("one",))
    assert not any(answer.circles for answer in ask(there, asked(there)).values())


def test_complete_concept_takes_one_month_per_thing_that_is_missing(wide: Wide) -> None:
    ask, sizes, times = wide
    school = replace(failing("hsa9", S="S1"), access=only_for(S="S0", L=from_to(2, sizes["L"] - 1, "L")))
    permission = replace(
        failing("permission", W="W1"), access=only_for(W="W0", R=from_to(1, sizes["R"] - 1, "R"))
    )
    coaching = replace(failing("coaching", V="V1"), access=only_for(V="V0"))
    courses = [language_course(level) for level in range(3)]
    offers = [*courses, school, permission, coaching, training(sizes)]
    keys = [o.key for o in offers]
    pathway = wide_town(sizes, offers, *(f"{a}>{b}" for a in keys for b in keys), entry=tuple(keys))
    months = months_to_goal(ask(pathway, asked(pathway, date=NEW_YEAR)))
    without_goal = times * sizes["L"] * sizes["S"] * 2 * 3
    assert len(months) == without_goal - without_goal // (2 * sizes["R"])
    if sizes is WIDE:
        assert (len(months), sum(months)) == (9_240, 26_288)


# --- time ------------------------------------------------------------------------------------------------


def at_age(*months: int) -> ProfileSpace:
    return ProfileSpace(clocks={"age": months})


def aged(minimum: int | None = None, maximum: int | None = None) -> tuple[AccessRule, ...]:
    return (AccessRule(when=Condition(clocks={"age": ClockLimit(minimum, maximum)})),)


def test_minimum_months_are_met_by_waiting(ask: Ask) -> None:
    pathway = town(
        (offer("job", raises("work", "job"), months=2, access=aged(15)),),
        entry=("job",),
        clocks=(AGE,),
        space=at_age(6),
    )
    answer = single(ask, pathway)
    assert (answer.goal_month, answer.gap) == (11, None)
    assert answer.waiting == {("", "law")}
    patient = replace(pathway, settings=Settings(waiting_months=9))
    assert single(ask, patient).waiting == frozenset()
    hasty = replace(pathway, settings=Settings(horizon_months=10))
    assert single(ask, hasty).gap == "horizon"
    assert single(ask, hasty).started == {"job"}, "it starts in month 9, it only ends too late"


@pytest.mark.parametrize(("age", "month"), [(12, 5), (13, 5), (14, None), (20, None)])
def test_maximum_months_close_the_door_behind_a_course(ask: Ask, age: int, month: int | None) -> None:
    """The course takes three months, the job asks for at most 16: 13 is early enough, 14 is not."""
    pathway = town(
        (offer("course", months=3), offer("job", raises("work", "job"), months=2, access=aged(None, 16))),
        arrows("course>job"),
        entry=("course",),
        clocks=(AGE,),
        space=at_age(age),
    )
    answer = single(ask, pathway)
    assert answer.goal_month == month
    assert answer.gap == {12: None, 13: None, 14: "closing", 20: "never"}[age]
    assert answer.dead_ends == (frozenset() if month else {("course", "closed")})


def test_measure_ends_before_its_period_and_a_legal_step_need_not(ask: Ask) -> None:
    """From 1 January a measure of three months is possible until the end of March and not a day less."""
    until = {day: Period(None, dt.date(2027, 3, day)) for day in (1, 31)}
    short = Period(None, dt.date(2027, 2, 28))
    for kind, period, month in [
        (Kind.MEASURE, until[31], 3),
        (Kind.MEASURE, until[1], 3),
        (Kind.MEASURE, short, None),
        (Kind.LEGAL_STEP, short, 3),
    ]:
        job = offer("job", raises("work", "job"), kind=kind, months=3, period=period)
        assert single(ask, town((job,), entry=("job",))).goal_month == month


def test_end_of_the_funding_counts_like_the_end_of_the_offer(ask: Ask) -> None:
    job = offer("job", raises("work", "job"), months=3, funding="money")
    money = Funding("money", "Money", Period(None, dt.date(2027, 2, 28)))
    pathway = town((job,), entry=("job",), fundings=(money,))
    assert single(ask, pathway).gap == "closing"
    ended = replace(money, period=Period(None, dt.date(2026, 12, 31)))
    assert single(ask, replace(pathway, fundings=(ended,))).gap == "never"


@pytest.mark.parametrize(("starts", "months"), [((2,), 1), ((5,), 4), ((5, 9), 4), ((1,), 0)])
def test_course_starts_only_in_its_months(ask: Ask, starts: tuple[int, ...], months: int) -> None:
    pathway = town((offer("job", raises("work", "job"), months=2, start_months=starts),), entry=("job",))
    answer = single(ask, pathway)
    assert answer.goal_month == months + 2
    assert answer.waiting == ({("", "course-start")} if months > 3 else frozenset())


def test_waiting_for_the_law_is_not_a_matter_of_course_starts(ask: Ask) -> None:
    job = offer("job", raises("work", "job"), start_months=(9,), access=aged(18))
    pathway = town((job,), entry=("job",), clocks=(AGE,), space=at_age(12))
    assert single(ask, pathway).goal_month == 9
    assert single(ask, pathway).waiting == {("", "law")}


def test_last_day_of_the_month_stands_for_a_day_the_month_lacks(ask: Ask) -> None:
    """From 31 January the next month begins on 28 February: a door of 1 March opens in month 2."""
    for opens, month in [(dt.date(2027, 2, 28), 1), (dt.date(2027, 3, 1), 2)]:
        job = offer("job", raises("work", "job"), kind=Kind.LEGAL_STEP, months=0, period=Period(opens, None))
        pathway = town((job,), entry=("job",))
        assert single(ask, pathway, date=dt.date(2027, 1, 31)).goal_month == month


def test_begun_by_asks_for_the_day_the_clock_began(ask: Ask) -> None:
    """Six months before 1 January 2027 is 1 July 2026."""
    for day, gap in [(dt.date(2026, 7, 1), None), (dt.date(2026, 6, 30), "never")]:
        rule = AccessRule(when=Condition(begun_by={"age": day}))
        job = offer("job", raises("work", "job"), access=(rule,))
        pathway = town((job,), entry=("job",), clocks=(AGE,), space=at_age(6))
        assert single(ask, pathway).gap == gap


@pytest.mark.parametrize(("from_start", "month"), [(False, 10), (True, 7)])
def test_since_clock_begins_at_the_end_of_the_step_or_at_its_start(
    ask: Ask, from_start: bool, month: int
) -> None:
    """A course of three months gives L1; the job asks for six months with it and takes one."""
    held = Clock("held", "since", attribute="language", values=("L1", "L2"), from_start=from_start)
    rule = AccessRule(when=Condition(clocks={"held": ClockLimit(6)}))
    pathway = town(
        (
            offer("course", raises("language", "L1"), months=3),
            offer("job", raises("work", "job"), access=(rule,)),
        ),
        arrows("course>job"),
        entry=("course",),
        attributes=(WORK, LANGUAGE),
        clocks=(held,),
    )
    assert single(ask, pathway).goal_month == month


def test_since_clock_goes_on_inside_its_values_and_ends_outside(ask: Ask) -> None:
    held = Clock("held", "since", attribute="language", values=("L1", "L2"))
    rule = AccessRule(when=Condition(clocks={"held": ClockLimit(6)}))
    job = offer("job", raises("work", "job"), access=(rule,))
    for to, month in [("L2", 6), ("L3", None)]:
        pathway = town(
            (offer("course", raises("language", to), months=2), job),
            arrows("course>job"),
            entry=("course",),
            attributes=(WORK, LANGUAGE),
            clocks=(held,),
            space=ProfileSpace({"language": ("L1",)}, {"held": (1,)}),
        )
        assert single(ask, pathway).goal_month == month, "one month at entry, six after five months"


# --- what stands in the way ------------------------------------------------------------------------------


def test_causes_of_a_dead_end(ask: Ask) -> None:
    course = offer("course", raises("language", "L1"))
    job = offer("job", raises("work", "job"))
    other = offer("other", raises("work", "job"), access=only_for(language="L3"))
    for offers, transitions, cause in [
        ((course, job), (), "no-transition"),
        ((course, other), ("course>other",), "closed"),
        ((course, other), (), "no-offer"),
        ((course, job, other), ("course>other",), "no-transition"),
        ((course, offer("coffee")), ("course>coffee",), "no-offer"),
    ]:
        pathway = town(offers, arrows(*transitions), entry=("course",), attributes=(WORK, LANGUAGE))
        assert ("course", cause) in single(ask, pathway).dead_ends


def test_later_loss_does_not_count_as_progress(ask: Ask) -> None:
    """A better legal position that costs the language reached is no progress."""
    status = Attribute("status", "unordered", (Value("low", rank=0), Value("high", rank=1), Value("other")))
    for to, stuck in [("high", False), ("other", True), ("low", True)]:
        change = offer("change", Outcome("changed", (Effect("status", to),)))
        pathway = town(
            (offer("course"), change), arrows("course>change"), entry=("course",), attributes=(WORK, status)
        )
        assert (("course", "no-offer") in single(ask, pathway).dead_ends) is stuck


def test_accompaniment_is_the_hand_that_opens_a_transition(ask: Ask) -> None:
    advice = offer("advice", kind=Kind.ACCOMPANIMENT)
    course, job = offer("course", months=2), offer("job", raises("work", "job"))
    over_advice = town((course, advice, job), arrows("course>advice", "advice>job"), entry=("course",))
    answer = single(ask, over_advice)
    assert answer.goal_month == 3
    assert answer.transitions_used == {("course", "advice"), ("advice", "job")}


def test_only_those_who_had_nothing_but_advice_are_stuck_with_it(ask: Ask) -> None:
    advice = offer("advice", kind=Kind.ACCOMPANIMENT)
    course, job = offer("course"), offer("job", raises("work", "job"))
    for entry, stuck in [(("course", "advice"), {("advice", "no-transition")}), (("course",), set())]:
        pathway = town((course, advice, job), arrows("course>advice", "course>job"), entry=entry)
        assert single(ask, pathway).dead_ends == stuck


@pytest.mark.parametrize(
    ("kind", "month"), [(Kind.ACCOMPANIMENT, 4), (Kind.LEGAL_STEP, 5), (Kind.MEASURE, None)]
)
def test_what_runs_beside_leaves_people_at_their_measure(ask: Ask, kind: Kind, month: int | None) -> None:
    """Nothing leads on from the permit; who is still in the course goes on from there with it."""
    permission = Attribute("permission", "ordered", (Value("none"), Value("permitted")))
    permit = offer("permit", raises("permission", "permitted"), kind=kind)
    job = offer("job", raises("work", "job"), access=only_for(permission="permitted"))
    pathway = town(
        (offer("course", months=3), permit, job),
        arrows("course>permit", "course>job"),
        entry=("course",),
        attributes=(WORK, permission),
    )
    assert single(ask, pathway).goal_month == month
    at_once = replace(pathway, concept=replace(pathway.concept, entry_points=("permit", "job")))
    assert single(ask, at_once).goal_month == (None if month is None else month - 3), "likewise at the start"


def test_circle_through_accompaniment_is_a_circle_of_its_measures(ask: Ask) -> None:
    advice = offer("advice", kind=Kind.ACCOMPANIMENT)
    pathway = town((offer("course"), advice), arrows("course>advice", "advice>course"), entry=("course",))
    assert single(ask, pathway).circles == {"course"}


def test_repeating_what_can_fail_is_a_circle_only_when_it_is_agreed(ask: Ask) -> None:
    job = offer("job", raises("work", "job"), nothing_gained())
    for transitions, circles in [((), frozenset()), (("job>job",), {"job"})]:
        assert single(ask, town((job,), arrows(*transitions), entry=("job",))).circles == circles


@pytest.mark.parametrize(("most", "too_many"), [(1, True), (2, True), (3, False), (4, False)])
def test_measures_are_counted_and_legal_steps_are_not(ask: Ask, most: int, too_many: bool) -> None:
    offers = (
        offer("first"),
        offer("permit", kind=Kind.LEGAL_STEP),
        offer("second"),
        offer("job", raises("work", "job")),
    )
    pathway = town(
        offers,
        arrows("first>permit", "permit>second", "second>job"),
        entry=("first",),
        settings=Settings(most_measures=most),
    )
    assert single(ask, pathway).too_many is too_many


def test_readings_admit_their_grades(ask: Ask) -> None:
    open_to = {
        Verdict.ENTITLED: set(Reading),
        Verdict.OPEN: set(Reading),
        Verdict.CONDITIONAL: {Reading.DEFAULT, Reading.LENIENT},
        Verdict.DISCRETIONARY: {Reading.LENIENT},
        Verdict.UNKNOWN: {Reading.LENIENT},
        Verdict.SUSPENDED: {Reading.LENIENT},
        Verdict.CLOSED: set(),
        Verdict.NOT_APPLICABLE: set(),
    }
    assert set(open_to) == set(Verdict)
    for verdict, readings in open_to.items():
        pathway = town((offer("job", raises("work", "job"), access=(AccessRule(verdict),)),), entry=("job",))
        reached = {reading for reading in Reading if single(ask, pathway, reading=reading).gap is None}
        assert reached == readings, verdict


def test_free_text_condition_is_never_more_certain_than_conditional(ask: Ask) -> None:
    pathway = town(
        (offer("job", raises("work", "job"), conditions=("A place must be free.",)),), entry=("job",)
    )
    assert single(ask, pathway, reading=Reading.STRICT).gap == "never"
    assert single(ask, pathway).gap is None


def test_transitions_count_from_the_state_asked_for(ask: Ask) -> None:
    offers = (offer("course"), offer("job", raises("work", "job")))
    for state, counting in [
        (TransitionState.POSSIBLE, {TransitionState.POSSIBLE}),
        (TransitionState.AIMED, {TransitionState.POSSIBLE, TransitionState.AIMED}),
        (TransitionState.AGREED, set(TransitionState)),
    ]:
        pathway = town(offers, (Transition("course", "job", state),), entry=("course",))
        assert {s for s in TransitionState if single(ask, pathway, transitions=s).gap is None} == counting


def test_target_group_of_a_transition_is_asked_when_the_step_begins(ask: Ask) -> None:
    offers = (offer("course", months=2), offer("job", raises("work", "job")))
    when = Condition(clocks={"age": ClockLimit(8)})
    pathway = town(
        offers,
        (Transition("course", "job", TransitionState.AGREED, when),),
        entry=("course",),
        clocks=(AGE,),
        space=at_age(1),
    )
    answer = single(ask, pathway)
    assert answer.goal_month == 8
    assert answer.waiting == {("course", "law")}


def test_offer_of_another_place_is_closed_here(ask: Ask) -> None:
    for territory, gap in [(None, None), ((TOWN.key,), None), (("99009999",), "never"), ((), "never")]:
        pathway = town((offer("job", raises("work", "job"), territory=territory),), entry=("job",))
        assert single(ask, pathway).gap == gap


def test_ladder_applies_from_its_source_and_below_its_top(ask: Ask) -> None:
    ladder = offer("ladder", raises("language", "L2", "L1"))
    everybody = ProfileSpace({"language": ("L0", "L1", "L2", "L3")})
    pathway = town(
        (ladder,), entry=("ladder",), attributes=(LANGUAGE,), goal={"language": ("L2",)}, space=everybody
    )
    found = {dict(p.values)["language"]: a.goal_month for p, a in ask(pathway, asked(pathway)).items()}
    assert found == {"L0": None, "L1": 1, "L2": 0, "L3": None}


# --- the report ------------------------------------------------------------------------------------------


def test_funding_that_ends_opens_a_gap_on_the_day_after() -> None:
    course = offer("course", funding="money", period=Period(None, dt.date(2027, 6, 30)))
    job = offer("job", raises("work", "job"))
    money = Funding("money", "Money", Period(None, dt.date(2027, 6, 30)), is_programme=True)
    pathway = town((course, job), arrows("course>job"), entry=("course",), fundings=(money,))
    (found,) = [f for f in check(pathway, asked(pathway)).findings if f.code == "after-funding"]
    assert (found.funding, found.profiles.count) == ("money", 1)
    (answer,) = oracle(pathway, asked(pathway)).values()
    assert answer.after_funding == {"money"}
    regular = town((course, job), arrows("course>job"), entry=("course", "job"), fundings=(money,))
    assert [f for f in check(regular, asked(regular)).findings if f.code == "after-funding"] == []


def test_open_handover_is_found_only_where_somebody_is_handed_over() -> None:
    complete = Handover("counsellor", "teacher", "in person", 14, "certificate", "in writing")
    offers = (offer("course"), offer("job", raises("work", "job")), offer("island"))
    pathway = town(
        offers,
        (
            Transition("course", "job", TransitionState.AGREED, handover=Handover("counsellor")),
            Transition("course", "course", TransitionState.AGREED, handover=complete),
            Transition("island", "job", TransitionState.AGREED),
        ),
        entry=("course",),
    )
    report = check(pathway, asked(pathway))
    (handover,) = [f for f in report.findings if f.code == "handover-open"]
    assert handover.transition == ("course", "job")
    assert set(handover.missing_parts) == {"receives", "procedure", "within_days", "papers", "consent"}
    assert [f.stations for f in report.findings if f.code == "no-way-in"] == [("island",)]


def test_report_counts_the_ways_under_every_reading() -> None:
    place = ProfileSpace({"work": ("none", "job"), "language": ("L0", "L1")})
    job = offer(
        "job",
        raises("work", "job"),
        access=(
            AccessRule(when=Condition({"language": ("L0",)})),
            AccessRule(Verdict.DISCRETIONARY, Condition({"language": ("L1",)})),
        ),
    )
    pathway = town((job,), entry=("job",), attributes=(WORK, LANGUAGE), space=place)
    report = check(pathway, asked(pathway))
    assert (report.profiles, report.at_goal, report.with_way) == (4, 2, 3)
    assert (report.with_way_if_strict, report.with_way_if_lenient) == (3, 4)
