"""Swim lanes: the columns of the calm layout stay, each box moves into the lane of its field or phase."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree import ElementTree as ET

from staffelstab.web.concepts.exports.layout import MARGIN, NODE_HEIGHT, NODE_WIDTH, ROW, Layout, Point
from staffelstab.web.concepts.exports.shapes import LINE, MUTED, add, text_of
from staffelstab.web.concepts.exports.sketch import Sketch

LABEL_ROW, GAP = 26, 14


@dataclass(frozen=True)
class Band:
    """One lane of the drawing."""

    label: str
    top: float
    height: float


def in_lanes(sketch: Sketch, plan: Layout) -> tuple[Layout, tuple[Band, ...]]:
    """Boxes of one lane and one column stand below each other, in the order of their height before."""
    lanes = {node.key: node.lane for node in sketch.nodes}
    order = [lane for lane in sketch.lanes if lane in set(lanes.values())]
    centres: dict[str, Point] = {}
    bands, top = [], float(MARGIN)
    for lane in order:
        rows = _rows([key for key in plan.centres if lanes[key] == lane], plan)
        height = LABEL_ROW + GAP + ROW * (1 + max(rows.values(), default=0))
        for key, row in rows.items():
            centres[key] = (plan.centres[key][0], round(top + LABEL_ROW + NODE_HEIGHT / 2 + row * ROW, 1))
        bands.append(Band(lane, top, height - GAP))
        top += height
    width = max((x for x, _ in centres.values()), default=0) + NODE_WIDTH / 2 + MARGIN
    return Layout(round(max(width, plan.width)), round(top + MARGIN), centres, {}), tuple(bands)


def _rows(keys: list[str], plan: Layout) -> dict[str, int]:
    """Row of each box inside its lane; columns count for themselves."""
    taken: dict[float, int] = {}
    rows = {}
    for key in sorted(keys, key=lambda key: (plan.centres[key][1], key)):
        column = plan.centres[key][0]
        rows[key] = taken.get(column, 0)
        taken[column] = rows[key] + 1
    return rows


def draw_bands(svg: ET.Element, bands: tuple[Band, ...], width: int) -> None:
    """A frame and its name for each lane, behind everything else."""
    group = add(svg, "g", {"class": "sketch__lanes"})
    for band in bands:
        frame = {"x": "6", "y": f"{band.top:g}", "width": f"{width - 12}", "height": f"{band.height:g}"}
        look = {
            "rx": "6",
            "fill": "none",
            "stroke": LINE,
            "stroke-opacity": "0.45",
            "stroke-dasharray": "3 4",
        }
        add(group, "rect", {**frame, **look, "class": "sketch-lane"})
        text_of(group, band.label, 16, band.top + 19, size=13.5, name="sketch-lane__word", colour=MUTED)
