"""The map of municipalities."""

from __future__ import annotations

import pytest

from staffelstab.web.alliances.exports import draw_place_map
from staffelstab.web.alliances.models import Place
from staffelstab.web.alliances.pathway import reference_places

SQUARE = {"Nord": (51.6, 7.5, 40_000), "West": (51.5, 7.4, 10_000), "Süd": (51.4, 7.5, 90_000)}


def a_place(name: str, latitude: float, longitude: float, population: int) -> Place:
    return Place(
        ags=f"{abs(hash(name)) % 10**8:08}",
        name=name,
        short_name=name,
        population=population,
        latitude=latitude,
        longitude=longitude,
    )


def test_the_map_keeps_directions_and_sizes() -> None:
    drawn = draw_place_map({a_place(name, *where): 1 for name, where in SQUARE.items()})
    point = {point.place.short_name: point for point in drawn.points}
    assert point["Nord"].y < point["West"].y < point["Süd"].y
    assert point["West"].x < point["Nord"].x == point["Süd"].x
    assert point["Süd"].radius > point["Nord"].radius > point["West"].radius


def test_an_unknown_district_has_an_empty_map() -> None:
    assert draw_place_map({}).points == []


@pytest.mark.parametrize("district_key", ["05170", "05562", "05374", "05334", "05111"])
def test_in_real_districts_no_name_covers_another_or_leaves_the_map(district_key: str) -> None:
    places = [
        a_place(place.name_short, place.lat, place.lon, place.population)
        for place in reference_places(district_key)
    ]
    drawn = draw_place_map(dict.fromkeys(places, 0))
    boxes = [point.name.box for point in drawn.points]
    assert not [(a, b) for index, a in enumerate(boxes) for b in boxes[index + 1 :] if a.touches(b)]
    outside = [
        point.place.short_name
        for point in drawn.points
        if point.name.box.top < 0 or point.name.box.bottom > drawn.height
    ]
    assert outside == []
