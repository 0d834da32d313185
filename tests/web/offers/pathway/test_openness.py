from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils.translation import override

from staffelstab.web.offers.pathway import ReadOffer, chosen_situation, openness, read_document
from staffelstab.web.offers.pathway.openness import Openness

TODAY = date(2026, 11, 23)


def read(*rules: dict[str, Any], **head: Any) -> ReadOffer:
    found = read_document({"key": "x", "title": "X", "access": list(rules), **head})
    assert found.offer is not None, found.complaints("de")
    return found


def answer(offer: ReadOffer, *, age: int | None = None, stay: int | None = None, **values: str) -> Openness:
    with override("de"):
        return openness(offer, chosen_situation(values, age, stay), "de", on=TODAY)


DUTY: dict[str, Any] = {"verdict": "open", "when": {"status": "duldung", "language": {"min": "B1"}}}


def test_open_without_a_reason_to_doubt() -> None:
    assert answer(read(DUTY), status="duldung", language="B2") == Openness("open", ())


def test_closed_says_what_is_demanded() -> None:
    found = answer(read(DUTY), status="duldung", language="A2")
    assert found == Openness("closed", ("Verlangt wird: Deutsch mindestens B1.",))


def test_what_was_not_chosen_makes_it_conditional_and_is_named() -> None:
    found = answer(read(DUTY), status="duldung")
    assert found.state == "conditional"
    assert found.reasons == ("Es kommt noch an auf: Deutsch mindestens B1.",)


def test_a_sentence_nobody_can_compute_makes_it_conditional() -> None:
    found = answer(read(DUTY, conditions=["Motivationsschreiben"]), status="duldung", language="B1")
    assert found == Openness("conditional", ("Zu prüfen: Motivationsschreiben.",))


@pytest.mark.parametrize(
    ("verdict", "state"),
    [
        ("entitled", "open"),
        ("open", "open"),
        ("conditional", "conditional"),
        ("discretionary", "uncertain"),
        ("unknown", "uncertain"),
        ("suspended", "closed"),
        ("closed", "closed"),
        ("not_applicable", "closed"),
    ],
)
def test_verdicts_are_not_flattened(verdict: str, state: str) -> None:
    found = answer(read({"verdict": verdict, "when": {"status": "duldung"}}), status="duldung")
    assert found.state == state
    if state in {"uncertain", "closed"}:
        assert found.reasons


def test_one_open_door_is_enough() -> None:
    shut = {"verdict": "closed", "when": {"status": "duldung"}}
    assert answer(read(shut, DUTY), status="duldung", language="B1").state == "open"


def test_a_closed_door_gives_its_note_as_the_reason() -> None:
    shut = {"verdict": "closed", "when": {"status": "duldung_60b"}, "note": "keine Beschäftigung möglich"}
    found = answer(read(shut, DUTY), status="duldung_60b", language="C1")
    assert found.reasons == (
        "Durch Gesetz oder Programmregel ausgeschlossen.",
        "keine Beschäftigung möglich.",
    )


@pytest.mark.parametrize(("age", "state"), [(17, "closed"), (18, "open"), (27, "open"), (28, "closed")])
def test_ages_count_in_full_years(age: int, state: str) -> None:
    rule = {"verdict": "open", "when": {"clocks": {"age": {"min": 216, "max": 335}}}}
    assert answer(read(rule), age=age).state == state


def test_a_birthday_within_the_year_stays_open() -> None:
    """Until the 27th birthday: somebody of 26 fits, somebody who is just 27 may or may not."""
    rule = {"verdict": "open", "when": {"clocks": {"age": {"max": 324}}}}
    assert [answer(read(rule), age=age).state for age in (26, 27, 28)] == ["open", "conditional", "closed"]


def test_rules_of_the_past_do_not_open_a_door() -> None:
    past = {**DUTY, "valid_to": "2022-12-30"}
    found = answer(read(past), status="duldung", language="B2")
    assert found == Openness(
        "closed", ("An diesem Tag gibt es keine Regel, nach der jemand aufgenommen wird.",)
    )


def test_an_offer_that_is_over_is_closed() -> None:
    assert answer(read(DUTY, valid_to="2023-06-30"), status="duldung", language="B2").state == "closed"


def test_what_cannot_be_read_is_uncertain_and_says_why() -> None:
    broken = read_document({"key": "x", "title": "X", "access": [{"when": {"colour": "blue"}}]})
    found = answer(broken, status="duldung")
    assert found.state == "uncertain"
    assert "colour" in " ".join(found.reasons)
