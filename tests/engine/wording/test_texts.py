"""Numbers, dates, lengths of time and lists."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from staffelstab.engine.model import Period
from staffelstab.engine.wording.texts import Texts, sentence

DE, EN = Texts("de"), Texts("en")


def test_numbers_follow_the_language() -> None:
    assert (DE.number(1234567), EN.number(1234567), DE.number(7)) == ("1.234.567", "1,234,567", "7")


def test_dates_follow_the_language() -> None:
    assert DE.date(dt.date(2026, 11, 2)) == "02.11.2026"
    assert EN.date(dt.date(2026, 11, 2)) == "2 November 2026"


@pytest.mark.parametrize(
    ("months", "nominative", "dative"),
    [
        (0, "0 Monate", "0 Monaten"),
        (1, "1 Monat", "1 Monat"),
        (6, "6 Monate", "6 Monaten"),
        (23, "23 Monate", "23 Monaten"),
        (24, "2 Jahre", "2 Jahren"),
        (25, "2 Jahre und 1 Monat", "2 Jahren und 1 Monat"),
        (220, "18 Jahre und 4 Monate", "18 Jahren und 4 Monaten"),
    ],
)
def test_lengths_of_time_in_german(months: int, nominative: str, dative: str) -> None:
    assert (DE.months(months), DE.after_months(months)) == (nominative, dative)


def test_lists() -> None:
    assert DE.all_of([]) == ""
    assert DE.all_of(["A"]) == "A"
    assert DE.all_of(["A", "B"]) == "A und B"
    assert DE.one_of(["A", "B", "C"]) == "A, B oder C"
    assert EN.one_of(["A", "B", "C"]) == "A, B or C"


@pytest.mark.parametrize(
    ("part", "said"),
    [(0.0, "0"), (1.0, "100"), (0.655, "65,5"), (0.17, "17"), (0.99999, "99,9"), (0.00001, "0,1")],
)
def test_a_part_is_never_rounded_to_all_or_nothing(part: float, said: str) -> None:
    assert DE.percent(part) == said


def test_a_label_falls_back_to_another_language_and_then_to_the_key() -> None:
    assert DE.label({"de": "Duldung", "en": "toleration"}) == "Duldung"
    assert DE.label({"en": "toleration"}, "key") == "toleration"
    assert DE.label({}, "key") == "key"


def test_periods() -> None:
    begin, end = dt.date(2020, 1, 1), dt.date(2022, 6, 30)
    said = [DE.period(p) for p in (Period(begin, end), Period(begin), Period(None, end), Period())]
    assert said == [
        "vom 01.01.2020 bis zum 30.06.2022",
        "ab dem 01.01.2020",
        "bis zum 30.06.2022",
        "ohne zeitliche Grenze",
    ]


def test_a_sentence_from_a_file_ends_with_a_mark() -> None:
    assert (sentence(" Mit Einwilligung "), sentence("Wirklich?"), sentence("Ja.")) == (
        "Mit Einwilligung.",
        "Wirklich?",
        "Ja.",
    )


@given(st.text(max_size=30))
def test_texts_of_a_file_are_never_read_as_templates(text: str) -> None:
    assert DE.quote(text) == f"»{text}«"


def test_a_missing_value_is_a_defect_and_not_an_empty_place() -> None:
    with pytest.raises(KeyError):
        DE.say("form.quote")
