from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django_scopes.state import get_scope
from lxml import html

from staffelstab.web.alliances.models import Membership
from tests.cast import Cast


def text_of(page: bytes) -> str:
    document: Any = html.fromstring(page.decode())
    return str(document.text_content())


PAGE = "/b/musterkreis/buendnis/"


@pytest.mark.parametrize("who", ["czerny", "olsen"])
def test_a_foreign_alliance_looks_like_one_that_does_not_exist(cast: Cast, who: str) -> None:
    client = cast.client(who)
    foreign, missing = client.get(PAGE), client.get("/b/gibt-es-nicht/buendnis/")
    assert foreign.status_code == missing.status_code == 404
    assert text_of(foreign.content) == text_of(missing.content)
    assert "Musterkreis" not in text_of(foreign.content)


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "status"),
    [
        (date(2020, 1, 1), None, 200),
        (date(2020, 1, 1), date(2999, 12, 31), 200),
        (date(2020, 1, 1), date(2021, 12, 31), 404),
        (date(2999, 1, 1), None, 404),
    ],
)
def test_a_membership_counts_only_in_its_time(
    cast: Cast, valid_from: date, valid_to: date | None, status: int
) -> None:
    with cast.inside():
        Membership.objects.filter(pk=cast.brandt.pk).update(valid_from=valid_from, valid_to=valid_to)
    assert cast.client("brandt").get(PAGE).status_code == status


def test_rows_of_a_neighbour_cannot_be_reached_through_the_own_door(cast: Cast) -> None:
    """Czerny knows the number of Brandt's organisation and tries it in the own alliance."""
    address = f"/b/nachbarkreis/buendnis/stelle/{cast.partner.pk}/"
    assert cast.client("czerny").get(address).status_code == 404
    address = f"/b/nachbarkreis/buendnis/mitglieder/{cast.brandt.pk}/rolle/"
    assert cast.client("czerny").post(address, {"role": "coordinator"}).status_code == 404
    with cast.inside():
        assert Membership.objects.get(pk=cast.brandt.pk).role == "partner"


def test_the_scope_is_closed_after_the_request(cast: Cast) -> None:
    cast.client("aydin").get(PAGE)
    assert "alliance" not in get_scope()


def test_without_account_the_way_leads_to_the_door(cast: Cast) -> None:
    answer = cast.client("nobody").get(PAGE)
    assert answer.headers["Location"] == f"/konto/anmelden/?next={PAGE}"
