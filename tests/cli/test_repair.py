"""staffelstab repair: the cheapest changes, in sentences and as a document."""

from __future__ import annotations

import json

import pytest

from tests.cli.calling import LINDENTAL, call

Capsys = pytest.CaptureFixture[str]


def test_the_changes_as_sentences(capsys: Capsys) -> None:
    answer = call(capsys, "repair", LINDENTAL, "gap.never.duldung")
    assert (answer.code, answer.err) == (0, "")
    text = " ".join(answer.out.split())
    assert "Lücke: Kein Weg zum Ziel (Duldung)" in text
    assert "Einen Übergang von »Schulabschlusslehrgang« zu »Ausbildung im Betrieb« vereinbaren." in text
    assert "Mit weniger Aufwand geht es nicht: Betrachtet wurden 65 Änderungen" in text
    assert "Was die Änderungen bewirken: - Einen rechtzeitigen Weg zu einem Ziel haben danach" in text
    assert "HiGHS" not in answer.out


def test_all_gaps_and_whom_nothing_helps(capsys: Capsys) -> None:
    answer = call(capsys, "repair", LINDENTAL, "--language=en")
    text = " ".join(answer.out.split())
    assert answer.code == 1
    assert "This is about all gaps. 2 changes are enough, effort 5:" in text
    assert "2. Open “Evening class German” for Steinach and Waldau too." in text
    assert "Still without a way: 48 of 144 situations checked" in text
    assert "Even everything together that was considered (65 changes) does not help them." in text


def test_nobody_can_be_helped(capsys: Capsys) -> None:
    answer = call(capsys, "repair", LINDENTAL, "[gap.never.arbeitsverbot]")
    assert answer.code == 1
    assert "Keine Änderung an Übergängen, Einstiegen, Gebieten und Angeboten" in answer.out
    assert "Was die Änderungen bewirken" not in answer.out


def test_no_gap_at_all(capsys: Capsys) -> None:
    answer = call(capsys, "repair", LINDENTAL, "--only", "status=erlaubnis", "--place", "Lindental")
    assert answer.code == 0
    assert "Hier ist keine Lücke zu schließen." in answer.out
    assert "Was die Änderungen bewirken" not in answer.out


def test_the_document(capsys: Capsys) -> None:
    document = json.loads(call(capsys, "repair", LINDENTAL, "--json").out)
    assert (document["format"], document["version"]) == ("staffelstab-repair", 1)
    assert [change["kind"] for change in document["changes"]] == ["transition", "territory", "territory"]
    assert document["changes"][0]["text"].startswith("Einen Übergang von ")
    assert document["cost"] == 5
    assert document["is_minimal"] is True
    assert document["not_repairable"]["count"] == 48
    assert document["with_way_after"] - document["with_way_before"] == document["closed"]["count"]
    assert document["costs"] == {"transition": 1, "entry-point": 1, "territory": 2, "offer": 5}
    assert document["appear"][0]["text"]


def test_costs_are_stated(capsys: Capsys) -> None:
    document = json.loads(
        call(capsys, "repair", LINDENTAL, "--json", "--cost", "territory=4", "--cost", "transition=3").out
    )
    assert document["costs"]["territory"] == 4
    assert document["cost"] == 3 + 4 + 4


@pytest.mark.parametrize(
    "written", ["territory", "territory=0", "territory=1001", "place=1", "offer=x", "offer=²"]
)
def test_a_wrong_cost_is_answered_with_the_known_ones(capsys: Capsys, written: str) -> None:
    answer = call(capsys, "repair", LINDENTAL, "--cost", written)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(f"»{written}« ist keine Angabe zum Aufwand. Üblich ist: transition=1, ")


def test_other_findings_are_refused(capsys: Capsys) -> None:
    answer = call(capsys, "repair", LINDENTAL, "waiting.law.schule")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("»waiting.law.schule« ist hier keine Lücke")
    assert "\n  gap.never.duldung\n" in answer.err


def test_the_catalogue_may_be_taken_in(capsys: Capsys) -> None:
    name = "example:kreis_wesel_heute"
    asked = ("--only", "status=gestattung", "--place", "Alpen", "--json")
    without = json.loads(call(capsys, "repair", name, *asked).out)
    taken_in = json.loads(call(capsys, "repair", name, *asked, "--with-catalogue").out)
    assert taken_in["considered"] > without["considered"]
    assert taken_in["cost"] <= without["cost"]
