"""Small shapes of the drawing. Outline and hatching tell kind and funding, form tells weight; never colour alone."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from staffelstab.web.concepts.exports.layout import NODE_HEIGHT, NODE_WIDTH
from staffelstab.web.concepts.exports.sketch import SketchNode

INK, MUTED, LINE, PAPER, LIT = "#1c2733", "#4b5a68", "#5f6d7a", "#ffffff", "#0b4fb3"
TONES = {"serious": "#b3261e", "medium": "#8a5a00", "notice": "#1d5fa8"}
SIGNS = {
    "!": "M-1.6 -7 h3.2 l-.5 8 h-2.2 Z M-1.6 3 h3.2 v3.2 h-3.2 Z",
    "i": "M-1.6 -7 h3.2 v3.2 h-3.2 Z M-1.6 -2 h3.2 v8 h-3.2 Z",
}
DASHES = {"possible": "2 5", "aimed": "9 5"}
HATCH_WIDTH = 14
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def add(parent: ET.Element, tag: str, attributes: dict[str, str] | None = None, text: str = "") -> ET.Element:
    element = ET.SubElement(parent, tag, {name: clean(value) for name, value in (attributes or {}).items()})
    if text:
        element.text = clean(text)
    return element


def clean(text: str) -> str:
    """XML has no place for control characters."""
    return NOT_IN_XML.sub("", text)


def text_of(
    parent: ET.Element,
    text: str,
    x: float,
    y: float,
    *,
    size: float,
    name: str,
    colour: str = INK,
    weight: str = "400",
) -> None:
    place = {"x": f"{x:g}", "y": f"{y:g}", "font-size": f"{size:g}", "font-weight": weight}
    written = add(parent, "text", {**place, "fill": colour, "class": name}, text)
    written.tail = " "  # between two lines for whoever reads them aloud


def hatching(definitions: ET.Element) -> None:
    frame = {"id": "hatching", "width": "6", "height": "6", "patternUnits": "userSpaceOnUse"}
    pattern = add(definitions, "pattern", {**frame, "patternTransform": "rotate(45)"})
    add(pattern, "rect", {"width": "6", "height": "6", "class": "sketch-hatching__ground", "fill": PAPER})
    line = {"x1": "0", "y1": "0", "x2": "0", "y2": "6", "stroke-width": "5"}
    add(pattern, "line", {**line, "class": "sketch-hatching__line", "stroke": INK})


def draw_outline(group: ET.Element, node: SketchNode) -> None:
    """Measure: box. Legal step: six corners. Accompaniment: round ends. Goal: double line. Funded: hatched edge."""
    strong = node.is_selected or node.is_lit
    look = {
        "class": "sketch-box__outline",
        "fill": PAPER,
        "stroke": LIT if strong else INK,
        "stroke-width": "3.5" if strong else "1.5",
    }
    add(group, "path", {**look, "d": outline("goal" if node.is_goal else node.kind)})
    if node.is_goal:
        inner = {"class": "sketch-box__inner", "fill": "none", "stroke": INK, "stroke-width": "1.5"}
        size = {"width": str(NODE_WIDTH - 10), "height": str(NODE_HEIGHT - 10), "rx": "3"}
        add(group, "rect", {**inner, **size, "x": "5", "y": "5"})
    if node.is_funded:
        inset = {"legal_step": 12, "accompaniment": 8}.get(node.kind, 3)
        place = {"x": str(inset), "y": "14" if inset > 3 else "3", "width": str(HATCH_WIDTH)}
        tall = NODE_HEIGHT - (28 if inset > 3 else 6)
        add(
            group,
            "rect",
            {**place, "height": str(tall), "class": "sketch-box__hatching", "fill": "url(#hatching)"},
        )


def outline(kind: str, width: int = NODE_WIDTH, height: int = NODE_HEIGHT) -> str:
    corner = {"measure": 5, "goal": 5, "accompaniment": height / 2}.get(kind)
    if corner is None:
        cut = height / 6
        return (
            f"M{cut:g} 0 H{width - cut:g} L{width} {height / 2:g} L{width - cut:g} {height} "
            f"H{cut:g} L0 {height / 2:g} Z"
        )
    arc = f"A{corner:g} {corner:g} 0 0 1"
    return (
        f"M{corner:g} 0 H{width - corner:g} {arc} {width} {corner:g} V{height - corner:g} "
        f"{arc} {width - corner:g} {height} H{corner:g} {arc} 0 {height - corner:g} V{corner:g} {arc} {corner:g} 0 Z"
    )


def draw_mark(group: ET.Element, severity: str, x: float, y: float) -> None:
    """Serious: eight corners and !; medium: triangle and !; notice: circle and i."""
    mark = add(
        group, "g", {"class": f"sketch-mark sketch-mark--{severity}", "transform": f"translate({x:g} {y:g})"}
    )
    form = {
        "serious": "M-5 -12 H5 L12 -5 V5 L5 12 H-5 L-12 5 V-5 Z",
        "medium": "M0 -13 L14 11 H-14 Z",
        "notice": "M0 -11 A11 11 0 1 1 0 11 A11 11 0 1 1 0 -11 Z",
    }[severity]
    look = {"class": "sketch-mark__form", "fill": TONES[severity], "stroke": PAPER, "stroke-width": "1.5"}
    add(mark, "path", {"d": form, **look})
    # Drawn, not written: a letter would be read out as part of the name of the box.
    sign = SIGNS["i" if severity == "notice" else "!"]
    lower = {"transform": "translate(0 2)"} if severity == "medium" else {}
    add(mark, "path", {"d": sign, "class": "sketch-mark__sign", "fill": PAPER, **lower})


def number_text(group: ET.Element, number: str, x: float, y: float) -> None:
    """A step of the lit way."""
    badge = add(group, "g", {"class": "sketch-step", "transform": f"translate({x:g} {y:g})"})
    add(badge, "circle", {"r": "11", "class": "sketch-step__disc", "fill": LIT})
    place = {"y": "4.5", "text-anchor": "middle", "font-size": "12.5", "font-weight": "700"}
    add(badge, "text", {**place, "class": "sketch-step__number", "fill": PAPER}, number)
