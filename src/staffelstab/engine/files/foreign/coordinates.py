"""Coordinates of German offices (UTM zone 32 N, ETRS89, EPSG:25832) as degrees, and the nearest official point.

The series is that of Krüger, in the form given by Kawase, A General Formula for Calculating Meridian Arc Length and
its Application to Coordinate Conversion in the Gauss-Krüger Projection, Bulletin of the Geospatial Information
Authority of Japan 59 (2011). It is exact to well below a millimetre here.
ETRS89 and WGS84 differ by less than a metre in Germany, which does not matter for the question in which town it is.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TypeVar

EQUATOR = 6_378_137.0
FLATTENING = 1 / 298.257222101
SCALE = 0.9996
FALSE_EASTING = 500_000.0
MIDDLE = {25831: 3.0, 25832: 9.0, 25833: 15.0, 4647: 9.0, 32632: 9.0}
ZONE_IN_FRONT = {4647: 32_000_000.0}
EARTH = 6371.0

Key = TypeVar("Key")

_n = FLATTENING / (2 - FLATTENING)
_radius = EQUATOR / (1 + _n) * (1 + _n**2 / 4 + _n**4 / 64)
_beta = (
    _n / 2 - 2 * _n**2 / 3 + 37 * _n**3 / 96,
    _n**2 / 48 + _n**3 / 15,
    17 * _n**3 / 480,
)
_delta = (
    2 * _n - 2 * _n**2 / 3 - 2 * _n**3 + 116 * _n**4 / 45,
    7 * _n**2 / 3 - 8 * _n**3 / 5 - 227 * _n**4 / 45,
    56 * _n**3 / 15 - 136 * _n**4 / 35,
    4279 * _n**4 / 630,
)


def degrees_of(easting: float, northing: float, epsg: int = 25832) -> tuple[float, float]:
    """Latitude and longitude in degrees."""
    easting -= ZONE_IN_FRONT.get(epsg, 0.0)
    xi = northing / (SCALE * _radius)
    eta = (easting - FALSE_EASTING) / (SCALE * _radius)
    turns = list(enumerate(_beta, start=1))
    xi_0 = xi - sum(b * math.sin(2 * j * xi) * math.cosh(2 * j * eta) for j, b in turns)
    eta_0 = eta - sum(b * math.cos(2 * j * xi) * math.sinh(2 * j * eta) for j, b in turns)
    chi = math.asin(math.sin(xi_0) / math.cosh(eta_0))
    latitude = chi + sum(d * math.sin(2 * j * chi) for j, d in enumerate(_delta, start=1))
    longitude = math.radians(MIDDLE[epsg]) + math.atan2(math.sinh(eta_0), math.cos(xi_0))
    return math.degrees(latitude), math.degrees(longitude)


def zone_of(text: str, easting: float, northing: float) -> int | None:
    """Which system is meant. Without a name: 25832 when the numbers can only be that, which is a guess."""
    digits = "".join(letter for letter in text if letter.isdecimal())
    if digits and int(digits[-5:]) in MIDDLE:
        return int(digits[-5:])
    if digits:
        return None
    if 200_000 <= easting <= 900_000 and 5_200_000 <= northing <= 6_200_000:
        return 25832
    return None


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    a, b = math.radians(one[0]), math.radians(other[0])
    half = math.sin((b - a) / 2) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(math.radians(other[1] - one[1]) / 2) ** 2
    return 2 * EARTH * math.asin(math.sqrt(half))


def nearest(
    point: tuple[float, float], places: Iterable[tuple[Key, float, float]]
) -> tuple[Key, float] | None:
    """The place whose official point is nearest, and how far it is in kilometres. A proposal, no proof."""
    measured = [(kilometres(point, (lat, lon)), key) for key, lat, lon in places]
    if not measured:
        return None
    distance, key = min(measured, key=lambda each: each[0])
    return key, distance
