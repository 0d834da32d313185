from __future__ import annotations

from datetime import date

from staffelstab.web.alliances.actions.add_organisation import add_organisation
from staffelstab.web.alliances.models import ActorType
from staffelstab.web.alliances.queries import actors_by_field, organisations_by_place
from tests.cast import FIRST_DAY, Cast

TODAY = date(2026, 11, 23)


def test_usual_actors_are_missing_until_somebody_stands_for_them(cast: Cast) -> None:
    with cast.inside():
        before = {actor.pk for part in actors_by_field(today=TODAY) for actor in part.missing_types}
        add_organisation(cast.aydin, name="KI", actor_type=ActorType.objects.get(pk="ki"), since=FIRST_DAY)
        after = {actor.pk for part in actors_by_field(today=TODAY) for actor in part.missing_types}
    assert before - after == {"ki"}
    assert "vhs" not in before  # 19 of 41 are fewer than half


def test_every_actor_stands_in_exactly_one_field(cast: Cast) -> None:
    with cast.inside():
        parts = actors_by_field(today=TODAY)
    assert [part.field.pk for part in parts] == ["migration", "education", "youth_social", "labour_market"]
    assert [len(part.participations) for part in parts] == [0, 1, 0, 0]


def test_it_is_counted_who_is_responsible_where(cast: Cast) -> None:
    with cast.inside():
        counts = organisations_by_place(cast.alliance, today=TODAY)
        before = organisations_by_place(cast.alliance, today=date(2019, 12, 31))
        none = organisations_by_place(cast.neighbour, today=TODAY)
    assert {place.short_name: count for place, count in counts.items()} == {
        "Altenfeld": 1,
        "Musterstadt": 1,
        "Neubrück": 0,
    }
    assert set(before.values()) == {0}
    assert none == {}
