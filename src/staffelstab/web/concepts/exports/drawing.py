"""One SVG for screen, paper and download. Classes carry the colours of the page, attributes those of a file alone."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from staffelstab.web.concepts.exports.arrows import arrow_heads, arrow_path
from staffelstab.web.concepts.exports.lanes import Band, draw_bands, in_lanes
from staffelstab.web.concepts.exports.layout import NODE_HEIGHT, NODE_WIDTH, Layout, Point, layout
from staffelstab.web.concepts.exports.legend import LEGEND_HEIGHT, draw_legend
from staffelstab.web.concepts.exports.shapes import (
    DASHES,
    INK,
    LINE,
    LIT,
    MUTED,
    add,
    clean,
    draw_mark,
    draw_outline,
    hatching,
    number_text,
    text_of,
)
from staffelstab.web.concepts.exports.sketch import Sketch, SketchEdge, SketchNode

NAMESPACE = "http://www.w3.org/2000/svg"
TITLE_WIDTH, SECOND_WIDTH, MANY_ARROWS = 24, 32, 90
HALF_WIDTH, HALF_HEIGHT = NODE_WIDTH / 2, NODE_HEIGHT / 2


def draw(sketch: Sketch, *, stands_alone: bool = False) -> str:
    """The picture as SVG text. One that stands alone has its legend inside and no links."""
    plan = layout(sketch)
    bands: tuple[Band, ...] = ()
    if sketch.lanes:
        plan, bands = in_lanes(sketch, plan)
    height = plan.height + (LEGEND_HEIGHT if stands_alone else 0)
    width = max(plan.width, 720) if stands_alone else plan.width
    svg = _frame(sketch, width, height, stands_alone)
    draw_bands(svg, bands, width)
    arrows = add(svg, "g", {"class": "sketch__arrows"})
    faint = "0.55" if len(sketch.edges) > MANY_ARROWS else "0.9"
    for edge in sorted(sketch.edges, key=lambda edge: (edge.is_lit or edge.is_selected, edge.is_near)):
        _draw_edge(arrows, edge, plan, faint, linked=not stands_alone)
    boxes = add(svg, "g", {"class": "sketch__boxes"})
    for node in sorted(sketch.nodes, key=lambda node: (plan.centres[node.key], node.key)):
        _draw_node(boxes, node, plan.centres[node.key], sketch.words, linked=not stands_alone)
    if stands_alone:
        draw_legend(svg, sketch.words, plan.height)
    return ET.tostring(svg, encoding="unicode")


def _frame(sketch: Sketch, width: int, height: int, stands_alone: bool) -> ET.Element:
    svg = ET.Element(
        "svg",
        {
            "xmlns": NAMESPACE,
            "class": "sketch",
            "viewBox": f"0 0 {width} {height}",
            "width": str(width),
            "height": str(height),
            # A picture hides what is inside it; with links inside it is a group.
            "role": "img" if stands_alone else "group",
            "aria-labelledby": "sketch-title sketch-description",
            "font-family": "'Fira Sans', Arial, sans-serif",
        },
    )
    add(svg, "title", {"id": "sketch-title"}, sketch.title)
    add(svg, "desc", {"id": "sketch-description"}, sketch.description)
    definitions = add(svg, "defs")
    arrow_heads(definitions)
    hatching(definitions)
    if stands_alone:
        add(svg, "rect", {"width": str(width), "height": str(height), "fill": "#ffffff"})
    return svg


def _link(parent: ET.Element, name: str, sentence: str, href: str, linked: bool, **more: str) -> ET.Element:
    """A link on the screen, a plain group on paper; either way it says its sentence."""
    if not (linked and href):
        group = add(parent, "g", {"class": name})
        add(group, "title", {}, sentence)
        return group
    attributes = {"class": name, "href": href, "aria-label": sentence, **more}
    return add(parent, "a", attributes)


def _draw_edge(parent: ET.Element, edge: SketchEdge, plan: Layout, faint: str, linked: bool) -> None:
    path = arrow_path(
        plan.centres[edge.origin], plan.centres[edge.target], plan.bends.get((edge.origin, edge.target), ())
    )
    marks = {"is-selected": edge.is_selected, "is-lit": edge.is_lit, "is-near": edge.is_near}
    name = " ".join(
        ["sketch-arrow", f"sketch-arrow--{edge.state or 'goal'}", *(m for m, on in marks.items() if on)]
    )
    strong = edge.is_lit or edge.is_selected or edge.is_near
    more = {"id": f"transition-{edge.pk}", "data-transition": str(edge.pk)}
    if not strong:
        more["tabindex"] = (
            "-1"  # hundreds of stops would bury the stations; selecting a station opens its arrows
        )
    link = _link(parent, name, edge.sentence, edge.href, linked, **more)
    add(
        link,
        "path",
        {"d": path, "class": "sketch-arrow__reach", "fill": "none", "stroke": "none", "stroke-width": "14"},
    )
    line = {
        "d": path,
        "class": "sketch-arrow__line",
        "fill": "none",
        "stroke": LIT if strong else LINE,
        "stroke-width": "3.5" if edge.is_lit else "2.5" if strong else "1.4" if edge.state else "1",
        "marker-end": f"url(#head-{'lit' if strong else 'plain'})",
    }
    if not strong:
        line["stroke-opacity"] = faint
    if edge.state in DASHES:
        line["stroke-dasharray"] = DASHES[edge.state]
    add(link, "path", line)


def _draw_node(
    parent: ET.Element, node: SketchNode, centre: Point, words: dict[str, str], linked: bool
) -> None:
    left, top = centre[0] - HALF_WIDTH, centre[1] - HALF_HEIGHT
    more = {"id": f"station-{node.pk}", "data-station": str(node.pk)} if node.pk else {}
    lines, second = _shown(node)
    link = _link(
        parent, " ".join(_node_classes(node)), _spoken(node, lines, second), node.href, linked, **more
    )
    place = {"transform": f"translate({left:g} {top:g})"}
    group = add(link, "g", place)
    draw_outline(group, node)
    if node.is_entry_point:
        tip = {"d": f"M-14 {HALF_HEIGHT - 9} L0 {HALF_HEIGHT} L-14 {HALF_HEIGHT + 9} Z"}
        add(group, "path", {**tip, "class": "sketch-box__entry", "fill": INK})
    _write(group, node, lines, second)
    if node.severity:
        draw_mark(group, node.severity, NODE_WIDTH - 6, 4)
    beside = add(parent, "g", {**place, "class": "sketch-steps"})
    for index, step in enumerate(node.steps[:4]):
        number_text(beside, str(step), 10 + index * 22, 2)


def _shown(node: SketchNode) -> tuple[list[str], str]:
    """What fits into the box."""
    lines = textwrap.wrap(clean(node.title), TITLE_WIDTH, max_lines=2, placeholder=" …")
    room = SECOND_WIDTH - (3 if node.is_funded else 0) - (0 if node.kind == "measure" else 3)
    return lines, textwrap.shorten(clean(node.second_line), room, placeholder="…")


def _spoken(node: SketchNode, lines: list[str], second: str) -> str:
    """The name of the link begins with what can be seen, so that it can be called; then comes what was cut off."""
    title = " ".join(lines)
    cut_off = [node.title] if title != " ".join(node.title.split()) else []
    cut_off += [node.second_line] if second != " ".join(node.second_line.split()) else []
    return "; ".join(part for part in (title, second, *cut_off, node.sentence) if part)


def _node_classes(node: SketchNode) -> Iterator[str]:
    yield "sketch-box"
    yield f"sketch-box--{'goal' if node.is_goal else node.kind}"
    if node.is_funded:
        yield "sketch-box--funded"
    if node.is_lit:
        yield "is-lit"
    if node.is_selected:
        yield "is-selected"


def _write(group: ET.Element, node: SketchNode, lines: list[str], second: str) -> None:
    inset = 26 if node.is_funded else 16
    y = (23 if len(lines) > 1 else 30) if second else (28 if len(lines) > 1 else 37)
    for line in lines:
        text_of(group, line, inset, y, size=13.5, weight="600", name="sketch-box__title")
        y += 16
    if second:
        text_of(group, second, inset, y + 1, size=11, colour=MUTED, name="sketch-box__second")
