"""staffelstab check: exit codes, what is printed, what is asked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from staffelstab.engine.files import read, write_yaml
from tests.cli.calling import LINDENTAL, call
from tests.engine.wording.lindental import FILE, lindental

Capsys = pytest.CaptureFixture[str]


CLEAN = """
format: staffelstab-pathway
version: 1
title: Freudental
date: 2027-01-01
attributes: [{key: work, kind: ordered, values: [{key: none}, {key: contract}]}]
places: [{key: "99001001", name: Freudental}]
offers:
- key: ausbildung
  title: Ausbildung
  months: 1
  outcomes: [{key: contract, effects: [{attribute: work, to: contract}]}]
concept:
  stations: [ausbildung]
  entry_points: [ausbildung]
  goals: [{key: contract, label: Vertrag, when: {work: contract}}]
"""


@pytest.fixture
def clean_town(tmp_path: Path) -> str:
    file = tmp_path / "clean.yaml"
    file.write_text(CLEAN, encoding="utf-8")
    return str(file)


def test_findings_stand_worst_first_with_their_names(capsys: Capsys) -> None:
    answer = call(capsys, "check", LINDENTAL)
    assert (answer.code, answer.err) == (1, "")
    assert unwrapped(answer.out).startswith(f"Lindental ({LINDENTAL}) Es gibt ")
    assert answer.out.index("Parkplatz, schwer: ") < answer.out.index("Wartestellung, mittel: ")
    assert answer.out.index("Wartestellung, mittel: ") < answer.out.index("\nHinweise\n")
    assert "   [waiting.law.schule]" in answer.out
    assert "[handover-open.incomplete.abendkurs>schule]" in answer.out


def test_lines_wrap_to_the_terminal(capsys: Capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    lines = call(capsys, "check", LINDENTAL).out.splitlines()
    prose = [line for line in lines if "[" not in line and LINDENTAL not in line]
    assert max(len(line) for line in prose) <= 60


def test_english(capsys: Capsys) -> None:
    out = call(capsys, "check", LINDENTAL, "--language", "en").out
    assert "Dead end, serious: A transition is missing after “Counselling”" in out
    assert "Parkplatz" not in out


def test_quiet_says_nothing_and_keeps_the_code(capsys: Capsys) -> None:
    answer = call(capsys, "check", "--quiet", LINDENTAL)
    assert (answer.code, answer.out, answer.err) == (1, "", "")


def test_a_clean_file_says_what_was_checked(capsys: Capsys, clean_town: str) -> None:
    answer = call(capsys, "check", clean_town)
    assert answer.code == 0
    assert "Kein Befund. Das heißt: " in answer.out
    assert "Alle 1 geprüften" not in answer.out
    assert "Geprüft wurde für den 01.01.2027" in unwrapped(answer.out)
    assert "staffelstab explain" not in answer.out


def test_explain_of_a_clean_file_says_that_there_is_nothing(capsys: Capsys, clean_town: str) -> None:
    answer = call(capsys, "explain", clean_town, "gap.never.all")
    assert answer.code == 2
    assert answer.err.startswith("Den Befund »gap.never.all« gibt es hier nicht; die Prüfung hat keinen")


def test_json_holds_the_whole_report(capsys: Capsys) -> None:
    answer = call(capsys, "check", LINDENTAL, "--json", "--date", "2027-02-01", "--strict")
    document = json.loads(answer.out)
    assert answer.code == 1
    assert (document["format"], document["version"], document["language"]) == ("staffelstab-report", 1, "de")
    assert document["question"] == {
        "date": "2027-02-01",
        "reading": "strict",
        "transitions": "aimed",
        "only": {},
        "places": None,
        "thorough": False,
        "law_until": None,
    }
    assert document["profiles"] == 144 and document["places"] == 4
    parked = next(f for f in document["findings"] if f["name"] == "dead-end.no-transition.vorkurs")
    assert parked["profiles"]["values"]["language"] == ["none"]
    assert parked["witness"]["way"][0]["starts_on"] == "2027-02-01"
    assert parked["witness"]["closed_doors"][0]["reasons"][0]["kind"] == "no-transition"
    assert parked["text"].startswith("Wer »Vorkurs« hinter sich hat") and parked["story"][-1].endswith(".")


def test_json_can_be_read_by_other_programs_without_loss(capsys: Capsys) -> None:
    first, second = (call(capsys, "check", LINDENTAL, "--json").out for _ in range(2))
    assert first == second


@pytest.mark.parametrize("written", ["01.02.2027", "1.2.2027", "2027-02-01"])
def test_dates_may_be_german_or_international(capsys: Capsys, written: str) -> None:
    assert "Geprüft wurde für den 01.02.2027" in unwrapped(
        call(capsys, "check", LINDENTAL, "--date", written).out
    )


def test_without_a_date_the_file_decides(capsys: Capsys) -> None:
    assert "Geprüft wurde für den 01.01.2027" in unwrapped(call(capsys, "check", LINDENTAL).out)


def test_without_any_date_it_is_today(capsys: Capsys, tmp_path: Path) -> None:
    text = FILE.read_text(encoding="utf-8").replace("date: 2027-01-01\n", "", 1)
    file = tmp_path / "undated.yaml"
    file.write_text(text, encoding="utf-8")
    assert read(file).date is None
    document = json.loads(call(capsys, "check", str(file), "--json").out)
    assert document["question"]["date"] != "2027-01-01"


def test_readings_and_transitions_are_passed_on(capsys: Capsys) -> None:
    out = unwrapped(call(capsys, "check", LINDENTAL, "--lenient", "--transitions", "possible").out)
    assert "in der großzügigen Lesart" in out
    assert "Gezählt wurden mögliche, angestrebte und vereinbarte Übergänge." in out


@pytest.mark.parametrize("place", ["Steinach", "steinach", "99001003"])
def test_a_place_by_key_or_name(capsys: Capsys, place: str) -> None:
    document = json.loads(call(capsys, "check", LINDENTAL, "--json", "--place", place).out)
    assert document["question"]["places"] == ["99001003"]
    assert document["profiles"] == 36


@pytest.mark.parametrize("only", ["status=duldung", "Aufenthaltsstatus=Duldung", "status= duldung ,"])
def test_narrowed_by_key_or_label(capsys: Capsys, only: str) -> None:
    document = json.loads(call(capsys, "check", LINDENTAL, "--json", "--only", only).out)
    assert document["question"]["only"] == {"status": ["duldung"]}
    assert document["profiles"] == 48


def test_narrowing_twice_adds_values(capsys: Capsys) -> None:
    options = ("--only", "language=A1", "--only", "language=A2")
    document = json.loads(call(capsys, "check", LINDENTAL, "--json", *options).out)
    assert document["question"]["only"] == {"language": ["A1", "A2"]}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--date", "31.02.2027"], "»31.02.2027« ist kein Datum."),
        (["--place", "Stein"], "Den Ort »Stein« kennt die Datei nicht. Möglich ist: Lindental, Neuhof"),
        (["--only", "status"], "»status« ist keine Einschränkung."),
        (["--only", "status="], "»status=« ist keine Einschränkung."),
        (["--only", "size=big"], "Das Merkmal »size« kennt die Datei nicht. Möglich ist: status"),
        (["--only", "language=B1"], "hat den Wert »B1« nicht. Möglich ist: none, A1, A2."),
        (["--strict", "--lenient"], "gehen nicht zusammen."),
        (["--transitions", "all"], "--transitions kennt die Angabe 'all' nicht."),
        (["--date"], "--date braucht einen Wert."),
        (["--colour"], "Unbekannt ist: --colour."),
    ],
)
def test_misuse_is_answered_with_what_would_be_possible(
    capsys: Capsys, options: list[str], said: str
) -> None:
    answer = call(capsys, "check", LINDENTAL, *options)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err


def test_warnings_of_the_file_go_to_standard_error(capsys: Capsys, tmp_path: Path) -> None:
    file = tmp_path / "town.yaml"
    file.write_text(
        write_yaml(lindental()).replace("title: Lindental", 'title: "Lindental  "', 1), encoding="utf-8"
    )
    answer = call(capsys, "check", str(file))
    assert answer.code == 1
    assert answer.err.startswith("Hinweis: ") and "Leerzeichen" in answer.err
    assert call(capsys, "check", str(file), "--quiet").err == ""


def unwrapped(text: str) -> str:
    return " ".join(text.split())


def test_thorough_asks_what_takes_many_searches(capsys: Capsys) -> None:
    example = "example:kreis_wesel_2020_2023"
    name = "[module-without-gap.regular-way.berufsbegleitend_rechts]"
    assert name not in call(capsys, "check", example, "--place", "Wesel").out
    assert name in call(capsys, "check", example, "--place", "Wesel", "--thorough").out


def test_offers_of_the_catalogue_can_count_as_available(capsys: Capsys) -> None:
    question = ("example:musterkreis", "--place", "Musterstadt", "--only", "status=duldung")
    assert "gap-without-module" not in call(capsys, "check", *question, "--thorough").out
    answer = call(capsys, "check", *question, "--with-catalogue")
    assert "Abendrealschule (mit Vorkurs)« könnte eine Lücke schließen" in unwrapped(answer.out)
    name = "gap-without-module.would-close.wbk_abendrealschule.duldung.other"
    told = call(capsys, "explain", *question, "--with-catalogue", name, "--replay")
    assert told.code == 0
    assert "- Diese Geschichte tut so, als gehörte »Weiterbildungskolleg" in told.out


def test_a_file_with_words_of_its_own_is_told_that_the_catalogue_does_not_fit(capsys: Capsys) -> None:
    answer = call(capsys, "check", LINDENTAL, "--with-catalogue", "--language=en")
    assert answer.err.startswith(
        "Note: The offers of the catalogue speak of attributes or values that the file"
    )
    assert answer.out == call(capsys, "check", LINDENTAL, "--thorough", "--language=en").out
