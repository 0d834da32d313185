"""The regular system of a new concept is the one of the district that comes with the program."""

from __future__ import annotations

from datetime import date

from staffelstab.engine.model import Pathway
from staffelstab.programmes import catalogue, districts, regular_system

DAY = date(2026, 11, 23)


def district() -> Pathway:
    return districts.load("kreis_wesel_heute")


def test_it_has_the_stations_of_the_district() -> None:
    assert sorted(regular_system.stations(DAY)) == sorted(district().concept.stations)


def test_it_has_the_entry_points_and_transitions_of_the_district() -> None:
    stations, concept = set(regular_system.stations(DAY)), district().concept
    assert regular_system.entry_points() & stations == set(concept.entry_points)
    pairs = {pair for pair in regular_system.transitions() if stations.issuperset(pair)}
    assert pairs == {(transition.origin, transition.target) for transition in concept.transitions}


def test_it_has_the_goals_of_the_district() -> None:
    assert regular_system.goals() == district().concept.goals


def test_what_ended_before_the_day_is_no_station() -> None:
    ended = {
        offer.key for offer in catalogue.offers() if offer.period.valid_to and offer.period.valid_to < DAY
    }
    assert ended
    assert not ended & set(regular_system.stations(DAY))


def test_stations_behind_the_goals_exist_in_the_catalogue() -> None:
    assert {entry.key for entry in catalogue.entries()} >= regular_system.behind_the_goals()
