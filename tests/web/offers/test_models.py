"""What must never be false is refused by the database itself, whoever writes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django_scopes import ScopeError

from staffelstab.web.funding.models import Funding
from staffelstab.web.offers.models import Listing, Need, Offer, Statement
from tests.cast import Cast
from tests.web.offers.making import a_need, an_offer


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"kind": "party"},
        {"months": -1},
        {"kind": "accompaniment", "months": 3},
        {"valid_from": date(2026, 2, 1), "valid_to": date(2026, 1, 31)},
        {"last_confirmed_on": date(2026, 1, 1)},
        {"last_confirmed_by": "Koordination"},
    ],
)
def test_an_offer_cannot_be_stored_wrongly(cast: Cast, wrong: dict[str, Any]) -> None:
    offer = an_offer(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Offer.objects.filter(pk=offer.pk).update(**wrong)


@pytest.mark.parametrize("wrong", [{"label": ""}, {"minimum": 5, "maximum": 4}, {"method": "guessed"}])
def test_a_need_cannot_be_stored_wrongly(cast: Cast, wrong: dict[str, Any]) -> None:
    need = a_need(cast)
    with cast.inside(), pytest.raises(IntegrityError), transaction.atomic():
        Need.objects.filter(pk=need.pk).update(**wrong)


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", [{"name": ""}, {"key": ""}, {"valid_to": date(2019, 12, 31)}])
def test_a_funding_cannot_be_stored_wrongly(wrong: dict[str, Any]) -> None:
    right = {"key": "land", "name": "Land", "valid_from": date(2020, 1, 1)}
    with pytest.raises(IntegrityError), transaction.atomic():
        Funding.objects.create(**{**right, **wrong})


def test_an_offer_is_listed_once_per_alliance(cast: Cast) -> None:
    offer = an_offer(cast)
    with cast.inside(), pytest.raises(IntegrityError), transaction.atomic():
        Listing.objects.create(alliance=cast.alliance, offer=offer)


@pytest.mark.parametrize("model", [Listing, Need])
def test_rows_of_an_alliance_do_not_exist_outside_its_scope(cast: Cast, model: type[Listing | Need]) -> None:
    with pytest.raises(ScopeError):
        model.objects.count()


def test_a_long_statement_shows_that_it_goes_on() -> None:
    assert str(Statement(text="kurz")) == "kurz"
    assert str(Statement(text="lang " * 30)).endswith("…") and len(str(Statement(text="lang " * 30))) <= 60
