from __future__ import annotations

from staffelstab.web.accounts.models import User
from tests.cast import Cast


def test_everybody_edits_their_own_account_only(cast: Cast) -> None:
    others = {user.pk: str(user) for user in User.objects.exclude(pk=cast.brandt.user.pk)}
    answer = cast.client("brandt").post(
        "/konto/", {"function": "Leitung", "organisation_label": "Werk", "language": "de"}
    )
    assert answer.status_code == 302
    assert str(User.objects.get(pk=cast.brandt.user.pk)) == "Leitung, Werk"
    assert {user.pk: str(user) for user in User.objects.exclude(pk=cast.brandt.user.pk)} == others


def test_a_name_of_a_person_is_no_function(cast: Cast) -> None:
    answer = cast.client("brandt").post(
        "/konto/", {"function": "Frau Beispiel", "organisation_label": "", "language": "de"}
    )
    assert answer.status_code == 200
    assert "Das sieht nach Angaben zu einer Person aus" in answer.content.decode()
    assert User.objects.get(pk=cast.brandt.user.pk).function == "Kursleitung"


def test_the_address_and_the_rights_cannot_be_changed_through_the_form(cast: Cast) -> None:
    cast.client("brandt").post(
        "/konto/",
        {
            "function": "x",
            "organisation_label": "",
            "language": "de",
            "is_operator": "on",
            "email": "x@example.org",
        },
    )
    user = User.objects.get(pk=cast.brandt.user.pk)
    assert (user.is_operator, user.email) == (False, "kurse@bildungswerk.example.org")
