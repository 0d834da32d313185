"""A concept as BPMN 2.0: one process, tasks in lanes, exclusive gateways, and where an editor draws them.

What BPMN cannot say is kept in attributes of our own namespace, so that nothing is claimed that the file does not say:
who may enter, months, places and periods are not part of the flow.
"""

from __future__ import annotations

from typing import Literal
from xml.etree import ElementTree as Tree

from staffelstab.engine.files.exchange.arrows import Arrows, arrows_of
from staffelstab.engine.files.exchange.bpmn_drawing import add_drawing
from staffelstab.engine.files.exchange.lanes import Lane, lanes_of
from staffelstab.engine.files.exchange.layout import cells_of, columns_of
from staffelstab.engine.files.exchange.nodes import START, Diagram, Link, Node, diagram_of, goal_cell
from staffelstab.engine.files.exchange.words import words_in
from staffelstab.engine.files.exchange.xml_text import add, carried, document
from staffelstab.engine.model import Offer, Pathway, TransitionState

NAMESPACES = {
    "xmlns:bpmn": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "xmlns:bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "xmlns:dc": "http://www.omg.org/spec/DD/20100524/DC",
    "xmlns:di": "http://www.omg.org/spec/DD/20100524/DI",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xmlns:staffelstab": "urn:staffelstab:pathway:1",
}


def write_bpmn(
    pathway: Pathway,
    *,
    weakest: TransitionState = TransitionState.AIMED,
    lanes: Literal["organisation", "kind"] = "organisation",
    language: str = "de",
) -> str:
    """The concept of a valid pathway as a BPMN 2.0 document with its diagram.

    weakest: transitions at least in this state are drawn (the default is that of the check). language: of titles, "de"
    or "en". A station without an arrow that leaves it stays without: what is missing in the concept is missing here.
    """
    words = words_in(language)
    arrows = arrows_of(pathway, weakest)
    diagram = diagram_of(arrows, words, language)
    tracks = lanes_of(pathway, arrows, diagram, by=lanes, words=words)
    column = columns_of([o.key for o in arrows.stations], arrows.entries, arrows.following())
    last = max(column.values(), default=0) + 1
    column |= {START: 0} | {goal_cell(goal): last for goal in arrows.goals}
    drawn = {node.cell for node in diagram.nodes}
    lane_of = {cell: lane.id for lane in tracks for cell in lane.cells}
    cells = cells_of({c: n for c, n in column.items() if c in drawn}, lane_of, [lane.id for lane in tracks])
    root = Tree.Element("bpmn:definitions", {**NAMESPACES, "id": "definitions"})
    root.set("targetNamespace", NAMESPACES["xmlns:staffelstab"])
    title = " ".join(carried(pathway.title).split()) or words["no_title"]
    collaboration = add(root, "bpmn:collaboration", id="collaboration")
    add(collaboration, "bpmn:participant", id="participant", name=title, processRef="concept")
    _add_process(root, arrows, diagram, tracks)
    add_drawing(root, diagram, tracks, cells)
    return document(root)


def _add_process(root: Tree.Element, arrows: Arrows, diagram: Diagram, tracks: tuple[Lane, ...]) -> None:
    process = add(root, "bpmn:process", id="concept", isExecutable="false")
    lane_set = add(process, "bpmn:laneSet", id="lanes")
    nodes_in: dict[str, list[Node]] = {}
    for node in diagram.nodes:
        nodes_in.setdefault(node.cell, []).append(node)
    for lane in tracks:
        track = add(lane_set, "bpmn:lane", id=lane.id, name=lane.name)
        for node in (node for cell in lane.cells for node in nodes_in.get(cell, ())):
            add(track, "bpmn:flowNodeRef", node.id)
    coming: dict[str, list[str]] = {}
    going: dict[str, list[str]] = {}
    for link in diagram.links:
        going.setdefault(link.source, []).append(link.id)
        coming.setdefault(link.target, []).append(link.id)
    for node in diagram.nodes:
        _add_node(process, node, coming.get(node.id, []), going.get(node.id, []))
    for link in diagram.links:
        _add_link(process, link)


def _add_node(process: Tree.Element, node: Node, coming: list[str], going: list[str]) -> None:
    element = add(process, f"bpmn:{node.form}", id=node.id)
    if node.name:
        element.set("name", carried(node.name))
    if node.offer is not None:
        _add_offer(element, node.offer)
    for flow in coming:
        add(element, "bpmn:incoming", flow)
    for flow in going:
        add(element, "bpmn:outgoing", flow)


def _add_offer(element: Tree.Element, offer: Offer) -> None:
    for sentence in offer.conditions:
        add(element, "bpmn:documentation", sentence)
    known = {
        "key": offer.key,
        "kind": offer.kind.value,
        "months": str(offer.months),
        "organisation": offer.organisation or "",
        "funding": offer.funding or "",
        "validFrom": str(offer.period.valid_from or ""),
        "validTo": str(offer.period.valid_to or ""),
        "places": "" if offer.places is None else str(offer.places),
        "territory": "" if offer.territory is None else " ".join(offer.territory),
    }
    more = add(element, "bpmn:extensionElements")
    add(more, "staffelstab:offer", **{name: text for name, text in known.items() if text})


def _add_link(process: Tree.Element, link: Link) -> None:
    flow = add(process, "bpmn:sequenceFlow", id=link.id, sourceRef=link.source, targetRef=link.target)
    if link.name:
        flow.set("name", carried(link.name))
    if link.transition is not None:
        flow.set("staffelstab:state", link.transition.state.value)
    if link.expression:
        add(flow, "bpmn:conditionExpression", link.expression, xsi__type="bpmn:tFormalExpression")
