"""Bodies: who sits in them on which day, with which vote; names change, history stays."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django_scopes import scope

from staffelstab.web.alliances.actions.add_organisation import add_organisation
from staffelstab.web.alliances.actions.edit_body import edit_body
from staffelstab.web.alliances.actions.edit_body import version_of as version_of_body
from staffelstab.web.alliances.actions.edit_seat import edit_seat, version_of
from staffelstab.web.alliances.actions.end_body import end_body
from staffelstab.web.alliances.actions.end_participation import end_participation
from staffelstab.web.alliances.actions.give_seat import give_seat
from staffelstab.web.alliances.actions.open_body import open_body
from staffelstab.web.alliances.actions.rename_body import rename_body
from staffelstab.web.alliances.models import ActorType, Body, Organisation, Seat
from staffelstab.web.alliances.queries import (
    bodies,
    bodies_on,
    participations,
    seats,
    seats_by_place,
    seats_of,
    seats_on,
)
from staffelstab.web.journal.queries import entries_of
from staffelstab.web.kit.meanwhile import ChangedMeanwhile
from staffelstab.web.kit.verdict import Refused
from tests.cast import FIRST_DAY, Cast, assert_constant_queries
from tests.web.alliances.making import a_body

ROOT = "/b/musterkreis/buendnis/gremien/"
TODAY = date(2026, 11, 23)


def a_seat(cast: Cast, body: Body, **said: Any) -> Seat:
    given = {"organisation": cast.partner_organisation, "valid_from": FIRST_DAY, "vote": "yes", **said}
    return give_seat(cast.aydin, body, **given)


def test_a_stranger_finds_nothing(cast: Cast) -> None:
    with cast.inside():
        body = a_body(cast)
    assert cast.client("czerny").get(f"{ROOT}{body.pk}/").status_code == 404
    assert cast.client("czerny").get(f"/b/nachbarkreis/buendnis/gremien/{body.pk}/").status_code == 404
    with scope(alliance=cast.neighbour):
        assert not bodies().exists()
        assert not seats().exists()


def test_it_is_known_who_sits_there_on_a_day(cast: Cast) -> None:
    with cast.inside():
        body = a_body(cast)
        a_seat(cast, body, function="Leitung", valid_to=date(2022, 12, 31))
        a_seat(cast, body, function="Bereichsleitung", valid_from=date(2023, 1, 1), vote="no")
        on = {
            day: [(seat.function, seat.vote) for seat in seats_on(day)]
            for day in (date(2019, 12, 31), date(2022, 12, 31), date(2023, 1, 1))
        }
    assert list(on.values()) == [[], [("Leitung", "yes")], [("Bereichsleitung", "no")]]


def test_a_body_keeps_its_members_when_it_is_renamed(cast: Cast) -> None:
    with cast.inside():
        body = a_body(cast, "Integrationsrat", kind="other")
        a_seat(cast, body)
        rename_body(cast.aydin, body, name="Ausschuss für Chancengerechtigkeit", since=date(2025, 11, 1))
        before, after = bodies_on(date(2025, 10, 31))[0], bodies_on(date(2025, 11, 1))[0]
    assert (before.name, after.name) == ("Integrationsrat", "Ausschuss für Chancengerechtigkeit")
    assert [len(each.seats) for each in (before, after)] == [1, 1]
    page = cast.client("ernst").get(f"{ROOT}{body.pk}/?day=31.10.2025").content.decode()
    assert "<h1" in page and "Integrationsrat" in page
    assert "Später „Ausschuss für Chancengerechtigkeit“" in page


@pytest.mark.parametrize(
    ("name", "since"),
    [
        ("Neu", FIRST_DAY),
        ("Neu", date(2021, 1, 1)),
        ("Zweiter Name", date(2023, 1, 1)),
        ("", date(2023, 1, 1)),
    ],
)
def test_a_name_begins_after_the_last_one_began(cast: Cast, name: str, since: date) -> None:
    with cast.inside():
        body = rename_body(cast.aydin, a_body(cast), name="Zweiter Name", since=date(2021, 1, 1))
        with pytest.raises(ValidationError):
            rename_body(cast.aydin, body, name=name, since=since)


def test_there_is_one_open_core_group(cast: Cast) -> None:
    with cast.inside():
        first = a_body(cast, "Kerngruppe", "core_group")
        with pytest.raises(ValidationError, match="Beenden Sie zuerst"):
            a_body(cast, "Zweite Kerngruppe", "core_group")
        with pytest.raises(IntegrityError), transaction.atomic():
            Body.objects.create(
                alliance=cast.alliance, kind="core_group", name="Dritte", valid_from=FIRST_DAY
            )
        end_body(cast.aydin, first, last_day=date(2024, 12, 31))
        a_body(cast, "Steuerkreis", "core_group", valid_from=date(2025, 1, 1))
    with scope(alliance=cast.neighbour):
        open_body(cast.czerny, kind="core_group", name="Kerngruppe", valid_from=FIRST_DAY)


def test_the_core_group_is_told_by_its_seats_alone(cast: Cast) -> None:
    with cast.inside():
        body = a_body(cast, "Kerngruppe", "core_group")
        a_seat(cast, body, valid_from=date(2021, 1, 1), valid_to=date(2021, 12, 31))
        a_seat(cast, a_body(cast), valid_from=FIRST_DAY)
        found = [
            participations(today=day).get().in_core_group
            for day in (date(2020, 12, 31), date(2021, 1, 1), date(2021, 12, 31), date(2022, 1, 1))
        ]
    assert found == [False, True, True, False]


def test_the_end_of_a_body_ends_its_open_seats_only(cast: Cast) -> None:
    with cast.inside():
        body = a_body(cast)
        a_seat(cast, body, function="A", valid_to=date(2021, 1, 1))
        a_seat(cast, body, function="B")
        end_body(cast.aydin, body, last_day=date(2022, 12, 31))
        ends = {seat.function: seat.valid_to for seat in Seat.objects.all()}
        assert ends == {"A": date(2021, 1, 1), "B": date(2022, 12, 31)}
        with pytest.raises(ValidationError):
            a_seat(cast, body, function="C")
        assert [each.exists for each in bodies_on(TODAY)] == [False]


def test_a_body_does_not_end_before_its_seats_begin(cast: Cast) -> None:
    with cast.inside():
        body = a_body(cast)
        a_seat(cast, body, valid_from=date(2023, 1, 1))
        with pytest.raises(ValidationError):
            end_body(cast.aydin, body, last_day=date(2022, 12, 31))
        with pytest.raises(ValidationError):
            edit_body(cast.aydin, body, kind="other", name="x", task="", valid_from=date(2024, 1, 1))


@pytest.mark.parametrize(
    "wrong",
    [
        {"valid_from": date(2019, 1, 1)},
        {"valid_to": date(2019, 12, 31)},
        {"vote": "vielleicht"},
        {"function": "x" * 201},
    ],
)
def test_wrong_seats_are_refused(cast: Cast, wrong: dict[str, Any]) -> None:
    with cast.inside():
        body = a_body(cast)
        with pytest.raises(ValidationError):
            a_seat(cast, body, **wrong)


def test_the_same_open_seat_exists_once(cast: Cast) -> None:
    with cast.inside():
        body = a_body(cast)
        a_seat(cast, body)
        with pytest.raises(ValidationError):
            a_seat(cast, body)
        with pytest.raises(IntegrityError), transaction.atomic():
            Seat.objects.create(
                alliance=cast.alliance,
                body=body,
                organisation=cast.partner_organisation,
                valid_from=FIRST_DAY,
            )


def test_whoever_does_not_take_part_sits_nowhere(cast: Cast) -> None:
    stranger = Organisation.objects.create(name="Fremd", actor_type=ActorType.objects.get(pk="vhs"))
    with cast.inside(), pytest.raises(ValidationError):
        a_seat(cast, a_body(cast), organisation=stranger)


def test_leaving_the_alliance_ends_the_seats(cast: Cast) -> None:
    with cast.inside():
        a_seat(cast, a_body(cast))
        end_participation(cast.aydin, cast.partner, until=date(2026, 6, 30))
        assert [seat.valid_to for seat in seats_of(cast.partner_organisation)] == [date(2026, 6, 30)]
    entry = entries_of("musterkreis", "alliances.end_participation")[0]
    assert entry.after is not None and entry.after["seats_ended"] == 1


def test_a_seat_can_speak_for_municipalities(cast: Cast) -> None:
    with cast.inside():
        a_seat(cast, a_body(cast), places=cast.places[1:])
        assert set(seats_by_place(seats_on(TODAY))) == {"05999008", "05999012"}


@pytest.mark.parametrize("who", ["brandt", "dikmen", "ernst"])
def test_only_the_coordination_keeps_the_bodies(cast: Cast, who: str) -> None:
    person = getattr(cast, who)
    with cast.inside():
        body = a_body(cast)
        seat = a_seat(cast, body)
        told: dict[str, Any] = {
            "valid_from": FIRST_DAY,
            "valid_to": None,
            "function": "",
            "deputy": "",
            "places": [],
        }
        for deed in (
            lambda: open_body(person, kind="other", name="x", valid_from=FIRST_DAY),
            lambda: edit_body(person, body, kind="other", name="x", task="", valid_from=FIRST_DAY),
            lambda: rename_body(person, body, name="x", since=TODAY),
            lambda: end_body(person, body, last_day=TODAY),
            lambda: give_seat(person, body, organisation=seat.organisation, valid_from=FIRST_DAY),
            lambda: edit_seat(person, seat, vote="yes", **told),
        ):
            with pytest.raises(Refused, match="Koordination"):
                deed()


def test_an_older_version_is_not_written_over_a_newer_one(cast: Cast) -> None:
    with cast.inside():
        body = a_body(cast)
        seat = a_seat(cast, body)
        told: dict[str, Any] = {
            "valid_from": FIRST_DAY,
            "valid_to": None,
            "deputy": "",
            "places": [],
            "vote": "yes",
        }
        seen = version_of(seat)
        edit_seat(cast.aydin, seat, function="A", seen=seen, **told)
        with pytest.raises(ChangedMeanwhile):
            edit_seat(cast.aydin, seat, function="B", seen=seen, **told)
        old = version_of_body(body)
        named: dict[str, Any] = {"kind": body.kind, "task": "", "valid_from": FIRST_DAY}
        edit_body(cast.aydin, body, name="A", seen=old, **named)
        with pytest.raises(ChangedMeanwhile):
            edit_body(cast.aydin, body, name="B", seen=old, **named)


def test_the_coordination_builds_a_body_on_the_pages(cast: Cast) -> None:
    client = cast.client("aydin")
    assert "An diesem Tag besteht kein Gremium" in client.get(ROOT).content.decode()
    answer = client.post(
        ROOT + "neu/", {"kind": "core_group", "name": "Kerngruppe", "valid_from": "01.02.2020"}, follow=True
    )
    address = answer.redirect_chain[-1][0]
    page = client.post(
        address + "sitz/",
        {
            "organisation": cast.partner_organisation.pk,
            "function": "Leitung",
            "deputy": "Frau Beispiel",
            "vote": "yes",
            "places": ["05999004"],
            "valid_from": "01.02.2020",
        },
        follow=True,
    ).content.decode()
    assert "1 Mitglied, 1 Stimme" in page
    assert "sieht aber aus wie" in page
    assert "1 Mitglied, 1 Stimme" in cast.client("brandt").get(ROOT).content.decode()
    assert (
        "Kerngruppe"
        in cast.client("ernst").get(f"/b/musterkreis/buendnis/stelle/{cast.partner.pk}/").content.decode()
    )
    renamed = client.post(
        address + "umbenennen/", {"name": "Steuerkreis", "since": "01.01.2020"}
    ).content.decode()
    assert "nach dem Beginn des letzten" in renamed
    client.post(address + "umbenennen/", {"name": "Steuerkreis", "since": "01.01.2021"})
    ended = client.post(address + "beenden/", {"last_day": "31.12.2023"}, follow=True).content.decode()
    assert "bis 31.12.2023" in ended
    assert "Kerngruppe" in client.get(ROOT + "?day=01.06.2020").content.decode()


def test_a_wrong_day_is_said_and_today_is_shown(cast: Cast) -> None:
    page = cast.client("ernst").get(ROOT + "?day=gestern").content.decode()
    assert "Das ist kein Tag" in page


def test_wrong_dates_stay_in_the_form_with_the_reason_beside_them(cast: Cast) -> None:
    with cast.inside():
        body = a_body(cast)
    data = {
        "organisation": cast.partner_organisation.pk,
        "function": "Leitung",
        "vote": "yes",
        "valid_from": "01.01.2019",
    }
    page = cast.client("aydin").post(f"{ROOT}{body.pk}/sitz/", data).content.decode()
    assert "Das Gremium gab es an diesem Tag noch nicht." in page
    assert 'value="Leitung"' in page


def test_the_pages_cost_the_same_however_long(cast: Cast) -> None:
    with cast.inside():
        body = a_body(cast, "Kerngruppe", "core_group")
    client = cast.client("aydin")

    def one_more(number: int) -> None:
        with cast.inside():
            joined = add_organisation(
                cast.aydin,
                name=f"Träger {number}",
                actor_type=ActorType.objects.get(pk="vhs"),
                since=FIRST_DAY,
            )
            a_seat(cast, body, organisation=joined.organisation, places=cast.places)
            a_seat(cast, a_body(cast, f"AG {number}", "working_group"))

    assert_constant_queries(lambda: client.get(ROOT), one_more)
    with cast.inside():
        assert len(bodies_on(TODAY)) == 4
    assert_constant_queries(lambda: client.get(f"{ROOT}{body.pk}/"), lambda number: one_more(number + 10))
