"""Three people everyone knows: Aydın coordinates, Brandt works for a partner, Czerny is a stranger.

They are invented roles, not persons; an account carries function and organisation only. Beside them: Ernst,
who evaluates, Dikmen, who sits in the core group, and Olsen, who runs the installation and sees no contents.
Everything is built by the deeds that people use, on a real database.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_scopes import scope
from pytest_django import DjangoDbBlocker, Settings

from staffelstab.web.accounts.actions.create_account import create_account
from staffelstab.web.accounts.models import User
from staffelstab.web.alliances.actions.add_membership import add_membership
from staffelstab.web.alliances.actions.add_organisation import add_organisation
from staffelstab.web.alliances.actions.create_alliance import create_alliance
from staffelstab.web.alliances.actions.load_reference_data import load_actor_types
from staffelstab.web.alliances.enums import AllianceKind, Role
from staffelstab.web.alliances.models import (
    ActorType,
    Alliance,
    Membership,
    Organisation,
    Participation,
    Place,
)
from staffelstab.web.journal.models import Operations

SHARED_MEMORY = Path("/dev/shm")
FIRST_DAY = date(2020, 1, 1)
CENSUS = date(2019, 12, 31)
PASSWORD = "drei-staebe-im-wind"
PLACES = (
    ("05999004", "Musterstadt", 42_000, 51.50, 7.50),
    ("05999008", "Altenfeld", 12_500, 51.60, 7.35),
    ("05999012", "Neubrück", 8_200, 51.42, 7.68),
)
WHO = ("nobody", "czerny", "brandt", "dikmen", "aydin", "ernst", "olsen")


@dataclass(frozen=True)
class Cast:
    """Memberships act (rules and deeds take them as ``person``); ``client("brandt")`` is Brandt's browser."""

    alliance: Alliance
    neighbour: Alliance
    aydin: Membership
    brandt: Membership
    dikmen: Membership
    ernst: Membership
    czerny: Membership
    olsen: User
    partner: Participation
    places: tuple[Place, ...]

    @property
    def partner_organisation(self) -> Organisation:
        return self.partner.organisation

    def user(self, who: str) -> User:
        person: Membership | User = getattr(self, who)
        return person if isinstance(person, User) else person.user

    def client(self, who: str) -> Client:
        client = Client()
        if who != "nobody":
            client.force_login(self.user(who))
        return client

    def inside(self) -> AbstractContextManager[Any]:
        """The tenant wall, opened for Musterkreis: ``with cast.inside(): …``"""
        inside: AbstractContextManager[Any] = scope(alliance=self.alliance)
        return inside


@pytest.fixture
def cast(db: None, own_cache: None) -> Cast:
    load_actor_types()
    places = tuple(_place(*row) for row in PLACES)
    olsen = create_account(
        Operations(), email="betrieb@example.org", function="Betrieb", password=PASSWORD, is_operator=True
    )
    alliance = _alliance(olsen, "Bündnis Musterkreis", "musterkreis", "05999")
    neighbour = _alliance(olsen, "Bündnis Nachbarkreis", "nachbarkreis", "05998")
    aydin = _member(olsen, alliance, "koordination@musterkreis.example.org", "Koordination", Role.COORDINATOR)
    czerny = _member(
        olsen, neighbour, "koordination@nachbarkreis.example.org", "Koordination", Role.COORDINATOR
    )
    with scope(alliance=alliance):
        partner = add_organisation(
            aydin,
            name="Bildungswerk Musterkreis",
            actor_type=ActorType.objects.get(pk="bildungstraeger"),
            since=FIRST_DAY,
            territory=places[:2],
        )
    return Cast(
        alliance=alliance,
        neighbour=neighbour,
        aydin=aydin,
        brandt=_member(
            aydin,
            alliance,
            "kurse@bildungswerk.example.org",
            "Kursleitung",
            Role.PARTNER,
            partner.organisation,
        ),
        dikmen=_member(aydin, alliance, "jugendamt@musterkreis.example.org", "Jugendamt", Role.CORE_MEMBER),
        ernst=_member(aydin, alliance, "auswertung@example.org", "Auswertung", Role.EVALUATOR),
        czerny=czerny,
        olsen=olsen,
        partner=partner,
        places=places,
    )


def _place(ags: str, name: str, population: int, latitude: float, longitude: float) -> Place:
    return Place.objects.create(
        ags=ags,
        name=name,
        short_name=name,
        district_key="05999",
        district_name="Musterkreis",
        population=population,
        population_date=CENSUS,
        latitude=latitude,
        longitude=longitude,
    )


def _alliance(operator: User, name: str, slug: str, district_key: str) -> Alliance:
    return create_alliance(
        operator, name=name, slug=slug, kind=AllianceKind.DISTRICT, district_key=district_key
    )


def _member(
    person: User | Membership,
    alliance: Alliance,
    email: str,
    function: str,
    role: str,
    organisation: Organisation | None = None,
) -> Membership:
    return add_membership(
        person,
        alliance,
        email=email,
        function=function,
        role=role,
        valid_from=FIRST_DAY,
        organisation=organisation,
        password=PASSWORD,
    )


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> Iterator[None]:
    """SQLite in a file, as people have it: a database in memory refuses writers where one in a file lets them wait.

    The file lies in shared memory where the machine has some, because nothing of it has to be kept.
    """
    with tempfile.TemporaryDirectory(dir=SHARED_MEMORY if SHARED_MEMORY.is_dir() else None) as folder:
        if connection.vendor == "sqlite":
            connection.settings_dict["TEST"]["NAME"] = str(Path(folder) / "test.sqlite3")
        yield


@pytest.fixture(autouse=True)
def own_cache(settings: Settings) -> None:
    """Counters of failed logins must not travel between tests; passwords need not be hard to crack."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}


@pytest.fixture(autouse=True)
def emptying_the_journal(
    request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Tests with real transactions empty all tables afterwards; on SQLite the journal would refuse."""
    if not {"transactional_db", "live_server"} & set(request.fixturenames):
        yield
        return
    request.getfixturevalue("django_db_setup")
    with django_db_blocker.unblock():
        definition = _drop_trigger()
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        if definition:
            cursor.execute(definition)


def _drop_trigger() -> str:
    if connection.vendor != "sqlite":
        return ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = 'journal_entry_refuses_delete'")
        definition: str = cursor.fetchone()[0]
        cursor.execute("DROP TRIGGER journal_entry_refuses_delete")
    return definition


def assert_constant_queries(look: Callable[[], Any], make_one_more: Callable[[int], Any]) -> None:
    """A list costs the same number of queries with one row more and with three rows more.

    ``look`` opens the page, ``make_one_more(n)`` adds the n-th row (1, 2, 3).
    """
    make_one_more(1)
    look()  # what is only done once per process (content types, caches) does not count
    with CaptureQueriesContext(connection) as with_one:
        look()
    make_one_more(2)
    make_one_more(3)
    with CaptureQueriesContext(connection) as with_three:
        look()
    assert len(with_three) == len(with_one), "\n".join(query["sql"] for query in with_three.captured_queries)
