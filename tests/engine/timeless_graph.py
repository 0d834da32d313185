"""The time-free graph of a pathway for one profile: what could be done if months, periods and clocks did not matter.

Nodes are (situation, station, whether only accompaniment and legal steps led there), edges are steps with their months.
What the graph says of the check:

* In a concept that asks for no clock and knows no period and no start month nobody ever waits. There the graph is
  exact: earliest goal, stations started, dead ends (without their causes) and circles are those of the check.
* In any other concept it is an upper bound: what the check finds reachable is reachable in the graph, no earlier than
  the shortest way in it says. A goal that is not in the graph is a gap of kind never.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import networkx as nx

from staffelstab.engine.check.finding import Question
from staffelstab.engine.model import ALWAYS, Condition, Kind, Offer, Pathway
from tests.engine.oracle import Profile
from tests.engine.oracle_world import COUNTED, Situation, World


class Node(NamedTuple):
    situation: Situation
    station: str
    only_beside: bool


def without_time(pathway: Pathway) -> Pathway:
    """The same doors, outcomes and transitions; no clock is asked for, nothing begins or ends, all starts any time."""

    def timeless(condition: Condition) -> Condition:
        return Condition(condition.values)

    def offer(o: Offer) -> Offer:
        rules = tuple(replace(rule, when=timeless(rule.when), period=ALWAYS) for rule in o.access)
        return replace(o, access=rules, period=ALWAYS, funding=None, start_months=())

    transitions = tuple(replace(t, when=timeless(t.when)) for t in pathway.concept.transitions)
    return replace(
        pathway,
        offers=tuple(map(offer, pathway.offers)),
        concept=replace(pathway.concept, transitions=transitions),
    )


class Timeless:
    """`graph`: a networkx graph with `months`, the least of several steps. `begins`: (node, station) steps lead to."""

    def __init__(self, pathway: Pathway, question: Question, profile: Profile) -> None:
        self.pathway = without_time(pathway)
        self.world = World(self.pathway, question, profile.place, dict(profile.clocks))
        self.counted = {
            (t.origin, t.target): t.when
            for t in pathway.concept.transitions
            if t.state in COUNTED[question.transitions]
        }
        values = dict(profile.values)
        self.entry = Node(tuple(values[a.key] for a in pathway.scales.attributes), "", True)
        self.graph: nx.DiGraph[Node] = nx.DiGraph()
        self.begins: set[tuple[Node, str]] = set()
        self.build()

    def build(self) -> None:
        self.graph.add_node(self.entry)
        queue = [self.entry]
        while queue:
            node = queue.pop()
            for offer, after, months in self.steps(node):
                self.begins.add((node, offer.key))
                if after not in self.graph:
                    queue.append(after)
                known = self.graph.get_edge_data(node, after, {"months": months})["months"]
                self.graph.add_edge(node, after, months=min(known, months))

    def steps(self, node: Node) -> Iterator[tuple[Offer, Node, int]]:
        if self.world.is_goal(node.situation):
            return
        for key in self.pathway.concept.stations:
            offer = self.pathway.offer(key)
            if self.leads(node, offer) and self.opens(offer, node.situation):
                for outcome, situation in self.world.outcomes(offer, node.situation):
                    months = offer.months if outcome.months is None else outcome.months
                    beside = offer.kind is not Kind.MEASURE
                    yield offer, Node(situation, key, node.only_beside and beside), months
                    if beside and situation != node.situation:
                        yield offer, node._replace(situation=situation), months

    def leads(self, node: Node, offer: Offer) -> bool:
        if not node.station:
            return offer.key in self.pathway.concept.entry_points
        when = self.counted.get((node.station, offer.key))
        return when is not None and self.fits(Condition(when.values), node.situation)

    def fits(self, condition: Condition, situation: Situation) -> bool:
        return all(self.world.value(situation, key) in allowed for key, allowed in condition.values.items())

    def opens(self, offer: Offer, situation: Situation) -> bool:
        here = offer.territory is None or self.world.place in offer.territory
        rules = (
            rule for rule in offer.access if self.world.admitted >= self.grade(offer, rule.verdict.value)
        )
        return here and any(self.fits(rule.when, situation) for rule in rules)

    def grade(self, offer: Offer, verdict: str) -> int:
        grades = {
            "entitled": 0,
            "open": 0,
            "conditional": 1,
            "discretionary": 2,
            "unknown": 2,
            "suspended": 3,
        }
        return max(grades.get(verdict, 9), 1 if offer.conditions else 0)

    # --- answers ----------------------------------------------------------------------------------

    def goals(self) -> set[Node]:
        return {node for node in self.graph if self.world.is_goal(node.situation)}

    def months(self) -> dict[Node, int]:
        """Months from entry to every node, by Dijkstra's algorithm in networkx."""
        found = nx.single_source_dijkstra_path_length(self.graph, self.entry, weight="months")
        return {node: int(length) for node, length in found.items()}

    def started_by(self, horizon: int) -> frozenset[str]:
        months = self.months()
        return frozenset(key for node, key in self.begins if months[node] <= horizon)

    def dead_ends_by(self, horizon: int) -> frozenset[str]:
        """Stations where somebody stands within the horizon and no progress can be reached."""
        found = set()
        for node, month in self.months().items():
            parks = node.station and (
                self.world.kind(node.station) is Kind.MEASURE
                or (self.world.kind(node.station) is Kind.ACCOMPANIMENT and node.only_beside)
            )
            if parks and month <= horizon and not self.world.is_goal(node.situation):
                beyond = nx.descendants(self.graph, node)
                if not any(self.world.is_progress(other.situation, node.situation) for other in beyond):
                    found.add(node.station)
        return frozenset(found)

    def circles_by(self, horizon: int) -> frozenset[str]:
        """Measures to which one or more steps that change nothing lead back."""
        idle = nx.DiGraph((a, b) for a, b in self.graph.edges if a.situation == b.situation)
        found = set()
        for node, month in self.months().items():
            if node not in idle or month > horizon or not node.station:
                continue
            ways = [step for a in {node, *nx.descendants(idle, node)} for step in idle.successors(a)]
            if self.world.kind(node.station) is Kind.MEASURE and any(b.station == node.station for b in ways):
                found.add(node.station)
        return frozenset(found)
