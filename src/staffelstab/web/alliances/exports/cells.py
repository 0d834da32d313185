"""Each municipality as the area that is nearer to it than to any other: no borders, but enough to see catchments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import cos, dist, hypot, pi, sin

Point = tuple[float, float]
Corner = tuple[Point, str]
"""A corner and the key of the neighbour across the side that begins there; empty at the outer edge."""

CORNERS_OF_A_DISC = 16
NEARLY_THE_SAME = 1e-6


@dataclass(frozen=True)
class Side:
    """One side of a cell, with the neighbour on the other side."""

    begin: Point
    end: Point
    neighbour: str


@dataclass(frozen=True)
class Cell:
    """The area of one municipality, by its key."""

    key: str
    sides: tuple[Side, ...]

    @property
    def corners(self) -> list[Point]:
        return [side.begin for side in self.sides]


def cells_of(points: Mapping[str, Point], reach: float) -> dict[str, Cell]:
    """Cells inside a common outline that keeps ``reach`` around every point."""
    outline = _hull(corner for point in points.values() for corner in _disc(point, reach))
    return {key: Cell(key, _sides(_cell(key, points, outline))) for key in points}


def _cell(key: str, points: Mapping[str, Point], outline: list[Point]) -> list[Corner]:
    corners: list[Corner] = [(point, "") for point in outline]
    for other, place in points.items():
        if other != key and dist(place, points[key]) > NEARLY_THE_SAME:
            corners = _nearer(corners, points[key], place, other)
    return corners


def _nearer(corners: list[Corner], here: Point, there: Point, neighbour: str) -> list[Corner]:
    """What of a convex area is nearer to ``here``; the cut becomes a side towards the neighbour."""
    kept: list[Corner] = []
    for (begin, across), (end, _next) in zip(corners, corners[1:] + corners[:1], strict=True):
        left, right = _advantage(begin, here, there), _advantage(end, here, there)
        if left >= 0:
            kept.append((begin, across))
        if (left >= 0) != (right >= 0):
            share = left / (left - right)
            cut = (begin[0] + (end[0] - begin[0]) * share, begin[1] + (end[1] - begin[1]) * share)
            kept.append((cut, neighbour if left >= 0 else across))
    return kept


def _advantage(point: Point, here: Point, there: Point) -> float:
    """Linear along a line; positive where ``here`` is nearer."""
    return (
        (point[0] - there[0]) ** 2
        + (point[1] - there[1]) ** 2
        - (point[0] - here[0]) ** 2
        - (point[1] - here[1]) ** 2
    )


def _sides(corners: list[Corner]) -> tuple[Side, ...]:
    pairs = zip(corners, corners[1:] + corners[:1], strict=True)
    return tuple(
        Side(begin, end, across)
        for (begin, across), (end, _next) in pairs
        if hypot(end[0] - begin[0], end[1] - begin[1]) > NEARLY_THE_SAME
    )


def _disc(middle: Point, radius: float) -> list[Point]:
    turns = (2 * pi * number / CORNERS_OF_A_DISC for number in range(CORNERS_OF_A_DISC))
    return [(middle[0] + radius * cos(turn), middle[1] + radius * sin(turn)) for turn in turns]


def _hull(points: Iterable[Point]) -> list[Point]:
    """The outline of all points, by the monotone chain."""
    ordered = sorted(set(points))
    lower, upper = _chain(ordered), _chain(list(reversed(ordered)))
    return lower[:-1] + upper[:-1]


def _chain(ordered: list[Point]) -> list[Point]:
    chain: list[Point] = []
    for point in ordered:
        while len(chain) > 1 and _turn(chain[-2], chain[-1], point) <= 0:
            chain.pop()
        chain.append(point)
    return chain


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
