"""Place/transition nets as PNML (ISO/IEC 15909-2), for Petri-net tools."""

from __future__ import annotations

from xml.etree import ElementTree as Tree

from staffelstab.engine.files.exchange.layout import columns_of
from staffelstab.engine.files.exchange.nets import Net, concept_net
from staffelstab.engine.files.exchange.xml_text import add, document
from staffelstab.engine.model import Pathway, TransitionState

GRAMMAR = "http://www.pnml.org/version-2009/grammar"
COLUMN, ROW = 180, 90


def write_pnml(
    pathway: Pathway, *, weakest: TransitionState = TransitionState.AIMED, language: str = "de"
) -> str:
    """The arrows of a concept as a net: one token, which stands at the beginning (see `concept_net`)."""
    return net_to_pnml(concept_net(pathway, weakest=weakest, language=language))


def net_to_pnml(net: Net) -> str:
    """A PNML document with one page; element names are kept."""
    root = Tree.Element("pnml", {"xmlns": f"{GRAMMAR}/pnml"})
    element = add(root, "net", id="net", type=f"{GRAMMAR}/ptnet")
    _add_name(element, net.title)
    page = add(element, "page", id="page")
    middle = _positions(net)
    for name, text in net.places.items():
        place = add(page, "place", id=name)
        _add_name(place, text)
        _add_position(place, middle[name])
        if name == net.marked:
            add(add(place, "initialMarking"), "text", "1")
    for name, text in net.transitions.items():
        transition = add(page, "transition", id=name)
        _add_name(transition, text)
        _add_position(transition, middle[name])
    for number, arc in enumerate(net.arcs, 1):
        add(page, "arc", id=f"arc_{number}", source=arc.source, target=arc.target)
    return document(root)


def _add_name(element: Tree.Element, text: str) -> None:
    add(add(element, "name"), "text", text)


def _add_position(element: Tree.Element, position: tuple[int, int]) -> None:
    x, y = position
    add(add(element, "graphics"), "position", x=str(x), y=str(y))


def _positions(net: Net) -> dict[str, tuple[int, int]]:
    """Places and transitions alternate from left to right, each column filled from above."""
    after: dict[str, list[str]] = {name: [] for name in (*net.places, *net.transitions)}
    for arc in net.arcs:
        after[arc.source].append(arc.target)
    filled: dict[int, int] = {}
    found: dict[str, tuple[int, int]] = {}
    for name, column in columns_of(list(after), [net.marked], after).items():
        filled[column] = filled.get(column, 0) + 1
        found[name] = (column * COLUMN, filled[column] * ROW)
    return found
