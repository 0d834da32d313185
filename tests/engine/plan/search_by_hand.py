"""A second opinion on repairs: plain definitions, slow. Knows nothing of clauses, masks or integer programmes."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence

from staffelstab.engine.check.finding import Question
from staffelstab.engine.model import Pathway
from staffelstab.engine.plan import Change, ChangeKind, ProofClause, with_changes
from tests.engine.oracle import Answer, Profile, oracle

Costs = Mapping[ChangeKind, int]


def has_way(pathway: Pathway, answer: Answer) -> bool:
    return answer.goal_month is not None and answer.goal_month <= pathway.settings.horizon_months


def with_way(pathway: Pathway, question: Question, changes: Iterable[Change]) -> frozenset[Profile]:
    """Who reaches a goal within the horizon after the changes, counted out by the oracle."""
    answers = oracle(with_changes(pathway, changes), question)
    return frozenset(profile for profile, answer in answers.items() if has_way(pathway, answer))


def price(changes: Iterable[Change], costs: Costs) -> int:
    return sum(costs[change.kind] for change in changes)


def by_cost(considered: Sequence[Change], costs: Costs) -> Iterator[tuple[Change, ...]]:
    """All sets of changes, the cheapest first."""
    sets = (chosen for n in range(len(considered) + 1) for chosen in itertools.combinations(considered, n))
    return iter(sorted(sets, key=lambda chosen: price(chosen, costs)))


def cheapest_sets(
    pathway: Pathway, question: Question, considered: Sequence[Change], costs: Costs
) -> tuple[int, set[frozenset[Change]], frozenset[Profile]]:
    """The least cost, all sets of that cost, and the profiles with a gap that all changes together would not help."""
    before = with_way(pathway, question, ())
    after = with_way(pathway, question, considered)
    everybody = frozenset(oracle(pathway, question))
    least, found = None, set()
    for chosen in by_cost(considered, costs):
        if least is not None and price(chosen, costs) > least:
            break
        if with_way(pathway, question, chosen) >= after - before:
            least = price(chosen, costs)
            found.add(frozenset(chosen))
    assert least is not None, "all changes together cover whom they cover"
    return least, found, everybody - before - after


def profile_of(pathway: Pathway, clause: ProofClause) -> Profile:
    scales, said = pathway.scales, clause.profile
    return Profile(
        tuple((a.key, said.values[a.key]) for a in scales.attributes),
        tuple((c.key, said.clocks[c.key]) for c in scales.clocks),
        said.place,
    )


def cheapest_hitting_cost(clauses: Sequence[frozenset[Change]], costs: Costs, limit: int) -> int:
    """Cost of the cheapest set with a change of each clause, at most `limit`: whoever is in the first open clause must
    be tried.
    """
    if not clauses:
        return 0
    first = min(clauses, key=len)
    best = limit
    for change in sorted(first, key=lambda c: (costs[c.kind], repr(c))):
        cost = costs[change.kind]
        if cost < best:
            left = [clause for clause in clauses if change not in clause]
            best = min(best, cost + cheapest_hitting_cost(left, costs, best - cost))
    return best
