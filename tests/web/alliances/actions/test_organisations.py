"""add_organisation, edit_organisation, end_participation"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django_scopes import scope

from staffelstab.web.alliances.actions.add_organisation import add_organisation
from staffelstab.web.alliances.actions.add_organisations import add_organisations
from staffelstab.web.alliances.actions.edit_organisation import edit_organisation
from staffelstab.web.alliances.actions.end_participation import end_participation
from staffelstab.web.alliances.actions.give_seat import give_seat
from staffelstab.web.alliances.actions.open_body import open_body
from staffelstab.web.alliances.actions.withdraw_organisations import withdraw_organisations
from staffelstab.web.alliances.models import ActorType, Organisation, Participation, Place
from staffelstab.web.alliances.queries import Reader, bodies_on, contacts_for, participations, seats_of
from staffelstab.web.journal.queries import entries_of
from staffelstab.web.kit.verdict import Refused
from tests.cast import FIRST_DAY, Cast

JOBCENTER: dict[str, Any] = {"name": "Jobcenter Musterkreis", "since": FIRST_DAY}


def jobcenter() -> ActorType:
    return ActorType.objects.get(pk="jobcenter")


def changes(cast: Cast, **different: Any) -> dict[str, Any]:
    organisation = cast.partner_organisation
    known = {
        field: getattr(organisation, field) for field in ("name", "short_name", "website", "phone", "email")
    }
    return {
        **known,
        "actor_type": organisation.actor_type,
        "territory": cast.places[:2],
        **different,
    }


def test_an_organisation_joins_and_the_journal_knows(cast: Cast) -> None:
    with cast.inside():
        participation = add_organisation(
            cast.aydin, actor_type=jobcenter(), territory=cast.places, **JOBCENTER
        )
        assert participation.organisation.territory.count() == 3
    entry = entries_of("musterkreis")[0]
    assert (entry.code, entry.thing_label) == ("alliances.add_organisation", "Jobcenter Musterkreis")
    assert entry.actor_label == "Koordination, Bündnis Musterkreis"


def test_overlapping_alliances_share_an_organisation(cast: Cast) -> None:
    known = cast.partner_organisation
    with scope(alliance=cast.neighbour):
        shared = add_organisation(
            cast.czerny, name=known.name, actor_type=known.actor_type, since=FIRST_DAY, phone="000"
        )
    assert shared.organisation == known
    known.refresh_from_db()
    assert known.phone == ""


def test_an_organisation_takes_part_once(cast: Cast) -> None:
    with cast.inside():
        add_organisation(cast.aydin, actor_type=jobcenter(), **JOBCENTER)
        with pytest.raises(ValidationError):
            add_organisation(cast.aydin, actor_type=jobcenter(), **JOBCENTER)
        assert Organisation.objects.filter(name="Jobcenter Musterkreis").count() == 1


@pytest.mark.parametrize("who", ["brandt", "dikmen", "ernst"])
def test_only_the_coordination_adds(cast: Cast, who: str) -> None:
    with cast.inside(), pytest.raises(Refused, match="Koordination"):
        add_organisation(getattr(cast, who), actor_type=jobcenter(), **JOBCENTER)
    assert not Organisation.objects.filter(name="Jobcenter Musterkreis").exists()


def test_a_partner_corrects_the_own_organisation(cast: Cast) -> None:
    with cast.inside():
        edit_organisation(cast.brandt, cast.partner, **changes(cast, phone="0281 1", territory=cast.places))
        after = Participation.objects.get(pk=cast.partner.pk)
    assert after.organisation.phone == "0281 1"
    entry = entries_of("musterkreis", "alliances.edit_organisation")[0]
    assert entry.before is not None
    assert entry.after is not None
    assert (entry.before["territory"], entry.after["territory"]) == (
        ["05999004", "05999008"],
        ["05999004", "05999008", "05999012"],
    )


def test_the_territory_in_other_districts_is_left_to_them(cast: Cast) -> None:
    elsewhere = Place.objects.create(
        ags="05998004",
        name="Nachbarstadt",
        short_name="Nachbarstadt",
        district_key="05998",
        district_name="Nachbarkreis",
        population=1,
        population_date=FIRST_DAY,
        latitude=51.0,
        longitude=7.0,
    )
    cast.partner_organisation.territory.add(elsewhere)
    with cast.inside():
        edit_organisation(cast.aydin, cast.partner, **changes(cast, territory=cast.places[:1]))
    assert set(cast.partner_organisation.territory.all()) == {elsewhere, cast.places[0]}


def test_whoever_joins_the_core_group_gets_a_seat_and_a_contact(cast: Cast) -> None:
    with cast.inside():
        joined = add_organisation(
            cast.aydin,
            actor_type=jobcenter(),
            in_core_group=True,
            contact_function="Teamleitung U25",
            **JOBCENTER,
        )
        assert participations(today=FIRST_DAY).get(pk=joined.pk).in_core_group
        assert not participations(today=FIRST_DAY).get(pk=cast.partner.pk).in_core_group
        (seat,) = seats_of(joined.organisation)
        assert (seat.body.name, seat.function, seat.vote) == (
            "Bündnis-Kerngruppe",
            "Teamleitung U25",
            "unknown",
        )
        (contact,) = contacts_for(Reader(cast.ernst), organisation=joined.organisation)
        assert contact.function == "Teamleitung U25"
        add_organisation(cast.aydin, name="KI", actor_type=jobcenter(), since=FIRST_DAY, in_core_group=True)
        assert len(bodies_on(FIRST_DAY)) == 1


@pytest.mark.parametrize("who", ["dikmen", "ernst"])
def test_others_do_not_edit_foreign_organisations(cast: Cast, who: str) -> None:
    with cast.inside(), pytest.raises(Refused):
        edit_organisation(getattr(cast, who), cast.partner, **changes(cast, name="Anders"))
    assert Organisation.objects.get(pk=cast.partner_organisation.pk).name == "Bildungswerk Musterkreis"


def test_the_end_is_dated_and_the_history_stays(cast: Cast) -> None:
    with cast.inside():
        end_participation(cast.aydin, cast.partner, until=date(2026, 6, 30))
        assert list(participations(today=date(2026, 6, 30))) == [cast.partner]
        assert list(participations(today=date(2026, 7, 1))) == []
        assert Participation.objects.count() == 1
        with pytest.raises(ValidationError):
            end_participation(cast.aydin, cast.partner, until=date(2019, 12, 31))
        with pytest.raises(Refused):
            end_participation(cast.brandt, cast.partner, until=date(2026, 6, 30))


def test_a_list_that_knows_one_contact_names_adds_and_removes_it(cast: Cast) -> None:
    def functions() -> list[str]:
        return [c.function for c in contacts_for(Reader(cast.aydin), organisation=cast.partner_organisation)]

    with cast.inside():
        found = []
        for said in ("Kurse", "Kursplanung", None, ""):
            edit_organisation(cast.aydin, cast.partner, **changes(cast, contact_function=said))
            found.append((functions(), participations(today=FIRST_DAY).get().contact_function))
    assert found == [(["Kurse"], "Kurse"), *[(["Kursplanung"], "Kursplanung")] * 2, ([], "")]


def test_many_join_with_their_contacts_and_leave_again_unless_they_sit_somewhere(cast: Cast) -> None:
    rows = [
        {"name": f"Träger {n}", "actor_type": jobcenter(), "contact_function": f"Leitung {n}"} for n in (1, 2)
    ]
    with cast.inside():
        joined = [each for each, _new in add_organisations(cast.aydin, rows, since=FIRST_DAY)]
        assert len(contacts_for(Reader(cast.ernst))) == 2
        body = open_body(cast.aydin, kind="other", name="Rat", valid_from=FIRST_DAY)
        give_seat(cast.aydin, body, organisation=joined[1].organisation, valid_from=FIRST_DAY)
        new = [each.organisation_id for each in joined]
        kept = withdraw_organisations(cast.aydin, joined, new=new)
        assert list(kept) == [joined[1].organisation_id]
        assert [contact.function for contact in contacts_for(Reader(cast.ernst))] == ["Leitung 2"]
