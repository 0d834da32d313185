"""After every edit the session says exactly what a full check says."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from staffelstab.engine.check import Question, Report, check
from staffelstab.engine.check.checker import Checker
from staffelstab.engine.errors import InputError
from staffelstab.engine.model import Clock, Pathway, Place, ProfileSpace, add_months
from tests.engine.edits import edited
from tests.engine.strategies import COMPLETE, funded_cases, small_cases
from tests.engine.towns import (
    LANGUAGE,
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

RANDOM_CASES = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def same_after_edits(case: tuple[Pathway, Question], data: st.DataObject, edits: int) -> None:
    pathway, question = case
    checker = Checker(pathway, question)
    assert checker.report == check(pathway, question)
    for _ in range(edits):
        pathway = data.draw(edited(pathway))
        report = checker.edit(pathway)
        assert report == check(pathway, question)
        assert report is checker.report


@RANDOM_CASES
@given(small_cases(), st.data())
def test_after_random_edits_the_report_is_that_of_a_full_check(
    case: tuple[Pathway, Question], data: st.DataObject
) -> None:
    same_after_edits(case, data, 5)


@RANDOM_CASES
@given(funded_cases(), st.data())
def test_so_is_what_remains_after_a_funding(case: tuple[Pathway, Question], data: st.DataObject) -> None:
    same_after_edits(case, data, 3)


COURSE = offer("course", nothing_gained())
JOB = offer("job", raises("work", "job"))


@settings(RANDOM_CASES, max_examples=15)
@given(funded_cases(), st.data())
def test_so_are_the_questions_that_need_many_searches(
    case: tuple[Pathway, Question], data: st.DataObject
) -> None:
    pathway, question = case
    thorough = replace(question, thorough=True, law_until=add_months(question.date, 6))
    same_after_edits((pathway, thorough), data, 3)


def same_as_a_full_check(before: Pathway, *edits: Pathway) -> Report:
    checker = Checker(before, asked(before))
    for pathway in edits:
        assert checker.edit(pathway) == check(pathway, asked(pathway))
    return checker.report


def test_a_door_that_opens_elsewhere_changes_why_a_course_is_a_dead_end() -> None:
    """Nobody comes before the other offer; still it is now the one that only lacks a transition."""
    closed = replace(JOB, access=only_for(language="L3"))
    before = town((COURSE, closed), entry=("course",), attributes=(WORK, LANGUAGE))
    after = replace(before, offers=(COURSE, replace(JOB, access=only_for(language=("L0", "L3")))))
    assert same_as_a_full_check(before).finding("dead-end.no-offer.course")
    assert same_as_a_full_check(before, after).finding("dead-end.no-transition.course")


def test_a_finding_counts_anew_when_others_than_its_witness_are_concerned() -> None:
    """Only L1 comes over the bridge. When it leads on, L1 is concerned no longer; the story of L0 stays."""
    bridge = offer("bridge", access=only_for(language="L1"))
    before = town(
        (COURSE, bridge, JOB),
        arrows("course>bridge"),
        entry=("course",),
        attributes=(WORK, LANGUAGE),
        space=ProfileSpace({"language": ("L0", "L1")}),
    )
    after = replace(
        before, concept=replace(before.concept, transitions=arrows("course>bridge", "bridge>job"))
    )
    reports = same_as_a_full_check(before), same_as_a_full_check(before, after)
    found = [report.finding("dead-end.no-transition.course") for report in reports]
    assert [finding and finding.profiles.count for finding in found] == [2, 1]


def test_a_station_that_serves_nobody_any_longer_lacks_no_transition() -> None:
    """Nobody comes before it; but the story of the gap looks at all stations for one that only lacks a transition."""
    before = town((COURSE, JOB), entry=("course",))
    after = replace(before, offers=(COURSE, replace(JOB, territory=())))
    gaps = [
        report.finding("gap.never.all")
        for report in (same_as_a_full_check(before), same_as_a_full_check(before, after))
    ]
    doors = [[door.station for door in gap.witness.closed_doors] for gap in gaps if gap and gap.witness]
    assert doors == [["job"], []]


def two_banks() -> Pathway:
    """The same course with another provider on each side of the river."""
    there = Place("99001002", "Berg")
    offers = tuple(
        replace(offer_of_one, key=f"{offer_of_one.key}-{place.key}", territory=(place.key,))
        for place in (TOWN, there)
        for offer_of_one in (COURSE, JOB)
    )
    ways = tuple(f"course-{place.key}>job-{place.key}" for place in (TOWN, there))
    entry = tuple(o.key for o in offers if o.key.startswith("course"))
    return town(offers, arrows(*ways), entry=entry, places=(TOWN, there))


def test_places_that_were_alike_part_and_come_together_again() -> None:
    alike = two_banks()
    first, second = alike.concept.transitions
    parted = replace(alike, concept=replace(alike.concept, transitions=(first,)))
    narrowed = tuple(replace(o, months=2 * o.months) if o.key == second.target else o for o in alike.offers)
    same_as_a_full_check(alike, parted, alike, replace(alike, offers=narrowed), alike)


def test_words_alone_search_nothing_and_keep_every_other_finding() -> None:
    before = two_banks()
    settled = replace(before.concept.transitions[0], handover=COMPLETE)
    after = replace(
        before, concept=replace(before.concept, transitions=(settled, before.concept.transitions[1]))
    )
    checker = Checker(before, asked(before))
    told = {finding.name: finding for finding in checker.report.findings}
    report = checker.edit(after)
    (gone,) = told.keys() - {finding.name for finding in report.findings}
    assert gone == f"handover-open.incomplete.{settled.origin}>{settled.target}"
    assert all(told[finding.name] is finding for finding in report.findings)


def test_a_pathway_that_cannot_be_held_leaves_the_session_where_it_was() -> None:
    before = two_banks()
    checker = Checker(before, asked(before))
    months = tuple(range(2000))
    clocks = tuple(Clock(key, "fixed") for key in ("age", "stay"))
    huge = replace(
        before,
        scales=replace(before.scales, clocks=clocks),
        profiles=ProfileSpace({}, {"age": months, "stay": months}),
    )
    with pytest.raises(InputError):
        checker.edit(huge)
    assert checker.pathway is before
    assert checker.edit(before) == check(before, asked(before))
