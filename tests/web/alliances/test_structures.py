"""How the alliance is built: origin of the core group, existing structures, involvement of the municipalities."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django_scopes import scope

from staffelstab.web.alliances.actions.add_contact import add_contact
from staffelstab.web.alliances.actions.add_structure import add_structure
from staffelstab.web.alliances.actions.give_seat import give_seat
from staffelstab.web.alliances.actions.load_reference_data import load_named_kinds
from staffelstab.web.alliances.actions.open_body import open_body
from staffelstab.web.alliances.actions.record_founding import record_founding
from staffelstab.web.alliances.actions.record_involvement import record_involvement
from staffelstab.web.alliances.actions.remove_structure import remove_structure
from staffelstab.web.alliances.models import Alliance, AttachedStructure, Involvement, NamedKind
from staffelstab.web.alliances.queries import Reader, involvements_on, structures, towns
from staffelstab.web.journal.queries import entries_of
from staffelstab.web.kit.verdict import Refused
from tests.cast import FIRST_DAY, Cast, assert_constant_queries

PAGE = "/b/musterkreis/buendnis/aufbau/"


@pytest.fixture(autouse=True)
def kinds(request: pytest.FixtureRequest) -> None:
    if "transactional_db" not in request.fixturenames:
        request.getfixturevalue("db")
        load_named_kinds()


def kind(key: str) -> NamedKind:
    return NamedKind.objects.get(pk=key)


def test_naming_a_structure_says_that_the_core_group_was_attached(cast: Cast) -> None:
    with cast.inside():
        add_structure(cast.aydin, kind=kind("kaoa"), name="Steuerungskreis Übergang")
        add_structure(cast.aydin, name="Runder Tisch Ankommen", note="seit 2016")
        assert {str(each) for each in structures()} == {
            "Gremien aus „Kein Abschluss ohne Anschluss“ – Steuerungskreis Übergang",
            "Runder Tisch Ankommen",
        }
    assert Alliance.objects.get(pk=cast.alliance.pk).founding == "attached"
    assert entries_of("musterkreis")[0].code == "alliances.add_structure"


def test_newly_founded_and_attached_contradict_each_other(cast: Cast) -> None:
    with cast.inside():
        structure = add_structure(cast.aydin, kind=kind("willkommen"))
        with pytest.raises(ValidationError, match="Entfernen Sie"):
            record_founding(cast.aydin, founding="newly_founded")
        remove_structure(cast.aydin, structure)
        assert record_founding(cast.aydin, founding="newly_founded").founding == "newly_founded"
    removed = entries_of("musterkreis", "alliances.remove_structure")[0]
    assert removed.before is not None
    assert removed.before["kind"] == "willkommen"


@pytest.mark.parametrize("wrong", [{}, {"name": "  "}, {"kind": "joint_concept"}, {"name": "x" * 301}])
def test_a_structure_has_a_kind_or_a_name(cast: Cast, wrong: dict[str, Any]) -> None:
    given = {**wrong, **({"kind": kind(wrong["kind"])} if "kind" in wrong else {})}
    with cast.inside(), pytest.raises(ValidationError):
        add_structure(cast.aydin, **given)


def test_the_database_knows_a_structure_once(cast: Cast) -> None:
    with cast.inside():
        add_structure(cast.aydin, name="Runder Tisch")
        with pytest.raises(ValidationError):
            add_structure(cast.aydin, name="Runder Tisch")
        with pytest.raises(IntegrityError), transaction.atomic():
            AttachedStructure.objects.create(alliance=cast.alliance, name="Runder Tisch")
        with pytest.raises(IntegrityError), transaction.atomic():
            AttachedStructure.objects.create(alliance=cast.alliance)


def test_involvement_holds_for_a_time_and_stays_after_its_end(cast: Cast) -> None:
    with cast.inside():
        first = record_involvement(cast.aydin, kind=kind("core_group_of_the_district"), valid_from=FIRST_DAY)
        record_involvement(cast.aydin, other="Eigene Absprache", valid_from=date(2022, 1, 1))
        record_involvement(
            cast.aydin, first, kind=first.kind, valid_from=FIRST_DAY, valid_to=date(2021, 12, 31)
        )
        assert [str(each) for each in involvements_on(date(2021, 12, 31))] == [
            "Eine Kerngruppe auf Ebene des Kreises"
        ]
        assert [str(each) for each in involvements_on(date(2022, 1, 1))] == ["Eigene Absprache"]
        assert Involvement.objects.count() == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"other": ""},
        {"kind": "joint_concept"},
        {"valid_to": date(2019, 1, 1)},
        {"kind": "kaoa", "other": ""},
    ],
)
def test_involvement_is_one_known_model_or_one_in_own_words(cast: Cast, wrong: dict[str, Any]) -> None:
    given = {"valid_from": FIRST_DAY, "other": "Eigenes", **wrong}
    given["kind"] = kind(given["kind"]) if "kind" in given else None
    with cast.inside(), pytest.raises(ValidationError):
        record_involvement(cast.aydin, **given)


@pytest.mark.parametrize("who", ["brandt", "dikmen", "ernst"])
def test_only_the_coordination_records_the_structure(cast: Cast, who: str) -> None:
    person = getattr(cast, who)
    with cast.inside():
        structure = add_structure(cast.aydin, name="Runder Tisch")
        for deed in (
            lambda: record_founding(person, founding="unknown"),
            lambda: add_structure(person, name="x"),
            lambda: remove_structure(person, structure),
            lambda: record_involvement(person, other="x", valid_from=FIRST_DAY),
        ):
            with pytest.raises(Refused, match="Koordination"):
                deed()


def test_the_neighbour_does_not_see_it(cast: Cast) -> None:
    with cast.inside():
        structure = add_structure(cast.aydin, name="Runder Tisch")
    with scope(alliance=cast.neighbour):
        assert not structures().exists()
    assert cast.client("czerny").get(PAGE).status_code == 404
    foreign = f"/b/nachbarkreis/buendnis/aufbau/struktur/{structure.pk}/entfernen/"
    assert cast.client("czerny").post(foreign).status_code == 404


def test_the_page_answers_with_the_figures_of_the_workshop_beside_it(cast: Cast) -> None:
    page = cast.client("brandt").get(PAGE).content.decode()
    assert "Wie ist dieses Bündnis aufgebaut?" in page
    assert "von 44 ausgewerteten Bündnissen" in page
    assert "Struktur nennen" not in page


def test_the_coordination_fills_the_page(cast: Cast) -> None:
    client = cast.client("aydin")
    client.post(PAGE + "struktur/", {"kind": "kaoa", "name": "Steuerungskreis"})
    added = client.post(
        PAGE + "einbindung/",
        {"kind": "joint_concept", "valid_from": "01.02.2021", "note": "Auskunft: Frau Beispiel"},
        follow=True,
    ).content.decode()
    assert "Gemeinsames Integrationskonzept" in added
    assert "seit 01.02.2021" in added
    assert "tintg" not in added and "TIntG NRW, § 9" in added
    assert "sieht aber aus wie" in added
    assert "Auskunft: Frau Beispiel" in added


def test_what_was_typed_stays_when_something_is_wrong(cast: Cast) -> None:
    client = cast.client("aydin")
    answer = client.post(PAGE + "struktur/", {"note": "schon sehr lange"}).content.decode()
    assert "Bitte wählen Sie eine Art" in answer
    assert "schon sehr lange" in answer
    answer = client.post(
        PAGE + "einbindung/", {"other": "Absprache", "valid_from": "01.02.2021", "valid_to": "01.01.2021"}
    ).content.decode()
    assert "nicht vor dem ersten" in answer
    assert "Absprache" in answer
    client.post(PAGE + "struktur/", {"name": "Runder Tisch"})
    assert "bereits genannt" in client.post(PAGE + "struktur/", {"name": "Runder Tisch"}).content.decode()
    assert "Entfernen Sie" in client.post(PAGE + "entstehung/", {"founding": "unknown"}).content.decode()


def test_the_page_costs_the_same_however_long(cast: Cast) -> None:
    def one_more(number: int) -> None:
        with cast.inside():
            add_structure(cast.aydin, kind=kind("kaoa"), name=f"Kreis {number}")
            record_involvement(cast.aydin, kind=kind("joint_concept"), valid_from=FIRST_DAY)

    client = cast.client("aydin")
    assert_constant_queries(lambda: client.get(PAGE), one_more)


def test_the_lines_of_the_former_field_become_rows_and_lines_again(transactional_db: None) -> None:
    before, after = [("alliances", "0002_tasks_by_link")], [("alliances", "0004_structures_from_text")]
    long = "Netzwerk " * 60
    try:
        old = MigrationExecutor(connection).migrate(before).apps
        old.get_model("alliances", "Alliance").objects.create(
            name="Alt",
            slug="alt",
            kind="city",
            district_key="05111",
            founding="attached",
            attached_to=f" Präventionskette \n\nPräventionskette\n{long}\nKAoA",
        )
        new = MigrationExecutor(connection).migrate(after).apps
        rows = new.get_model("alliances", "AttachedStructure").objects.order_by("pk")
        assert [row.note or row.name for row in rows] == ["Präventionskette", long.strip(), "KAoA"]
        back = MigrationExecutor(connection).migrate(before).apps
        alliance = back.get_model("alliances", "Alliance").objects.get()
        assert alliance.attached_to == f"Präventionskette\n{long.strip()}\nKAoA"
    finally:
        MigrationExecutor(connection).migrate(MigrationExecutor(connection).loader.graph.leaf_nodes())


def test_each_municipality_says_whom_one_asks_and_who_speaks_for_it(cast: Cast) -> None:
    with cast.inside():
        for number, level in ((0, "alliance"), (1, "coordination")):
            add_contact(
                cast.aydin,
                cast.partner_organisation,
                function=f"Sprechstunde {number}",
                places=cast.places[number : number + 1],
                places_for=level,
                valid_from=FIRST_DAY,
            )
        add_contact(cast.aydin, cast.partner_organisation, function="Zentrale", valid_from=FIRST_DAY)
        body = open_body(cast.aydin, kind="core_group", name="Kerngruppe", valid_from=FIRST_DAY)
        give_seat(
            cast.aydin,
            body,
            organisation=cast.partner_organisation,
            valid_from=FIRST_DAY,
            places=cast.places[2:],
        )
        rows = towns(cast.alliance, Reader(cast.ernst), today=FIRST_DAY)
    found = {
        str(row.place): ([c.function for c in row.contacts], [str(seat.body) for seat in row.seats])
        for row in rows.rows
    }
    assert found == {
        "Altenfeld": ([], []),
        "Musterstadt": (["Sprechstunde 0"], []),
        "Neubrück": ([], ["Kerngruppe"]),
    }
    assert [contact.function for contact in rows.for_all] == ["Zentrale"]
    page = cast.client("ernst").get(PAGE).content.decode()
    assert "Gemeinde für Gemeinde" in page
    assert "Sprechstunde 1" not in page
    assert "Sprechstunde 1" in cast.client("aydin").get(PAGE).content.decode()
