"""Lines between boxes: forward from right to left side, back over the lower edge, beside within a column."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree as ET

from staffelstab.web.concepts.exports.layout import NODE_WIDTH, Point
from staffelstab.web.concepts.exports.shapes import LINE, LIT, add

HALF = NODE_WIDTH / 2
GAP = 4
LOWER = 16


def arrow_heads(definitions: ET.Element) -> None:
    for name, colour in (("plain", LINE), ("lit", LIT)):
        head = add(
            definitions,
            "marker",
            {
                "id": f"head-{name}",
                "viewBox": "0 0 10 10",
                "refX": "9",
                "refY": "5",
                "markerWidth": "9" if name == "plain" else "12",
                "markerHeight": "9" if name == "plain" else "12",
                "markerUnits": "userSpaceOnUse",
                "orient": "auto-start-reverse",
            },
        )
        add(
            head,
            "path",
            {"d": "M0 0 L10 5 L0 10 Z", "class": f"sketch-head sketch-head--{name}", "fill": colour},
        )


def arrow_path(origin: Point, target: Point, bends: tuple[Point, ...]) -> str:
    if abs(origin[0] - target[0]) < 1 and not bends:
        return _beside(origin, target)
    forward = target[0] > origin[0]
    side = 1 if forward else -1
    drop = 0 if forward else LOWER
    start = (origin[0] + side * HALF, origin[1] + drop)
    end = (target[0] - side * (HALF + GAP), target[1] + drop)
    return _smooth([start, *bends, end])


def _beside(origin: Point, target: Point) -> str:
    """Both in one column: out and in again on the right."""
    x = origin[0] + HALF
    out = x + min(70, 24 + abs(target[1] - origin[1]) / 10)
    return f"M{x:g} {origin[1]:g} C{out:g} {origin[1]:g} {out:g} {target[1]:g} {x + GAP:g} {target[1]:g}"


def _smooth(points: list[Point]) -> str:
    """Level at every point, so that lines come out of boxes and go into them sideways."""
    parts = [f"M{points[0][0]:g} {points[0][1]:g}"]
    for (x, y), (next_x, next_y) in pairwise(points):
        pull = (next_x - x) / 2
        parts.append(f"C{x + pull:g} {y:g} {next_x - pull:g} {next_y:g} {next_x:g} {next_y:g}")
    return " ".join(parts)
