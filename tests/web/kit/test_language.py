from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import Cast


def test_german_is_the_default_whatever_the_browser_prefers() -> None:
    page = Client().get("/datenschutz/", headers={"accept-language": "en-GB,fr"})
    assert '<html lang="de">' in page.content.decode()
    assert page.headers["Content-Language"] == "de"


def test_the_language_is_chosen_by_a_button_and_kept() -> None:
    client = Client()
    answer = client.post("/sprache/", {"language": "en", "next": "/datenschutz/"})
    assert answer.status_code == 302
    page = client.get("/datenschutz/").content.decode()
    assert '<html lang="en">' in page
    assert '<h1 class="kern-heading-large">Data protection</h1>' in page


@pytest.mark.parametrize("wrong", ["xx", "de-AT", "", "../../etc"])
def test_an_unknown_language_falls_back_to_german(wrong: str) -> None:
    client = Client()
    client.cookies["django_language"] = wrong
    assert '<html lang="de">' in client.get("/datenschutz/").content.decode()


def test_the_choice_in_the_profile_counts_for_pages_and_letters(cast: Cast) -> None:
    client = cast.client("brandt")
    known = {"function": "Kursleitung", "organisation_label": "Bildungswerk"}
    client.post("/konto/", known | {"language": "en"})
    cast.brandt.user.refresh_from_db()
    assert cast.brandt.user.language == "en"
    assert '<html lang="en">' in client.get("/konto/").content.decode()
