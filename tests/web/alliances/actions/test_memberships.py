"""add_membership, change_role, end_membership"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from pytest_django import DjangoCaptureOnCommitCallbacks

from staffelstab.web.accounts.models import User
from staffelstab.web.alliances.actions.add_membership import add_membership
from staffelstab.web.alliances.actions.change_role import change_role
from staffelstab.web.alliances.actions.end_membership import end_membership
from staffelstab.web.alliances.enums import Role
from staffelstab.web.alliances.models import Membership
from staffelstab.web.journal.queries import entries_of
from staffelstab.web.kit.verdict import Refused
from tests.cast import FIRST_DAY, Cast

TODAY = date(2026, 11, 23)
NEW: dict[str, Any] = {
    "email": "neu@example.org",
    "function": "Beratung",
    "role": Role.PARTNER,
    "valid_from": TODAY,
}


def test_an_invitation_makes_an_account_and_sends_a_letter_without_password(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        membership = add_membership(
            cast.aydin, cast.alliance, address_of_login="https://staffel.example/konto/anmelden/", **NEW
        )
    assert not membership.user.has_usable_password()
    (letter,) = mail.outbox
    assert letter.to == ["neu@example.org"]
    assert letter.subject == "Sie wirken mit: Bündnis Musterkreis"
    assert "https://staffel.example/konto/anmelden/" in letter.body
    assert "Rolle: Partner" in letter.body


def test_one_account_may_belong_to_two_alliances(cast: Cast) -> None:
    add_membership(cast.aydin, cast.alliance, **{**NEW, "email": cast.czerny.user.email.upper()})
    assert User.objects.filter(email__iexact=cast.czerny.user.email).count() == 1
    page = cast.client("czerny").get("/buendnisse/").content.decode()
    assert "Bündnis Musterkreis" in page
    assert "Bündnis Nachbarkreis" in page


def test_nobody_is_a_member_twice(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        add_membership(cast.aydin, cast.alliance, **{**NEW, "email": cast.brandt.user.email})


@pytest.mark.parametrize("who", ["brandt", "dikmen", "ernst"])
def test_only_the_coordination_invites(cast: Cast, who: str) -> None:
    with pytest.raises(Refused):
        add_membership(getattr(cast, who), cast.alliance, **NEW)
    assert not User.objects.filter(email="neu@example.org").exists()


def test_a_coordination_invites_into_the_own_alliance_only(cast: Cast) -> None:
    with pytest.raises(Refused):
        add_membership(cast.czerny, cast.alliance, **NEW)


def test_roles_change_and_end_with_a_day(cast: Cast) -> None:
    with cast.inside():
        change_role(cast.aydin, cast.dikmen, role=Role.COORDINATOR, today=TODAY)
        change_role(cast.aydin, cast.aydin, role=Role.CORE_MEMBER, today=TODAY)
        end_membership(Membership.objects.get(pk=cast.dikmen.pk), cast.brandt, last_day=TODAY, today=TODAY)
        assert Membership.objects.get(pk=cast.brandt.pk).valid_to == TODAY
    codes = [entry.code for entry in entries_of("musterkreis")[:3]]
    assert codes == ["alliances.end_membership", "alliances.change_role", "alliances.change_role"]


def test_the_last_coordination_stays(cast: Cast) -> None:
    with cast.inside():
        with pytest.raises(Refused, match="mindestens eine Koordination"):
            change_role(cast.aydin, cast.aydin, role=Role.PARTNER, today=TODAY)
        with pytest.raises(Refused, match="mindestens eine Koordination"):
            end_membership(cast.aydin, cast.aydin, last_day=TODAY, today=TODAY)
        assert Membership.objects.get(pk=cast.aydin.pk).is_coordinator


def test_a_membership_does_not_end_before_it_begins(cast: Cast) -> None:
    with cast.inside(), pytest.raises(ValidationError):
        end_membership(cast.aydin, cast.brandt, last_day=date(2019, 1, 1), today=TODAY)
    assert cast.brandt.valid_from == FIRST_DAY
