"""Losses, changes of law and months without progress in words, and the days of a timeline."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from staffelstab.engine.check import Code, Event, Finding, Persons
from staffelstab.engine.wording import Words
from tests.engine.wording.lindental import DAY, course, lindental, made_up, witness

PATHWAY = lindental()
DE, EN = Words("de"), Words("en")
LATER = dt.date(2027, 12, 31)


def ending(finding: Finding) -> str:
    return DE.story(finding, PATHWAY)[-1]


def test_months_without_progress_are_counted_in_measures_only() -> None:
    """Six months with A1, then five without anything, then the last step, which reaches the goal."""
    idle = course(changed={}, starts=8, ends=13)
    advice = course(station="beratung", changed={}, starts=13, ends=13)
    last = course(changed={}, starts=13, ends=17)
    way = (course(), idle, advice, last)
    finding = made_up(
        Code.REVOLVING_DOOR, "mostly-without-progress", group={}, witness=replace(witness(), way=way)
    )
    assert ending(finding) == (
        "In Maßnahmen vergehen auf diesem Weg 15 Monate, davon ohne Fortschritt 5 Monate. "
        "Auf keinem anderen Weg zum Ziel ist es höchstens die Hälfte."
    )
    assert DE.finding(finding, PATHWAY).startswith(
        "Es gibt Ausgangslagen, von denen auf jedem Weg zum Ziel mehr als die Hälfte der Monate in Maßnahmen ohne "
        "Fortschritt vergeht. "
    )


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        ("offer", "Ohne »Vorkurs« kein Weg"),
        ("organisation", "Ohne Volkshochschule Lindental kein Weg"),
        ("funding", "Ohne »Brücke Lindental« kein Weg"),
    ],
)
def test_what_everything_hangs_on_is_named(kind: str, title: str) -> None:
    without_doors = replace(witness(), closed_doors=())
    finding = made_up(Code.SINGLE_POINT, kind, group={}, organisations=("vhs",), witness=without_doors)
    assert DE.title(finding, PATHWAY) == title
    said = DE.finding(finding, PATHWAY)
    assert "innerhalb von 2 Jahren keinen Weg mehr zu einem Ziel. Bisher gibt es einen." in said
    assert ending(finding) == (
        "Damit ist am 01.09.2027 ein Ziel erreicht. Ohne »Vorkurs« gibt es diesen Weg nicht und keinen anderen, der "
        "innerhalb von 2 Jahren zu einem Ziel führt."
    )


def test_a_closing_way_is_told_under_the_law_of_the_day_before() -> None:
    without_doors = replace(witness(), closed_doors=())
    closes = made_up(Code.LAW_CHANGE, "closes", stations=("vorkurs",), witness=without_doors)
    assert DE.title(closes, PATHWAY) == "Am 01.01.2027 schließt sich ein Weg (Duldung)"
    assert DE.finding(closes, PATHWAY).startswith(
        "Am 01.01.2027 ändern sich Zugangsregeln: »Vorkurs«. Wer so beginnt, hat davor innerhalb von 2 Jahren einen "
        "Weg zu einem Ziel, danach "
    )
    assert DE.story(closes, PATHWAY)[0].startswith(
        "Diese Geschichte gilt mit den Zugangsregeln vom 31.12.2026;"
    )
    assert "Mit den Zugangsregeln vom 01.01.2027 gibt es diesen Weg nicht" in ending(closes)
    opens = replace(closes, kind="opens")
    assert DE.story(opens, PATHWAY)[0].startswith(
        "Diese Geschichte gilt mit den Zugangsregeln vom 01.01.2027;"
    )
    assert "Mit den Zugangsregeln bis zum Tag vor dem 01.01.2027 gibt es diesen Weg nicht" in ending(opens)


EVENT = Event(
    day=DAY,
    kind="law",
    stations=("vorkurs", "schule"),
    profiles=6000,
    with_way_before=5000,
    with_way_after=4900,
    loses=120,
    gains=20,
    loses_persons=Persons(3, 40),
    gains_persons=Persons(None, None),
    findings=(),
)


def test_a_day_is_told_with_its_numbers() -> None:
    assert DE.event_title(EVENT, PATHWAY) == "Zugangsregeln ändern sich"
    assert DE.event(EVENT, PATHWAY) == (
        "Es geht um: »Vorkurs« und »Schulabschlusslehrgang«.",
        "Rechtzeitig zu einem Ziel kommen davor 5.000 und danach 4.900 von 6.000 geprüften Lagen.",
        "Ihren Weg verlieren 120 Lagen, 3 bis 40 Personen.",
        "Einen Weg gewinnen 20 Lagen, Personenzahl unbekannt.",
    )


def test_a_day_that_moves_nobody_is_short() -> None:
    quiet = replace(EVENT, kind="funding-ends", funding="bruecke", stations=("vorkurs",), loses=0, gains=0)
    assert DE.event_title(quiet, PATHWAY) == "Ende der Förderung »Brücke Lindental«"
    assert EN.event(quiet, PATHWAY)[-1] == "No way closes and none opens."


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "endet keine befristete Förderung"),
        (1, "1 Änderung zwischen dem"),
        (2, "2 Änderungen zwischen dem"),
    ],
)
def test_the_summary_counts_the_days(count: int, said: str) -> None:
    (line,) = DE.timeline_summary([EVENT] * count, DAY, LATER, PATHWAY)
    assert said in line


def test_a_file_asked_about_its_past_says_what_it_cannot_know() -> None:
    before = DAY - dt.timedelta(days=400)
    assert "Der Stichtag der Datei ist der" in DE.timeline_summary([], before, LATER, PATHWAY)[-1]
