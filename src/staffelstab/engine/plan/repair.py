"""The cheapest set of changes that closes chosen gaps, with the proof. Defined in docs/background/repair.md."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from staffelstab.engine.check.finding import Persons, ProfileAtEntry, ProfileSet, Question
from staffelstab.engine.check.gather import Gatherer
from staffelstab.engine.check.kernel.tables import Bools
from staffelstab.engine.check.run import Area, Run, run_question
from staffelstab.engine.model import Offer, Pathway
from staffelstab.engine.plan.candidates import candidates
from staffelstab.engine.plan.changes import DEFAULT_COSTS, MOST_COST, Change, ChangeKind, with_changes
from staffelstab.engine.plan.cover import Cover, Found, FoundClause
from staffelstab.engine.plan.targets import Target, Targets, find_targets, with_gap
from staffelstab.engine.plan.world import World, make_world


@dataclass(frozen=True)
class ProofClause:
    """With all considered changes but those in `one_of` this profile still has a gap, so one of them is needed."""

    profile: ProfileAtEntry
    one_of: frozenset[Change]


@dataclass(frozen=True)
class Proof:
    """Why nothing is cheaper: every repair contains a change of each clause, and no cheaper set does.

    considered: all changes that the clauses speak about. costs: per kind.
    """

    considered: tuple[Change, ...]
    costs: Mapping[ChangeKind, int]
    clauses: tuple[ProofClause, ...]


@dataclass(frozen=True)
class Repair:
    """The answer of `repair`.

    changes: in the order of `candidates`; () when nothing can or need be done. is_minimal: false only if the search was
    interrupted. at_least: what any repair costs at least, as far as the proof got (cost, if minimal). alternatives:
    other sets of the same cost; more_alternatives: there may be further ones.
    closed, not_repairable: targets (None = nobody) that the changes close, and those that all considered changes
    together would not close; with the persons they stand for.
    """

    changes: tuple[Change, ...]
    cost: int
    is_minimal: bool
    at_least: int
    alternatives: tuple[tuple[Change, ...], ...]
    more_alternatives: bool
    closed: ProfileSet | None
    closed_persons: Persons
    not_repairable: ProfileSet | None
    not_repairable_persons: Persons
    proof: Proof


def repair(
    pathway: Pathway,
    question: Question,
    targets: Sequence[Target] | None = None,
    *,
    available: Sequence[Offer] = (),
    among: Sequence[Change] | None = None,
    costs: Mapping[ChangeKind, int] | None = None,
    most_alternatives: int = 10,
    cancelled: Callable[[], bool] = lambda: False,
) -> Repair:
    """The cheapest changes after which all repairable targets reach a goal within the horizon.

    targets: gap findings of this pathway and question, or profile sets; None = all gaps. available: offers that could
    become stations, beside those of the file. among: the changes to choose from, None = all `candidates`. costs: per
    kind (1 to MOST_COST), those not named as in DEFAULT_COSTS. cancelled: asked from time to time; once true, the
    answer is some repair without a proof. Raises NotClosable for a finding that is no gap, ValueError for other costs.
    """
    considered = candidates(pathway, question, available) if among is None else tuple(dict.fromkeys(among))
    prices = {**DEFAULT_COSTS, **(costs or {})}
    if not all(1 <= price <= MOST_COST for price in prices.values()):
        raise ValueError(f"a change costs at least 1 and at most {MOST_COST}")
    meant = with_gap(run_question(pathway, question), targets)
    world = make_world(pathway, question, considered)
    found = find_targets(world, meant)
    cover = Cover(world, found.elements, [prices[change.kind] for change in considered], cancelled)
    return _told(world, question, found, cover.solve(most_alternatives), prices)


def applied(pathway: Pathway, repair: Repair) -> Pathway:
    """The pathway after the changes of a repair."""
    return with_changes(pathway, repair.changes)


def _told(
    world: World, question: Question, targets: Targets, found: Found, prices: Mapping[ChangeKind, int]
) -> Repair:
    sets = [tuple(world.changes[k] for k in chosen) for chosen in found.sets]
    closed, closed_persons = _described(world, question, targets.profiles_of(world, found.repairable))
    left, left_persons = _described(world, question, targets.profiles_of(world, ~found.repairable))
    return Repair(
        changes=sets[0],
        cost=sum(prices[change.kind] for change in sets[0]),
        is_minimal=found.is_minimal,
        at_least=found.at_least,
        alternatives=tuple(sets[1:]),
        more_alternatives=found.more,
        closed=closed,
        closed_persons=closed_persons,
        not_repairable=left,
        not_repairable_persons=left_persons,
        proof=Proof(world.changes, prices, tuple(_clause(world, targets, one) for one in found.clauses)),
    )


def _described(world: World, question: Question, masks: Bools) -> tuple[ProfileSet | None, Persons]:
    """The profiles (M, P) as a set with persons, every place by itself."""
    if not masks.any():
        return None, Persons()
    areas = tuple(Area((place,), world.serves[m]) for m, place in enumerate(world.places))
    run = Run(world.compiled.pathway, question, world.profiles, world.compiled, world.cases, areas)
    gather = Gatherer(run)
    concerned = {m: mask for m, mask in enumerate(masks) if mask.any()}
    return gather.profile_set(concerned), gather.persons(concerned)


def _clause(world: World, targets: Targets, found: FoundClause) -> ProofClause:
    """A clause with the first profile it speaks of."""
    alike, case = targets.elements[found.element].tolist()
    meant = targets.masks & (targets.like == alike)[:, None] & (world.cases.case_of == case)
    place, number = np.argwhere(meant)[0].tolist()
    profile = world.profiles.at(number, world.places[place])
    return ProofClause(profile, frozenset(world.changes[k] for k in found.clause))
