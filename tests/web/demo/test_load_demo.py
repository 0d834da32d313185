"""The demonstration is loaded once for this module, beside an alliance that was there before, and then looked at."""

from __future__ import annotations

import io
import re
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client, override_settings
from django_scopes import scope
from pytest_django import DjangoDbBlocker

from staffelstab.web.accounts.models import User
from staffelstab.web.alliances.actions.create_alliance import create_alliance
from staffelstab.web.alliances.enums import AllianceKind
from staffelstab.web.alliances.models import Alliance, Participation, Place
from staffelstab.web.concepts.models import Concept, Transition
from staffelstab.web.demo.queries import SLUGS
from staffelstab.web.journal.models import Entry, Operations
from staffelstab.web.offers.models import Listing, Need, Offer

MEMORY = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LOGIN_LINE = re.compile(r"^ +\S.* (?P<email>\S+@\S+) +(?P<password>\S+)$", re.MULTILINE)


def load_demo(*options: str) -> str:
    said = io.StringIO()
    call_command("load_demo", *options, stdout=said)
    return said.getvalue()


@pytest.fixture(scope="module")
def printed(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """What the command said. Everything is rolled back after the module."""
    folder = tmp_path_factory.mktemp("data")
    with (
        django_db_blocker.unblock(),
        override_settings(DATA_DIR=folder, CACHES=MEMORY, PASSWORD_HASHERS=QUICK),
        transaction.atomic(),
    ):
        create_alliance(
            Operations(), name="Echtes Bündnis", slug="echt", kind=AllianceKind.DISTRICT, district_key="05154"
        )
        with pytest.raises(CommandError, match="Echtes Bündnis"):
            load_demo()
        assert Alliance.objects.count() == 1
        yield load_demo("--force")
        transaction.set_rollback(True)


@pytest.fixture
def demo(printed: str, db: None) -> str:
    return printed


def logins(printed: str) -> dict[str, str]:
    return {email.partition("@")[0]: password for email, password in LOGIN_LINE.findall(printed)}


def client_of(email: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(email__startswith=email))
    return client


def main_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode().partition("<main")[2]


def size() -> dict[str, int]:
    models = (Alliance, User, Place, Offer, Entry)
    return {model.__name__: model.objects.count() for model in models}


def test_it_prints_the_address_and_three_logins(demo: str) -> None:
    assert f"{settings.PUBLIC_ADDRESS}/" in demo
    assert set(logins(demo)) == {"aydin", "brandt", "czerny"}


@pytest.mark.parametrize(
    ("who", "lands"),
    [
        ("aydin", "/buendnisse/"),
        ("brandt", "/b/musterkreis/schreibtisch/"),
        ("czerny", "/b/nachbarkreis/schreibtisch/"),
    ],
)
def test_every_printed_login_opens_the_door(demo: str, who: str, lands: str) -> None:
    client, email = Client(), User.objects.get(email__startswith=who).email
    client.post("/konto/anmelden/", {"login": email, "password": logins(demo)[who]})
    assert client.get("/").headers["Location"] == lands


def test_the_second_time_changes_nothing_and_prints_the_same_logins(demo: str) -> None:
    before = size()
    again = load_demo()
    assert size() == before
    assert logins(again) == logins(demo)


def test_a_changed_password_is_again_the_printed_one(demo: str) -> None:
    user = User.objects.get(email__startswith="brandt")
    user.set_password("etwas ganz anderes")
    user.save()
    load_demo()
    user.refresh_from_db()
    assert user.check_password(logins(demo)["brandt"])


def test_the_password_is_made_here_and_only_this_account_may_read_it(demo: str) -> None:
    file = Path(settings.DATA_DIR) / "demo_password"
    assert set(logins(demo).values()) == {file.read_text()}
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("slug", SLUGS)
def test_every_district_holds_what_its_pages_need(demo: str, slug: str) -> None:
    with scope(alliance=Alliance.objects.get(slug=slug)):
        concept = Concept.objects.get()
        assert Listing.objects.count() >= 3
        assert Transition.objects.filter(concept=concept).count() >= 2
        assert Participation.objects.count() >= 2
        providers = Participation.objects.filter(organisation__offers__isnull=False)
        assert all(part.organisation.territory.exists() for part in providers)
        notes = concept.notes
    assert any(note.startswith(("Annahme", "Erfunden")) for note in notes)


def test_the_invented_districts_have_their_own_municipalities(demo: str) -> None:
    invented = Place.objects.filter(ags__startswith="99")
    assert set(invented.values_list("district_key", flat=True)) == {"99001", "99002"}
    page = main_of(client_of("aydin"), "/b/musterkreis/buendnis/")
    assert "Altenfurt" in page
    assert "61.200" in page


def test_the_reported_need_of_kreis_wesel_stands_there_with_its_source(demo: str) -> None:
    with scope(alliance=Alliance.objects.get(slug="kreis-wesel-2020-2023")):
        need = Need.objects.get()
    assert (need.minimum, need.maximum) == (500, None)
    assert need.source


@pytest.mark.parametrize("slug", SLUGS)
def test_facts_and_assumptions_stand_on_the_page_of_the_concept(demo: str, slug: str) -> None:
    alliance = Alliance.objects.get(slug=slug)
    with scope(alliance=alliance):
        concept = Concept.objects.get()
    page = main_of(
        client_of("czerny" if slug == "nachbarkreis" else "aydin"), f"/b/{slug}/gesamtkonzept/{concept.pk}/"
    )
    for note in concept.notes:
        assert note[:20] in page


@pytest.mark.parametrize("slug", SLUGS)
def test_the_desk_knows_the_findings_without_waiting(demo: str, slug: str) -> None:
    page = main_of(client_of("czerny" if slug == "nachbarkreis" else "aydin"), f"/b/{slug}/schreibtisch/")
    assert re.search(r"\d+ Befunde", page)
    assert "wird geprüft" not in page


def test_the_partner_has_offers_to_confirm_and_the_coordination_too(demo: str) -> None:
    for who in ("aydin", "brandt"):
        assert "Stimmt noch" in main_of(client_of(who), "/b/musterkreis/schreibtisch/")


def test_musterkreis_shows_bodies_contacts_holes_and_a_reason(demo: str) -> None:
    client, root = client_of("aydin"), "/b/musterkreis/buendnis/"
    assert "nicht dabei; Grund: Die Aufgabe liegt hier beim Schulamt" in main_of(client, root)
    where = main_of(client, root + "zustaendig/")
    assert "Jobcenter Musterkreis, Geschäftsstelle Altenfurt" in where
    assert "Finkental" in where
    assert "AG Übergang in Ausbildung" in main_of(client, root + "gremien/")
    assert "Integrationsrat" in main_of(client, root + "gremien/?day=31.10.2025")
    assert "Sprechstunde Finkental" in main_of(client, root + "aufbau/")


def test_kreis_wesel_shows_what_the_district_reported(demo: str) -> None:
    client, root = client_of("aydin"), "/b/kreis-wesel-2020-2023/buendnis/"
    structure = main_of(client, root + "aufbau/")
    assert "getrennt für die rechte und die linke Rheinseite" in structure
    assert "Gemeinden der rechten Rheinseite" in structure


def test_strangers_stay_strangers(demo: str) -> None:
    assert client_of("czerny").get("/b/musterkreis/schreibtisch/").status_code == 404
    assert client_of("aydin").get("/b/nachbarkreis/schreibtisch/").status_code == 404
