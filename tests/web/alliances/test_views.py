from __future__ import annotations

from typing import Any

import pytest

from staffelstab.web.alliances.actions.add_membership import add_membership
from staffelstab.web.alliances.actions.add_organisation import add_organisation
from staffelstab.web.alliances.actions.create_alliance import create_alliance
from staffelstab.web.alliances.enums import Role
from staffelstab.web.alliances.models import ActorType, Membership, Participation
from staffelstab.web.journal.models import Entry
from tests.cast import FIRST_DAY, Cast, assert_constant_queries
from tests.web.alliances.making import fields_of

ROOT = "/b/musterkreis/buendnis/"
JOBCENTER = {"name": "Jobcenter", "actor_type": "jobcenter", "territory": ["05999004"], "since": "01.02.2026"}


def one_more_organisation(cast: Cast, number: int) -> None:
    with cast.inside():
        add_organisation(
            cast.aydin,
            name=f"Träger {number}",
            actor_type=ActorType.objects.get(pk="jugendamt"),
            since=FIRST_DAY,
            territory=cast.places,
            in_core_group=True,
        )


def one_more_member(cast: Cast, number: int) -> None:
    add_membership(
        cast.aydin,
        cast.alliance,
        email=f"m{number}@example.org",
        function="Beratung",
        role=Role.PARTNER,
        valid_from=FIRST_DAY,
        organisation=cast.partner_organisation,
    )


@pytest.mark.parametrize(
    ("page", "one_more"),
    [("", one_more_organisation), ("mitglieder/", one_more_member), ("protokollbuch/", one_more_member)],
)
def test_lists_cost_the_same_however_long(cast: Cast, page: str, one_more: Any) -> None:
    client = cast.client("aydin")
    assert_constant_queries(lambda: client.get(ROOT + page), lambda number: one_more(cast, number))


def test_the_list_of_own_alliances_costs_the_same_however_long(cast: Cast) -> None:

    def one_more(number: int) -> None:
        alliance = create_alliance(
            cast.olsen, name=f"B{number}", slug=f"b{number}", kind="city", district_key="05111"
        )
        person = cast.aydin.user
        add_membership(
            cast.olsen, alliance, email=person.email, function="x", role=Role.PARTNER, valid_from=FIRST_DAY
        )

    client = cast.client("aydin")
    assert_constant_queries(lambda: client.get("/buendnisse/"), one_more)


def test_the_coordination_adds_an_organisation_on_the_page(cast: Cast) -> None:
    answer = cast.client("aydin").post(ROOT + "neu/", JOBCENTER, follow=True)
    page = answer.content.decode()
    assert "„Jobcenter“ ist jetzt beteiligt." in page
    assert "seit 01.02.2026" in page
    assert "Musterstadt" in page


def test_a_missing_usual_actor_leads_to_a_form_that_knows_it(cast: Cast) -> None:
    client = cast.client("aydin")
    assert f'href="{ROOT}neu/?type=jobcenter"' in client.get(ROOT).content.decode()
    assert '<option value="jobcenter" selected>' in client.get(ROOT + "neu/?type=jobcenter").content.decode()
    assert "neu/?type=" not in cast.client("brandt").get(ROOT).content.decode()


@pytest.mark.parametrize(
    ("field", "value", "complaint"),
    [
        ("name", "", "Dieses Feld ist zwingend erforderlich"),
        ("since", "32.01.2026", "Das ist kein Datum"),
        ("territory", ["05111000"], "05111000"),
        ("actor_type", "raumfahrt", "gültige Auswahl"),
        ("website", "javascript:alert(1)", "gültige Adresse"),
        ("email", "kein-at", "gültige E-Mail-Adresse"),
    ],
)
def test_wrong_entries_are_named_and_nothing_is_stored(
    cast: Cast, field: str, value: Any, complaint: str
) -> None:
    answer = cast.client("aydin").post(ROOT + "neu/", {**JOBCENTER, field: value})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Bitte prüfen Sie Ihre Eingaben" in page
    assert complaint in page
    with cast.inside():
        assert Participation.objects.count() == 1


def test_what_looks_like_a_person_is_saved_with_a_hint(cast: Cast) -> None:
    answer = cast.client("aydin").post(
        ROOT + "neu/", {**JOBCENTER, "contact_function": "Herr Beispiel"}, follow=True
    )
    page = answer.content.decode()
    assert (
        "„Ansprechstelle (Funktion)“ wurde gespeichert, sieht aber aus wie" in page
        or "wurde gespeichert, sieht aber" in page
    )
    assert "Herr Beispiel" in page


def test_joining_twice_is_explained(cast: Cast) -> None:
    client = cast.client("aydin")
    client.post(ROOT + "neu/", JOBCENTER)
    answer = client.post(ROOT + "neu/", JOBCENTER)
    assert answer.status_code == 200
    assert "error-summary" in answer.content.decode()


def test_brandt_edits_the_own_organisation_only(cast: Cast) -> None:
    one_more_organisation(cast, 1)
    with cast.inside():
        other = Participation.objects.exclude(pk=cast.partner.pk).get()
    client = cast.client("brandt")
    address = f"{ROOT}stelle/{cast.partner.pk}/bearbeiten/"
    data = {**fields_of(client.get(address).content.decode()), "name": "Bildungswerk neu"}
    assert client.post(address, data).status_code == 302
    assert client.post(f"{ROOT}stelle/{other.pk}/bearbeiten/", data).status_code == 403
    assert "bearbeiten/" in client.get(f"{ROOT}stelle/{cast.partner.pk}/").content.decode()
    assert "bearbeiten/" not in client.get(f"{ROOT}stelle/{other.pk}/").content.decode()


def test_a_wrong_last_day_changes_nothing(cast: Cast) -> None:
    for day in ("gestern", "31.12.2019"):
        answer = cast.client("aydin").post(
            f"{ROOT}stelle/{cast.partner.pk}/beenden/", {"last_day": day}, follow=True
        )
        assert "Es wurde nichts geändert." in answer.content.decode()
    with cast.inside():
        assert Participation.objects.get().until is None


def test_the_last_coordination_cannot_leave_on_the_page_either(cast: Cast) -> None:
    answer = cast.client("aydin").post(f"{ROOT}mitglieder/{cast.aydin.pk}/beenden/")
    assert answer.status_code == 403
    assert "mindestens eine Koordination" in answer.content.decode()
    with cast.inside():
        assert Membership.objects.get(pk=cast.aydin.pk).valid_to is None


def test_the_journal_is_paged_and_filtered_and_shows_only_the_own_alliance(cast: Cast) -> None:
    one_more_organisation(cast, 1)
    client = cast.client("aydin")
    page = client.get(ROOT + "protokollbuch/").content.decode()
    assert "Träger 1" in page
    assert "Bündnis Nachbarkreis" not in page
    filtered = client.get(ROOT + "protokollbuch/?code=alliances.add_membership&page=99").content.decode()
    assert "Träger 1" not in filtered
    assert Entry.objects.filter(chain="nachbarkreis").exists()
