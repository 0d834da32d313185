from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django_scopes import scope

from staffelstab.web.journal.models import Entry
from staffelstab.web.kit.meanwhile import ChangedMeanwhile
from staffelstab.web.kit.verdict import Refused
from staffelstab.web.offers.actions.confirm_offer import confirm_offer
from staffelstab.web.offers.actions.create_offer import create_offer
from staffelstab.web.offers.actions.create_offer_from_catalogue import create_offer_from_catalogue
from staffelstab.web.offers.actions.create_offers import create_offers
from staffelstab.web.offers.actions.edit_offer import edit_offer, version_of
from staffelstab.web.offers.actions.end_offer import end_offer
from staffelstab.web.offers.actions.list_offer import list_offer
from staffelstab.web.offers.actions.unlist_offer import unlist_offer
from staffelstab.web.offers.models import Listing, Offer
from staffelstab.web.offers.pathway import catalogue_items
from staffelstab.web.offers.queries import offers_here
from staffelstab.web.offers.queries.search import Criteria, offer_rows
from tests.cast import Cast
from tests.web.offers.making import TODAY, WITH_RULES, an_offer

COLUMNS = ("title", "short_title", "kind", "category", "organisation", "funding", "months", "places",
           "start_months", "valid_from", "valid_to", "everywhere", "definition")  # fmt: skip


def all_of(offer: Offer, **changes: Any) -> dict[str, Any]:
    """The arguments of ``edit_offer`` for an offer as it is, with some changes."""
    known = {name: getattr(offer, name) for name in COLUMNS}
    return {**known, "territory": list(offer.territory.all()), **changes}


def last_entry(code: str) -> Entry:
    entry = Entry.objects.filter(code=code).order_by("-number").first()
    assert entry is not None
    return entry


def test_a_new_offer_is_listed_and_journaled(cast: Cast) -> None:
    offer = an_offer(cast, "Deutschkurs für Ältere", territory=cast.places[:2], everywhere=False)
    assert offer.key == "deutschkurs-fuer-aeltere"
    assert list(offer.territory.all()) == sorted(cast.places[:2], key=lambda place: place.short_name)
    with cast.inside():
        assert list(offers_here()) == [offer]
    assert last_entry("offers.create_offer").thing_label == "Deutschkurs für Ältere"


def test_many_offers_at_once_are_found_like_a_single_one(cast: Cast) -> None:
    rows: list[dict[str, Any]] = [
        {"title": "Nähwerkstatt", "everywhere": True, "kind": "measure"},
        {"title": "Kochen", "kind": "measure"},
    ]
    with cast.inside():
        create_offers(cast.aydin, rows)
        found = offer_rows(Criteria(text="naehwerk"), today=TODAY)
    assert [row.offer.title for row in found] == ["Nähwerkstatt"]


def test_keys_never_clash_even_with_other_alliances(cast: Cast) -> None:
    assert [an_offer(cast).key for _ in range(3)] == ["deutschkurs", "deutschkurs-2", "deutschkurs-3"]


def test_a_partner_records_for_the_own_organisation_only(cast: Cast) -> None:
    assert an_offer(cast, person=cast.brandt).organisation == cast.partner_organisation
    with pytest.raises(Refused):
        an_offer(cast, person=cast.brandt, organisation=None)


def test_an_evaluator_records_nothing(cast: Cast) -> None:
    with pytest.raises(Refused):
        an_offer(cast, person=cast.ernst)


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ({"definition": {"access": [{"when": {"colour": "blue"}}]}}, "colour"),
        ({"definition": {"outcomes": [{"key": "x", "effects": [{"attribute": "language"}]}]}}, "to"),
        ({"definition": {"unknown": 1, "access": "everybody"}}, "access"),
        ({"valid_from": date(2026, 1, 2), "valid_to": date(2026, 1, 1)}, "offers_offer_ends_after_begin"),
        ({"kind": "accompaniment", "months": 3}, "offers_accompaniment_takes_no_time"),
        ({"kind": "party"}, "party"),
        ({"start_months": [0, 13]}, "12"),
        ({"title": " "}, ""),
    ],
)
def test_what_cannot_be_read_or_be_true_is_refused(cast: Cast, said: dict[str, Any], word: str) -> None:
    title = said.pop("title", "Kurs")
    with pytest.raises(ValidationError) as refused:
        an_offer(cast, title, **said)
    assert word in str(refused.value)
    assert not Offer.objects.exists()


def test_an_import_may_use_features_of_its_own(cast: Cast) -> None:
    rules = {"access": [{"when": {"colour": "blue"}}]}
    assert an_offer(cast, definition=rules, is_checked=True).definition == rules


