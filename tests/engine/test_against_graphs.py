"""Three graph libraries and the check: equal where time does not matter, an upper bound where it does."""

from __future__ import annotations

import numpy as np
import rustworkx as rx
from hypothesis import given
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from staffelstab.engine.check.finding import Question
from staffelstab.engine.model import Pathway
from tests.engine.answers import checked
from tests.engine.oracle import Answer, Profile
from tests.engine.strategies import small_cases
from tests.engine.timeless_graph import Node, Timeless, without_time

Case = tuple[Pathway, Question]
FINE = 1 << 12
"""Months are multiplied by this and every step costs one more, for a sparse matrix has no edges of length 0."""


def by_rustworkx(timeless: Timeless) -> dict[Node, int]:
    graph: rx.PyDiGraph[Node, float] = rx.PyDiGraph()
    number = {node: graph.add_node(node) for node in timeless.graph}
    for origin, target, data in timeless.graph.edges(data=True):
        graph.add_edge(number[origin], number[target], float(data["months"]))
    found = rx.dijkstra_shortest_path_lengths(graph, number[timeless.entry], lambda months: months)
    months = {graph[index]: int(length) for index, length in found.items()}
    return months | {timeless.entry: 0}


def by_scipy(timeless: Timeless) -> dict[Node, int]:
    nodes = list(timeless.graph)
    number = {node: i for i, node in enumerate(nodes)}
    edges = [(number[a], number[b], d["months"] * FINE + 1) for a, b, d in timeless.graph.edges(data=True)]
    rows, columns, weights = zip(*edges, strict=True) if edges else ((), (), ())
    matrix = csr_array((weights, (rows, columns)), shape=(len(nodes), len(nodes)), dtype=np.float64)
    lengths = dijkstra(matrix, indices=number[timeless.entry])
    return {node: int(lengths[i]) // FINE for i, node in enumerate(nodes) if np.isfinite(lengths[i])}


def earliest(timeless: Timeless, months: dict[Node, int]) -> int | None:
    return min((months[goal] for goal in timeless.goals() if goal in months), default=None)


def profiles_of(case: Case) -> list[tuple[Profile, Answer, Timeless]]:
    pathway, question = case
    return [
        (profile, answer, Timeless(pathway, question, profile))
        for profile, answer in checked(pathway, question).items()
    ]


@given(small_cases())
def test_the_three_libraries_agree(case: Case) -> None:
    for _, _, timeless in profiles_of(case):
        assert timeless.months() == by_rustworkx(timeless) == by_scipy(timeless)


@given(small_cases())
def test_where_time_does_not_matter_the_graph_is_the_answer(case: Case) -> None:
    pathway, question = without_time(case[0]), case[1]
    horizon = pathway.settings.horizon_months
    for profile, answer, timeless in profiles_of((pathway, question)):
        month = earliest(timeless, timeless.months())
        assert answer.goal_month == month, profile
        assert (answer.gap == "never") == (month is None)
        assert answer.waiting == frozenset()
        if not answer.at_goal:
            assert answer.started == timeless.started_by(horizon), profile
            assert {station for station, _ in answer.dead_ends} == timeless.dead_ends_by(horizon), profile
            assert answer.circles == timeless.circles_by(horizon), profile


@given(small_cases())
def test_where_time_matters_nothing_is_reached_that_is_not_in_the_graph(case: Case) -> None:
    for profile, answer, timeless in profiles_of(case):
        month = earliest(timeless, timeless.months())
        if answer.goal_month is not None:
            assert month is not None and month <= answer.goal_month, profile
        elif month is None:
            assert answer.gap == "never", profile
        assert answer.started <= timeless.started_by(case[0].settings.horizon_months), profile
