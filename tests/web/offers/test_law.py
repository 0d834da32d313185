"""When the law changes behind an offer: told once, followed or kept."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from django_scopes import scope

from staffelstab.web.kit.verdict import Refused
from staffelstab.web.offers.actions.confirm_offer import confirm_offer
from staffelstab.web.offers.actions.create_offer_from_catalogue import create_offer_from_catalogue
from staffelstab.web.offers.actions.decide_law_change import decide_law_change
from staffelstab.web.offers.actions.list_offer import list_offer
from staffelstab.web.offers.models import LawDecision, Offer
from staffelstab.web.offers.pathway import catalogue_definition, offer_document, seams
from staffelstab.web.offers.queries.law import Notice, law_notices
from tests.cast import Cast, assert_constant_queries
from tests.web.offers.test_views import ROOT

SEAM = next(seam for seam in seams("de") if seam.laws and seam.day > date(2021, 1, 1))
BEFORE, AFTER = SEAM.day - timedelta(days=30), SEAM.day + timedelta(days=30)


def made(cast: Cast, key: str = SEAM.catalogue_key, **said: Any) -> Offer:
    """An offer that was made before the law changed."""
    with cast.inside():
        offer = create_offer_from_catalogue(
            cast.aydin,
            catalogue_key=key,
            organisation=cast.partner_organisation,
            valid_to=date(2099, 12, 31),
            **said,
        )
    Offer.objects.filter(pk=offer.pk).update(updated_at=timezone.now().replace(year=BEFORE.year - 1))
    return Offer.objects.get(pk=offer.pk)


def notices(cast: Cast, today: date) -> list[Notice]:
    with cast.inside():
        return [notice for notice in law_notices(today=today) if notice.change == SEAM.change]


def test_a_change_says_what_since_when_by_which_law_and_whom_it_touches(cast: Cast) -> None:
    offer = made(cast)
    (notice,) = notices(cast, AFTER)
    assert notice.day == SEAM.day and not notice.is_ahead
    assert notice.laws == SEAM.laws
    assert notice.old != notice.new and (notice.old or notice.new)
    assert [touched.offer for touched in notice.touched] == [offer]


def test_what_lies_ahead_is_shown_half_a_year_before(cast: Cast) -> None:
    made(cast)
    (notice,) = notices(cast, BEFORE)
    assert notice.is_ahead
    assert notices(cast, SEAM.day - timedelta(days=200)) == []


def test_a_year_later_it_is_no_news(cast: Cast) -> None:
    made(cast)
    assert notices(cast, SEAM.day + timedelta(days=366)) == []


def test_whoever_confirmed_after_the_change_has_seen_it(cast: Cast) -> None:
    offer = made(cast)
    with cast.inside():
        confirm_offer(cast.aydin, offer, today=SEAM.day)
    Offer.objects.update(updated_at=timezone.now().replace(year=BEFORE.year - 1))
    assert notices(cast, AFTER) == []


def test_to_follow_needs_nothing_and_is_told_once(cast: Cast) -> None:
    offer = made(cast)
    before = offer_document(offer)
    with cast.inside():
        decide_law_change(cast.aydin, offer, change=SEAM.change, decision="accepted", today=AFTER)
        with pytest.raises(ValidationError):
            decide_law_change(cast.aydin, offer, change=SEAM.change, decision="accepted", today=AFTER)
    assert notices(cast, AFTER) == []
    assert offer_document(Offer.objects.get()) == before


def test_to_keep_needs_a_reason_and_takes_the_seam_out(cast: Cast) -> None:
    offer = made(cast)
    with cast.inside():
        with pytest.raises(ValidationError):
            decide_law_change(cast.aydin, offer, change=SEAM.change, decision="kept", reason=" ", today=AFTER)
        decide_law_change(
            cast.aydin, offer, change=SEAM.change, decision="kept", reason="Weisung bis Mai", today=AFTER
        )
        assert LawDecision.objects.get().reason == "Weisung bis Mai"
    kept = Offer.objects.get()
    starts = {rule.get("valid_from") for rule in kept.definition["access"]}
    assert SEAM.day.isoformat() not in starts
    assert notices(cast, AFTER) == []


@pytest.mark.parametrize(
    "change", ["", "x", "seam:other:2022-01-01", "version:0", f"seam:{SEAM.catalogue_key}:x"]
)
def test_a_change_that_does_not_exist_is_refused(cast: Cast, change: str) -> None:
    offer = made(cast)
    with cast.inside(), pytest.raises(ValidationError):
        decide_law_change(cast.aydin, offer, change=change, decision="kept", reason="weil", today=AFTER)


@pytest.mark.parametrize("who", ["ernst"])
def test_onlookers_decide_nothing(cast: Cast, who: str) -> None:
    offer = made(cast)
    with cast.inside(), pytest.raises(Refused):
        decide_law_change(getattr(cast, who), offer, change=SEAM.change, decision="accepted", today=AFTER)


def of_an_older_version(offer: Offer, **parts: Any) -> dict[str, Any]:
    """As if the catalogue had said something else when the offer was made."""
    old = catalogue_definition(offer.catalogue_key) | parts
    offer.made_from = {"digest": "of-an-older-version", "definition": old}
    offer.definition = {**offer.definition, **parts}
    offer.save()
    return old


def versions(cast: Cast) -> list[Notice]:
    with cast.inside():
        return [notice for notice in law_notices(today=timezone.localdate()) if notice.day is None]


def test_a_new_version_of_the_catalogue_is_told_and_followed(cast: Cast) -> None:
    offer = made(cast)
    assert versions(cast) == []
    of_an_older_version(offer, conditions=["Antrag in Papier"])
    (notice,) = versions(cast)
    assert "Antrag in Papier" in notice.old
    assert not notice.touched[0].adapted
    with cast.inside():
        decide_law_change(cast.aydin, offer, change=notice.change, decision="accepted", today=AFTER)
    followed = Offer.objects.get()
    assert (
        followed.definition.get("conditions", []) == catalogue_definition(offer.catalogue_key)["conditions"]
    )
    assert versions(cast) == []


def test_what_was_adapted_here_is_named_before_it_is_replaced(cast: Cast) -> None:
    offer = made(cast)
    of_an_older_version(offer, conditions=["Antrag in Papier"])
    offer.definition = {**offer.definition, "conditions": ["Antrag beim Jugendamt"]}
    offer.save()
    (notice,) = versions(cast)
    assert len(notice.touched[0].adapted) == 1
    with cast.inside():
        decide_law_change(
            cast.aydin, offer, change=notice.change, decision="kept", reason="vor Ort so", today=AFTER
        )
    assert Offer.objects.get().definition["conditions"] == ["Antrag beim Jugendamt"]
    assert versions(cast) == []


def test_each_alliance_decides_about_what_it_lists(cast: Cast) -> None:
    offer = made(cast)
    with scope(alliance=cast.neighbour):
        assert law_notices(today=AFTER) == []
        list_offer(cast.czerny, offer)
        assert [n.change for n in law_notices(today=AFTER) if n.change == SEAM.change] == [SEAM.change]


def test_the_page_decides_for_several_offers_at_once(cast: Cast) -> None:
    offers = [made(cast), made(cast, title="Zweites")]
    for offer in offers:
        of_an_older_version(offer, conditions=["Antrag in Papier"])
    client = cast.client("aydin")
    page = client.get(f"{ROOT}recht/").content.decode()
    assert "Neue Fassung" in page or "neue Fassung" in page
    (notice,) = versions(cast)
    data = {"change": notice.change, "offer": [offer.pk for offer in offers]}
    refused = client.post(
        f"{ROOT}recht/entscheiden/", data | {"decision": "kept"}, follow=True
    ).content.decode()
    assert "warum das Angebot bleibt, wie es war" in refused
    said = client.post(
        f"{ROOT}recht/entscheiden/", data | {"decision": "accepted"}, follow=True
    ).content.decode()
    assert "Für 2 Angebote entschieden." in said
    again = client.post(
        f"{ROOT}recht/entscheiden/", data | {"decision": "accepted"}, follow=True
    ).content.decode()
    assert "schon entschieden" in again


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"offer": "1"},
        {"offer": "x", "change": "y", "decision": "z"},
        {"change": "version:x", "decision": "kept"},
    ],
)
def test_nonsense_changes_nothing(cast: Cast, data: dict[str, str]) -> None:
    made(cast)
    client = cast.client("aydin")
    assert client.post(f"{ROOT}recht/entscheiden/", data, follow=True).status_code == 200
    with cast.inside():
        assert not LawDecision.objects.exists()


def test_the_page_costs_the_same_however_many_offers(cast: Cast) -> None:
    client = cast.client("aydin")

    def one_more(number: int) -> None:
        of_an_older_version(made(cast, title=f"Kurs {number}"), conditions=[f"Antrag {number}"])

    assert_constant_queries(lambda: client.get(f"{ROOT}recht/"), one_more)
