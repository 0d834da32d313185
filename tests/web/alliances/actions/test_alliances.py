"""create_alliance, edit_alliance, load_reference_data"""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from staffelstab.web.alliances.actions.create_alliance import create_alliance
from staffelstab.web.alliances.actions.edit_alliance import edit_alliance
from staffelstab.web.alliances.enums import AllianceKind, Stage
from staffelstab.web.alliances.models import ActorField, ActorType, NamedKind, Place
from staffelstab.web.journal.queries import entries_of
from staffelstab.web.kit.verdict import Refused
from tests.cast import Cast

NEW: dict[str, Any] = {"name": "Neu", "slug": "neu", "kind": AllianceKind.CITY, "district_key": "05111"}


def test_operators_open_alliances_and_see_nothing_of_them(cast: Cast) -> None:
    alliance = create_alliance(cast.olsen, **NEW)
    assert entries_of("neu")[0].code == "alliances.create_alliance"
    assert cast.client("olsen").get(f"/b/{alliance.slug}/buendnis/").status_code == 404


def test_ordinary_accounts_open_none(cast: Cast) -> None:
    with pytest.raises(Refused):
        create_alliance(cast.user("aydin"), **NEW)


@pytest.mark.parametrize(
    "wrong",
    [{"slug": "musterkreis"}, {"slug": "mit leer"}, {"district_key": "5111"}, {"name": ""}, {"kind": "dorf"}],
)
def test_details_are_checked(cast: Cast, wrong: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        create_alliance(cast.olsen, **{**NEW, **wrong})


def test_the_coordination_changes_name_and_stage(cast: Cast) -> None:
    with cast.inside():
        alliance = edit_alliance(cast.aydin, name="Bündnis im Musterkreis", stage=Stage.DRAFTING)
        assert (alliance.name, alliance.stage) == ("Bündnis im Musterkreis", "drafting")
        with pytest.raises(Refused):
            edit_alliance(cast.brandt, name="x", stage="gathering")


@pytest.mark.django_db
def test_reference_data_are_complete_and_can_be_loaded_twice() -> None:
    call_command("load_reference_data", verbosity=0)
    call_command("load_reference_data", verbosity=0)
    assert Place.objects.count() == 396
    assert Place.objects.values("district_key").distinct().count() == 53
    assert Place.objects.get(pk="05170048").short_name == "Wesel"
    assert Place.objects.filter(district_key="05170").count() == 13
    assert ActorField.objects.count() == 4
    assert ActorType.objects.exclude(seed_count=None).count() == 26
    assert ActorType.objects.get(pk="ki").seed_count == 41
    usual = ActorType.objects.filter(is_usual=True)
    assert {actor.seed_count for actor in usual} == {41, 35, 22, 29, 25, 36, 34}
    assert usual.count() == 9
    assert NamedKind.objects.filter(belongs_to="structure").count() == 5
