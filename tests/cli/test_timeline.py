"""staffelstab timeline: the days on which ways close or open, as a table, in sentences and as data."""

from __future__ import annotations

import json

import pytest

from tests.cli.calling import call

Capsys = pytest.CaptureFixture[str]
DISTRICT = "example:kreis_wesel_2020_2023"
NARROW = ("--only", "status=gestattung", "--only", "origin=safe_country", "--place", "Moers")
"""Few profiles, so that the numbers can be told."""


def unwrapped(text: str) -> str:
    return " ".join(text.split())


def test_the_days_stand_in_a_table_and_in_sentences(capsys: Capsys) -> None:
    answer = call(capsys, "timeline", DISTRICT, "--from", "1.7.2022", "--to", "31.12.2024", *NARROW)
    assert (answer.code, answer.err) == (1, "")
    lines = [line.split() for line in answer.out.splitlines()]
    assert ["Tag", "Was", "sich", "ändert", "davor", "danach", "verlieren", "gewinnen"] in lines
    rows = {line[0]: tuple(line[-2:]) for line in lines if len(line) > 5 and line[-1].isdecimal()}
    assert {day: moved for day, moved in rows.items() if moved != ("0", "0")} == {
        "31.12.2022": ("0", "500"),
        "01.11.2023": ("350", "0"),
    }
    assert len(rows) == 6
    said = unwrapped(answer.out)
    assert "Änderungen zwischen dem 01.07.2022 und dem 31.12.2024." in said
    assert "01.11.2023: Ende der Förderung »Durchstarten in Ausbildung und Arbeit« Es geht um: " in said
    assert "Am 31.12.2022 ändern sich Zugangsregeln: »Berufssprachkurs B2«. Wer so beginnt, hat davor" in said


def test_nothing_lost_is_no_finding(capsys: Capsys) -> None:
    answer = call(capsys, "timeline", DISTRICT, "--from", "2.11.2023", "--to", "31.12.2023", *NARROW)
    assert answer.code == 0
    nothing = "Zwischen dem 02.11.2023 und dem 31.12.2023 endet keine befristete Förderung"
    assert nothing in unwrapped(answer.out)


def test_the_file_is_not_asked_about_its_past_in_silence(capsys: Capsys) -> None:
    answer = call(capsys, "timeline", "example:musterkreis", "--from", "1.1.2026", "--to", "31.12.2026")
    assert "Der Stichtag der Datei ist der 23.11.2026." in unwrapped(answer.out)


def test_everything_as_one_document(capsys: Capsys) -> None:
    arguments = ("--from", "2022-07-01", "--to", "2024-12-31", "--json", "--language", "en")
    answer = call(capsys, "timeline", DISTRICT, *arguments, *NARROW)
    document = json.loads(answer.out)
    assert (document["format"], document["version"]) == ("staffelstab-timeline", 1)
    assert (document["question"]["date"], document["until"]) == ("2022-07-01", "2024-12-31")
    end = next(event for event in document["events"] if event["kind"] == "funding-ends")
    assert (end["day"], end["funding"], end["gains"]) == ("2023-11-01", "durchstarten", 0)
    assert end["loses"] == sum(finding["profiles"]["count"] for finding in end["findings"]) > 0
    assert end["title"] == "End of the funding “Durchstarten in Ausbildung und Arbeit”"
    law = next(event for event in document["events"] if event["kind"] == "law" and event["gains"])
    assert law["findings"][0]["day"] == law["day"] == "2022-12-31"
    assert law["findings"][0]["story"][0].startswith(
        "This story holds with the access rules of 31 December 2022"
    )


def test_wrong_days_are_misuse(capsys: Capsys) -> None:
    answer = call(capsys, "timeline", DISTRICT, "--from", "1.7.2022", "--to", "1.7.2022")
    assert (answer.code, answer.out) == (2, "")
    assert "Der letzte Tag (01.07.2022) liegt nicht nach dem ersten (01.07.2022)." in answer.err
    assert "Es fehlt: --to" in call(capsys, "timeline", DISTRICT).err


def test_a_change_of_law_can_be_explained_and_followed(capsys: Capsys) -> None:
    asked = ("--date", "1.7.2022", "--law-until", "31.12.2022", *NARROW)
    name = "law-change.opens.2022-12-31.gestattung.safe_country"
    answer = call(capsys, "explain", DISTRICT, name, "--replay", *asked)
    said = unwrapped(answer.out)
    assert answer.code == 0
    assert "Diese Geschichte gilt mit den Zugangsregeln vom 31.12.2022" in said
    assert "Mit den Zugangsregeln bis zum Tag vor dem 31.12.2022 gibt es diesen Weg nicht" in said
    assert (
        "Das Ende der Geschichte: stimmt. Nachgesehen: Ziel, rechtzeitig und Weg über das Genannte." in said
    )


def test_a_single_point_can_be_explained_and_followed(capsys: Capsys) -> None:
    name = "single-point.offer.ausbildung"
    answer = call(capsys, "explain", "example:musterkreis", name, "--replay", "--thorough")
    assert answer.code == 0
    assert "Ohne »Duale Ausbildung« gibt es diesen Weg nicht und keinen anderen" in unwrapped(answer.out)
