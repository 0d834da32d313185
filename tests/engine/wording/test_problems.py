"""Problems of a file: what happened, where, what to do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from staffelstab.engine.errors import Location, Problem
from staffelstab.engine.files import PROBLEM_CODES
from staffelstab.engine.wording import Language, Words

DE, EN = Words("de"), Words("en")


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("code", sorted(PROBLEM_CODES))
def test_every_code_gives_a_whole_text(language: Language, code: str) -> None:
    arguments = {name: f"<{name}>" for name in PROBLEM_CODES[code]}
    said = Words(language).problem(Problem(code, ("offers", 0), arguments))
    assert "{" not in said and said.endswith((".", "?"))
    assert said.count(".") >= 2 or "?" in said


def test_a_line_and_the_place_in_the_structure() -> None:
    problem = Problem(
        "number-too-small",
        ("offers", 3, "months"),
        {"found": "-2", "minimum": "0"},
        Location("musterkreis.yaml", line=12),
    )
    assert DE.problem(problem) == (
        "musterkreis.yaml, Zeile 12, Angebot 4, Eintrag »months«: Die Zahl -2 ist zu klein; "
        "erlaubt ist mindestens 0. Bitte berichtigen Sie die Zahl."
    )


def test_a_cell_of_a_workbook_needs_no_structure() -> None:
    problem = Problem(
        "error-value",
        ("offers", 3, "months"),
        {"found": "#REF!"},
        Location("konzept.xlsx", sheet="Angebote", cell="C7"),
    )
    assert DE.problem(problem) == (
        "konzept.xlsx, Blatt »Angebote«, Zelle C7: In der Zelle steht der Fehlerwert #REF!. "
        "Bitte berichtigen Sie die Formel oder tragen Sie den Wert ein."
    )


def test_deep_places_read_from_outside_in() -> None:
    problem = Problem("empty-text", ("concept", "transitions", 1, "handover", "procedure"))
    assert DE.problem(problem).startswith("Gesamtkonzept, Übergang 2, Übergabe, Eintrag »procedure«: ")
    assert EN.problem(Problem("empty-text", ("profiles", "values", "status", 0))).startswith(
        "situations at entry, entry “values”, entry “status”, no. 1: "
    )


def test_a_guess_is_offered() -> None:
    arguments = {"key": "monts", "suggestion": "months", "known": "key, months"}
    assert "Meinten Sie »months«?" in DE.problem(Problem("unknown-key", ("monts",), arguments))


def test_without_a_guess_the_possible_ones_are_named_unless_there_are_very_many() -> None:
    arguments = {"kind": "place", "found": "x", "suggestion": "", "known": "aue, berg"}
    assert "Die Datei kennt keinen Ort" in DE.problem(Problem("unknown-reference", (), arguments))
    assert "Möglich ist: aue, berg." in DE.problem(Problem("unknown-reference", (), arguments))
    many = {**arguments, "known": ", ".join(f"place{n}" for n in range(400))}
    assert "Möglich ist" not in DE.problem(Problem("unknown-reference", (), many))


def test_fixed_words_and_dates_are_translated() -> None:
    wrong_type = Problem("wrong-type", (), {"expected": "whole-number", "found": "nothing"})
    assert DE.problem(wrong_type).startswith("Erwartet wird eine ganze Zahl, gelesen wurde nichts.")
    period = Problem("period-wrong-way", (), {"valid_from": "2027-01-01", "valid_to": "2026-02-30"})
    assert DE.problem(period).startswith("Der Zeitraum endet am 2026-02-30, bevor er am 01.01.2027 beginnt.")


def test_arguments_may_be_called_like_words_of_the_language() -> None:
    problem = Problem("duplicate-transition", (), {"from": "a", "to": "b"})
    assert DE.problem(problem).startswith("Den Übergang von »a« zu »b« gibt es mehrfach.")


@given(st.text(max_size=20), st.dictionaries(st.text(max_size=8), st.text(max_size=8), max_size=3))
def test_an_unknown_or_half_filled_problem_still_gives_a_helpful_sentence(
    code: str, arguments: dict[str, str]
) -> None:
    for name in (code, "wrong-type", "unknown-key"):
        said = EN.problem(Problem(name, ("offers", 0), arguments))
        assert said.startswith("offer 1: ") and "Please" in said
