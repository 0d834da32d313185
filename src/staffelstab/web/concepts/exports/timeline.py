"""The line of time as a drawing: years from left to right, one lane for each kind of break, one sign for each day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from staffelstab.web.concepts.exports.shapes import INK, LINE, LIT, MUTED, PAPER, add, text_of

NAMESPACE = "http://www.w3.org/2000/svg"
WIDTH, LEFT, RIGHT, TOP, LANE = 1080.0, 150.0, 40.0, 44.0, 64.0
CLOSEST = 26.0
FORMS = {
    "law": "M0 -12 L12 0 L0 12 L-12 0 Z",
    "offer": "M-11 -11 H11 V11 H-11 Z",
    "funding": "M0 -12 A12 12 0 1 1 0 12 A12 12 0 1 1 0 -12 Z",
}


@dataclass(frozen=True)
class TimelineSign:
    """One break. `number` is that of its row in the table; `sentence` says day and what happens."""

    day: dt.date
    kind: str
    number: int
    sentence: str
    href: str


def draw_timeline(
    signs: Iterable[TimelineSign], start: dt.date, end: dt.date, *, title: str, lanes: dict[str, str]
) -> str:
    """lanes: kind → its word, from top to bottom. The table beside it says the same."""
    height = TOP + LANE * len(lanes) + 12
    svg = ET.Element(
        "svg",
        {
            "xmlns": NAMESPACE,
            "class": "sketch timeline",
            "viewBox": f"0 0 {WIDTH:g} {height:g}",
            "width": f"{WIDTH:g}",
            "height": f"{height:g}",
            "role": "group",
            "aria-labelledby": "timeline-title",
            "font-family": "'Fira Sans', Arial, sans-serif",
        },
    )
    add(svg, "title", {"id": "timeline-title"}, title)
    _years(svg, start, end, height)
    for row, (kind, word) in enumerate(lanes.items()):
        _lane(svg, row, word)
        last = -CLOSEST
        for sign in sorted((s for s in signs if s.kind == kind), key=lambda s: s.day):
            last = max(_x(sign.day, start, end), last + CLOSEST)
            _sign(svg, sign, last, _y(row))
    return ET.tostring(svg, encoding="unicode")


def _x(day: dt.date, start: dt.date, end: dt.date) -> float:
    share = (day - start).days / max(1, (end - start).days)
    return round(LEFT + 14 + share * (WIDTH - LEFT - RIGHT - 14), 1)


def _y(row: int) -> float:
    return TOP + LANE * row + LANE / 2


def _years(svg: ET.Element, start: dt.date, end: dt.date, height: float) -> None:
    step = max(1, (end.year - start.year) // 14)
    for year in range(start.year, end.year + 1, step):
        day = max(start, dt.date(year, 1, 1))
        x = _x(day, start, end)
        line = {"x1": f"{x:g}", "x2": f"{x:g}", "y1": "30", "y2": f"{height - 8:g}", "stroke": LINE}
        add(svg, "line", {**line, "class": "sketch-arrow__line", "stroke-opacity": "0.35"})
        text_of(svg, str(year), x + 4, 22, size=14, name="timeline__year", colour=MUTED)


def _lane(svg: ET.Element, row: int, word: str) -> None:
    y = _y(row)
    line = {"x1": f"{LEFT:g}", "x2": f"{WIDTH - 12:g}", "y1": f"{y:g}", "y2": f"{y:g}", "stroke": LINE}
    add(svg, "line", {**line, "class": "sketch-arrow__line", "stroke-width": "1.5"})
    text_of(svg, word, 4, y + 5, size=15, name="timeline__lane", weight="600")


def _sign(svg: ET.Element, sign: TimelineSign, x: float, y: float) -> None:
    link = add(svg, "a", {"href": sign.href, "class": "timeline__sign", "aria-label": sign.sentence})
    group = add(link, "g", {"transform": f"translate({x:g} {y:g})"})
    add(
        group,
        "path",
        {
            "d": FORMS[sign.kind],
            "class": "timeline__form",
            "fill": PAPER,
            "stroke": LIT,
            "stroke-width": "2.5",
        },
    )
    place = {"y": "4.5", "text-anchor": "middle", "font-size": "12.5", "font-weight": "700", "fill": INK}
    add(group, "text", place, str(sign.number))
