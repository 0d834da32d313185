"""It hints at persons and private data, and it leaves functions, offices and houses alone."""

from __future__ import annotations

import pytest

from staffelstab.web.kit.person_check import suspicions, suspicions_in


@pytest.mark.parametrize(
    "text",
    [
        "Frau Dr. Beispiel",
        "Sabine Musterfrau, Teamleitung",
        "Musterfrau, Sabine",
        "anna.beispiel@kreis.example",
        "beratung@gmx.de",
        "0171 2345678",
        "+49 (0) 160 / 1234567",
        "privat erreichbar",
        "Privathandy",
        "Aktenzeichen 12-3456",
    ],
)
def test_it_asks_where_a_person_seems_to_stand(text: str) -> None:
    assert suspicions(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Teamleitung U25",
        "Sachgebietsleitung Aufenthalt",
        "Geschäftsführende Stelle des Bündnisses",
        "Fachdienst Jugend, Stadt Moers",
        "Hermann-Gmeiner-Berufskolleg, Moers",
        "integration.leitung@kreis.example",
        "info@jobcenter.example",
        "0281 2070",
        "Beratungsstelle Frau und Beruf",
        "Private Berufsfachschule",
    ],
)
def test_functions_and_offices_are_left_alone(text: str) -> None:
    assert suspicions(text) == []


def test_what_it_cannot_see_is_known() -> None:
    """Written down so that nobody takes silence for a proof."""
    for missed in ("Musterfrau", "sabine musterfrau", "S. M.", "Xaveria Beispiel"):
        assert suspicions(missed) == []


def test_fields_are_named_by_their_label() -> None:
    assert list(suspicions_in({"Aufgabe": "Beratung", "Funktion": "Herr Beispiel"})) == ["Funktion"]
