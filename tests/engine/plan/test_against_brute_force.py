"""On random small towns the repair is what trying all sets of changes gives, and its proof holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import assume, event, given
from hypothesis import strategies as st

from staffelstab.engine.check import Question, check
from staffelstab.engine.model import Pathway
from staffelstab.engine.plan import (
    DEFAULT_COSTS,
    AgreeTransition,
    Change,
    ChangeKind,
    ExtendTerritory,
    MakeEntryPoint,
    applied,
    candidates,
    repair,
)
from tests.engine.plan.fewer_examples import slow
from tests.engine.plan.search_by_hand import (
    cheapest_hitting_cost,
    cheapest_sets,
    price,
    profile_of,
    with_way,
)
from tests.engine.strategies import small_cases
from tests.engine.towns import asked, offer, raises, town

Draw = st.DrawFn
ALL = 1 << 8


@st.composite
def sparse_cases(draw: Draw) -> tuple[Pathway, Question]:
    """A town where much is still to be agreed: few arrows, few entry points, some offers that are no station."""
    pathway, question = draw(small_cases())
    drawn = pathway.concept
    stations = drawn.stations if draw(st.booleans()) else drawn.stations[: max(1, len(drawn.stations) - 2)]
    kept = tuple(
        t for t in drawn.transitions if {t.origin, t.target} <= set(stations) and not draw(st.integers(0, 3))
    )
    concept = replace(
        drawn,
        stations=stations,
        entry_points=tuple(key for key in drawn.entry_points if key in stations)[: draw(st.integers(0, 1))],
        transitions=kept,
    )
    settings_of_file = replace(pathway.settings, horizon_months=24)
    return replace(pathway, concept=concept, settings=settings_of_file), question


@st.composite
def repairable_cases(draw: Draw) -> tuple[Pathway, Question]:
    """A town with a gap that something closes."""
    pathway, question = draw(sparse_cases())
    assume(repair(pathway, question, most_alternatives=0).changes)
    return pathway, question


@st.composite
def few_changes(draw: Draw, most: int) -> tuple[Pathway, Question, tuple[Change, ...]]:
    """A town and some of its candidates: those that help, and others of every kind."""
    pathway, question = draw(repairable_cases())
    listed = candidates(pathway, question)
    found = repair(pathway, question, most_alternatives=3)
    helpful = dict.fromkeys(change for chosen in (found.changes, *found.alternatives) for change in chosen)
    others: list[Change] = []
    for kind in ChangeKind:
        of_kind = [change for change in listed if change.kind is kind]
        numbers = st.lists(st.sampled_from(range(len(of_kind))), max_size=2, unique=True)
        others += [of_kind[i] for i in sorted(draw(numbers))] if of_kind else []
    return pathway, question, tuple(dict.fromkeys([*others, *helpful]))[-most:]


@st.composite
def prices(draw: Draw) -> dict[ChangeKind, int]:
    return {kind: draw(st.integers(1, 4)) for kind in ChangeKind}


@slow
@given(few_changes(7), prices())
def test_cheapest_sets_are_those_of_brute_force(
    case: tuple[Pathway, Question, tuple[Change, ...]], costs: dict[ChangeKind, int]
) -> None:
    pathway, question, considered = case
    least, sets, lost = cheapest_sets(pathway, question, considered, costs)
    event(f"cost {min(least, 5)}")
    found = repair(pathway, question, among=considered, costs=costs, most_alternatives=ALL)
    assert found.cost == least == price(found.changes, costs)
    assert {frozenset(found.changes), *map(frozenset, found.alternatives)} == sets
    assert len(found.alternatives) == len(sets) - 1
    assert found.is_minimal
    assert found.at_least == least
    assert not found.more_alternatives
    assert (found.not_repairable.count if found.not_repairable else 0) == len(lost)


@slow
@given(repairable_cases())
def test_whoever_can_be_helped_is_helped(case: tuple[Pathway, Question]) -> None:
    pathway, question = case
    considered = candidates(pathway, question)
    found = repair(pathway, question, most_alternatives=2)
    everything = with_way(pathway, question, considered)
    for changes in (found.changes, *found.alternatives):
        assert with_way(pathway, question, changes) == everything
        assert price(changes, DEFAULT_COSTS) == found.cost
    event(f"cost {min(found.cost, 6)}")
    report = check(applied(pathway, found), question)
    assert report.with_way == len(everything)
    before = check(pathway, question).with_way
    assert report.with_way - before == (found.closed.count if found.closed else 0)


@slow
@given(repairable_cases())
def test_the_proof_can_be_checked_by_somebody_else(case: tuple[Pathway, Question]) -> None:
    pathway, question = case
    found = repair(pathway, question, most_alternatives=0)
    proof = found.proof
    for clause in proof.clauses:
        others = [change for change in proof.considered if change not in clause.one_of]
        assert profile_of(pathway, clause) not in with_way(pathway, question, others)
    event(f"{min(len(proof.clauses), 5)} clauses")
    least = cheapest_hitting_cost([c.one_of for c in proof.clauses], proof.costs, found.cost + 1)
    assert least == found.cost


@slow
@given(few_changes(5))
def test_more_changes_never_take_a_way_away(case: tuple[Pathway, Question, tuple[Change, ...]]) -> None:
    pathway, question, considered = case
    ways = [with_way(pathway, question, considered[:n]) for n in range(len(considered) + 1)]
    assert all(fewer <= more for fewer, more in pairwise(ways))


@slow
@given(sparse_cases())
def test_candidates_leave_nothing_out_that_helps(case: tuple[Pathway, Question]) -> None:
    """Everything that could be drawn at all helps nobody whom the candidates do not help."""
    pathway, question = case
    assert with_way(pathway, question, every_change(pathway, question)) == with_way(
        pathway, question, candidates(pathway, question)
    )


def every_change(pathway: Pathway, question: Question) -> Sequence[Change]:
    listed = candidates(pathway, question)
    stations = pathway.concept.stations
    offers = [change for change in listed if change.kind is ChangeKind.OFFER]
    return (
        *(AgreeTransition(a, b) for a in stations for b in stations if a != b),
        *(c for c in listed if isinstance(c, AgreeTransition) and c.origin == c.target),
        *(MakeEntryPoint(key) for key in stations if key not in pathway.concept.entry_points),
        *(
            ExtendTerritory(o.key, p.key)
            for o in pathway.offers
            for p in pathway.places
            if o.key in stations and o.territory is not None and p.key not in o.territory
        ),
        *offers,
    )


@slow
@given(repairable_cases())
def test_an_interrupted_search_still_repairs(case: tuple[Pathway, Question]) -> None:
    pathway, question = case
    proven = repair(pathway, question)
    found = repair(pathway, question, cancelled=lambda: True)
    assert found.is_minimal <= (found.cost == proven.cost)
    assert found.at_least <= proven.cost <= found.cost
    assert with_way(pathway, question, found.changes) == with_way(pathway, question, proven.changes)
    for left_out in found.changes:
        fewer = [change for change in found.changes if change != left_out]
        assert with_way(pathway, question, fewer) < with_way(pathway, question, found.changes)


@pytest.mark.parametrize("price_of_one", [0, -1, 1001])
def test_costs_out_of_range_are_refused(price_of_one: int) -> None:
    pathway = town((offer("job", raises("work", "job")),), entry=())
    with pytest.raises(ValueError, match="at least 1"):
        repair(pathway, asked(pathway), costs={ChangeKind.OFFER: price_of_one})
