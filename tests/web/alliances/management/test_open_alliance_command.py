from __future__ import annotations

import io
import re
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from staffelstab.web.accounts.models import User
from staffelstab.web.alliances.models import Alliance

EMAIL = "integration@kreis.example"
pytestmark = pytest.mark.django_db


def run(district: str, **options: Any) -> str:
    said = io.StringIO()
    call_command("open_alliance", district, email=EMAIL, stdout=said, **options)
    return said.getvalue()


@pytest.mark.parametrize("district", ["Wesel", "Kreis Wesel", "kreis wesel", "05170"])
def test_a_district_is_known_by_name_or_key(district: str) -> None:
    assert "Eröffnet: Bündnis Kreis Wesel, unter /b/kreis-wesel/." in run(district)
    assert Alliance.objects.get().district_key == "05170"


def test_the_link_leads_to_a_password_and_the_password_to_the_alliance() -> None:
    said = run("Wesel")
    found = re.search(r"https?://[^/]+(/konto/passwort/neu/\S+)", said)
    assert found, said
    client = Client()
    page = client.get(found[1], follow=True)
    password = "ein-sehr-langer-stab-7"
    form = {"password1": password, "password2": password}
    client.post(page.request["PATH_INFO"], form)
    client.post("/konto/anmelden/", {"login": EMAIL, "password": password})
    assert client.get("/b/kreis-wesel/buendnis/").status_code == 200
    assert Client().get(found[1], follow=True).request["PATH_INFO"] == found[1], "good only once"


def test_whoever_has_a_password_is_told_where_to_sign_in() -> None:
    run("Wesel")
    user = User.objects.get(email=EMAIL)
    user.set_password("ein-sehr-langer-stab-7")
    user.save()
    said = run("Kleve")
    assert "/konto/anmelden/" in said
    assert "/konto/passwort/neu/" not in said


@pytest.mark.parametrize(
    ("text", "alternatives"),
    [("Rhein", ["Rhein-Sieg-Kreis (05382)", "Rhein-Erft-Kreis (05362)"]), ("Moers", ["Kreis Wesel (05170)"])],
)
def test_what_names_no_single_district_is_answered_with_those_it_may_mean(
    text: str, alternatives: list[str]
) -> None:
    with pytest.raises(CommandError) as refusal:
        run(text)
    assert all(alternative in str(refusal.value) for alternative in alternatives)
    assert not Alliance.objects.exists()


def test_an_unknown_name_says_what_to_write() -> None:
    with pytest.raises(CommandError, match="fünfstelligen"):
        run("Atlantis")


def test_an_address_that_is_taken_is_refused_in_a_sentence() -> None:
    run("Wesel", slug="wesel")
    with pytest.raises(CommandError):
        run("Kleve", slug="wesel")
    assert Alliance.objects.count() == 1
