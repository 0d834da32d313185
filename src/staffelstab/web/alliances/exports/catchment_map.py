"""The map of who is responsible where: cells with pattern and letter, so that it reads in black and white."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import dist
from statistics import median

from staffelstab.web.alliances.exports.cells import Cell, Point, cells_of
from staffelstab.web.alliances.exports.place_map import DEGREE_RATIO, Name, names_beside
from staffelstab.web.alliances.models import Place
from staffelstab.web.alliances.queries import Catchment

WIDTH = 600.0
LETTER_ROOM = 13.0
PATTERNS = 6
HOLE, OVERLAP = "hole", "overlap"
LEAST_REACH, MOST_REACH = 0.05, 0.5  # of the width


@dataclass(frozen=True)
class DrawnCell:
    place: Place
    path: str
    pattern: str
    letters: str
    x: float
    y: float
    name: Name
    told: str


@dataclass(frozen=True)
class Line:
    """A border between two catchments, or the outer edge."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True)
class CatchmentMap:
    catchment: Catchment
    width: float
    height: float
    cells: list[DrawnCell]
    borders: list[Line]
    patterns: list[tuple[str, str]]

    @property
    def key(self) -> str:
        return self.catchment.actor_type.pk


@dataclass(frozen=True)
class Ground:
    """The district, laid out once for all its maps."""

    width: float
    height: float
    points: Mapping[str, Point]
    cells: Mapping[str, Cell]
    names: Mapping[Place, Name]


def draw_catchments(found: list[Catchment]) -> list[CatchmentMap]:
    if not found or not found[0].places:
        return []
    ground = _ground(found[0].places)
    return [_map(ground, catchment) for catchment in found]


def _ground(places: list[Place]) -> Ground:
    flat = {place.pk: (place.longitude, -place.latitude * DEGREE_RATIO) for place in places}
    near = [min((dist(p, q) for q in flat.values() if q != p), default=0.1) for p in flat.values()]
    reach = median(near) * 0.75 or 0.05
    west, east = min(x for x, _y in flat.values()) - reach, max(x for x, _y in flat.values()) + reach
    top, bottom = min(y for _x, y in flat.values()) - reach, max(y for _x, y in flat.values()) + reach
    scale = WIDTH / max(east - west, (bottom - top) * 0.8)
    points = {key: ((x - west) * scale, (y - top) * scale) for key, (x, y) in flat.items()}
    circles = {place: (*points[place.pk], LETTER_ROOM) for place in places}
    return Ground(
        width=round((east - west) * scale, 1),
        height=round((bottom - top) * scale, 1),
        points=points,
        cells=cells_of(points, reach * scale),
        names=names_beside(circles),
    )


def _map(ground: Ground, catchment: Catchment) -> CatchmentMap:
    owners = {key: "+".join(one.letter for one in there) for key, there in catchment.by_place.items()}
    numbers = {one.letter: number for number, one in enumerate(catchment.responsible)}
    drawn = [_cell(ground, catchment, place, owners[place.pk], numbers) for place in catchment.places]
    return CatchmentMap(
        catchment=catchment,
        width=ground.width,
        height=ground.height,
        cells=drawn,
        borders=_borders(ground, owners),
        patterns=[(one.letter, pattern_of(one.letter, numbers)) for one in catchment.responsible],
    )


def _cell(
    ground: Ground, catchment: Catchment, place: Place, letters: str, numbers: Mapping[str, int]
) -> DrawnCell:
    x, y = ground.points[place.pk]
    corners = " L".join(f"{round(cx, 1)} {round(cy, 1)}" for cx, cy in ground.cells[place.pk].corners)
    there = catchment.by_place[place.pk]
    return DrawnCell(
        place=place,
        path=f"M{corners} Z",
        pattern=pattern_of(letters, numbers),
        letters=letters or "–",
        x=round(x, 1),
        y=round(y, 1),
        name=ground.names[place],
        told=", ".join(one.organisation.name for one in there),
    )


def pattern_of(letters: str, numbers: Mapping[str, int]) -> str:
    if not letters:
        return HOLE
    return OVERLAP if "+" in letters else f"p{numbers[letters] % PATTERNS}"


def _borders(ground: Ground, owners: Mapping[str, str]) -> list[Line]:
    """Sides at which somebody else becomes responsible; each once."""
    sides = [
        side
        for key, cell in ground.cells.items()
        for side in cell.sides
        if not side.neighbour or (key < side.neighbour and owners[key] != owners[side.neighbour])
    ]
    return [Line(*(round(value, 1) for value in (*side.begin, *side.end))) for side in sides]
