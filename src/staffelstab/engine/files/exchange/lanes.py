"""Lanes of a drawing: one per organisation or per kind of station, and one for the beginning and the goals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from staffelstab.engine.files.exchange.arrows import Arrows
from staffelstab.engine.files.exchange.nodes import Diagram
from staffelstab.engine.files.exchange.xml_text import Ids, label_text
from staffelstab.engine.model import Kind, Pathway


@dataclass(frozen=True)
class Lane:
    """cells: station keys, or the beginning and the goals."""

    id: str
    name: str
    cells: tuple[str, ...]


def lanes_of(
    pathway: Pathway, arrows: Arrows, diagram: Diagram, *, by: str, words: Mapping[str, str]
) -> tuple[Lane, ...]:
    """Only lanes in which something stands, in the order of the file."""
    ids = Ids()
    stations = {offer.key for offer in arrows.stations}
    frame = dict.fromkeys(node.cell for node in diagram.nodes if node.cell not in stations)
    lanes = [Lane(ids.new("lane", "frame"), words["lane_frame"], tuple(frame))]
    for key, name in _tracks(pathway, by, words).items():
        found = tuple(o.key for o in arrows.stations if _track_of(pathway, o.organisation, o.kind, by) == key)
        if found:
            lanes.append(Lane(ids.new("lane", by, key), name, found))
    return tuple(lanes)


def _tracks(pathway: Pathway, by: str, words: Mapping[str, str]) -> dict[str, str]:
    if by == "kind":
        return {kind.value: words[f"lane_{kind.value}"] for kind in Kind}
    named = {o.key: label_text({"": o.name}, "", o.key) for o in pathway.organisations}
    return {**named, "": words["lane_without_organisation"]}


def _track_of(pathway: Pathway, organisation: str | None, kind: Kind, by: str) -> str:
    if by == "kind":
        return kind.value
    known = any(o.key == organisation for o in pathway.organisations)
    return (organisation or "") if known else ""
