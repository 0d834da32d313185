"""Needs found, sorted and added."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from staffelstab.web.offers.actions.record_need import record_need
from staffelstab.web.offers.queries.needs import MOST_TO_ADD, NeedCriteria, Sum, fitting_needs, sums_of
from tests.cast import Cast
from tests.web.offers.making import a_need


def labels(cast: Cast, **said: str) -> list[str]:
    with cast.inside():
        return [need.label for need in fitting_needs(NeedCriteria(**said))]


def the_sums(cast: Cast) -> dict[str, Sum]:
    with cast.inside():
        return {each.count_of: each for each in sums_of(fitting_needs(NeedCriteria()))}


def test_narrowing_and_sorting(cast: Cast) -> None:
    a_need(cast, "Zuletzt", wording="ca. 20", life_area="housing", date=date(2026, 1, 1))
    a_need(
        cast, "Übergang", when={"status": ["duldung", "gestattung"]}, places=cast.places[:1], source="Umfrage"
    )
    a_need(cast, "Orte", when={"status": "duldung"}, wording="12", count_of="places", date=date(2026, 3, 1))
    assert labels(cast) == ["Orte", "Übergang", "Zuletzt"]
    assert labels(cast, sort="number") == ["Zuletzt", "Orte", "Übergang"]
    assert labels(cast, sort="date") == ["Orte", "Zuletzt", "Übergang"]
    assert labels(cast, status="duldung") == ["Orte", "Übergang"]
    assert labels(cast, status="gestattung") == ["Übergang"]
    assert labels(cast, place=cast.places[1].pk) == ["Orte", "Zuletzt"]
    assert labels(cast, life_area="housing") == ["Zuletzt"]
    assert labels(cast, count_of="places") == ["Orte"]
    assert labels(cast, text="übergang") == labels(cast, text="umfrage") == ["Übergang"]
    assert labels(cast, text="' OR 1=1") == []


def test_counts_that_share_nobody_are_added(cast: Cast) -> None:
    women: dict[str, Any] = {"when": {"status": "duldung"}, "sex": "women"}
    a_need(cast, "Frauen", wording="about 40", places=cast.places[:1], **women)
    a_need(cast, "Männer", wording="100", places=cast.places[:1], when={"status": "duldung"}, sex="men")
    a_need(cast, "Anderswo", wording="over 10", places=cast.places[1:], **women)
    a_need(cast, "Gestattung", when={"status": "gestattung"})
    found = the_sums(cast)["persons"]
    assert (found.minimum, found.maximum, found.unknown, found.rows) == (36 + 100 + 11, None, 1, 4)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {}),
        ({"when": {"status": "duldung"}}, {"when": {"language": "A1"}}),
        ({"when": {"clocks": {"age": {"min": 216}}}}, {"when": {"clocks": {"age": {"max": 216}}}}),
        ({"sex": "women"}, {"benefit_law": "sgb2"}),
        ({"life_area": "housing"}, {"life_area": "language"}),
        ({"when": {"colour": "blue"}, "is_checked": True}, {"when": {"colour": "red"}, "is_checked": True}),
    ],
)
def test_counts_that_may_share_people_are_not_added(
    cast: Cast, one: dict[str, Any], other: dict[str, Any]
) -> None:
    a_need(cast, "Eins", minimum=5, maximum=5, **one)
    a_need(cast, "Zwei", minimum=5, maximum=5, places=cast.places[:1], **other)
    found = the_sums(cast)["persons"]
    assert found.overlap is not None
    assert {found.overlap.one, found.overlap.other} == {"Eins, ganzes Gebiet", "Zwei, Musterstadt"}
    assert found.minimum is None


def test_age_bands_that_do_not_meet_are_added(cast: Cast) -> None:
    a_need(cast, "Jünger", when={"clocks": {"age": {"max": 251}}}, minimum=5, maximum=5)
    a_need(cast, "Älter", when={"clocks": {"age": {"min": 252}}}, minimum=7, maximum=7)
    assert the_sums(cast)["persons"].maximum == 12


def test_unlike_counts_are_never_added(cast: Cast) -> None:
    a_need(cast, "Menschen", minimum=5, maximum=5)
    a_need(cast, "Nutzungen Wohnen", minimum=7, maximum=7, count_of="uses", life_area="housing")
    a_need(cast, "Nutzungen Sprache", minimum=9, maximum=9, count_of="uses", life_area="language")
    found = the_sums(cast)
    assert (found["persons"].maximum, found["uses"].maximum) == (5, 16)


def test_so_many_rows_are_not_compared(cast: Cast) -> None:
    with cast.inside():
        for number in range(MOST_TO_ADD + 1):
            record_need(cast.aydin, key=f"n-{number}", label="Gruppe", minimum=1, maximum=1)
    assert the_sums(cast)["persons"].is_too_many
