from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from staffelstab.engine.files import offer_to_document
from staffelstab.engine.model import Offer as EngineOffer
from staffelstab.programmes import catalogue
from staffelstab.web.funding.models import Funding
from staffelstab.web.offers.actions.create_offer_from_catalogue import create_offer_from_catalogue
from staffelstab.web.offers.actions.end_offer import end_offer
from staffelstab.web.offers.models import Need
from staffelstab.web.offers.pathway import definition_of, need_document, offer_document, read_offer
from staffelstab.web.offers.queries import offers_here
from tests.cast import Cast
from tests.web.offers.making import WITH_RULES, a_need, an_offer


@pytest.mark.parametrize("entry", catalogue.offers("de"), ids=lambda entry: str(entry.key))
def test_an_entry_of_the_catalogue_comes_out_as_it_went_in(cast: Cast, entry: EngineOffer) -> None:
    with cast.inside():
        offer = create_offer_from_catalogue(cast.aydin, catalogue_key=entry.key, key=f"k{len(entry.key)}")
        document = offer_document(offers_here().get(pk=offer.pk))
    expected = offer_to_document(entry, catalogue.scales())
    assert document == {**expected, "key": offer.key}


def test_columns_and_definition_together_are_the_file_format(cast: Cast) -> None:
    funding = Funding.objects.create(key="land", name="Land")
    offer = an_offer(
        cast,
        funding=funding,
        places=12,
        start_months=[8, 2],
        valid_from=date(2026, 1, 1),
        everywhere=False,
        territory=cast.places[:1],
        definition=WITH_RULES,
    )
    with cast.inside():
        document = offer_document(offers_here().get(pk=offer.pk))
    assert document["territory"] == [cast.places[0].pk]
    assert document["funding"] == "land"
    assert document["start_months"] == [2, 8]
    assert document["access"] == WITH_RULES["access"]
    read = read_offer(offer)
    assert read.offer is not None
    assert definition_of(read.offer) == WITH_RULES


def test_an_offer_without_any_door_stays_without_one(cast: Cast) -> None:
    offer = an_offer(cast, definition={"access": []})
    read = read_offer(offer)
    assert read.offer is not None
    assert read.offer.access == ()


def test_the_reported_end_counts_for_the_check(cast: Cast) -> None:
    offer = an_offer(cast, valid_to=date(2027, 6, 30))
    with cast.inside():
        ended = end_offer(cast.aydin, offer, last_day=date(2026, 12, 31))
    assert offer_document(ended)["valid_to"] == "2026-12-31"


@pytest.mark.parametrize(
    ("numbers", "persons"),
    [
        ({"minimum": 40, "maximum": 40}, 40),
        ({"minimum": 500}, {"at_least": 500}),
        ({"maximum": 9}, {"at_most": 9}),
        ({"minimum": 0, "maximum": 5}, {"at_least": 0, "at_most": 5}),
        ({}, None),
    ],
)
def test_needs_say_numbers_as_the_file_does(cast: Cast, numbers: dict[str, Any], persons: object) -> None:
    need: Need = a_need(cast, places=cast.places[:1], when={"status": "duldung"}, **numbers)
    with cast.inside():
        document = need_document(need)
    assert document.get("persons") == persons
    assert document["places"] == [cast.places[0].pk]
    assert document["when"] == {"status": "duldung"}
