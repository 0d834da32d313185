from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from staffelstab.web.funding.models import Funding
from staffelstab.web.funding.pathway import programme_choices
from tests.cast import Cast, assert_constant_queries
from tests.web.funding.making import a_funding
from tests.web.offers.making import an_offer

ROOT = "/b/musterkreis/foerderung/"
NEW = {"name": "Landesmittel", "valid_from": "01.01.2026", "valid_to": "31.12.2026", "is_programme": "on"}


def text_of(cast: Cast, path: str, who: str = "brandt") -> str:
    answer = cast.client(who).get(ROOT + path)
    assert answer.status_code == 200
    return answer.content.decode()


def one_more_funded_offer(cast: Cast, number: int) -> None:
    funding = a_funding(cast, f"Programm {number}", is_programme=True, valid_to=date(2027, 12, 31))
    an_offer(cast, f"Kurs {number}", funding=funding, category=f"Feld {number}")


def test_the_list_costs_the_same_however_long(cast: Cast) -> None:
    client = cast.client("aydin")
    assert_constant_queries(lambda: client.get(ROOT), lambda number: one_more_funded_offer(cast, number))


def test_the_page_says_what_hangs_on_a_limited_programme_alone(cast: Cast) -> None:
    one_more_funded_offer(cast, 1)
    page = text_of(cast, "")
    assert "Nach dem 31.12.2027 bliebe nichts." in page
    an_offer(cast, "Regelkurs", category="Feld 1")
    assert "bliebe nichts" not in text_of(cast, "")


def test_the_profile_shows_both_readings_of_the_age_and_what_is_unknown(cast: Cast) -> None:
    key = next(key for key, title in programme_choices("de") if "2020" in title)
    page = text_of(cast, f"{a_funding(cast, programme_key=key).pk}/")
    for text in (
        "beide Lesarten",
        "Eigenanteil 20 Prozent",
        "teilweise belegt",
        "nicht bekannt",
        "Was nicht bekannt ist",
    ):
        assert text in page, text


def test_a_funding_without_profile_says_that_nothing_is_known(cast: Cast) -> None:
    assert "Kein Programmprofil beschreibt" in text_of(cast, f"{a_funding(cast).pk}/")


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_profile_can_be_read_in_both_languages(cast: Cast, language: str) -> None:
    client = cast.client("ernst")
    client.post("/sprache/", {"language": language})
    for key, title in programme_choices(language):
        assert title in client.get(f"{ROOT}programm/{key}/").content.decode()


@pytest.mark.parametrize("path", ["programm/gibtsnicht/", "99999/"])
def test_what_does_not_exist_is_not_found(cast: Cast, path: str) -> None:
    assert cast.client("aydin").get(ROOT + path).status_code == 404


def test_recording_and_changing_from_the_page(cast: Cast) -> None:
    client = cast.client("dikmen")
    assert client.post(f"{ROOT}neu/", NEW).status_code == 302
    funding = Funding.objects.get()
    assert client.post(f"{ROOT}{funding.pk}/bearbeiten/", NEW | {"valid_to": ""}).status_code == 302
    funding.refresh_from_db()
    assert (funding.key, funding.valid_to, funding.is_programme) == ("landesmittel", None, True)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"name": ""}, "Name"),
        ({"valid_to": "31.12.2025"}, "vor dem ersten"),
        ({"valid_to": "irgendwann"}, "kein Datum"),
        ({"programme_key": "gibtsnicht"}, "programme_key"),
        ({"name": "Konto von Herrn Beispiel"}, "Person"),
    ],
)
def test_mistakes_are_named_and_nothing_is_stored(cast: Cast, wrong: dict[str, Any], message: str) -> None:
    answer = cast.client("aydin").post(f"{ROOT}neu/", NEW | wrong)
    assert answer.status_code == 200
    assert message in answer.content.decode()
    assert not Funding.objects.exists()


def test_hostile_names_are_shown_as_texts(cast: Cast) -> None:
    funding = a_funding(cast, "<script>x</script>")
    an_offer(cast, "<b>", funding=funding)
    for path in ("", f"{funding.pk}/"):
        assert "<script>x" not in text_of(cast, path)
