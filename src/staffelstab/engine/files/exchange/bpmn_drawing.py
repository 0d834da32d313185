"""Where an editor draws what: shapes in the sizes that editors expect, flows with right angles. Units are pixels."""

from __future__ import annotations

from typing import NamedTuple
from xml.etree import ElementTree as Tree

from staffelstab.engine.files.exchange.lanes import Lane
from staffelstab.engine.files.exchange.layout import Cells
from staffelstab.engine.files.exchange.nodes import Diagram, Node
from staffelstab.engine.files.exchange.xml_text import add

COLUMN, ROW, HEADER, MARGIN = 360, 120, 30, 40
SIZES = {"startEvent": (36, 36), "endEvent": (36, 36), "task": (100, 80), "exclusiveGateway": (50, 50)}
MIDDLE_OF_PART = {"merge": 25, "node": 130, "split": 235}
"""Distance of the middle of a part from the left edge of its cell."""


class Box(NamedTuple):
    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> int:
        return self.y + self.height // 2

    @property
    def right(self) -> int:
        return self.x + self.width


def add_drawing(root: Tree.Element, diagram: Diagram, lanes: tuple[Lane, ...], cells: Cells) -> None:
    """The bpmndi part: the pool, its lanes, every node, every flow."""
    plane = add(
        add(root, "bpmndi:BPMNDiagram", id="diagram"),
        "bpmndi:BPMNPlane",
        id="plane",
        bpmnElement="collaboration",
    )
    rows = sum(count for _, count in cells.lanes.values())
    pool = Box(0, 0, 2 * HEADER + 2 * MARGIN + cells.columns * COLUMN, rows * ROW)
    _add_shape(plane, "participant", pool, isHorizontal="true")
    for lane in lanes:
        first, count = cells.lanes[lane.id]
        inside = Box(HEADER, first * ROW, pool.width - HEADER, count * ROW)
        _add_shape(plane, lane.id, inside, isHorizontal="true")
    boxes = {node.id: _box(node, cells) for node in diagram.nodes}
    for name, box in boxes.items():
        _add_shape(plane, name, box)
    for link in diagram.links:
        edge = add(plane, "bpmndi:BPMNEdge", id=f"drawn_{link.id}", bpmnElement=link.id)
        for x, y in _points(boxes[link.source], boxes[link.target]):
            add(edge, "di:waypoint", x=str(x), y=str(y))


def _box(node: Node, cells: Cells) -> Box:
    column, row = cells.at[node.cell]
    width, height = SIZES[node.form]
    x = 2 * HEADER + MARGIN + column * COLUMN + MIDDLE_OF_PART[node.part] - width // 2
    return Box(x, row * ROW + (ROW - height) // 2, width, height)


def _points(source: Box, target: Box) -> list[tuple[int, int]]:
    """To the next column with a bend in the middle; anywhere else along the upper edge of the target's row."""
    begin, end = (source.right, source.middle), (target.x, target.middle)
    if 0 < target.x - source.right <= COLUMN:
        bend = (source.right + target.x) // 2
        inner = [] if begin[1] == end[1] else [(bend, begin[1]), (bend, end[1])]
        return [begin, *inner, end]
    above, beside, before = target.middle - ROW // 2 + 5, begin[0] + 15, end[0] - 15
    return [begin, (beside, begin[1]), (beside, above), (before, above), (before, end[1]), end]


def _add_shape(plane: Tree.Element, name: str, box: Box, **attributes: str) -> None:
    shape = add(plane, "bpmndi:BPMNShape", id=f"drawn_{name}", bpmnElement=name, **attributes)
    x, y, width, height = map(str, box)
    add(shape, "dc:Bounds", x=x, y=y, width=width, height=height)
