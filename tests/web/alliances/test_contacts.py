"""Functions and contacts: who may see which part, in pages, queries and papers; who may edit; what stays."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django_scopes import scope

from staffelstab.web.alliances.actions.add_contact import add_contact
from staffelstab.web.alliances.actions.edit_contact import edit_contact, version_of
from staffelstab.web.alliances.actions.end_participation import end_participation
from staffelstab.web.alliances.models import Contact
from staffelstab.web.alliances.queries import EVERYBODY, Reader, by_place, contacts_for
from staffelstab.web.journal.queries import entries_of
from staffelstab.web.kit.meanwhile import ChangedMeanwhile
from staffelstab.web.kit.verdict import Refused
from tests.cast import FIRST_DAY, Cast, assert_constant_queries
from tests.web.alliances.making import fields_of

ROOT = "/b/musterkreis/buendnis/stelle/"
TODAY = date(2026, 11, 23)


def a_contact(cast: Cast, **said: Any) -> Contact:
    given = {
        "function": "Bereichsleitung Sprache",
        "task": "Anmeldung zu Kursen",
        "phone": "0281 99",
        "email": "kurse@bildungswerk.example.org",
        "valid_from": FIRST_DAY,
        **said,
    }
    with cast.inside():
        return add_contact(cast.aydin, cast.partner_organisation, **given)


def page_of(cast: Cast, who: str) -> str:
    return cast.client(who).get(f"{ROOT}{cast.partner.pk}/").content.decode()


def test_a_stranger_finds_nothing(cast: Cast) -> None:
    contact = a_contact(cast, function_for="public")
    assert cast.client("czerny").get(f"{ROOT}{cast.partner.pk}/kontakt/{contact.pk}/").status_code == 404
    with scope(alliance=cast.neighbour):
        assert contacts_for(EVERYBODY) == []
        assert contacts_for(Reader(cast.czerny)) == []


@pytest.mark.parametrize(
    ("level", "who_sees"),
    [
        ("public", {"everybody", "ernst", "dikmen", "brandt", "aydin"}),
        ("alliance", {"ernst", "dikmen", "brandt", "aydin"}),
        ("coordination", {"brandt", "aydin"}),  # Brandt works there
    ],
)
@pytest.mark.parametrize("part", ["phone", "email", "task", "places", "function"])
def test_each_part_is_seen_by_whom_it_is_meant_for(
    cast: Cast, part: str, level: str, who_sees: set[str]
) -> None:
    everything = {f"{each}_for": "public" for each in ("function", "task", "places", "phone", "email")}
    a_contact(cast, places=cast.places[:1], **{**everything, f"{part}_for": level})
    readers = {"everybody": EVERYBODY}
    readers |= {who: Reader(getattr(cast, who)) for who in ("ernst", "dikmen", "brandt", "aydin")}
    with cast.inside():
        seen = {
            who: [contact for contact in contacts_for(reader) if getattr(contact, part)]
            for who, reader in readers.items()
        }
    assert {who for who, contacts in seen.items() if contacts} == who_sees


@pytest.mark.parametrize(
    ("who", "sees"), [("dikmen", False), ("ernst", False), ("brandt", True), ("aydin", True)]
)
def test_the_page_keeps_what_is_only_for_the_coordination(cast: Cast, who: str, sees: bool) -> None:
    a_contact(cast, phone_for="coordination")
    page = page_of(cast, who)
    assert "Bereichsleitung Sprache" in page
    assert ("0281 99" in page) is sees
    assert ("nur für die Koordination" in page) is not sees


def test_a_hidden_function_is_not_there_at_all(cast: Cast) -> None:
    a_contact(cast, function_for="coordination")
    page = page_of(cast, "dikmen")
    assert "Bereichsleitung" not in page
    assert "kurse@" not in page


def test_contacts_hold_for_a_time(cast: Cast) -> None:
    a_contact(cast, valid_to=date(2022, 12, 31))
    a_contact(cast, function="Kursplanung", valid_from=date(2023, 1, 1), places=cast.places[1:2])
    with cast.inside():
        on = {
            day: [contact.function for contact in contacts_for(Reader(cast.ernst), today=day)]
            for day in (date(2022, 12, 31), date(2023, 1, 1))
        }
        places = by_place(contacts_for(Reader(cast.ernst), today=TODAY))
    assert list(on.values()) == [["Bereichsleitung Sprache"], ["Kursplanung"]]
    assert list(places) == ["05999008"]
    assert "Frühere Ansprechstellen" in page_of(cast, "ernst")


@pytest.mark.parametrize(
    "wrong",
    [
        {"function": " "},
        {"valid_to": date(2019, 1, 1)},
        {"email": "kein-at"},
        {"phone_for": "alle"},
        {"task": "x" * 501},
    ],
)
def test_wrong_contacts_are_refused(cast: Cast, wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        a_contact(cast, **wrong)


def test_the_database_refuses_an_unknown_level(cast: Cast) -> None:
    contact = a_contact(cast)
    with cast.inside(), pytest.raises(IntegrityError), transaction.atomic():
        Contact.objects.filter(pk=contact.pk).update(phone_for="alle")


def test_the_own_organisation_is_kept_by_its_people_others_are_not(cast: Cast) -> None:
    contact = a_contact(cast)
    changed = {**contact_fields(cast, contact), "function": "Kursplanung"}
    with cast.inside():
        edit_contact(cast.brandt, contact, **changed)
        for who in ("dikmen", "ernst"):
            with pytest.raises(Refused):
                edit_contact(getattr(cast, who), contact, **changed)
            with pytest.raises(Refused):
                add_contact(getattr(cast, who), cast.partner_organisation, function="x", valid_from=FIRST_DAY)
    entry = entries_of("musterkreis", "alliances.edit_contact")[0]
    assert entry.before is not None and entry.after is not None
    assert (entry.before["function"], entry.after["function"]) == ("Bereichsleitung Sprache", "Kursplanung")


def contact_fields(cast: Cast, contact: Contact) -> dict[str, Any]:
    with cast.inside():
        return {**contact.described, "places": []}


def test_an_older_version_is_not_written_over_a_newer_one(cast: Cast) -> None:
    contact = a_contact(cast)
    fields = contact_fields(cast, contact)
    with cast.inside():
        seen = version_of(contact)
        edit_contact(cast.brandt, contact, **{**fields, "phone": "0281 1"}, seen=seen)
        with pytest.raises(ChangedMeanwhile):
            edit_contact(cast.aydin, contact, **{**fields, "phone": "0281 2"}, seen=seen)


def test_two_people_edit_one_contact_and_the_second_chooses(cast: Cast) -> None:
    contact = a_contact(cast)
    address = f"{ROOT}{cast.partner.pk}/kontakt/{contact.pk}/"
    clients = {who: cast.client(who) for who in ("aydin", "brandt")}
    opened = {who: fields_of(client.get(address).content.decode()) for who, client in clients.items()}
    assert clients["brandt"].post(address, {**opened["brandt"], "phone": "0281 11"}).status_code == 302
    asked = clients["aydin"].post(address, {**opened["aydin"], "phone": "0281 22"})
    page = asked.content.decode()
    assert asked.status_code == 200
    assert all(number in page for number in ("0281 99", "0281 11", "0281 22"))
    with cast.inside():
        assert Contact.objects.get().phone == "0281 11"


def test_the_form_saves_and_hints_at_persons_without_refusing(cast: Cast) -> None:
    data = {
        "function": "Teamleitung",
        "email": "anna.beispiel@bildungswerk.example.org",
        "valid_from": "01.02.2026",
        **{f"{part}_for": "alliance" for part in ("function", "task", "places", "phone", "email")},
    }
    client = cast.client("brandt")
    page = client.post(f"{ROOT}{cast.partner.pk}/kontakt/", data, follow=True).content.decode()
    assert "E-Mail-Adresse einer einzelnen Person" in page
    assert "anna.beispiel@" in page
    wrong = client.post(
        f"{ROOT}{cast.partner.pk}/kontakt/", {**data, "valid_to": "01.01.2026"}
    ).content.decode()
    assert "nicht vor dem ersten" in wrong
    assert 'value="Teamleitung"' in wrong


def test_contacts_end_with_the_participation(cast: Cast) -> None:
    a_contact(cast)
    with cast.inside():
        end_participation(cast.aydin, cast.partner, until=date(2026, 6, 30))
        assert Contact.objects.get().valid_to == date(2026, 6, 30)
        assert contacts_for(Reader(cast.aydin), today=TODAY) == []


def test_a_foreign_organisation_gets_no_contact_here(cast: Cast) -> None:
    with scope(alliance=cast.neighbour), pytest.raises(ValidationError):
        add_contact(cast.czerny, cast.partner_organisation, function="x", valid_from=FIRST_DAY)


def test_the_page_costs_the_same_however_long(cast: Cast) -> None:
    client = cast.client("aydin")
    assert_constant_queries(
        lambda: client.get(f"{ROOT}{cast.partner.pk}/"),
        lambda number: a_contact(cast, function=f"Funktion {number}", places=cast.places),
    )


def test_marks_and_single_contacts_become_seats_and_contacts_and_back(transactional_db: None) -> None:
    before, after = [("alliances", "0004_structures_from_text")], [("alliances", "0006_core_group_is_a_body")]
    try:
        old = MigrationExecutor(connection).migrate(before).apps
        _old_rows(old)
        new = MigrationExecutor(connection).migrate(after).apps
        (body,) = new.get_model("alliances", "Body").objects.all()
        seats = new.get_model("alliances", "Seat").objects.order_by("valid_from")
        assert (body.kind, body.valid_from) == ("core_group", date(2019, 5, 1))
        assert [(seat.organisation.name, seat.valid_to, seat.vote) for seat in seats] == [
            ("KI", None, "unknown"),
            ("VHS", date(2022, 1, 1), "unknown"),
        ]
        (contact,) = new.get_model("alliances", "Contact").objects.all()
        assert (contact.function, contact.function_for) == ("Leitung", "alliance")
        back = MigrationExecutor(connection).migrate(before).apps
        rows = back.get_model("alliances", "Participation").objects.order_by("pk")
        assert [(row.in_core_group, row.contact_function) for row in rows] == [
            (True, "Leitung"),
            (True, ""),
            (False, ""),
        ]
    finally:
        MigrationExecutor(connection).migrate(MigrationExecutor(connection).loader.graph.leaf_nodes())


def _old_rows(old: Any) -> None:
    field = old.get_model("alliances", "ActorField").objects.create(
        key="f", label_de="F", label_en="F", position=1
    )
    kind = old.get_model("alliances", "ActorType").objects.create(
        key="t", field=field, label_de="T", label_en="T", position=1
    )
    alliance = old.get_model("alliances", "Alliance").objects.create(
        name="Alt", slug="alt", kind="city", district_key="05111"
    )
    for name, since, until, core, contact in (
        ("KI", date(2019, 5, 1), None, True, "Leitung"),
        ("VHS", date(2020, 5, 1), date(2022, 1, 1), True, ""),
        ("JC", date(2018, 5, 1), None, False, ""),
    ):
        organisation = old.get_model("alliances", "Organisation").objects.create(name=name, actor_type=kind)
        old.get_model("alliances", "Participation").objects.create(
            alliance=alliance,
            organisation=organisation,
            since=since,
            until=until,
            in_core_group=core,
            contact_function=contact,
        )
