from __future__ import annotations

from datetime import timedelta

from django.test import Client

from staffelstab.web.accounts.models import User
from staffelstab.web.alliances.models import Membership
from staffelstab.web.journal.models import Entry
from staffelstab.web.offers.actions.confirm_offer import confirm_offer
from staffelstab.web.offers.actions.end_offer import end_offer
from staffelstab.web.offers.models import Offer
from tests.cast import Cast, assert_constant_queries
from tests.web.concepts.making import a_concept, an_applied_import, board_of, the_town
from tests.web.offers.making import TODAY, an_offer

DESK = "/b/musterkreis/schreibtisch/"
HTMX = {"HX-Request": "true"}


def seen(client: Client, address: str = DESK) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_nothing_open_is_said(cast: Cast) -> None:
    assert "Nichts offen." in seen(cast.client("brandt"))
    assert "/b/musterkreis/gesamtkonzept/" in seen(cast.client("aydin")).partition("<main")[2]


def test_whoever_signs_in_and_works_in_one_alliance_lands_on_the_desk(cast: Cast) -> None:
    assert cast.client("brandt").get("/").headers["Location"] == DESK


def test_one_click_confirms_an_offer_and_it_leaves_the_desk(cast: Cast) -> None:
    offer = an_offer(cast)
    client = cast.client("brandt")
    assert "Noch niemand hat es bestätigt." in seen(client)
    answer = client.post(f"{DESK}angebot/{offer.pk}/stimmt/", follow=True)
    assert answer.redirect_chain == [(DESK, 302)]
    assert "Nichts offen." in answer.content.decode()
    offer.refresh_from_db()
    assert offer.last_confirmed_by == str(cast.brandt.user)
    assert Entry.objects.filter(code="offers.confirm_offer", thing_id=str(offer.pk)).count() == 1


def test_a_name_that_ends_with_a_full_stop_gets_no_second_one(cast: Cast) -> None:
    User.objects.filter(pk=cast.brandt.user.pk).update(organisation_label="Bildungswerk Musterkreis e. V.")
    offer = an_offer(cast)
    with cast.inside():
        confirm_offer(Membership.objects.get(pk=cast.brandt.pk), offer, today=TODAY - timedelta(days=400))
    page = seen(cast.client("brandt"))
    assert "e. V.)." in page
    assert ".." not in page.partition("<main")[2]


def test_nobody_confirms_the_offer_of_somebody_else(cast: Cast) -> None:
    offer = an_offer(cast, organisation=None)
    assert cast.client("brandt").post(f"{DESK}angebot/{offer.pk}/stimmt/").status_code == 403
    assert Offer.objects.get(pk=offer.pk).last_confirmed_on is None


def test_an_offer_of_another_alliance_does_not_exist_here(cast: Cast) -> None:
    offer = an_offer(cast)
    answer = cast.client("czerny").post(f"/b/nachbarkreis/schreibtisch/angebot/{offer.pk}/stimmt/")
    assert answer.status_code == 404


def test_an_offer_that_ended_meanwhile_is_not_confirmed_and_the_page_says_so(cast: Cast) -> None:
    offer = an_offer(cast)
    with cast.inside():
        end_offer(cast.aydin, offer, last_day=TODAY - timedelta(days=900))
    answer = cast.client("aydin").post(f"{DESK}angebot/{offer.pk}/stimmt/", follow=True)
    assert "Dieses Angebot ist beendet" in answer.content.decode()
    assert Offer.objects.get(pk=offer.pk).last_confirmed_on is None


def test_the_page_fetches_what_is_not_checked_yet(cast: Cast) -> None:
    concept = an_applied_import(cast, the_town(title="Noch nie geprüft")).concept
    assert concept is not None
    client = cast.client("ernst")
    page = seen(client)
    assert "Das Gesamtkonzept wird geprüft" in page
    assert f'hx-get="{DESK}befunde/"' in page
    card = client.get(f"{DESK}befunde/", headers=HTMX).content.decode()
    with cast.inside():
        count = len(board_of(concept).telling.findings)
    assert f"{count} Befunde" in card
    assert "hx-get" not in card
    assert f"{count} Befunde" in seen(client)


def test_the_card_alone_is_no_page(cast: Cast) -> None:
    client = cast.client("aydin")
    assert client.get(f"{DESK}befunde/").headers["Location"] == DESK
    assert client.get(f"{DESK}befunde/", headers=HTMX).status_code == 404


def test_a_partner_reads_and_the_core_group_settles_a_handover(cast: Cast) -> None:
    a_concept(cast)
    assert "Sie nehmen auf" in seen(cast.client("brandt"))
    assert "Übergang ansehen" in seen(cast.client("brandt"))
    assert "Übergabe regeln" in seen(cast.client("dikmen"))
    assert "Übergabe" not in seen(cast.client("ernst")).partition("<main")[2]


def test_the_rest_of_the_offers_is_one_click_away(cast: Cast) -> None:
    for number in range(5):
        an_offer(cast, f"Kurs {number}")
    client = cast.client("brandt")
    address = f"/b/musterkreis/angebote/?confirmation=never&provider={cast.partner_organisation.pk}"
    assert "2 weitere Angebote, die noch niemand bestätigt hat" in seen(client)
    assert address in seen(client).replace("&amp;", "&")
    assert "5 Angebote" in seen(client, address)


def test_the_desk_asks_the_same_number_of_questions_however_much_waits(cast: Cast) -> None:
    a_concept(cast)
    client = cast.client("aydin")
    assert_constant_queries(lambda: client.get(DESK), lambda number: an_offer(cast, f"Kurs {number}"))


def test_the_card_of_the_inventory_says_nothing_twice(cast: Cast) -> None:
    with cast.inside():
        for number in range(12):
            an_offer(cast, title=f"Kurs {number}")
    assert seen(cast.client("aydin")).count("seit zwölf Monaten unbestätigt") == 1
