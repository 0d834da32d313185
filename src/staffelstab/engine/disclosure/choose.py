"""Which further figures are held back: the least loss that leaves every small figure its two witnesses."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from staffelstab.engine.disclosure.attack import Prover, Target
from staffelstab.engine.disclosure.solver import INFINITE, Programme
from staffelstab.engine.disclosure.system import System
from staffelstab.engine.disclosure.tables import Figure, Table

MOST_FOR_PROOF = 3_000
SECONDS = 10.0
MOST_GIVEN_BACK = 60


@dataclass(frozen=True)
class Choice:
    """held: small and further figures. is_cheapest: proven."""

    held: frozenset[str]
    is_cheapest: bool


def usual_cost(table: Table) -> dict[str, int]:
    totals = {each.total for each in table.sums}
    return {key: _cost(figure, key in totals) for key, figure in table.figures.items()}


def _cost(figure: Figure, is_total: bool) -> int:
    if figure.cost is not None:
        return figure.cost
    return (2000 if is_total else 1000) + min(max(figure.ends, default=0), 999)


def choose(table: Table, prover: Prover, always: Collection[str], targets: list[Target]) -> Choice:
    """`always` is held back whatever happens: small and unshown figures."""
    wanted = [target for target in targets if not prover.protects(always, target)]
    if not wanted:
        return Choice(frozenset(always), is_cheapest=True)
    costs = {key: cost for key, cost in usual_cost(table).items() if _is_free(table.figures[key], always)}
    system = prover.system
    if len(system.unknowns) * 2 * len(wanted) <= MOST_FOR_PROOF:
        for whole in (False, True):
            found = _at_once(system, always, wanted, costs, whole=whole)
            if found and all(prover.protects(found.held, target) for target in wanted):
                return found
    return _one_by_one(prover, always, wanted, costs)


def _is_free(figure: Figure, always: Collection[str]) -> bool:
    """Zeros are shown: holding them back would say that they are none."""
    return figure.is_shown and figure.can_be_held and figure.key not in always and any(figure.ends)


def _at_once(
    system: System,
    always: Collection[str],
    targets: list[Target],
    costs: Mapping[str, int],
    *,
    whole: bool,
    fixed: Collection[str] = (),
) -> Choice | None:
    programme = Programme()
    chosen = {
        key: programme.column(1 if key in fixed else 0, 1, 0.0 if key in fixed else float(cost), whole=True)
        for key, cost in costs.items()
    }
    for index, low, high in targets:
        for at_least, at_most in ((0.0, float(low)), (float(high), INFINITE)):
            _add_witness(programme, system, always, chosen, index, at_least, at_most, whole=whole)
    answer = programme.least(SECONDS)
    if answer is None:
        return None
    held = {key for key, column in chosen.items() if answer.values[column] > 0.5}
    return Choice(frozenset(always) | held, answer.is_proven)


def _add_witness(
    programme: Programme,
    system: System,
    always: Collection[str],
    chosen: Mapping[str, int],
    index: int,
    at_least: float,
    at_most: float,
    *,
    whole: bool,
) -> None:
    """Columns for one other table; where a figure may be held back, it deviates only if it is."""
    columns = []
    for at, unknown in enumerate(system.unknowns):
        is_free = unknown.figure in always or unknown.figure in chosen
        low, high = float(unknown.value), float(unknown.value)
        if is_free:
            low, high = float(unknown.low), float(unknown.high)
        if at == index:
            low, high = max(low, at_least), min(high, at_most)
        if low > high:
            programme.row(1, 1, {})
            low = high
        column = programme.column(low, high, whole=whole)
        columns.append(column)
        if unknown.figure in chosen:
            decision, value = chosen[unknown.figure], float(unknown.value)
            programme.row(value, INFINITE, {column: 1.0, decision: value - unknown.low})
            programme.row(-INFINITE, value, {column: 1.0, decision: value - unknown.high})
    for total, parts in system.equations:
        programme.row(0, 0, {columns[total]: -1.0, **{columns[part]: 1.0 for part in parts}})
    for low_end, high_end in system.ordered:
        programme.row(0, INFINITE, {columns[high_end]: 1.0, columns[low_end]: -1.0})


def _one_by_one(
    prover: Prover, always: Collection[str], wanted: list[Target], costs: Mapping[str, int]
) -> Choice:
    held = frozenset(always)
    for target in wanted:
        if prover.protects(held, target):
            continue
        for whole in (False, True):
            found = _at_once(prover.system, always, [target], costs, whole=whole, fixed=held)
            if found and prover.protects(found.held | held, target):
                held |= found.held
                break
        else:
            held |= set(costs)
    return Choice(_given_back(prover, held, wanted, costs, always), is_cheapest=False)


def _given_back(
    prover: Prover,
    held: frozenset[str],
    wanted: list[Target],
    costs: Mapping[str, int],
    always: Collection[str],
) -> frozenset[str]:
    """Single figures, dearest first, where every witness survives."""
    dearest = sorted(held - set(always), key=lambda key: (-costs[key], key))
    for key in dearest[:MOST_GIVEN_BACK]:
        fewer = held - {key}
        if all(prover.protects(fewer, target) for target in wanted):
            held = fewer
    return held
