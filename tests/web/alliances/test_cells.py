"""The cells of the map: every point of the outline lies in the cell of the nearest municipality, and in no other."""

from __future__ import annotations

from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from staffelstab.web.alliances.exports.catchment_map import draw_catchments
from staffelstab.web.alliances.exports.cells import Cell, Point, cells_of
from staffelstab.web.alliances.models import ActorType, Place
from staffelstab.web.alliances.pathway import reference_places
from staffelstab.web.alliances.queries import Catchment

coordinates = st.tuples(st.integers(0, 40), st.integers(0, 40))


def inside(cell: Cell, point: Point) -> bool:
    """Corners run around in one direction; nothing lies to the wrong side of a side."""
    turns = [
        (s.end[0] - s.begin[0]) * (point[1] - s.begin[1]) - (s.end[1] - s.begin[1]) * (point[0] - s.begin[0])
        for s in cell.sides
    ]
    return all(turn >= -1e-6 for turn in turns) or all(turn <= 1e-6 for turn in turns)


@given(st.lists(coordinates, min_size=1, max_size=9, unique=True), coordinates)
def test_a_point_lies_in_the_cell_of_the_nearest(
    places: list[tuple[int, int]], asked: tuple[int, int]
) -> None:
    points = {str(number): (float(x), float(y)) for number, (x, y) in enumerate(places)}
    cells = cells_of(points, 60.0)  # so wide that every asked point lies inside the outline
    nearest = min(dist(asked, point) for point in points.values())
    for key, point in points.items():
        if inside(cells[key], asked):
            assert dist(asked, point) <= nearest + 1e-6
        if dist(asked, point) <= nearest:
            assert inside(cells[key], asked)


@given(st.lists(coordinates, min_size=2, max_size=9, unique=True))
def test_neighbours_share_their_side(places: list[tuple[int, int]]) -> None:
    points = {str(number): (float(x), float(y)) for number, (x, y) in enumerate(places)}
    cells = cells_of(points, 60.0)
    for key, cell in cells.items():
        for side in cell.sides:
            if side.neighbour and dist(side.begin, side.end) > 1e-3:
                assert key in {other.neighbour for other in cells[side.neighbour].sides}


def test_two_municipalities_at_the_same_spot_do_not_break_it() -> None:
    cells = cells_of({"a": (1.0, 1.0), "b": (1.0, 1.0), "c": (5.0, 1.0)}, 2.0)
    assert all(cell.sides for cell in cells.values())


def a_catchment(district: str, owned: int) -> Catchment:
    places = [
        Place(
            ags=place.ags,
            name=place.name,
            short_name=place.name_short,
            population=place.population,
            latitude=place.lat,
            longitude=place.lon,
        )
        for place in reference_places(district)
    ]
    return Catchment(ActorType(key="jobcenter"), [], {place.pk: [] for place in places}, places)


@pytest.mark.parametrize("district", ["05170", "05562", "05374", "05334", "05111"])
def test_in_real_districts_everything_lies_on_the_paper(district: str) -> None:
    (drawn,) = draw_catchments([a_catchment(district, 0)])
    for cell in drawn.cells:
        assert 0 <= cell.x <= drawn.width
        assert 0 <= cell.y <= drawn.height
        assert cell.pattern == "hole"
    assert all(0 <= value <= drawn.width + 1 for line in drawn.borders for value in (line.x1, line.x2))
    assert all(0 <= value <= drawn.height + 1 for line in drawn.borders for value in (line.y1, line.y2))


def test_nothing_is_drawn_without_municipalities() -> None:
    assert draw_catchments([]) == []
