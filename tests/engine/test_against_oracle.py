"""On random small concepts check and oracle agree on every profile, and the report gathers just that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from hypothesis import given

from staffelstab.engine.check import check
from staffelstab.engine.check.finding import Code, Finding, Question, Report
from staffelstab.engine.model import Kind, Pathway
from tests.engine.answers import checked
from tests.engine.oracle import Answer, Profile, never_entered, oracle
from tests.engine.strategies import funded_cases, small_cases

Case = tuple[Pathway, Question]
Key = tuple[object, ...]


def without_funding(answer: Answer) -> dict[str, object]:
    return {name: value for name, value in vars(answer).items() if name != "after_funding"}


@given(small_cases())
def test_every_answer_of_every_profile(case: Case) -> None:
    expected, found = oracle(*case), checked(*case)
    assert set(found) == set(expected)
    for profile, answer in expected.items():
        assert without_funding(found[profile]) == without_funding(answer), profile


def groups_of(pathway: Pathway, profile: Profile) -> frozenset[tuple[str, str]]:
    grouping = {attribute.key for attribute in pathway.scales.attributes if attribute.groups}
    return frozenset((key, value) for key, value in profile.values if key in grouping)


def names_for(pathway: Pathway, profile: Profile, answer: Answer) -> Iterator[Key]:
    """The findings that this profile belongs to, circles apart."""
    if answer.gap:
        code = Code.GAP if answer.gap == "never" else Code.GAP_IN_TIME
        yield code, answer.gap, groups_of(pathway, profile)
    for station, cause in answer.dead_ends:
        yield Code.DEAD_END, cause, station
    if answer.too_many:
        yield Code.REVOLVING_DOOR, "too-many-measures"
    for station, kind in answer.waiting:
        yield Code.WAITING, kind, station
    for funding in answer.after_funding:
        yield Code.AFTER_FUNDING, "gap-opens", funding, groups_of(pathway, profile)
    open_ones = {(t.origin, t.target) for t in pathway.concept.transitions if t.handover.missing()}
    for transition in answer.transitions_used & open_ones:
        yield Code.HANDOVER_OPEN, "incomplete", transition


def name_of(finding: Finding) -> Key:
    group = frozenset(finding.group.items())
    about: Mapping[Code, tuple[object, ...]] = {
        Code.GAP: (group,),
        Code.GAP_IN_TIME: (group,),
        Code.DEAD_END: finding.stations,
        Code.WAITING: finding.stations[:-1] or ("",),  # the last one is what is waited for
        Code.AFTER_FUNDING: (finding.funding, group),
        Code.HANDOVER_OPEN: (finding.transition,),
    }
    return finding.code, finding.kind, *about.get(finding.code, ())


def gathered(pathway: Pathway, answers: Mapping[Profile, Answer]) -> Counter[Key]:
    return Counter(
        name for profile, answer in answers.items() for name in names_for(pathway, profile, answer)
    )


GATHERED_OTHERWISE = {Code.NO_WAY_IN, Code.HANDOVER_UNBACKED, Code.OVERLAP, Code.DOUBLE_FUNDING}
"""Below, or in test_offers_against_oracle.py."""


def is_gathered_otherwise(finding: Finding) -> bool:
    return finding.code in GATHERED_OTHERWISE or finding.kind == "circle"


@given(small_cases())
def test_report_gathers_the_answers(case: Case) -> None:
    check_gathering(*case)


@given(funded_cases())
def test_report_gathers_the_answers_where_a_funding_ends(case: Case) -> None:
    check_gathering(*case)


def check_gathering(pathway: Pathway, question: Question) -> None:
    answers, report = oracle(pathway, question), check(pathway, question)
    counted = [f for f in report.findings if not is_gathered_otherwise(f)]
    found = {name_of(finding): finding.profiles.count for finding in counted}
    assert len(found) == len(counted), "two findings of one kind about one thing"
    assert found == gathered(pathway, answers)
    assert len({f.name for f in report.findings}) == len(report.findings)
    check_circles(report, pathway, answers)
    check_never_entered(report, pathway, answers)


def check_circles(report: Report, pathway: Pathway, answers: Mapping[Profile, Answer]) -> None:
    """A circle also names accompaniment it passes and measures that are only reached after the horizon."""
    circles = [answer.circles for answer in answers.values() if answer.circles]
    findings = [finding for finding in report.findings if finding.kind == "circle"]
    named = set().union(*(measures_of(pathway, finding) for finding in findings))
    assert set().union(*circles) <= named
    for finding in findings:
        assert 0 < finding.profiles.count <= sum(bool(set(finding.stations) & circle) for circle in circles)
    assert len(circles) <= sum(finding.profiles.count for finding in findings)


def measures_of(pathway: Pathway, finding: Finding) -> set[str]:
    return {station for station in finding.stations if pathway.offer(station).kind is Kind.MEASURE}


def check_never_entered(report: Report, pathway: Pathway, answers: Mapping[Profile, Answer]) -> None:
    found = [f.stations for f in report.findings if f.code is Code.NO_WAY_IN]
    assert sorted(found) == sorted((station,) for station in never_entered(pathway, answers))


@given(small_cases())
def test_report_counts_the_ways(case: Case) -> None:
    pathway, question = case
    answers, report = oracle(pathway, question), check(pathway, question)
    horizon = pathway.settings.horizon_months
    in_time = [a for a in answers.values() if a.goal_month is not None and a.goal_month <= horizon]
    assert (report.profiles, report.with_way) == (len(answers), len(in_time))
    assert report.at_goal == sum(a.at_goal for a in answers.values())
    assert report.with_way_if_strict <= report.with_way_if_lenient


@given(small_cases())
def test_same_question_gives_the_same_report(case: Case) -> None:
    assert check(*case) == check(*case)
