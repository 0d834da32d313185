"""The time-free question put to others: the same eight numbers of a place, each from tables of its own."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence

import networkx as nx
import numpy as np
import rustworkx as rx
from scipy import sparse
from scipy.sparse import csgraph

from benchmarks.plain_town import (
    NAMES,
    Bools,
    Longs,
    Numbers,
    PlainTown,
    numbers_of,
    plain_graph,
    plain_town,
    stops_of,
)
from staffelstab.engine.model import Pathway

State = tuple[int, int]


def with_python(pathway: Pathway, place: str) -> Numbers:
    """Sets, lists and a queue."""
    town = plain_town(pathway, place)
    opens, goal = [o.tolist() for o in town.open], town.goal.tolist()
    after = [[outcome.tolist() for outcome in station] for station in town.after]
    follow: dict[State, list[State]] = {}
    waiting: list[State] = [(x, 0) for x in range(len(goal))]
    while waiting:
        state = waiting.pop()
        if state in follow:
            continue
        x, row = state
        nexts = [
            (outcome[x], station + 1)
            for station in (() if goal[x] else town.follows[row])
            if opens[station][x]
            for outcome in after[station]
        ]
        follow[state] = nexts
        waiting += nexts
    stops = {s for s, nexts in follow.items() if not nexts and s[1] and not goal[s[0]]}
    circles = _circles_in_python(follow)
    steps = _backwards([s for s in follow if goal[s[0]]], follow)
    may_stop, may_circle = _backwards(stops, follow), _backwards(circles, follow)
    on_the_way = [n for s, n in steps.items() if n and not s[1]]
    entries = [sum(not s[1] for s in found) for found in (may_stop, may_circle)]
    counts = (len(follow), len(steps), len(stops), len(circles), len(on_the_way), sum(on_the_way), *entries)
    return dict(zip(NAMES, counts, strict=True))


def _backwards(sources: Iterable[State], follow: Mapping[State, Sequence[State]]) -> dict[State, int]:
    """Fewest steps to one of the sources."""
    before: dict[State, list[State]] = {}
    for state, nexts in follow.items():
        for after in nexts:
            before.setdefault(after, []).append(state)
    steps = dict.fromkeys(sources, 0)
    queue = deque(steps)
    while queue:
        state = queue.popleft()
        for earlier in before.get(state, ()):
            if earlier not in steps:
                steps[earlier] = steps[state] + 1
                queue.append(earlier)
    return steps


def _circles_in_python(follow: Mapping[State, Sequence[State]]) -> set[State]:
    """States from which steps that change nothing lead back."""
    found: set[State] = set()
    for state in follow:
        if not state[1]:
            continue
        seen: set[State] = set()
        waiting = [state]
        while waiting and state not in seen:
            for after in follow[waiting.pop()]:
                if after[0] == state[0] and after not in seen:
                    seen.add(after)
                    waiting.append(after)
        if state in seen:
            found.add(state)
    return found


def with_networkx(pathway: Pathway, place: str) -> Numbers:
    graph = plain_graph(plain_town(pathway, place))
    size = len(graph.states)
    back: nx.DiGraph[int] = nx.DiGraph()
    back.add_nodes_from(range(size))
    back.add_edges_from(zip(graph.target.tolist(), graph.source.tolist(), strict=True))
    idle: nx.DiGraph[int] = nx.DiGraph()
    idle.add_edges_from(
        zip(graph.source[graph.idle].tolist(), graph.target[graph.idle].tolist(), strict=True)
    )
    circles = np.zeros(size, dtype=np.bool_)
    for part in nx.strongly_connected_components(idle):
        if len(part) > 1 or idle.has_edge(*(2 * tuple(part))):
            circles[list(part)] = True

    def steps_to(marked: Bools) -> Longs:
        steps = np.full(size, -1, dtype=np.int64)
        back.add_edges_from((-1, node) for node in np.flatnonzero(marked).tolist())
        if marked.any():
            for node, length in nx.single_source_shortest_path_length(back, -1).items():
                if node >= 0:
                    steps[node] = length - 1
            back.remove_node(-1)
        return steps

    may_stop, may_circle = steps_to(stops_of(graph)) >= 0, steps_to(circles) >= 0
    return numbers_of(graph, steps_to(graph.goal), circles, may_stop, may_circle)


def with_rustworkx(pathway: Pathway, place: str) -> Numbers:
    graph = plain_graph(plain_town(pathway, place))
    size = len(graph.states)

    def graph_of(source: Longs, target: Longs) -> rx.PyDiGraph[int, None]:
        made: rx.PyDiGraph[int, None] = rx.PyDiGraph(multigraph=False)
        made.add_nodes_from(range(size))
        made.add_edges_from_no_data(list(zip(source.tolist(), target.tolist(), strict=True)))
        return made

    idle = graph_of(graph.source[graph.idle], graph.target[graph.idle])
    circles = np.zeros(size, dtype=np.bool_)
    for part in rx.strongly_connected_components(idle):
        if len(part) > 1 or idle.has_edge(part[0], part[0]):
            circles[part] = True
    back = graph_of(graph.target, graph.source)

    def steps_to(marked: Bools) -> Longs:
        steps = np.full(size, -1, dtype=np.int64)
        above = back.add_node(-1)
        back.add_edges_from_no_data([(above, node) for node in np.flatnonzero(marked).tolist()])
        found = rx.digraph_dijkstra_shortest_path_lengths(back, above, lambda _: 1.0)
        if len(found):
            steps[list(found.keys())] = np.array(list(found.values()), dtype=np.int64) - 1
        back.remove_node(above)
        return steps

    may_stop, may_circle = steps_to(stops_of(graph)) >= 0, steps_to(circles) >= 0
    return numbers_of(graph, steps_to(graph.goal), circles, may_stop, may_circle)


def with_scipy(pathway: Pathway, place: str) -> Numbers:
    graph = plain_graph(plain_town(pathway, place))
    size = len(graph.states)

    def matrix(source: Longs, target: Longs) -> sparse.csr_array:
        ones = np.ones(len(source), dtype=np.int8)
        return sparse.csr_array((ones, (source, target)), shape=(size + 1, size + 1))

    idle = matrix(graph.source[graph.idle], graph.target[graph.idle])
    _, parts = csgraph.connected_components(idle, directed=True, connection="strong")
    circles = (np.bincount(parts)[parts] > 1)[:size] | (idle.diagonal()[:size] > 0)

    def steps_to(marked: Bools) -> Longs:
        nodes = np.flatnonzero(marked)
        source = np.concatenate([graph.target, np.full(len(nodes), size)])
        back = matrix(source, np.concatenate([graph.source, nodes]))
        found = csgraph.dijkstra(back, indices=size, unweighted=True)[:size]
        return np.where(np.isfinite(found), found - 1, -1).astype(np.int64)

    may_stop, may_circle = steps_to(stops_of(graph)) >= 0, steps_to(circles) >= 0
    return numbers_of(graph, steps_to(graph.goal), circles, may_stop, may_circle)


RULES = """
reached(X,0) :- situation(X).
step(X,L,Y,O) :- reached(X,L), arrow(L,O), open(X,O), after(X,O,Y), not goal(X).
reached(Y,O) :- step(_,_,Y,O).
leads_on(X,L) :- reached(X,L), goal(X).
leads_on(X,L) :- step(X,L,Y,O), leads_on(Y,O).
leaves(X,L) :- step(X,L,_,_).
stops(X,L) :- reached(X,L), L > 0, not goal(X), not leaves(X,L).
round(X,L,O) :- step(X,L,X,O), L > 0.
round(X,L,M) :- round(X,L,O), step(X,O,X,M).
circles(X,L) :- round(X,L,L).
state_may_stop(X,L) :- stops(X,L).
state_may_stop(X,L) :- step(X,L,Y,O), state_may_stop(Y,O).
state_may_circle(X,L) :- circles(X,L).
state_may_circle(X,L) :- step(X,L,Y,O), state_may_circle(Y,O).
with_way(X) :- leads_on(X,0), not goal(X).
may_stop(X) :- state_may_stop(X,0).
may_circle(X) :- state_may_circle(X,0).
"""


def with_clingo(pathway: Pathway, place: str) -> Numbers:
    """Seven of the eight numbers: shortest ways are left out."""
    import clingo

    town = plain_town(pathway, place)
    control = clingo.Control(["--warn=none"])
    control.add("base", [], RULES + "\n".join(_facts(town)))
    control.ground([("base", [])])
    control.solve()
    names = [name for name in NAMES if name != "all_steps"]
    arity = {name: 1 if name in ("with_way", "may_stop", "may_circle") else 2 for name in names}
    atoms = control.symbolic_atoms
    return {name: sum(1 for _ in atoms.by_signature(name, arity[name])) for name in names}


def _facts(town: PlainTown) -> Iterable[str]:
    yield f"situation(0..{len(town.goal) - 1})."
    yield from (f"goal({x})." for x in np.flatnonzero(town.goal).tolist())
    yield from (f"arrow({row},{o + 1})." for row, stations in enumerate(town.follows) for o in stations)
    for o, is_open in enumerate(town.open):
        xs = np.flatnonzero(is_open).tolist()
        yield from (f"open({x},{o + 1})." for x in xs)
        for outcome in town.after[o]:
            yield from (f"after({x},{o + 1},{outcome[x]})." for x in xs)


PEERS: Mapping[str, Callable[[Pathway, str], Numbers]] = {
    "scipy.sparse": with_scipy,
    "rustworkx": with_rustworkx,
    "plain Python": with_python,
    "networkx": with_networkx,
    "clingo": with_clingo,
}
