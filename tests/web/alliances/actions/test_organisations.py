"""add_organisation, edit_organisation, end_participation"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django_scopes import scope

from staffelstab.web.alliances.actions.add_organisation import add_organisation
from staffelstab.web.alliances.actions.edit_organisation import edit_organisation
from staffelstab.web.alliances.actions.end_participation import end_participation
from staffelstab.web.alliances.models import ActorType, Organisation, Participation
from staffelstab.web.alliances.queries import participations
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
        "contact_function": "",
        "in_core_group": False,
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


def test_a_partner_corrects_the_own_organisation_but_not_its_place_in_the_core_group(cast: Cast) -> None:
    with cast.inside():
        edit_organisation(
            cast.brandt,
            cast.partner,
            **changes(
                cast, phone="0281 1", territory=cast.places, contact_function="Kurse", in_core_group=True
            ),
        )
        after = Participation.objects.get(pk=cast.partner.pk)
    assert (after.organisation.phone, after.contact_function, after.in_core_group) == (
        "0281 1",
        "Kurse",
        False,
    )
    entry = entries_of("musterkreis", "alliances.edit_organisation")[0]
    assert entry.before is not None
    assert entry.after is not None
    assert (entry.before["territory"], entry.after["territory"]) == (
        ["05999004", "05999008"],
        ["05999004", "05999008", "05999012"],
    )


def test_the_coordination_moves_it_into_the_core_group(cast: Cast) -> None:
    with cast.inside():
        edit_organisation(cast.aydin, cast.partner, **changes(cast, in_core_group=True))
        assert Participation.objects.get(pk=cast.partner.pk).in_core_group


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
