"""Values, months and conditions: short, correct, whatever the labels are."""

from __future__ import annotations

import datetime as dt

import pytest

from staffelstab.engine.model import ClockLimit, Condition
from staffelstab.engine.wording import Words
from tests.engine.wording.lindental import lindental

SCALES = lindental().scales
WORDS = Words("de")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (("A2", "B1"), "Deutsch mindestens A2"),
        (("none", "A1"), "Deutsch höchstens A1"),
        (("A1", "A2"), "Deutsch A1 bis A2"),
        (("A2",), "Deutsch A2"),
        (("none",), "Deutsch »unter A1«"),
        (("none", "A2"), "Deutsch »unter A1« oder A2"),
        (("none", "A1", "A2", "B1"), "Deutsch keine Einschränkung"),
    ],
)
def test_values_of_an_ordered_attribute(values: tuple[str, ...], said: str) -> None:
    assert WORDS.condition(Condition({"language": values}), SCALES) == said


def test_values_of_an_unordered_attribute() -> None:
    two = Condition({"status": ("duldung", "arbeitsverbot")})
    assert WORDS.condition(two, SCALES) == "Aufenthaltsstatus »Duldung mit Arbeitsverbot« oder »Duldung«"


def test_a_value_that_names_its_attribute_stands_alone() -> None:
    assert WORDS.condition(Condition({"certificate": ("first",)}), SCALES) == "»Erster Schulabschluss«"


@pytest.mark.parametrize(
    ("limit", "said"),
    [
        (ClockLimit(216, 335), "Alter 18 bis 27 Jahre"),
        (ClockLimit(216, None), "Alter mindestens 18 Jahre"),
        (ClockLimit(None, 335), "Alter höchstens 27 Jahre"),
        (ClockLimit(None, 324), "Alter höchstens genau 27 Jahre"),
        (ClockLimit(216, 330), "Alter 18 Jahre bis 27 Jahre und 6 Monate"),
    ],
)
def test_ages_are_said_as_people_say_them(limit: ClockLimit, said: str) -> None:
    assert WORDS.condition(Condition(clocks={"age": limit}), SCALES) == said


def test_months_of_other_clocks() -> None:
    condition = Condition(clocks={"stay": ClockLimit(6, 36)}, begun_by={"stay": dt.date(2022, 12, 31)})
    said = "Aufenthalt 6 Monate bis 3 Jahre; Aufenthalt begonnen spätestens am 31.12.2022"
    assert WORDS.condition(condition, SCALES) == said


def test_no_condition_at_all() -> None:
    assert WORDS.condition(Condition(), SCALES) == "keine besonderen Voraussetzungen"


def test_a_situation_stands_in_the_order_of_the_scales() -> None:
    said = WORDS.situation({"work": "none", "status": "duldung", "language": "B1"}, SCALES)
    assert said == "Aufenthaltsstatus »Duldung«; Deutsch B1; Arbeit »noch nichts«"


def test_what_the_scales_do_not_know_is_shown_as_it_is() -> None:
    assert WORDS.situation({"height": "tall"}, SCALES) == "height »tall«"
    assert WORDS.condition(Condition({"height": ("tall",)}, {"fame": ClockLimit(3)}), SCALES) == (
        "height »tall«; fame mindestens 3 Monate"
    )
