"""The story of a finding: every step with its date, its result, and what somebody has to know about it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from staffelstab.engine.check import Code, Finding, Question, Report, check
from staffelstab.engine.wording import Words
from tests.engine.wording.lindental import DAY, course, lindental, made_up, witness

PATHWAY = lindental()
DE, EN = Words("de"), Words("en")


@pytest.fixture(scope="module")
def report() -> Report:
    return check(PATHWAY, Question(DAY))


def story(finding: Finding | None) -> tuple[str, ...]:
    assert finding is not None
    return DE.story(finding, PATHWAY)


def test_a_dead_end_is_told_from_entry_to_the_closed_doors() -> None:
    assert story(made_up(Code.DEAD_END, "closed")) == (
        "So beginnt die Geschichte: Aufenthaltsstatus »Duldung«; Deutsch »unter A1«; Schulabschluss »kein "
        "Abschluss«; Arbeit »noch nichts«; Alter 18 Jahre; Aufenthalt 6 Monate; Duldungszeit 6 Monate.",
        "Wohnort ist Steinach.",
        "Bis zum nächsten Schritt heißt es warten: 2 Monate.",
        "Am 01.03.2027 beginnt »Vorkurs« bei Volkshochschule Lindental, Dauer 6 Monate, Ende am 01.09.2027.",
        "Der Zugang hängt an Bedingungen, die jemand prüfen muss.",
        "Zum Zugang: Nur nach Beratung.",
        "Das hat niemand geprüft, bitte klären: Kinderbetreuung ist gesichert.",
        "Zu beachten: Der Kurs füllt sich schnell.",
        "Das Ergebnis ist »A1 erreicht«: Deutsch steigt von »unter A1« auf A1.",
        "Von hier geht es nicht weiter.",
        "»Schulabschlusslehrgang« öffnet sich nicht: Deutsch ist A1, verlangt wird mindestens A2.",
        "»Abendkurs Deutsch« wäre offen, aber von hier ist kein Übergang dorthin vorgesehen.",
    )


def test_a_clock_that_does_not_run_is_not_told() -> None:
    permit = made_up(Code.DEAD_END, "closed")
    assert permit.witness is not None
    values = {**permit.witness.profile.values, "status": "erlaubnis"}
    entry = replace(permit.witness.profile, values=values)
    told = story(replace(permit, witness=replace(permit.witness, profile=entry)))
    assert "Duldungszeit" not in told[0] and "Aufenthalt 6 Monate" in told[0]


def test_a_dead_end_without_any_door() -> None:
    for kind, said in (
        ("no-offer", "Kein Angebot im Gesamtkonzept"),
        ("closed", "bringen von hier keinen Fortschritt"),
    ):
        told = story(made_up(Code.DEAD_END, kind, witness=replace(witness(), closed_doors=())))
        assert said in told[-1]


def test_a_failed_step_says_so() -> None:
    failed = course(outcome="none", is_failure=True, changed={})
    told = story(
        made_up(Code.DEAD_END, "no-offer", witness=replace(witness(), way=(failed,), closed_doors=()))
    )
    assert "Es gelingt nicht, das Ergebnis ist »A1 nicht erreicht«: an der Lage ändert sich nichts." in told


def test_losses_and_changes_without_order_have_their_own_words() -> None:
    step = course(outcome="?", changed={"language": ("B1", "A2"), "status": ("duldung", "arbeitsverbot")})
    told = story(made_up(Code.DEAD_END, "no-offer", witness=replace(witness(), way=(step,), closed_doors=())))
    assert (
        "Danach gilt: Deutsch fällt von B1 auf A2 und "
        "Aufenthaltsstatus wechselt von »Duldung« zu »Duldung mit Arbeitsverbot«."
    ) in told


def test_a_circle_ends_where_it_began(report: Report) -> None:
    told = story(report.finding("revolving-door.circle.praktikum+werkstatt"))
    begins = told.index("Von hier führt der Weg im Kreis.")
    assert "»Werkstattjahr«" in told[begins - 2]
    assert (
        told[-1]
        == "Damit ist die Person wieder bei »Werkstattjahr«, und an ihrer Lage hat sich nichts geändert."
    )


def test_accompaniment_takes_no_time(report: Report) -> None:
    told = story(report.finding("revolving-door.circle.praktikum+werkstatt"))
    assert "Ab dem 01.01.2027 begleitet »Beratung« bei Werkstatt Lindental gGmbH." in told


def test_waiting_ends_with_what_is_waited_for(report: Report) -> None:
    told = story(report.finding("waiting.law.schule"))
    assert (
        "Weiter geht es erst am 01.01.2030 mit »Beschäftigungserlaubnis«, nach 17 Monaten Wartezeit." in told
    )


def test_a_late_goal_says_when_it_is_reached(report: Report) -> None:
    told = story(report.finding("gap-in-time.horizon.duldung"))
    assert told[-1] == (
        "Das Ziel ist damit erst am 01.04.2030 erreicht, nach 3 Jahren und 3 Monaten; "
        "betrachtet werden 2 Jahre."
    )


def test_too_many_measures_are_counted() -> None:
    steps = (*(course() for _ in range(5)), course(station="beratung"))
    told = story(made_up(Code.REVOLVING_DOOR, "too-many-measures", witness=replace(witness(), way=steps)))
    assert told[-1] == "Das sind 5 Maßnahmen; höchstens 4 sollen es sein."


def test_a_handover_is_told_with_the_step_over_it(report: Report) -> None:
    told = story(report.finding("handover-open.incomplete.abendkurs>schule"))
    assert any("beginnt »Schulabschlusslehrgang«" in sentence for sentence in told)
    assert told[-1] == (
        "Auf diesem Weg geht die Person von »Abendkurs Deutsch« zu »Schulabschlusslehrgang« über. "
        "Nicht geregelt ist: in wie vielen Tagen sie geschieht."
    )


def test_after_the_funding_the_story_says_that_it_pretends() -> None:
    told = story(made_up(Code.AFTER_FUNDING, "gap-opens"))
    assert told[0].startswith("Diese Geschichte beginnt nach dem Ende der Förderung »Brücke Lindental«")
    assert "Das Ziel wäre damit am 01.09.2027 erreicht." in told[-1]


def test_an_unreachable_offer_shows_how_near_one_gets(report: Report) -> None:
    told = story(report.finding("no-way-in.never-entered.direkt"))
    assert "So nahe kommt man an »Direkteinstieg« heran, weiter geht es nicht." in told
    assert told[-1].startswith("»Direkteinstieg« öffnet sich nicht: ")


def test_a_closing_door_says_that_the_goal_was_within_reach() -> None:
    assert story(made_up(Code.GAP_IN_TIME, "closing"))[-1].startswith("Das Ziel wäre erreichbar, wenn")


def test_the_table_has_every_step_with_the_situation_after_it() -> None:
    rows = DE.story_table(made_up(Code.WAITING, "law"), PATHWAY)
    assert [(row.number, row.part, row.offer) for row in rows] == [
        (1, "way", "Vorkurs"),
        (2, "circle", "Vorkurs"),
        (3, "next", "Beschäftigungserlaubnis"),
    ]
    first = rows[0]
    assert (first.provider, first.waits, first.months) == ("Volkshochschule Lindental", 2, 6)
    assert (first.starts_on, first.ends_on) == ("01.03.2027", "01.09.2027")
    assert first.changes == "Deutsch steigt von »unter A1« auf A1"
    assert (
        first.situation
        == "Aufenthaltsstatus »Duldung«; Deutsch A1; Schulabschluss »kein Abschluss«; Arbeit »noch nichts«"
    )
    assert len(first.notes) == 4


def test_english_stories_are_english(report: Report) -> None:
    finding = report.finding("revolving-door.circle.praktikum+werkstatt")
    assert finding is not None
    told = EN.story(finding, PATHWAY)
    assert (
        told[-1]
        == "With this the person is back at “Workshop year”, and nothing in their situation has changed."
    )
