"""The small map of municipalities: drawn from coordinates, the same on screen and paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from staffelstab.web.alliances.models import Place

MAP_WIDTH = 600.0
MARGIN = 70.0
DEGREE_RATIO = 1.6  # one degree of latitude is about 1.6 times as long as one of longitude at 51° north
LETTER_HEIGHT, LETTER_WIDTH = 18.0, 8.0
SMALLEST, LARGEST = 6.0, 20.0


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


@dataclass(frozen=True)
class Name:
    """Where the name of a point begins, ends or has its middle (``anchor`` as in SVG)."""

    x: float
    y: float
    anchor: str
    box: Box


@dataclass(frozen=True)
class MapPoint:
    """One municipality on the drawing; all measures in the units of its view box."""

    place: Place
    x: float
    y: float
    radius: float
    organisations: int
    name: Name


@dataclass(frozen=True)
class PlaceMap:
    width: float
    height: float
    points: list[MapPoint]


def draw_place_map(counts: Mapping[Place, int]) -> PlaceMap:
    """Places where they lie, larger with more inhabitants; each name stands where it covers nothing else."""
    if not counts:
        return PlaceMap(MAP_WIDTH, 0, [])
    west, east = min(p.longitude for p in counts), max(p.longitude for p in counts)
    south, north = min(p.latitude for p in counts), max(p.latitude for p in counts)
    scale = (MAP_WIDTH - 2 * MARGIN) / max(east - west, (north - south) * DEGREE_RATIO, 0.05)
    largest = max(p.population for p in counts) or 1
    circles = {
        place: (
            round(MARGIN + (place.longitude - west) * scale, 1),
            round(MARGIN + (north - place.latitude) * DEGREE_RATIO * scale, 1),
            round(SMALLEST + (LARGEST - SMALLEST) * (place.population / largest) ** 0.5, 1),
        )
        for place in counts
    }
    names = names_beside(circles)
    return PlaceMap(
        width=round(2 * MARGIN + (east - west) * scale, 1),
        height=round(2 * MARGIN + (north - south) * DEGREE_RATIO * scale, 1),
        points=[MapPoint(place, *circles[place], counts[place], names[place]) for place in counts],
    )


def names_beside(circles: Mapping[Place, tuple[float, float, float]]) -> dict[Place, Name]:
    """Large places choose first; who finds no free side stands below, as everybody would like to."""
    taken = [Box(x - r, y - r, x + r, y + r) for x, y, r in circles.values()]
    names: dict[Place, Name] = {}
    for place in sorted(circles, key=lambda place: (-place.population, place.pk)):
        sides = list(_sides(place.short_name, *circles[place]))
        free = (name for name in sides if not any(name.box.touches(box) for box in taken))
        names[place] = next(free, sides[0])
        taken.append(names[place].box)
    return names


def _sides(text: str, x: float, y: float, radius: float) -> Iterator[Name]:
    """Below, above, right, left."""
    length, gap = len(text) * LETTER_WIDTH, radius + 3
    half, base = length / 2, LETTER_HEIGHT * 0.75
    below, above = y + gap, y - gap - LETTER_HEIGHT
    beside = y - LETTER_HEIGHT / 2
    corners = (
        ("middle", x, below, x - half),
        ("middle", x, above, x - half),
        ("start", x + gap, beside, x + gap),
        ("end", x - gap, beside, x - gap - length),
    )
    for anchor, at, top, left in corners:
        box = Box(left, top, left + length, top + LETTER_HEIGHT)
        yield Name(round(at, 1), round(top + base, 1), anchor, box)
