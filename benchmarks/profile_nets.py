"""One Petri net per kind of profile: a place per situation and station that it can come to, months left out.

The walk is that of the tests (tests/engine/timeless_graph.py). So the checker is told who may enter where and what
changes; what it adds is the question of soundness: from everywhere the token can come to the end, and only there the
case is over.
"""

from __future__ import annotations

from collections.abc import Iterator

import networkx as nx
import numpy as np

from staffelstab.engine.check import ProfileAtEntry, ProfileTable, Question, profile_table
from staffelstab.engine.files.exchange import Net
from staffelstab.engine.model import Kind, Pathway
from tests.engine.oracle import Profile
from tests.engine.timeless_graph import Node, Timeless

MOST_STATES = 120
"""Larger nets are not handed to the checker: a sound one of 50 states takes it half a second, of 250 minutes."""
MOST_NETS = 24
"""Different nets per concept that are drawn at most, spread evenly over profiles and places."""


def profile_nets(pathway: Pathway) -> Iterator[tuple[Net, bool]]:
    """Different nets of a concept, each with whether the goal can be reached from every state."""
    if pathway.date is None:
        raise ValueError("a subject names the date of its check")
    question = Question(pathway.date)
    table = profile_table(pathway, question)
    entries = _entries(table)
    known: set[tuple[tuple[str, str], ...]] = set()
    for entry in entries[:: max(1, len(entries) // (4 * MOST_NETS))]:
        walk = Timeless(pathway, question, _as_profile(entry))
        graph = _with_ways_back(walk)
        net = _net(walk, graph)
        form = tuple(sorted((arc.source, arc.target) for arc in net.arcs))
        if walk.goals() == {walk.entry} or form in known:
            continue
        known.add(form)
        yield net, _always_ends(walk, graph)
        if len(known) == MOST_NETS:
            return


def _entries(table: ProfileTable) -> list[ProfileAtEntry]:
    """Kinds of profiles: combinations of values at entry, per place; months do not matter here."""
    attributes = table.pathway.scales.attributes
    entries = []
    for row in np.unique(table.values, axis=0):
        values = {a.key: a.values[position].key for a, position in zip(attributes, row, strict=True)}
        clocks = {clock.key: 0 for clock in table.pathway.scales.clocks}
        entries += [ProfileAtEntry(values, clocks, place) for place in table.places]
    return entries


def _as_profile(entry: ProfileAtEntry) -> Profile:
    return Profile(tuple(entry.values.items()), tuple(entry.clocks.items()), entry.place)


def _with_ways_back(walk: Timeless) -> nx.DiGraph[Node]:
    """Whoever takes accompaniment or a legal step still stands where they were: a step leads back there."""
    graph: nx.DiGraph[Node] = nx.DiGraph(walk.graph)
    goals = walk.goals()
    for node in walk.graph:
        for offer, after, _ in walk.steps(node):
            is_beside = offer.kind is not Kind.MEASURE and after.station == offer.key
            if is_beside and after not in goals:
                graph.add_edge(after, node._replace(situation=after.situation))
    return graph


def _net(walk: Timeless, graph: nx.DiGraph[Node]) -> Net:
    """All goals are one place. The token stands before the entry: a workflow net begins where nothing leads back to."""
    goals = walk.goals()
    names = {node: f"s{number}" for number, node in enumerate(sorted(graph))}
    names |= dict.fromkeys(goals, "goal")
    net = Net("profile")
    net.places[net.marked] = net.marked
    net.step("enter", "", net.marked, names[walk.entry])
    for node, name in names.items():
        net.places[name] = "goal" if node in goals else " / ".join((*node.situation, node.station))
    net.places.setdefault("goal", "goal")
    for number, (before, after) in enumerate(sorted(graph.edges)):
        net.step(f"t{number}", after.station, names[before], names[after])
    return net


def _always_ends(walk: Timeless, graph: nx.DiGraph[Node]) -> bool:
    """The same question to a graph library: does every state that can be reached have a way to a goal?"""
    backwards = graph.reverse(copy=False)
    ending = set(walk.goals())
    for goal in walk.goals():
        ending |= nx.descendants(backwards, goal)
    return ending == set(graph)
