from __future__ import annotations

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from staffelstab.web.accounts.actions.create_account import create_account
from staffelstab.web.accounts.models import User
from staffelstab.web.journal.models import Entry, Operations


@pytest.mark.django_db
def test_an_account_is_a_function_at_an_organisation() -> None:
    user = create_account(
        Operations(), email=" Kurse@Example.ORG ", function="Kursleitung", organisation_label="Bildungswerk"
    )
    assert (user.email, str(user), user.journal_id) == (
        "kurse@example.org",
        "Kursleitung, Bildungswerk",
        str(user.pk),
    )
    assert not user.has_usable_password()
    assert Entry.objects.get().code == "accounts.create_account"
    assert "kurse@" not in str(Entry.objects.get().after)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("email", "function"),
    [
        ("kurse@example.org", "Leitung"),
        ("KURSE@example.org", "Leitung"),
        ("kein-at", "x"),
        ("a@example.org", " "),
    ],
)
def test_an_address_belongs_to_one_account_and_nothing_is_empty(email: str, function: str) -> None:
    create_account(Operations(), email="kurse@example.org", function="Kursleitung")
    with pytest.raises(ValidationError):
        create_account(Operations(), email=email, function=function)
    assert User.objects.count() == 1


@pytest.mark.django_db
def test_the_first_account_is_made_by_a_command() -> None:
    said = io.StringIO()
    options = ["--function", "Betrieb", "--operator", "--no-password"]
    call_command("create_account", "betrieb@example.org", *options, stdout=said)
    assert said.getvalue() == "Created: Betrieb\n"
    assert User.objects.get().is_operator
    with pytest.raises(CommandError):
        call_command("create_account", "betrieb@example.org", *options)