def test_three_clicks_bring_the_whole_entry(cast: Cast) -> None:
    item = next(item for item in catalogue_items("de") if item.months)
    with cast.inside():
        offer = create_offer_from_catalogue(
            cast.brandt,
            catalogue_key=item.key,
            title="Unser Kurs",
            organisation=cast.partner_organisation,
            everywhere=False,
            territory=cast.places[:1],
        )
    assert (offer.title, offer.catalogue_key, offer.months) == ("Unser Kurs", item.key, item.months)
    assert offer.short_title == item.short_title
    assert offer.definition["sources"]


def test_an_entry_that_does_not_exist_is_named(cast: Cast) -> None:
    with cast.inside(), pytest.raises(ValidationError, match="gibtsnicht"):
        create_offer_from_catalogue(cast.aydin, catalogue_key="gibtsnicht")


def test_an_edit_writes_only_what_changed(cast: Cast) -> None:
    offer = an_offer(cast, definition=WITH_RULES)
    with cast.inside():
        edit_offer(cast.brandt, offer, **all_of(offer, months=6, territory=cast.places[:1], everywhere=False))
    entry = last_entry("offers.edit_offer")
    assert entry.after == {"months": 6, "territory": [cast.places[0].pk]}
    assert entry.before == {"months": 3, "territory": None}
    offer.refresh_from_db()
    assert offer.definition == WITH_RULES


def test_an_edit_that_makes_no_sense_changes_nothing(cast: Cast) -> None:
    offer = an_offer(cast)
    with cast.inside(), pytest.raises(ValidationError):
        edit_offer(cast.aydin, offer, **all_of(offer, definition={"access": [{"verdict": "perhaps"}]}))
    offer.refresh_from_db()
    assert offer.definition == {}


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(cast: Cast) -> None:
    offer = an_offer(cast)
    seen = version_of(offer)
    with cast.inside():
        edit_offer(cast.brandt, offer, seen=seen, **all_of(offer, months=6))
        with pytest.raises(ChangedMeanwhile):
            edit_offer(cast.aydin, offer, seen=seen, **all_of(offer, months=9))
    offer.refresh_from_db()
    assert offer.months == 6


def test_a_partner_cannot_give_the_offer_away(cast: Cast) -> None:
    offer = an_offer(cast)
    with cast.inside(), pytest.raises(Refused):
        edit_offer(cast.brandt, offer, **all_of(offer, organisation=None))


def test_nobody_edits_an_offer_that_is_not_listed_here(cast: Cast) -> None:
    offer = an_offer(cast)
    with cast.inside():
        unlist_offer(cast.aydin, offer)
        with pytest.raises(Offer.DoesNotExist):
            edit_offer(cast.aydin, offer, **all_of(offer, months=9))


def test_still_correct_keeps_day_and_function(cast: Cast) -> None:
    offer = an_offer(cast)
    with cast.inside():
        confirmed = confirm_offer(cast.brandt, offer, today=TODAY)
    assert confirmed.last_confirmed_on == TODAY
    assert confirmed.last_confirmed_by == str(cast.brandt.user)
    assert last_entry("offers.confirm_offer").after == {
        "last_confirmed_on": "2026-11-23",
        "last_confirmed_by": str(cast.brandt.user),
    }


@pytest.mark.parametrize("who", ["dikmen", "ernst"])
def test_only_provider_and_coordination_confirm(cast: Cast, who: str) -> None:
    offer = an_offer(cast)
    with cast.inside(), pytest.raises(Refused):
        confirm_offer(getattr(cast, who), offer, today=TODAY)


def test_a_partner_confirms_no_offer_of_others(cast: Cast) -> None:
    offer = an_offer(cast, organisation=None)
    with cast.inside(), pytest.raises(Refused):
        confirm_offer(cast.brandt, offer, today=TODAY)


def test_what_has_ended_is_not_confirmed(cast: Cast) -> None:
    offer = an_offer(cast)
    with cast.inside():
        ended = end_offer(cast.brandt, offer, last_day=TODAY - timedelta(days=1))
        with pytest.raises(ValidationError):
            confirm_offer(cast.brandt, ended, today=TODAY)
        end_offer(cast.brandt, ended, last_day=None)
        assert confirm_offer(cast.brandt, ended, today=TODAY).ended_on is None


def test_listing_twice_is_once(cast: Cast) -> None:
    offer = an_offer(cast)
    with cast.inside():
        unlist_offer(cast.dikmen, offer)
        assert not Listing.objects.exists()
        list_offer(cast.dikmen, offer)
        list_offer(cast.aydin, offer)
        assert Listing.objects.count() == 1
        with pytest.raises(Refused):
            unlist_offer(cast.brandt, offer)
    assert Entry.objects.filter(code="offers.list_offer").count() == 1


def test_a_neighbour_sees_nothing_of_it(cast: Cast) -> None:
    an_offer(cast)
    with scope(alliance=cast.neighbour):
        assert not offers_here().exists()
        own = create_offer(cast.czerny, title="Deutschkurs")
    with cast.inside():
        assert own not in offers_here()
