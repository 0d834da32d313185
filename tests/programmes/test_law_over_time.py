"""Which days of the law timeline change a way on the shipped districts, and which do not, and why."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache

import pytest

from staffelstab.engine.check import Event, Question, over_time
from staffelstab.engine.model import Pathway
from staffelstab.programmes import districts
from staffelstab.programmes.law_timeline import law_changes

TODAY = dt.date(2026, 11, 23)
DURCHSTARTEN = "kreis_wesel_2020_2023"
"""The one district that keeps the rules of all these years; the others know the rules of their own day."""


@cache
def district(horizon: int = 48) -> Pathway:
    pathway = districts.load(DURCHSTARTEN, "de")
    return replace(pathway, settings=replace(pathway.settings, horizon_months=horizon))


@cache
def events(horizon: int = 48) -> dict[dt.date, Event]:
    pathway = district(horizon)
    assert pathway.date
    laws = [e for e in over_time(pathway, Question(pathway.date), TODAY) if e.kind == "law"]
    return {event.day: event for event in laws}


def first_day(key: str) -> dt.date:
    return next(change.first_day for change in law_changes() if change.key == key)


def test_the_end_of_2022_opens_ways() -> None:
    """Courses for all asylum seekers; § 25a and § 25b for people whose identity bars them from work."""
    event = events()[first_day("courses_opened_2022")]
    assert (event.loses, event.gains) == (0, 15_080)
    assert {f.group["status"]: f.stations for f in event.findings} == {
        "gestattung": ("bsk_b2",),
        "duldung_arbeitsverbot": ("step_25a", "step_25b"),
    }


@pytest.mark.parametrize(
    ("key", "stations"),
    [
        ("work_access_2024", {"agh_5_asylblg", "ausbildung_dual", "job_sv", "step_arbeitserlaubnis"}),
        ("eq_placement_2024", {"eq_54a"}),
        ("bae_mandatory_2024", {"bae_76"}),
        ("admission_stop_2025", {"integrationskurs", "alphakurs"}),
        ("job_language_recast_2026", {"bsk_a2_b1"}),
        ("work_access_2026", {"ausbildung_dual", "job_sv", "step_arbeitserlaubnis"}),
    ],
)
def test_these_days_change_rules_but_nobody_loses_or_gains_a_way(key: str, stations: set[str]) -> None:
    event = events()[first_day(key)]
    assert set(event.stations) == stations
    assert (event.loses, event.gains) == (0, 0)


def test_work_access_of_2024_shortens_waits_that_four_years_have_room_for() -> None:
    """With half a year to look ahead it is another matter."""
    event = events(horizon=6)[first_day("work_access_2024")]
    assert (event.loses, event.gains) == (0, 26_000)
    assert {station for f in event.findings for station in f.stations} == {"ausbildung_dual", "job_sv"}


def test_2022_closes_ways_for_those_who_are_in_a_hurry() -> None:
    """§ 25a now asks for twelve months of Duldung: within nine months of entry that cannot be met."""
    event = events(horizon=9)[first_day("courses_opened_2022")]
    closed = [f for f in event.findings if f.kind == "closes"]
    assert [(f.group["status"], f.stations, f.profiles.count) for f in closed] == [
        ("duldung_arbeitsverbot", ("step_25a",), 1_248)
    ]


def test_the_admission_stop_ends_what_the_usual_reading_never_counted() -> None:
    """Before it the authority decides at its discretion, after it admission is suspended."""
    course = district().offer("integrationskurs")
    stop = first_day("admission_stop_2025")
    for_asylum_seekers = [rule for rule in course.access if rule.when.values.get("status") == ("gestattung",)]
    day_before = stop - dt.timedelta(days=1)
    verdicts = [
        str(rule.verdict)
        for day in (day_before, stop)
        for rule in for_asylum_seekers
        if rule.period.contains(day)
    ]
    assert verdicts == ["discretionary", "suspended"]


@pytest.mark.parametrize(
    ("key", "why"),
    [
        ("training_permit_2024", "no station of the district is a door to § 16g"),
        ("youth_courses_abolished_2024", "the youth course itself ends: an offer ends, no rule changes"),
        ("opportunity_permit_end_2025", "the district has no station for § 104c"),
    ],
)
def test_these_days_are_none_of_this_district(key: str, why: str) -> None:
    assert first_day(key) not in events(), why


def test_the_youth_course_ends_as_an_offer() -> None:
    course = district().offer("jugendintegrationskurs")
    assert course.period.valid_to == first_day("youth_courses_abolished_2024") - dt.timedelta(days=1)


@pytest.mark.parametrize("name", sorted(set(districts.names()) - {DURCHSTARTEN}))
def test_the_law_of_today_has_no_day_of_change_ahead(name: str) -> None:
    pathway = districts.load(name, "de")
    assert pathway.date
    ahead = over_time(pathway, Question(pathway.date), pathway.date.replace(year=pathway.date.year + 3))
    assert [event for event in ahead if event.kind == "law"] == []
