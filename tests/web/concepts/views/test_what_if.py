"""What remains, what changes, what if somebody stops: as people see it."""

from __future__ import annotations

import pytest

from staffelstab.web.concepts.actions.add_station import add_station
from tests.cast import Cast, assert_constant_queries
from tests.web.concepts.making import a_concept
from tests.web.concepts.views.test_pages import page, text_of
from tests.web.offers.making import an_offer


def test_the_end_of_the_funding_is_a_break_with_its_story(cast: Cast) -> None:
    concept = a_concept(cast)
    client = cast.client("brandt")
    found = page(client, f"{concept.pk}/was-waere-wenn/?end=31.12.2030")
    (row,) = found.xpath("//table//tbody/tr")
    assert "01.01.2030" in text_of(row)
    assert "Programm Brücke" in text_of(row)
    assert len(found.xpath("//*[contains(@class, 'timeline__sign')]")) == 1
    opened = page(client, f"{concept.pk}/was-waere-wenn/2030-01-01/?end=31.12.2030")
    assert "Vorkurs Deutsch" in text_of(opened.get_element_by_id("content"))


def test_after_opening_the_overview_knows_who_loses(cast: Cast) -> None:
    concept = a_concept(cast)
    client = cast.client("aydin")
    found = page(client, f"{concept.pk}/was-waere-wenn/?end=31.12.2030&ways=1")
    assert "niemand verliert oder gewinnt" in text_of(found.xpath("//table//tbody/tr")[0])


def test_the_regular_system_can_be_looked_at_instead(cast: Cast) -> None:
    concept = a_concept(cast)
    found = page(cast.client("ernst"), f"{concept.pk}/was-waere-wenn/?world=regular")
    days = {text_of(link) for link in found.xpath("//table//tbody//th/a")}
    assert {"31.12.2022", "27.02.2024", "01.03.2024", "07.12.2024", "01.12.2025", "12.06.2026"} <= days


def test_if_the_provider_stops_those_who_have_a_way_lose_it(cast: Cast) -> None:
    concept = a_concept(cast)
    client = cast.client("aydin")
    asked = page(client, f"{concept.pk}/was-waere-wenn/ausfall/")
    choices = dict(
        zip(
            (text_of(option) for option in asked.xpath("//select[@name='what']//option")),
            asked.xpath("//select[@name='what']//option/@value"),
            strict=True,
        )
    )
    found = page(client, f"{concept.pk}/was-waere-wenn/ausfall/?what={choices['Arbeit im Betrieb']}")
    assert "Wenn „Arbeit im Betrieb“ ausfällt" in text_of(found.xpath("//h1")[0])
    assert "Niemand verliert" in text_of(found.get_element_by_id("content"))


@pytest.mark.parametrize(
    "query",
    [
        "?start=x&end=y&reading=z&world=w",
        "?start=01.01.0001&end=31.12.9999",
        "?start=31.12.2028&end=01.01.2020",
    ],
)
def test_strange_questions_get_a_page(query: str, cast: Cast) -> None:
    concept = a_concept(cast)
    for view in ("was-waere-wenn/", "was-waere-wenn/ausfall/"):
        assert (
            cast.client("aydin").get(f"/b/musterkreis/gesamtkonzept/{concept.pk}/{view}{query}").status_code
            == 200
        )


@pytest.mark.parametrize("day", ["2030-01-02", "gestern", "9999-99-99"])
def test_a_day_without_a_break_does_not_exist(day: str, cast: Cast) -> None:
    concept = a_concept(cast)
    address = f"/b/musterkreis/gesamtkonzept/{concept.pk}/was-waere-wenn/{day}/"
    assert cast.client("aydin").get(address).status_code == 404


def test_the_number_of_queries_does_not_grow(cast: Cast) -> None:
    concept = a_concept(cast)
    client = cast.client("aydin")

    def one_more(number: int) -> None:
        offer = an_offer(cast, f"Kurs {number}")
        with cast.inside():
            add_station(cast.aydin, concept, revision=concept.revision, offer=offer, is_entry_point=False)

    assert_constant_queries(lambda: page(client, f"{concept.pk}/was-waere-wenn/"), one_more)
