"""The same question put to others: plain Python month by month, and networkx on the written-out graph.

Both walk the slow world of the tests (tests/engine/oracle_world.py) and answer only one of the check's questions,
the month of the earliest goal.
"""

from __future__ import annotations

import networkx as nx

from benchmarks.sample import Sample
from staffelstab.engine.check.finding import ProfileAtEntry
from tests.engine.oracle_world import FAR, Moment, World

Node = Moment | str
GOAL = "goal"


def world_of(sample: Sample, profile: ProfileAtEntry) -> World:
    return World(sample.pathway, sample.question, profile.place, profile.clocks)


def entry_of(world: World, profile: ProfileAtEntry) -> Moment:
    return world.entry(profile.values.items(), profile.clocks.items())


def month_by_month(sample: Sample) -> list[int | None]:
    return [earliest_goal(sample, profile) for profile in sample.profiles]


def earliest_goal(sample: Sample, profile: ProfileAtEntry) -> int | None:
    world, earliest = world_of(sample, profile), FAR + 1
    for step in world.walk({entry_of(world, profile): 0}):
        if step.begins >= earliest:
            break
        if world.is_goal(step.after.situation):
            earliest = min(earliest, step.ends)
    return earliest if earliest <= FAR else None


def explicit_graph(sample: Sample) -> list[int | None]:
    return [shortest_in_graph(sample, profile) for profile in sample.profiles]


def shortest_in_graph(sample: Sample, profile: ProfileAtEntry) -> int | None:
    """Every moment up to the earliest goal is a node; a step and a month of waiting are edges with their months."""
    world = world_of(sample, profile)
    entry, last = entry_of(world, profile), earliest_goal(sample, profile) or FAR
    graph = graph_of(world, entry, last)
    try:
        return int(nx.dijkstra_path_length(graph, entry, GOAL))
    except nx.NetworkXNoPath:
        return None


def graph_of(world: World, entry: Moment, last: int) -> nx.DiGraph[Node]:
    graph: nx.DiGraph[Node] = nx.DiGraph()
    graph.add_nodes_from([entry, GOAL])
    waiting, known = [(entry, 0)], {entry: 0}
    while waiting:
        moment, month = waiting.pop()
        nexts = [(after, months) for _, _, after, months in world.moves(moment)]
        for after, months in [*nexts, (world.a_month_later(moment), 1)]:
            if month + months > last:
                continue
            is_goal = world.is_goal(after.situation)
            graph.add_edge(moment, GOAL if is_goal else after, weight=months)
            if not is_goal and month + months < known.get(after, FAR + 1):
                known[after] = month + months
                waiting.append((after, month + months))
    return graph
