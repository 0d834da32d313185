from __future__ import annotations

from django.urls import reverse

from staffelstab.web.offers.models import Offer
from tests.cast import Cast
from tests.web.intake.making import a_taken_list


def test_what_fitted_no_field_stands_on_the_page_of_the_offer(cast: Cast) -> None:
    a_taken_list(cast)
    with cast.inside():
        offer = Offer.objects.get(title="Deutschkurs B1")
    url = reverse("offers:detail", kwargs={"alliance_slug": cast.alliance.slug, "offer_id": offer.pk})
    page = cast.client("brandt").get(url).content.decode()
    assert "mit Kinderbetreuung" in page and "liste.csv, Zeile 2" in page
    assert "Meier" not in page


def test_another_alliance_does_not_see_what_our_lists_said(cast: Cast) -> None:
    a_taken_list(cast)
    with cast.inside():
        offer = Offer.objects.get(title="Deutschkurs B1")
    from django_scopes import scope

    from staffelstab.web.intake.queries.lists import told_about

    with scope(alliance=cast.neighbour):
        assert told_about(offer) == []
