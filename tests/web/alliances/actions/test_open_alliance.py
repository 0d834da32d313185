from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django_scopes import scope

from staffelstab.web.alliances.actions.open_alliance import open_alliance
from staffelstab.web.alliances.enums import AllianceKind, Role
from staffelstab.web.alliances.models import ActorType, Alliance, Membership, Place
from staffelstab.web.alliances.pathway import District, districts_called
from staffelstab.web.journal.models import Entry, Operations
from staffelstab.web.kit.verdict import Refused
from staffelstab.web.notices.models import Letter
from tests.cast import FIRST_DAY, Cast

WHO: dict[str, Any] = {
    "email": "integration@kreis.example",
    "function": "Koordination",
    "valid_from": FIRST_DAY,
}


def district(name: str) -> District:
    (found,) = districts_called(name)
    return found


@pytest.mark.django_db
def test_an_empty_installation_gets_an_alliance_that_can_begin() -> None:
    coordinator = open_alliance(Operations(), district("Kreis Wesel"), **WHO)
    alliance = coordinator.alliance
    assert (alliance.name, alliance.slug, alliance.kind) == (
        "Bündnis Kreis Wesel",
        "kreis-wesel",
        AllianceKind.DISTRICT,
    )
    assert (coordinator.role, coordinator.user.email) == (Role.COORDINATOR, "integration@kreis.example")
    assert Place.objects.filter(district_key="05170").count() == 13
    assert ActorType.objects.exists()
    codes = ["accounts.create_account", "alliances.add_membership", "alliances.create_alliance"]
    assert sorted(Entry.objects.values_list("code", flat=True)) == codes


@pytest.mark.django_db
def test_a_city_is_a_city_and_a_second_alliance_has_an_address_of_its_own() -> None:
    first = open_alliance(Operations(), district("Köln"), **WHO)
    second = open_alliance(Operations(), district("05315"), **WHO, name="Köln rechtsrheinisch")
    assert first.alliance.kind == AllianceKind.CITY
    assert [first.alliance.slug, second.alliance.slug] == ["stadt-koeln", "stadt-koeln-2"]
    assert first.user == second.user


def test_the_operator_opens_it_and_still_sees_nothing(cast: Cast) -> None:
    coordinator = open_alliance(cast.olsen, district("Wesel"), **WHO)
    assert Entry.objects.get(code="alliances.create_alliance", chain="kreis-wesel").actor_id == str(
        cast.olsen.pk
    )
    assert cast.client("olsen").get("/b/kreis-wesel/buendnis/").status_code == 404
    with scope(alliance=coordinator.alliance):
        assert Membership.objects.count() == 1


@pytest.mark.parametrize("who", ["aydin", "czerny"])
def test_nobody_else_opens_alliances(cast: Cast, who: str) -> None:
    before = Alliance.objects.count()
    with pytest.raises(Refused):
        open_alliance(cast.user(who), district("Wesel"), **WHO)
    assert Alliance.objects.count() == before


@pytest.mark.django_db
def test_all_or_nothing() -> None:
    with pytest.raises(ValidationError):
        open_alliance(Operations(), district("Wesel"), **(WHO | {"email": "keine Adresse"}))
    assert not Alliance.objects.exists()
    assert not Place.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_the_letter_says_where_and_no_password() -> None:
    open_alliance(Operations(), district("Wesel"), **WHO, address_of_login="https://example.org/anmelden")
    letter = Letter.objects.get()
    assert letter.address == "integration@kreis.example"
    assert "https://example.org/anmelden" in letter.text
