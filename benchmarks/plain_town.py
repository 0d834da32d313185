"""One place written out as a graph with numpy, for whoever needs every state and every edge: not made by the sweep.

Only for places whose stations are all measures without target groups, as in `instances.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from staffelstab.engine.model import Kind, Offer, Pathway

Longs = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
NAMES = ("reached", "leads_on", "stops", "circles", "with_way", "all_steps", "may_stop", "may_circle")
"""What every peer answers about a place, as in `staffelstab.engine.check.sweep.sweep.NUMBERS`."""
Numbers = dict[str, int]


@dataclass(frozen=True)
class PlainTown:
    """X situations; rows: 0 the start, then n stations. A state is situation × (n + 1) + row.

    open (n, X); after (n, outcomes, X): situation after each outcome; follows: per row the stations that may come next.
    """

    open: tuple[Bools, ...]
    after: tuple[tuple[Longs, ...], ...]
    follows: tuple[tuple[int, ...], ...]
    goal: Bools

    @property
    def rows(self) -> int:
        return len(self.open) + 1


@dataclass(frozen=True)
class PlainGraph:
    """The states that are reached, and the steps between them: edges source → target. states (S,) ascending."""

    states: Longs
    source: Longs
    target: Longs
    goal: Bools
    """(S,)"""
    at_start: Bools
    idle: Bools
    """(E,) the step changes nothing"""


def plain_town(pathway: Pathway, place: str) -> PlainTown:
    offers = [o for o in pathway.offers if o.territory is None or place in o.territory]
    assert all(o.kind is Kind.MEASURE for o in offers)
    attributes = pathway.scales.attributes
    sizes = [len(a.values) for a in attributes]
    grid = np.indices(sizes).reshape(len(sizes), -1)
    column = {a.key: i for i, a in enumerate(attributes)}

    def holds(values: dict[str, tuple[str, ...]]) -> Bools:
        found = np.ones(grid.shape[1], dtype=np.bool_)
        for key, allowed in values.items():
            attribute = attributes[column[key]]
            found &= np.isin(grid[column[key]], [attribute.index(v) for v in allowed])
        return found

    def outcome_of(offer: Offer, number: int) -> Longs:
        after = grid.copy()
        for effect in offer.outcomes[number].effects:
            row = column[effect.attribute]
            after[row] = np.maximum(after[row], attributes[row].index(effect.to))
        return np.asarray(np.ravel_multi_index(tuple(after), sizes), dtype=np.int64)

    number = {offer.key: i for i, offer in enumerate(offers)}
    follows: list[list[int]] = [[] for _ in range(len(offers) + 1)]
    follows[0] = [number[key] for key in pathway.concept.entry_points if key in number]
    for t in pathway.concept.transitions:
        if t.origin in number and t.target in number:
            follows[number[t.origin] + 1].append(number[t.target])
    return PlainTown(
        tuple(holds(dict(o.access[0].when.values)) for o in offers),
        tuple(tuple(outcome_of(o, i) for i in range(len(o.outcomes))) for o in offers),
        tuple(tuple(f) for f in follows),
        np.logical_or.reduce([holds(dict(g.when.values)) for g in pathway.concept.goals]),
    )


def plain_graph(town: PlainTown) -> PlainGraph:
    """All edges at once, then those that are reached: waves over arrays."""
    sources, targets = [], []
    for row, stations in enumerate(town.follows):
        for station in stations:
            x = np.flatnonzero(town.open[station] & ~town.goal)
            for after in town.after[station]:
                sources.append(x * town.rows + row)
                targets.append(after[x] * town.rows + station + 1)
    source = np.concatenate(sources) if sources else np.zeros(0, dtype=np.int64)
    target = np.concatenate(targets) if targets else np.zeros(0, dtype=np.int64)
    reached = np.zeros(len(town.goal) * town.rows, dtype=np.bool_)
    reached[:: town.rows] = True
    known = -1
    while known != (known := int(reached.sum())):
        reached[target[reached[source]]] = True
    kept = reached[source]
    source, target = source[kept], target[kept]
    states = np.flatnonzero(reached)
    position = np.cumsum(reached) - 1
    idle = source // town.rows == target // town.rows
    goal, at_start = town.goal[states // town.rows], states % town.rows == 0
    return PlainGraph(states, position[source], position[target], goal, at_start, idle)


def stops_of(graph: PlainGraph) -> Bools:
    """(S,) at a station, no goal, and no edge leads on."""
    leads_somewhere = np.zeros(len(graph.states), dtype=np.bool_)
    leads_somewhere[graph.source] = True
    return ~leads_somewhere & ~graph.goal & ~graph.at_start


def numbers_of(
    graph: PlainGraph, steps: Longs, circles: Bools, may_stop: Bools, may_circle: Bools
) -> Numbers:
    """steps (S,): −1 = no goal can be reached."""
    on_the_way = graph.at_start & (steps > 0)
    found = (
        len(graph.states),
        (steps >= 0).sum(),
        stops_of(graph).sum(),
        circles.sum(),
        on_the_way.sum(),
        steps[on_the_way].sum(),
        (may_stop & graph.at_start).sum(),
        (may_circle & graph.at_start).sum(),
    )
    return dict(zip(NAMES, map(int, found), strict=True))
