"""From a pathway and a question to the arrays the kernel reads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from staffelstab.engine.check.finding import Question
from staffelstab.engine.check.ground import (
    GradedRules,
    Ground,
    graded_rules,
    ground_content,
    lay_ground,
    outcomes_of,
)
from staffelstab.engine.check.kernel.tables import ACCOMPANIMENT, LEGAL_STEP, MEASURE, Bools, Ints, Tables
from staffelstab.engine.check.limits import FAR_MONTHS, NEVER
from staffelstab.engine.check.rule_tables import (
    Clocks,
    Edge,
    RuleRef,
    edge_rules,
    rule_bits,
    rule_limits,
    rule_refs,
)
from staffelstab.engine.check.situations import Space, used_attributes
from staffelstab.engine.model import (
    ANYONE,
    Attribute,
    Clock,
    Condition,
    Kind,
    Offer,
    Outcome,
    Pathway,
    Period,
    Reading,
    Transition,
    TransitionState,
)

if TYPE_CHECKING:
    from staffelstab.engine.check.door_rules import AskedDoor

KINDS = {Kind.MEASURE: MEASURE, Kind.ACCOMPANIMENT: ACCOMPANIMENT, Kind.LEGAL_STEP: LEGAL_STEP}
STRENGTH = {TransitionState.POSSIBLE: 0, TransitionState.AIMED: 1, TransitionState.AGREED: 2}


@dataclass(frozen=True)
class Compiled:
    """Tables for one date and reading, with the way back to the file."""

    pathway: Pathway
    date: dt.date
    reading: Reading
    tables: Tables
    adjacent: Bools
    offers: tuple[Offer, ...]
    edges: tuple[tuple[int, int], ...]
    arrows: tuple[Edge, ...]
    weakest: TransitionState
    graded: tuple[GradedRules, ...]
    rules: tuple[RuleRef, ...]
    outcomes: tuple[tuple[int, Outcome], ...]
    fixed_clocks: tuple[str, ...]
    since_clocks: tuple[str, ...]
    ground: Ground

    @property
    def space(self) -> Space:
        return self.ground.space

    @cached_property
    def _offers(self) -> dict[str, Offer]:
        return {offer.key: offer for offer in self.offers}

    def offer(self, station: str) -> Offer:
        """The offer at a station; KeyError when there is no such station."""
        return self._offers[station]

    @cached_property
    def doors(self) -> dict[str, AskedDoor]:
        """What each door asks, as far as stories asked (`door_rules.asked_door`)."""
        return {}

    def situation(self, x: int) -> Mapping[str, str]:
        """Attribute → value of a situation."""
        return self.space.situation(x)


def offer_period(pathway: Pathway, offer: Offer) -> Period:
    """When the offer exists and is paid for."""
    funding = pathway.funding_of(offer)
    return offer.period if funding is None else offer.period.intersection(funding.period)


def _first_open(available: Bools) -> Ints:
    """(K,) from a yes/no per month: the first yes from each month on, −1 = none."""
    months = np.arange(len(available), dtype=np.int32)
    marked = np.where(available, months, NEVER).astype(np.int32)
    first = np.minimum.accumulate(marked[::-1])[::-1]
    result: Ints = np.where(first >= NEVER, -1, first).astype(np.int32)
    return result


@lru_cache(maxsize=1024)
def _starts(period: Period, length: int, start_months: tuple[int, ...], date: dt.date) -> Ints:
    """(3, FAR+2) first possible start by mode (tables.NORMAL, NOTHING_CLOSES, ANY_START_MONTH)."""
    months = np.arange(FAR_MONTHS + 2)
    first, last = period.first_month(date), period.last_month(date)
    in_period = (months >= first) & (months <= last - max(0, length - 1))
    lifted = (months >= first) & (last >= 0)
    begins = np.ones_like(months, dtype=np.bool_)
    if start_months:
        begins = np.isin((date.month - 1 + months) % 12 + 1, start_months)
    return np.stack([_first_open(in_period & begins), _first_open(lifted & begins), _first_open(in_period)])


def _transitions(pathway: Pathway, weakest: TransitionState) -> Iterable[Transition]:
    return (t for t in pathway.concept.transitions if STRENGTH[t.state] >= STRENGTH[weakest])


def _arrows(
    pathway: Pathway, offers: Sequence[Offer], weakest: TransitionState, like: Compiled | None
) -> tuple[Edge, ...]:
    """Entry points and counted transitions, by row."""
    if like and like.weakest is weakest and like.pathway.concept is pathway.concept:
        return like.arrows
    position = {offer.key: i for i, offer in enumerate(offers)}
    arrows: list[Edge] = [
        (0, position[key], ANYONE) for key in pathway.concept.entry_points if key in position
    ]
    arrows += [
        (position[t.origin] + 1, position[t.target], t.when)
        for t in _transitions(pathway, weakest)
        if t.origin in position and t.target in position
    ]
    return tuple(sorted(arrows, key=lambda e: (e[0], e[1])))


def compile_tables(pathway: Pathway, question: Question, like: Compiled | None = None) -> Compiled:
    """Arrays for the question's date, reading and transitions. The pathway must be valid (files.validate).

    `like`: other tables; what these have in common with it is taken over instead of being made again. Raises InputError
    when the scales are too large to be held.
    """
    by_key = {offer.key: offer for offer in pathway.offers}
    offers = tuple(by_key[key] for key in pathway.concept.stations)
    graded = _graded(offers, like)
    same_offers = like is not None and like.offers == offers
    ground = _ground(pathway, question, offers, graded, like, same_offers=same_offers)
    arrows = _arrows(pathway, offers, question.transitions, like)
    outcomes = tuple((i, o) for i, offer in enumerate(offers) for o in outcomes_of(offer))
    rules = rule_refs(graded, arrows, question.reading)
    since = _asked_clocks(pathway, offers)
    clocks = Clocks(_fixed_clocks(pathway), tuple(c.key for c in since))
    tables = Tables(
        goal=ground.goal,
        outcome_next=ground.next_x,
        outcome_progress=ground.progress,
        standing=ground.standing,
        in_values=_runs(pathway, ground.space, since, like),
        from_start=np.array([c.from_start for c in since], dtype=np.bool_),
        **_station_tables(pathway, question, offers, outcomes, like if same_offers else None),
        **_rule_tables(question, ground, graded, rules, clocks, like),
        **_edge_tables(arrows, rules, len(offers), like),
    )
    return Compiled(
        pathway=pathway,
        date=question.date,
        reading=question.reading,
        tables=tables,
        adjacent=_adjacent(arrows, len(offers), like),
        offers=offers,
        edges=like.edges if like and like.arrows is arrows else tuple((e[0], e[1]) for e in arrows),
        arrows=arrows,
        weakest=question.transitions,
        graded=graded,
        rules=rules,
        outcomes=outcomes,
        fixed_clocks=clocks.fixed,
        since_clocks=clocks.since,
        ground=ground,
    )


def _graded(offers: Sequence[Offer], like: Compiled | None) -> tuple[GradedRules, ...]:
    """The rules of each station; of an offer that other tables have too, theirs."""
    known = {id(o): rules for o, rules in zip(like.offers, like.graded, strict=True)} if like else {}
    return tuple(known.get(id(offer)) or graded_rules(offer) for offer in offers)


def _edge_tables(
    arrows: tuple[Edge, ...], rules: Sequence[RuleRef], stations: int, like: Compiled | None
) -> dict[str, Any]:
    same = like is not None and like.arrows is arrows
    return {
        "out_edges": like.tables.out_edges
        if like and same
        else _offsets([e[0] for e in arrows], stations + 1),
        "edge_target": like.tables.edge_target if like and same else _array([e[1] for e in arrows]),
        "edge_rule": edge_rules(arrows, rules),
    }


def _adjacent(arrows: tuple[Edge, ...], stations: int, like: Compiled | None) -> Bools:
    if like and like.arrows is arrows:
        return like.adjacent
    adjacent = np.zeros((stations + 1, stations), dtype=np.bool_)
    adjacent[[e[0] for e in arrows], [e[1] for e in arrows]] = True
    return adjacent


def _fixed_clocks(pathway: Pathway) -> tuple[str, ...]:
    return tuple(c.key for c in pathway.scales.clocks if c.kind == "fixed")


def _ground(
    pathway: Pathway,
    question: Question,
    offers: Sequence[Offer],
    graded: Sequence[GradedRules],
    like: Compiled | None,
    *,
    same_offers: bool,
) -> Ground:
    if like and like.pathway is pathway:
        attributes = like.ground.content.attributes
    else:
        attributes = used_attributes(pathway, offers)
    entry = tuple(tuple(a.index(v) for v in entry_values(pathway, question, a)) for a in attributes)
    goals = tuple(goal.when for goal in pathway.concept.goals)
    if like and same_offers:
        content = replace(like.ground.content, attributes=attributes, entry=entry, goals=goals)
    else:
        content = ground_content(attributes, entry, offers, graded, goals)
    return like.ground if like and like.ground.content == content else lay_ground(content)


def _station_tables(
    pathway: Pathway,
    question: Question,
    offers: Sequence[Offer],
    outcomes: Sequence[tuple[int, Outcome]],
    like: Compiled | None,
) -> dict[str, Any]:
    """What stands beside each station; `like`: tables of the same offers."""
    if like and like.date == question.date and like.pathway.fundings == pathway.fundings:
        names = ("offer_outcomes", "outcome_months", "next_start", "kind")
        return {name: getattr(like.tables, name) for name in names}
    return {
        "offer_outcomes": _offsets([i for i, _ in outcomes], len(offers)),
        "outcome_months": _array([offers[i].months if o.months is None else o.months for i, o in outcomes]),
        "next_start": _all_starts(pathway, offers, question.date),
        "kind": _array([KINDS[o.kind] for o in offers]),
    }


_RULE_TABLES = ("rule_first", "rule_last", "rule_min", "rule_max", "rule_entry", "rule_since", "offer_rules")


def _rule_tables(
    question: Question,
    ground: Ground,
    graded: Sequence[GradedRules],
    rules: tuple[RuleRef, ...],
    clocks: Clocks,
    like: Compiled | None,
) -> dict[str, Any]:
    """What stands beside each rule."""
    same_rules = like is not None and like.rules == rules and len(like.graded) == len(graded)
    if like and same_rules and like.ground is ground:
        bits = like.tables.rule_bits
    else:
        bits = rule_bits(ground, graded, rules, question.reading)
    known = (question.date, clocks.since, clocks.fixed)
    if like and same_rules and known == (like.date, like.since_clocks, like.fixed_clocks):
        return {"rule_bits": bits, **{name: getattr(like.tables, name) for name in _RULE_TABLES}}
    return {
        "rule_bits": bits,
        "offer_rules": _offsets([r.station for r in rules if r.access is not None], len(graded)),
        **rule_limits(rules, question.date, clocks),
    }


def _array(numbers: Sequence[int]) -> Ints:
    return np.array(numbers, dtype=np.int32)


def _runs(pathway: Pathway, space: Space, since: Sequence[Clock], like: Compiled | None) -> Bools:
    """(S, X) where each since-clock runs."""
    keys = tuple(c.key for c in since)
    if like and like.space is space and like.since_clocks == keys and like.pathway.scales == pathway.scales:
        return like.tables.in_values
    runs = [space.holds(Condition({c.attribute or "": c.values})) for c in since]
    return np.array(runs, dtype=np.bool_).reshape(len(since), len(space))


def _all_starts(pathway: Pathway, offers: Sequence[Offer], date: dt.date) -> Ints:
    """(3, N, FAR+2) `_starts` of all stations."""
    starts = np.full((3, len(offers), FAR_MONTHS + 2), -1, dtype=np.int32)
    for i, offer in enumerate(offers):
        length = offer.months if offer.kind is Kind.MEASURE else 0
        starts[:, i] = _starts(offer_period(pathway, offer), length, tuple(offer.start_months), date)
    return starts


def _asked_clocks(pathway: Pathway, offers: Sequence[Offer]) -> tuple[Clock, ...]:
    """Since-clocks that some rule or target group asks for; the others need not be carried along."""
    asked = {key for offer in offers for rule in offer.access for key in rule.when.clocks}
    asked |= {key for transition in pathway.concept.transitions for key in transition.when.clocks}
    return tuple(c for c in pathway.scales.clocks if c.kind == "since" and c.key in asked)


def _offsets(owners: Sequence[int], count: int) -> Ints:
    """(count + 1,) where the rows of each owner begin; owners ascending."""
    per_owner = (
        np.bincount(np.array(owners, dtype=np.int64), minlength=count)[:count] if owners else np.zeros(count)
    )
    offsets: Ints = np.concatenate([[0], np.cumsum(per_owner)]).astype(np.int32)
    return offsets


def entry_values(pathway: Pathway, question: Question, attribute: Attribute) -> tuple[str, ...]:
    """Values of an attribute at entry: those of the profile space, narrowed by the question."""
    values = pathway.profiles.values.get(attribute.key) or (attribute.values[0].key,)
    wanted = question.only.get(attribute.key)
    return values if wanted is None else tuple(v for v in values if v in wanted)
