"""A concept as BPMN sees it: events, tasks, exclusive gateways and sequence flows, not yet written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from staffelstab.engine.files.exchange.arrows import Arrows
from staffelstab.engine.files.exchange.xml_text import Ids, label_text
from staffelstab.engine.model import Goal, Offer, Transition

Form = Literal["startEvent", "endEvent", "task", "exclusiveGateway"]
Part = Literal["merge", "node", "split"]
START = "\0start"


@dataclass(frozen=True)
class Node:
    """One drawn element. cell: what it stands beside (a station key, START or a goal); part: its place there."""

    id: str
    form: Form
    name: str
    cell: str
    part: Part
    offer: Offer | None = None


@dataclass(frozen=True)
class Link:
    """A sequence flow. An arrow of the concept carries its transition; the inner ones (to and from gateways) do not."""

    id: str
    source: str
    target: str
    name: str = ""
    expression: str = ""
    transition: Transition | None = None


@dataclass
class Diagram:
    nodes: list[Node] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)


@dataclass(frozen=True)
class _Arrow:
    origin: str
    target: str
    name: str
    transition: Transition | None = None


def goal_cell(goal: Goal) -> str:
    return f"\0goal\0{goal.key}"


def diagram_of(arrows: Arrows, words: Mapping[str, str], language: str) -> Diagram:
    """One task per station; a gateway where arrows part, another where they meet, none where neither."""
    drawn = list(_arrows(arrows, words, language))
    coming = Counter(arrow.target for arrow in drawn)
    going = Counter(arrow.origin for arrow in drawn)
    ids, diagram = Ids(), Diagram()
    first: dict[str, str] = {}
    last: dict[str, str] = {}
    for node in _inner_nodes(arrows, words, language, ids, coming):
        key = node.cell
        first[key] = last[key] = node.id
        chain = [node]
        if coming[key] > 1:
            chain.insert(0, Node(ids.new("join", *_id_parts(key)), "exclusiveGateway", "", key, "merge"))
            first[key] = chain[0].id
        if going[key] > 1:
            name = words["choice"]
            chain.append(Node(ids.new("fork", *_id_parts(key)), "exclusiveGateway", name, key, "split"))
            last[key] = chain[-1].id
        diagram.nodes += chain
        for one, other in pairwise(chain):
            diagram.links.append(Link(ids.new("flow", one.id, other.id), one.id, other.id))
    choosing = {arrow.origin for arrow in drawn if _formal(arrow) and going[arrow.origin] > 1}
    for arrow in drawn:
        ends = last[arrow.origin], first[arrow.target]
        expression = _formal(arrow) or ("true" if arrow.origin in choosing else "")
        name = arrow.name if expression or going[arrow.origin] > 1 else ""
        diagram.links.append(Link(ids.new("flow", *ends), *ends, name, expression, arrow.transition))
    return diagram


def _id_parts(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("\0") if part)


def _inner_nodes(
    arrows: Arrows, words: Mapping[str, str], language: str, ids: Ids, coming: Mapping[str, int]
) -> Iterator[Node]:
    """The beginning, every station, and every goal that some station can lead to."""
    yield Node(ids.new("start"), "startEvent", words["start"], START, "node")
    for offer in arrows.stations:
        name = label_text(offer.title, language, offer.key)
        yield Node(ids.new("station", offer.key), "task", name, offer.key, "node", offer)
    for goal in arrows.goals:
        if goal_cell(goal) in coming:
            name = label_text(goal.label, language, goal.key)
            yield Node(ids.new("goal", goal.key), "endEvent", name, goal_cell(goal), "node")


def _arrows(arrows: Arrows, words: Mapping[str, str], language: str) -> Iterator[_Arrow]:
    names = {offer.key: label_text(offer.title, language, offer.key) for offer in arrows.stations}
    for key in arrows.entries:
        yield _Arrow(START, key, names[key])
    for transition in arrows.transitions:
        name = " ".join(transition.condition.split()) or names[transition.target]
        yield _Arrow(transition.origin, transition.target, name, transition)
    for key, goal in arrows.ends:
        yield _Arrow(key, goal_cell(goal), label_text(goal.label, language, goal.key))


def _formal(arrow: _Arrow) -> str:
    """The target group of a transition with the keys of the file; empty when it is open to everybody."""
    if arrow.transition is None:
        return ""
    when = arrow.transition.when
    parts = [f"{key} in {{{', '.join(values)}}}" for key, values in when.values.items()]
    for key, limit in when.clocks.items():
        parts += [f"{key} >= {limit.minimum}"] if limit.minimum is not None else []
        parts += [f"{key} <= {limit.maximum}"] if limit.maximum is not None else []
    parts += [f"{key} begun by {day.isoformat()}" for key, day in when.begun_by.items()]
    return " and ".join(parts)
