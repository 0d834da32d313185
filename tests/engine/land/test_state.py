"""A whole Land gives what its districts give one by one, whatever was shared or spread on the way."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from staffelstab.engine.check import (
    Code,
    District,
    Finding,
    Persons,
    Question,
    Report,
    StateReport,
    check,
    check_all,
    check_state,
    cut_districts,
    processes,
    profile_results,
)
from staffelstab.engine.check.land.batch import checked
from staffelstab.engine.check.land.cut import cut
from staffelstab.engine.check.land.shape import shape_of
from staffelstab.engine.check.land.state import sum_of_persons
from staffelstab.engine.model import Attribute, Need, Pathway, ProfileSpace, Value
from tests.engine.land.districts import OTHER_ORDER, SAME_ORDER, lands, renamed, whole_files
from tests.engine.strategies import questions, small_pathways
from tests.engine.towns import NEW_YEAR, TOWN, arrows, offer, only_for, raises, town

WEST, EAST = "99001001", "99002001"


def without_stories(finding: Finding) -> Finding:
    """What stays the same when the tables are smaller: of no-way-in another example may be told."""
    is_example = finding.code is Code.NO_WAY_IN
    return replace(finding, witness=None, rests_on_conditions=False) if is_example else finding


@given(st.data())
def test_a_district_of_a_large_file_answers_as_if_the_file_were_asked_about_its_places(
    data: st.DataObject,
) -> None:
    whole = data.draw(whole_files())
    question = replace(data.draw(questions(whole)), places=(WEST,))
    part, border = cut(whole, [WEST])
    serves = {o.key for o in whole.offers if o.territory is None or WEST in o.territory}
    entries = tuple(key for key in whole.concept.entry_points if key in serves)
    report = check(replace(whole, concept=replace(whole.concept, entry_points=entries)), question)
    of_the_whole = [
        without_stories(f) for f in report.findings if f.code is not Code.NO_WAY_IN or f.stations[0] in serves
    ]
    of_the_cut = check_state([District("99001", "Aue", part, border)], question)
    found = of_the_cut.districts[0].report
    assert [without_stories(f) for f in found.findings] == of_the_whole
    assert replace(found, findings=()) == replace(report, findings=())
    assert list(profile_results(part, question)) == list(profile_results(whole, question))


@given(st.data())
def test_all_districts_of_a_large_file_are_found(data: st.DataObject) -> None:
    whole = data.draw(whole_files())
    question = replace(data.draw(questions(whole)), places=None)
    state, report = check_state(cut_districts(whole), question), check(whole, question)
    assert [d.key for d in state.districts] == ["99001", "99002"]
    numbers = ("profiles", "at_goal", "with_way", "with_way_if_strict", "with_way_if_lenient", "places")
    assert [getattr(state, n) for n in numbers] == [getattr(report, n) for n in numbers]
    assert state.with_way_by_place == report.with_way_by_place
    for code in (Code.GAP, Code.GAP_IN_TIME, Code.DEAD_END, Code.WAITING):
        assert profiles_of(state, code) == sum(f.profiles.count for f in report.findings if f.code is code)


def profiles_of(state: StateReport, code: Code) -> int:
    return sum(line.profiles for line in state.findings if line.code is code)


@given(lands(), st.data())
def test_every_report_is_the_one_of_the_district_alone(
    land: tuple[District, ...], data: st.DataObject
) -> None:
    question = replace(data.draw(questions(land[0].pathway)), places=None)
    state = check_state(land, question)
    assert [d.report for d in state.districts] == [check(d.pathway, question) for d in land]
    assert [d.district for d in state.districts] == list(land)


@given(small_pathways(), st.data())
def test_districts_alike_but_for_their_names_are_searched_once(pathway: Pathway, data: st.DataObject) -> None:
    question = replace(data.draw(questions(pathway)), places=None)
    searched: list[Question] = []
    twins = [District("a", "A", pathway), District("b", "B", renamed(pathway, SAME_ORDER))]

    def counting(job, tasks):  # type: ignore[no-untyped-def]
        searched.extend(question for _, question in tasks)
        return map(job, tasks)

    state = check_state(twins, question, spread=counting)
    assert len(searched) == 1
    assert [d.report for d in state.districts] == [check(d.pathway, question) for d in twins]


@given(small_pathways())
def test_names_in_another_order_are_another_shape(pathway: Pathway) -> None:
    question = Question(NEW_YEAR)
    here, there = shape_of(pathway, question), shape_of(renamed(pathway, OTHER_ORDER), question)
    assert here.content() != there.content()


def valley(key: str, persons: int = 0, *, helps: bool = True) -> Pathway:
    """A place where a job can be found, or only by those who speak the language."""
    language = Attribute("language", "ordered", (Value("none"), Value("A2")))
    job = offer(f"{key}-job", raises("work", "job"), access=only_for(language="A2"))
    course = offer(f"{key}-course", *([raises("language", "A2")] if helps else []))
    return town(
        (course, job),
        arrows(f"{course.key}>{job.key}"),
        entry=(course.key, job.key),
        attributes=(town((), entry=()).scales.attributes[0], language),
        space=ProfileSpace({"language": ("none", "A2")}),
        places=(replace(TOWN, key=key),),
        needs=(Need("n", minimum=persons, maximum=persons),) if persons else (),
    )


def test_the_land_sums_up() -> None:
    land = [
        District(k, k.upper(), valley(k, n, helps=h))
        for k, n, h in (("east", 30, True), ("north", 20, False), ("west", 7, False))
    ]
    state = check_state(land, Question(NEW_YEAR))
    assert (state.profiles, state.with_way, state.places) == (6, 4, 3)
    assert state.persons == Persons(57, 57)
    assert [d.key for d in state.worst(2)] == ["north", "west"]
    gap = next(line for line in state.findings if line.code is Code.GAP)
    assert (gap.districts, gap.findings, gap.profiles) == (("north", "west"), 2, 2)
    assert gap.persons == Persons(0, 27)
    assert gap.example == ("north", "gap.never.all")


def test_persons_nobody_counted_leave_the_sum_open_above() -> None:
    assert sum_of_persons([Persons(3, 4), Persons(None, None)]) == Persons(3, None)
    assert sum_of_persons([Persons(None, None)]) == Persons(None, None)
    assert sum_of_persons([Persons(3, 4), Persons(0, 0)]) == Persons(3, 4)


def test_a_count_over_two_districts_raises_the_upper_bound_only() -> None:
    places = (replace(TOWN, key=WEST), replace(TOWN, key=EAST))
    whole = replace(valley(WEST), places=places, needs=(Need("n", minimum=9, maximum=9),))
    state = check_state(cut_districts(whole), Question(NEW_YEAR))
    assert state.persons == Persons(0, 18)


def test_a_district_too_large_to_be_checked_is_named_and_the_others_are_checked() -> None:
    huge = valley("north")
    months = tuple(range(1500))
    clocks = {f"c{i}": months for i in range(3)}
    from staffelstab.engine.model import Clock

    scales = replace(huge.scales, clocks=tuple(Clock(key, "fixed") for key in clocks))
    huge = replace(huge, scales=scales, profiles=ProfileSpace({}, clocks))
    state = check_state(
        [District("n", "North", huge), District("e", "East", valley("e"))], Question(NEW_YEAR)
    )
    assert [d.key for d in state.districts] == ["e"]
    assert [(u.name, u.problems[0].code) for u in state.unchecked] == [("North", "too-many-profiles")]


def test_an_empty_land_has_no_findings() -> None:
    state = check_state([], Question(NEW_YEAR))
    assert (state.profiles, state.findings, state.persons) == (0, (), Persons(None, None))


def test_only_districts_with_a_place_asked_about_are_checked() -> None:
    land = [District(k, k, valley(k)) for k in ("east", "west")]
    state = check_state(land, Question(NEW_YEAR, places=("west",)))
    assert [d.key for d in state.districts] == ["west"]


def test_progress_is_told_after_every_district() -> None:
    told: list[tuple[int, int, str]] = []
    land = [District(k, k.upper(), valley(k)) for k in ("east", "north", "west")]
    check_state(land, Question(NEW_YEAR), watch=lambda *news: told.append(news))
    assert [(done, total) for done, total, _ in told] == [(1, 3), (2, 3), (3, 3)]
    assert {name for _, _, name in told} == {"EAST", "NORTH", "WEST"}


def test_whoever_leaves_in_the_middle_leaves_at_once() -> None:
    def leave(done: int, total: int, name: str) -> None:
        raise KeyboardInterrupt

    land = [District(k, k, valley(k, n)) for n, k in enumerate(("east", "north", "west"))]
    with pytest.raises(KeyboardInterrupt), processes(2) as spread:
        check_state(land, Question(NEW_YEAR), spread=spread, watch=leave)


def test_several_processes_give_the_same_result() -> None:
    land = [District(k, k, valley(k, n, helps=n % 2 == 0)) for n, k in enumerate(("east", "north", "west"))]
    question = Question(NEW_YEAR)
    with processes(2) as spread:
        spread_out = check_state(land, question, spread=spread)
        grid = check_all(
            [d.pathway for d in land], [question, replace(question, date=NEW_YEAR)], spread=spread
        )
    assert spread_out == check_state(land, question)
    assert repr(spread_out) == repr(check_state(land, question))
    assert grid == check_all([d.pathway for d in land], [question, question])


def test_variants_and_days_stand_in_rows_and_columns() -> None:
    pathways = [valley("east"), valley("west", helps=False)]
    days = [Question(NEW_YEAR), Question(NEW_YEAR.replace(year=2028))]
    reports: tuple[tuple[Report, ...], ...] = check_all(pathways, days)
    assert reports == tuple(tuple(checked((p, q)) for q in days) for p in pathways)
