"""A picture of a whole Land: a point per place, filled the darker and drawn the larger the more have no way.

It says nothing by colour alone (size and darkness go together), has a title and a description for people who do not
see it, and the same numbers stand in the table that `--csv` writes.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from staffelstab.cli.terminal import Terminal
from staffelstab.engine.check import StateReport

WIDTH, HEIGHT, MARGIN, TOP, LEGEND = 900, 700, 30, 70, 250
CLASSES = (
    (0.0, "#ffffff"),
    (0.05, "#fee8c8"),
    (0.1, "#fdbb84"),
    (0.25, "#e34a33"),
    (0.5, "#9b1c1c"),
    (1.0, "#3f0712"),
)
"""Largest share of each class, and its filling: from light to dark also in black and white."""
RADIUS, GROWTH = 4.0, 1.2


@dataclass(frozen=True)
class Point:
    """A place on the map. x, y in the picture's own units; share (0..1) of profiles without a way."""

    name: str
    district: str
    x: float
    y: float
    share: float

    @property
    def level(self) -> int:
        return next(i for i, (largest, _) in enumerate(CLASSES) if self.share <= largest)


def drawn(terminal: Terminal, report: StateReport) -> str:
    """The map as SVG; places without coordinates are counted below it."""
    points, missing = _points(report)
    say, texts = terminal.say, terminal.texts
    title = say("map.title", date=texts.date(report.question.date))
    share = texts.percent(1 - report.with_way / report.profiles) if report.profiles else "–"
    desc = say("map.description", places=texts.number(len(points)), percent=share)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        f' aria-labelledby="title description" lang="{texts.language}">',
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="description">{escape(desc)}</desc>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        '<g font-family="sans-serif" fill="#000000">',
        _text(MARGIN, 34, title, 20),
        _text(MARGIN, 56, desc, 14),
        *(_circle(terminal, point) for point in sorted(points, key=lambda p: (p.level, p.y, p.x))),
        *_legend(terminal, points),
    ]
    if missing:
        parts.append(_text(MARGIN, HEIGHT - 12, say("map.missing", count=texts.number(missing)), 13))
    return "\n".join([*parts, "</g>", "</svg>", ""])


def _points(report: StateReport) -> tuple[list[Point], int]:
    """Points scaled into the picture, north up, and the number of places that have no coordinates."""
    located: list[tuple[str, str, float, float, float]] = []
    missing = 0
    for district in report.districts:
        called = {place.key: place for place in district.district.pathway.places}
        each = district.report.profiles // max(1, district.report.places)
        for key, with_way in district.report.with_way_by_place.items():
            place = called.get(key)
            if place is None or place.latitude is None or place.longitude is None or not each:
                missing += 1
                continue
            share = (each - with_way) / each
            located.append((place.name, district.name, place.longitude, place.latitude, share))
    return _scaled(located), missing


def _scaled(located: Sequence[tuple[str, str, float, float, float]]) -> list[Point]:
    """Equal distances look equal: a degree of longitude is as much shorter as the middle lies north."""
    if not located:
        return []
    west, east = min(p[2] for p in located), max(p[2] for p in located)
    south, north = min(p[3] for p in located), max(p[3] for p in located)
    narrow = math.cos(math.radians((south + north) / 2))
    width, height = WIDTH - 2 * MARGIN - LEGEND, HEIGHT - TOP - 2 * MARGIN
    unit = min(width / max((east - west) * narrow, 1e-9), height / max(north - south, 1e-9), 1e4)
    return [
        Point(
            name,
            district,
            round(MARGIN + (lon - west) * narrow * unit, 1),
            round(TOP + (north - lat) * unit, 1),
            share,
        )
        for name, district, lon, lat, share in located
    ]


def _circle(terminal: Terminal, point: Point) -> str:
    percent = terminal.texts.percent(point.share)
    told = terminal.say("map.point", place=point.name, district=point.district, percent=percent)
    return f"<g>{_disc(point.x, point.y, point.level)}<title>{escape(told)}</title></g>"


def _disc(x: float, y: float, level: int) -> str:
    radius = round(RADIUS + GROWTH * level, 1)
    return f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{CLASSES[level][1]}" stroke="#000000" stroke-width="0.8"/>'


def _legend(terminal: Terminal, points: Sequence[Point]) -> Iterable[str]:
    left = WIDTH - LEGEND
    yield _text(left, TOP + 30, terminal.say("map.legend"), 15)
    for level, (largest, _) in enumerate(CLASSES):
        y = TOP + 62 + 30 * level
        below = terminal.texts.percent(CLASSES[level - 1][0]) if level else ""
        key = "map.none" if not level else "map.over" if level == len(CLASSES) - 1 else "map.between"
        label = terminal.say(key, low=below, high=terminal.texts.percent(largest))
        count = sum(point.level == level for point in points)
        yield _disc(left + 12, y, level)
        yield _text(
            left + 34, y + 5, terminal.say("map.class", label=label, count=terminal.texts.number(count)), 14
        )


def _text(x: float, y: float, text: str, size: int) -> str:
    return f'<text x="{x}" y="{y}" font-size="{size}">{escape(text)}</text>'
