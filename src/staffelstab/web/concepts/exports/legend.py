"""The legend: inside a picture that stands alone, and as single signs for the page."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree import ElementTree as ET

from staffelstab.web.concepts.exports.shapes import (
    DASHES,
    HATCH_WIDTH,
    INK,
    LINE,
    PAPER,
    add,
    draw_mark,
    outline,
    text_of,
)

LEGEND_HEIGHT = 132
CELL = 176
SHAPES = ("measure", "legal_step", "accompaniment", "funded")
STATES = ("possible", "aimed", "agreed")
SEVERITIES = ("serious", "medium", "notice")


def draw_legend(svg: ET.Element, words: dict[str, str], top: int) -> None:
    legend = add(svg, "g", {"class": "sketch-legend", "transform": f"translate(28 {top + 8})"})
    for index, kind in enumerate(SHAPES):
        _box(legend, kind, index * CELL)
        _label(legend, words.get(kind, kind), index * CELL + 54, 18)
    for index, state in enumerate(STATES):
        _line(legend, state, index * CELL, 54)
        _label(legend, words.get(state, state), index * CELL + 54, 58)
    for index, severity in enumerate(SEVERITIES):
        draw_mark(legend, severity, index * CELL + 22, 92)
        _label(legend, words.get(severity, severity), index * CELL + 54, 97)
    add(legend, "path", {"d": f"M{3 * CELL + 12} 45 l14 9 l-14 9 Z", "fill": INK})
    _label(legend, words.get("entry", ""), 3 * CELL + 54, 58)


@dataclass(frozen=True)
class Sample:
    svg: str
    word: str


def samples(words: dict[str, str]) -> list[Sample]:
    """One small picture for each sign, with its word."""
    found = []
    for name in (*SHAPES, "goal", "entry", *STATES):
        svg = ET.Element(
            "svg",
            {
                "class": "sketch",
                "viewBox": "-2 -2 48 30",
                "width": "48",
                "height": "30",
                "aria-hidden": "true",
                "focusable": "false",
            },
        )
        if name in STATES:
            _line(svg, name, 0, 13)
        elif name == "entry":
            add(svg, "path", {"d": "M14 4 l14 9 l-14 9 Z", "class": "sketch-box__entry", "fill": INK})
        else:
            _box(svg, name, 0)
        found.append(Sample(ET.tostring(svg, encoding="unicode"), words.get(name, name)))
    return found


def _line(parent: ET.Element, state: str, x: int, y: int) -> None:
    line = {
        "d": f"M{x} {y} h34",
        "class": "sketch-arrow__line",
        "stroke": LINE,
        "stroke-width": "2",
        "fill": "none",
    }
    if state in DASHES:
        line["stroke-dasharray"] = DASHES[state]
    add(parent, "path", line)
    add(parent, "path", {"d": f"M{x + 34} {y - 5} l10 5 l-10 5 Z", "class": "sketch-head", "fill": LINE})


def _box(parent: ET.Element, kind: str, x: int) -> None:
    group = add(parent, "g", {"transform": f"translate({x} 0)"})
    form = outline("measure" if kind == "funded" else kind, 44, 26)
    add(
        group,
        "path",
        {"d": form, "class": "sketch-box__outline", "fill": PAPER, "stroke": INK, "stroke-width": "1.5"},
    )
    if kind == "goal":
        inner = {"x": "4", "y": "4", "width": "36", "height": "18", "fill": "none", "stroke": INK}
        add(group, "rect", {**inner, "class": "sketch-box__inner", "stroke-width": "1.5"})
    if kind == "funded":
        place = {"x": "2", "y": "2", "width": str(HATCH_WIDTH), "height": "22"}
        add(group, "rect", {**place, "class": "sketch-box__hatching", "fill": "url(#hatching)"})


def _label(parent: ET.Element, text: str, x: int, y: int) -> None:
    text_of(parent, text, x, y, size=12.5, name="sketch-legend__text")
