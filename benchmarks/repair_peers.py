"""The smallest repair put to an answer-set solver: choose changes at the least cost so that everybody has a way.

Repairable are those who have one with all changes.
Months play no part in these instances, so the definitions agree: steps are short and the horizon is long.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

import numpy as np

from benchmarks.instances import land, narrowed
from benchmarks.plain_town import PlainTown, plain_town
from staffelstab.engine.model import Pathway
from staffelstab.engine.plan import (
    DEFAULT_COSTS,
    AgreeTransition,
    Change,
    ChangeKind,
    MakeEntryPoint,
    candidates,
    repair,
)
from tests.engine.seven_scales import QUESTION

OFFERS, CHANGES, SCALES, SEED = 14, 20, 5, 1
RULES = """
leads(X,L) :- arrow(L,O), open(X,O), after(X,O,Y), goal(Y).
leads(X,L) :- arrow(L,O), open(X,O), after(X,O,Y), leads(Y,O).
arrow(L,O) :- chosen(C), adds(C,L,O).
"""
CHOOSE = """
{ chosen(C) : cost(C,_) }.
:- target(X), not leads(X,0).
#minimize { K,C : chosen(C), cost(C,K) }.
"""


def small_town() -> Pathway:
    return narrowed(land([OFFERS]), SCALES)


def some_changes(pathway: Pathway) -> list[Change]:
    """Always the same few transitions and entry points."""
    kinds = (AgreeTransition, MakeEntryPoint)
    possible = [change for change in candidates(pathway, QUESTION) if isinstance(change, kinds)]
    return random.Random(SEED).sample(possible, min(CHANGES, len(possible)))


def least_cost(pathway: Pathway, changes: Sequence[Change]) -> int:
    return repair(pathway, QUESTION, among=changes).cost


def least_cost_with_clingo(pathway: Pathway, changes: Sequence[Change]) -> int:
    import clingo

    town = plain_town(pathway, pathway.places[0].key)
    facts = "\n".join(_facts(pathway, town, changes))
    entries = [x for x in _entries(pathway) if not town.goal[x]]

    def solved(*texts: str) -> tuple[list[int], int]:
        control = clingo.Control(["--warn=none"])
        control.add("base", [], "\n".join((RULES, facts, "#show leads/2.", *texts)))
        control.ground([("base", [])])
        ways, cost = [], 0
        with control.solve(yield_=True) as handle:
            for model in handle:
                shown = (a.arguments for a in model.symbols(shown=True) if a.name == "leads")
                ways = [x.number for x, row in shown if row.number == 0]
                cost = sum(model.cost)
        return ways, cost

    repairable = set(solved(*(f"chosen({c})." for c in range(len(changes))))[0]).intersection(entries)
    return solved(CHOOSE, *(f"target({x})." for x in repairable))[1]


def _entries(pathway: Pathway) -> list[int]:
    sizes = [len(a.values) for a in pathway.scales.attributes]
    chosen = [[a.index(v) for v in pathway.profiles.values[a.key]] for a in pathway.scales.attributes]
    grid = np.meshgrid(*chosen, indexing="ij")
    return [int(x) for x in np.ravel_multi_index([g.ravel() for g in grid], sizes)]


def _facts(pathway: Pathway, town: PlainTown, changes: Sequence[Change]) -> Iterator[str]:
    row = {key: i + 1 for i, key in enumerate(pathway.concept.stations)}
    yield from (f"arrow({before},{o + 1})." for before, stations in enumerate(town.follows) for o in stations)
    yield from (f"goal({x})." for x in np.flatnonzero(town.goal).tolist())
    for o, is_open in enumerate(town.open):
        xs = np.flatnonzero(is_open & ~town.goal).tolist()
        yield from (f"open({x},{o + 1})." for x in xs)
        for outcome in town.after[o]:
            yield from (f"after({x},{o + 1},{outcome[x]})." for x in xs)
    for number, change in enumerate(changes):
        if isinstance(change, AgreeTransition):
            yield f"adds({number},{row[change.origin]},{row[change.target]})."
            yield f"cost({number},{DEFAULT_COSTS[ChangeKind.TRANSITION]})."
        elif isinstance(change, MakeEntryPoint):
            yield f"adds({number},0,{row[change.station]})."
            yield f"cost({number},{DEFAULT_COSTS[ChangeKind.ENTRY_POINT]})."
