"""A fresh alliance begins with the whole regular system, checked and drawn."""

from __future__ import annotations

import pytest
from django.test import Client

from staffelstab.programmes import districts
from staffelstab.web.concepts.actions.take_regular_system import take_regular_system
from staffelstab.web.concepts.actions.undo_change import undo_change
from staffelstab.web.concepts.models import Change, Concept, Station, Transition
from staffelstab.web.journal.models import Entry
from staffelstab.web.kit.verdict import Refused
from staffelstab.web.offers.actions.take_regular_offers import take_regular_offers
from staffelstab.web.offers.models import Listing, Offer
from tests.cast import Cast
from tests.web.concepts.making import TODAY, a_concept, board_of
from tests.web.offers.making import an_offer

BASE = "/b/musterkreis/gesamtkonzept/"
FORM = {"title": "Unser Konzept", "date": "23.11.2026", "regular_system": "on"}


def begun(client: Client) -> str:
    """The address of the new concept."""
    return str(client.post(f"{BASE}neu/", FORM).headers["Location"])


def test_a_fresh_alliance_gets_the_regular_system_of_the_catalogue(cast: Cast) -> None:
    client = cast.client("aydin")
    page = client.get(begun(client))
    known = districts.load("kreis_wesel_heute").concept
    with cast.inside():
        concept = Concept.objects.get()
        stations = Station.objects.filter(concept=concept).select_related("offer")
        transitions = Transition.objects.filter(concept=concept)
        assert sorted(station.offer.catalogue_key for station in stations) == sorted(known.stations)
        assert {s.offer.catalogue_key for s in stations if s.is_entry_point} == set(known.entry_points)
        assert transitions.count() == len(known.transitions)
        assert set(transitions.values_list("state", flat=True)) == {"aimed"}
        assert all(transition.assumptions for transition in transitions)
        told = board_of(concept).telling
    assert "Annahme: Das Regelsystem des Katalogs" in concept.notes[0]
    assert concept.notes[0] in page.content.decode()
    assert told.was_checked
    assert told.with_way > 0
    assert page.status_code == 200
    assert "<svg" in page.content.decode()


def test_what_the_catalogue_brings_is_not_confirmed_and_exists_everywhere(cast: Cast) -> None:
    with cast.inside():
        taken = take_regular_offers(cast.aydin, today=TODAY)
        assert Listing.objects.count() == len(taken)
    assert {(offer.everywhere, offer.last_confirmed_on) for offer in taken} == {(True, None)}
    assert Entry.objects.filter(code="offers.create_offer").count() == len(taken)
    page = cast.client("aydin").get(f"/b/musterkreis/angebote/{taken[0].pk}/")
    assert "aus dem Katalog, noch nicht bestätigt" in page.content.decode()


def test_an_entry_that_is_listed_already_is_not_taken_twice(cast: Cast) -> None:
    own = an_offer(cast, "Unser Jugendmigrationsdienst", catalogue_key="jmd_beratung")
    with cast.inside():
        take_regular_offers(cast.aydin, today=TODAY)
        assert list(Offer.objects.filter(catalogue_key="jmd_beratung")) == [own]
        assert take_regular_offers(cast.aydin, today=TODAY) == []


def test_an_offer_of_the_list_becomes_a_station_too(cast: Cast) -> None:
    own = an_offer(cast, "Unser Kurs")
    begun(cast.client("aydin"))
    with cast.inside():
        assert Station.objects.filter(offer=own).exists()


def test_offers_that_share_no_municipality_are_not_joined(cast: Cast) -> None:
    near = an_offer(cast, "EOK", catalogue_key="eok", everywhere=False, territory=cast.places[:1])
    far = an_offer(
        cast, "Kurs", catalogue_key="integrationskurs", everywhere=False, territory=cast.places[1:]
    )
    begun(cast.client("aydin"))
    with cast.inside():
        assert Transition.objects.filter(origin__offer=near).exists()
        assert not Transition.objects.filter(origin__offer=near, target__offer=far).exists()


def test_it_can_be_taken_back_and_the_offers_stay_listed(cast: Cast) -> None:
    begun(cast.client("aydin"))
    with cast.inside():
        concept = Concept.objects.get()
        undo_change(cast.aydin, concept, revision=concept.revision, change=Change.objects.get())
        assert not Station.objects.exists()
        assert concept.notes == []
        assert Listing.objects.exists()


def test_only_the_core_group_takes_it(cast: Cast) -> None:
    concept = a_concept(cast)
    with cast.inside():
        before = Listing.objects.count()
        for person in (cast.brandt, cast.ernst):
            with pytest.raises(Refused):
                take_regular_system(person, concept, revision=concept.revision)
        assert Listing.objects.count() == before


def test_a_second_alliance_gets_offers_of_its_own(cast: Cast) -> None:
    begun(cast.client("aydin"))
    answer = cast.client("czerny").post("/b/nachbarkreis/gesamtkonzept/neu/", FORM)
    assert answer.status_code == 302
    with cast.inside():
        ours = set(Listing.objects.values_list("offer", flat=True))
    assert Offer.objects.exclude(pk__in=ours).count() == len(ours)
