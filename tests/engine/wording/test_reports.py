"""The summary of a report: how many get through, and always what was checked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from staffelstab.engine.check import Persons, Question, Report, check
from staffelstab.engine.wording import Words
from tests.engine.wording.lindental import DAY, lindental

PATHWAY = lindental()
DE, EN = Words("de"), Words("en")


@pytest.fixture(scope="module")
def report() -> Report:
    return check(PATHWAY, Question(DAY))


def test_a_report_with_findings(report: Report) -> None:
    said = DE.report_summary(report, PATHWAY)
    assert said[0] == f"Es gibt {len(report.findings)} Befunde."
    assert said[1].startswith("Davon: ") and "schwere" in said[1]
    assert said[2:] == (
        "36 von 144 geprüften Lagen, also 25 Prozent, haben einen lückenlosen Weg zu einem Ziel.",
        "In der strengen Lesart wären es 0, in der großzügigen 60.",
        "Nach den Bedarfszahlen geht es um mindestens 120 Personen.",
        "Geprüft wurde jede Verbindung der Merkmale, an jedem der 4 Orte.",
        "Geprüft wurde für den 01.01.2027 in der üblichen Lesart: Auch was an Bedingungen hängt, gilt als "
        "offen; Ermessen, Ungeklärtes und Ausgesetztes gelten nicht als offen.",
        "Gezählt wurden angestrebte und vereinbarte Übergänge.",
    )


def test_no_finding_says_what_was_checked(report: Report) -> None:
    clean = replace(
        report,
        findings=(),
        with_way=144,
        with_way_if_strict=144,
        with_way_if_lenient=144,
        persons=Persons(),
        at_goal=3,
    )
    said = DE.report_summary(clean, PATHWAY)
    assert said[0].startswith("Kein Befund. Das heißt: ") and "länger als 3 Monate" in said[0]
    assert said[1:3] == (
        "Alle 144 geprüften Lagen haben einen lückenlosen Weg zu einem Ziel.",
        "Davon sind 3 schon bei Beginn am Ziel.",
    )
    assert any("01.01.2027" in sentence for sentence in said)
    assert not any("Bedarfszahlen" in sentence or "strengen" in sentence for sentence in said)


def test_what_was_narrowed_is_said(report: Report) -> None:
    question = replace(report.question, only={"language": ("A1", "A2")}, places=("99001003",))
    said = DE.report_summary(replace(report, question=question, places=1), PATHWAY)
    assert "Geprüft wurde jede Verbindung der Merkmale, an einem Ort." in said
    assert "Eingeschränkt auf: Deutsch A1 bis A2; in Steinach." in said


def test_nobody_gets_through(report: Report) -> None:
    said = EN.report_summary(replace(report, with_way=0, findings=report.findings[:1]), PATHWAY)
    assert said[0] == "There is 1 finding."
    assert "None of the 144 situations checked has a gapless way to a goal." in said


def test_nothing_to_check(report: Report) -> None:
    said = DE.report_summary(replace(report, profiles=0, findings=()), PATHWAY)
    assert said[0] == "Es gab keine Lage zu prüfen."


def test_a_thorough_question_is_named_as_one(report: Report) -> None:
    thorough = replace(report, question=replace(report.question, thorough=True))
    (said,) = set(DE.report_summary(thorough, PATHWAY)) - set(DE.report_summary(report, PATHWAY))
    assert said.startswith(
        "Gründlich gefragt wurde auch nach Engpässen der Kette, nach Bausteinen ohne Lücke"
    )
