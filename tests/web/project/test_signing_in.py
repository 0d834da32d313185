"""The door: password, second factor, forgotten password, guessing."""

from __future__ import annotations

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from staffelstab.web.accounts.models import User
from staffelstab.web.kit.navigation import start_address
from staffelstab.web.notices.models import Letter
from tests.cast import PASSWORD, Cast

LOGIN = "/konto/anmelden/"
BRANDT = "kurse@bildungswerk.example.org"


def sign_in(client: Client, email: str, password: str) -> int:
    return client.post(LOGIN, {"login": email, "password": password}).status_code


@pytest.mark.parametrize("email", [BRANDT, BRANDT.upper()])
def test_the_right_password_opens_whatever_the_case_of_the_address(cast: Cast, email: str) -> None:
    client = Client()
    assert sign_in(client, email, PASSWORD) == 302
    assert client.get("/buendnisse/").status_code == 200


def test_whoever_works_in_one_alliance_only_lands_there(cast: Cast) -> None:
    answer = cast.client("brandt").get("/")
    assert answer.headers["Location"] == start_address({"alliance_slug": "musterkreis"})
    assert answer.headers["Location"].startswith("/b/musterkreis/")


@pytest.mark.parametrize(("email", "password"), [(BRANDT, "falsch"), ("niemand@example.org", PASSWORD)])
def test_a_wrong_password_and_an_unknown_address_look_the_same(cast: Cast, email: str, password: str) -> None:
    answer = Client().post(LOGIN, {"login": email, "password": password})
    assert answer.status_code == 200
    assert "E-Mail-Adresse oder Passwort stimmen nicht." in answer.content.decode()


def test_guessing_is_slowed_down_even_for_the_right_password(cast: Cast) -> None:
    client = Client()
    for guess in range(10):
        sign_in(client, BRANDT, f"geraten-{guess}")
    answer = client.post(LOGIN, {"login": BRANDT, "password": PASSWORD})
    assert answer.status_code in {200, 429}
    assert client.get("/buendnisse/").status_code == 302


@pytest.mark.parametrize(("proxies", "neighbour_gets_in"), [(1, True), (0, False)])
def test_behind_a_proxy_one_address_does_not_lock_out_the_others(
    cast: Cast, settings: Settings, proxies: int, neighbour_gets_in: bool
) -> None:
    """What the visitor writes into the header counts for nothing, what the own proxy adds counts."""
    memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": f"proxies-{proxies}"}
    settings.CACHES = {"default": memory}  # counters of its own: what fails here locks nobody out elsewhere
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    for guess in range(10):
        guessing = Client(headers={"X-Forwarded-For": f"198.51.100.{guess}, 203.0.113.1"})
        sign_in(guessing, f"niemand-{guess}@example.org", "geraten")
    for address, gets_in in (("203.0.113.1", False), ("203.0.113.2", neighbour_gets_in)):
        client = Client(headers={"X-Forwarded-For": address})
        sign_in(client, BRANDT, PASSWORD)
        assert (client.get("/buendnisse/").status_code == 200) == gets_in, address


def test_a_locked_account_stays_outside(cast: Cast) -> None:
    User.objects.filter(email=BRANDT).update(is_active=False)
    client = Client()
    sign_in(client, BRANDT, PASSWORD)
    assert client.get("/buendnisse/").status_code == 302


def test_nobody_registers_alone(cast: Cast) -> None:
    count = User.objects.count()
    answer = Client().post(
        "/konto/registrieren/", {"email": "neu@example.org", "password1": PASSWORD, "password2": PASSWORD}
    )
    assert "Keine Registrierung" in answer.content.decode()
    assert User.objects.count() == count


def test_a_forgotten_password_is_replaced_by_letter_and_the_letter_is_forgotten(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    User.objects.filter(email=BRANDT).update(password="!")  # invited, never chose one
    client = Client()
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post("/konto/passwort/vergessen/", {"email": BRANDT}).status_code == 302
    (letter,) = mail.outbox
    assert letter.subject == "Staffelstab: Passwort zurücksetzen"
    link = re.search(r"http://testserver(/konto/passwort/neu/\S+)", str(letter.body))
    assert link
    assert Letter.objects.get().text == ""
    form = client.get(link[1], follow=True)
    new = "neun-staebe-im-regen"
    client.post(form.request["PATH_INFO"], {"password1": new, "password2": new})
    assert sign_in(Client(), BRANDT, new) == 302


def test_no_letter_goes_to_an_unknown_address_and_the_page_does_not_tell(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answer = Client().post("/konto/passwort/vergessen/", {"email": "niemand@example.org"})
    assert answer.status_code == 302
    assert mail.outbox == []


@pytest.mark.parametrize("password", ["kurz", "1234567890", "passwort123", "kursleitung"])
def test_weak_passwords_are_refused(cast: Cast, password: str) -> None:
    client = Client()
    sign_in(client, BRANDT, PASSWORD)
    data = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    assert client.post("/konto/passwort/aendern/", data).status_code == 200
    assert User.objects.get(email=BRANDT).check_password(PASSWORD)


def test_the_second_factor_is_asked_for_once_it_is_set_up(cast: Cast) -> None:
    client = Client()
    sign_in(client, BRANDT, PASSWORD)
    assert (
        client.get("/konto/zweiter-faktor/app/einrichten/")
        .headers["Location"]
        .startswith("/konto/bestaetigen/")
    )
    client.post("/konto/bestaetigen/", {"password": PASSWORD})
    page = client.get("/konto/zweiter-faktor/app/einrichten/")
    secret = page.context["form"].secret
    assert "data:image/svg+xml" in page.content.decode()
    assert client.post("/konto/zweiter-faktor/app/einrichten/", {"code": code(secret, 0)}).status_code == 302
    for address in ("", "ersatzcodes/", "ersatzcodes/neu/", "ersatzcodes/datei/", "app/entfernen/"):
        assert client.get(f"/konto/zweiter-faktor/{address}").status_code == 200, address

    again = Client()
    answer = again.post(LOGIN, {"login": BRANDT, "password": PASSWORD})
    assert answer.headers["Location"] == "/konto/zweiter-faktor/anmelden/"
    assert again.get("/buendnisse/").status_code == 302
    again.post("/konto/zweiter-faktor/anmelden/", {"code": "000000"})
    assert again.get("/buendnisse/").status_code == 302
    again.post("/konto/zweiter-faktor/anmelden/", {"code": code(secret, 1)})
    assert again.get("/buendnisse/").status_code == 200


def code(secret: str, steps_ahead: int) -> str:
    """What the app shows now, or in its next step (the same code is never taken twice)."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps_ahead)))
