"""From a pathway and a question to the arrays the kernel reads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

import numpy as np

from staffelstab.engine.check.finding import Question
from staffelstab.engine.check.ground import (
    Ground,
    grade,
    ground_content,
    lay_ground,
    outcomes_of,
    rules_of,
)
from staffelstab.engine.check.kernel.explore import Words, selected
from staffelstab.engine.check.kernel.tables import ACCOMPANIMENT, LEGAL_STEP, MEASURE, Bools, Ints, Tables
from staffelstab.engine.check.limits import FAR_MONTHS, NEVER
from staffelstab.engine.check.situations import Space, used_attributes
from staffelstab.engine.model import (
    ADMITTED,
    ANYONE,
    AccessRule,
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
    add_months,
    months_until,
)

KINDS = {Kind.MEASURE: MEASURE, Kind.ACCOMPANIMENT: ACCOMPANIMENT, Kind.LEGAL_STEP: LEGAL_STEP}
STRENGTH = {TransitionState.POSSIBLE: 0, TransitionState.AIMED: 1, TransitionState.AGREED: 2}


class RuleRef(NamedTuple):
    """Which rule of the file a row of the rule tables is: an access rule of a station, or a target group of an edge."""

    station: int
    access: AccessRule | None
    when: Condition
    period: Period


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
    def _situations(self) -> dict[int, dict[str, str]]:
        return {}

    def situation(self, x: int) -> Mapping[str, str]:
        """Attribute → value of a situation."""
        if x not in self._situations:
            digits = self.space.digits[x].tolist()
            self._situations[x] = {
                a.key: a.values[digit].key for a, digit in zip(self.space.attributes, digits, strict=True)
            }
        return self._situations[x]


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


@lru_cache(maxsize=512)
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


def _edges(
    pathway: Pathway, position: Mapping[str, int], weakest: TransitionState
) -> list[tuple[int, int, Condition]]:
    """(from row, station, target group); row 0 is the start."""
    edges = [(0, position[key], Condition()) for key in pathway.concept.entry_points if key in position]
    edges += [
        (position[t.origin] + 1, position[t.target], t.when)
        for t in _transitions(pathway, weakest)
        if t.origin in position and t.target in position
    ]
    return sorted(edges, key=lambda e: (e[0], e[1]))


def compile_tables(pathway: Pathway, question: Question, like: Compiled | None = None) -> Compiled:
    """Arrays for the question's date, reading and transitions. The pathway must be valid (files.validate).

    `like`: other tables; what these have in common with it is taken over instead of being made again. Raises InputError
    when the scales are too large to be held.
    """
    by_key = {offer.key: offer for offer in pathway.offers}
    offers = tuple(by_key[key] for key in pathway.concept.stations)
    same_offers = like is not None and like.offers == offers
    ground = _ground(pathway, question, offers, like, same_offers=same_offers)
    edges = _edges(pathway, {o.key: i for i, o in enumerate(offers)}, question.transitions)
    outcomes = tuple((i, o) for i, offer in enumerate(offers) for o in outcomes_of(offer))
    rules = _rule_refs(offers, edges, question.reading, like if same_offers else None)
    since = _asked_clocks(pathway, offers)
    tables = Tables(
        goal=ground.goal,
        outcome_next=ground.next_x,
        outcome_progress=ground.progress,
        standing=ground.standing,
        in_values=_runs(ground.space, since),
        from_start=np.array([c.from_start for c in since], dtype=np.bool_),
        **_station_tables(pathway, question, offers, outcomes, like if same_offers else None),
        **_rule_tables(pathway, question, ground, offers, rules, since, like),
        out_edges=_offsets([e[0] for e in edges], len(offers) + 1),
        edge_target=_array([e[1] for e in edges]),
        edge_rule=_edge_rules(edges, rules),
    )
    return Compiled(
        pathway=pathway,
        date=question.date,
        reading=question.reading,
        tables=tables,
        adjacent=_adjacent(edges, len(offers)),
        offers=offers,
        edges=tuple((e[0], e[1]) for e in edges),
        rules=rules,
        outcomes=outcomes,
        fixed_clocks=_fixed_clocks(pathway),
        since_clocks=tuple(c.key for c in since),
        ground=ground,
    )


def _adjacent(edges: Sequence[tuple[int, int, Condition]], stations: int) -> Bools:
    adjacent = np.zeros((stations + 1, stations), dtype=np.bool_)
    for origin, target, _ in edges:
        adjacent[origin, target] = True
    return adjacent


def _fixed_clocks(pathway: Pathway) -> tuple[str, ...]:
    return tuple(c.key for c in pathway.scales.clocks if c.kind == "fixed")


def _ground(
    pathway: Pathway,
    question: Question,
    offers: Sequence[Offer],
    like: Compiled | None,
    *,
    same_offers: bool,
) -> Ground:
    attributes = used_attributes(pathway, offers)
    entry = tuple(tuple(a.index(v) for v in entry_values(pathway, question, a)) for a in attributes)
    goals = tuple(goal.when for goal in pathway.concept.goals)
    if like and same_offers:
        content = replace(like.ground.content, attributes=attributes, entry=entry, goals=goals)
    else:
        content = ground_content(attributes, entry, offers, goals)
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
    pathway: Pathway,
    question: Question,
    ground: Ground,
    offers: Sequence[Offer],
    rules: Sequence[RuleRef],
    since: Sequence[Clock],
    like: Compiled | None,
) -> dict[str, Any]:
    """What stands beside each rule."""
    same_rules = like is not None and like.rules == rules and len(like.offers) == len(offers)
    if like and same_rules and like.ground is ground:
        bits = like.tables.rule_bits
    else:
        bits = _rule_bits(ground, offers, rules, ADMITTED[question.reading])
    keys, fixed = tuple(c.key for c in since), _fixed_clocks(pathway)
    known = (question.date, keys, fixed)
    if like and same_rules and known == (like.date, like.since_clocks, like.fixed_clocks):
        return {"rule_bits": bits, **{name: getattr(like.tables, name) for name in _RULE_TABLES}}
    return {
        "rule_bits": bits,
        "offer_rules": _offsets([r.station for r in rules if r.access is not None], len(offers)),
        **_rule_limits(rules, question.date, fixed, keys),
    }


def _rule_bits(ground: Ground, offers: Sequence[Offer], rules: Sequence[RuleRef], admitted: int) -> Words:
    """(X, W) bit r of the words: the values of the situation satisfy rule r."""
    counts = [grade(offer, rule) <= admitted for offer in offers for rule in rules_of(offer)]
    doors = np.flatnonzero(counts).astype(np.int32)
    bits = selected(ground.rule_bits, doors, len(rules))
    for r in range(len(doors), len(rules)):
        bits[:, r >> 6] |= ground.space.holds(rules[r].when).astype(np.uint64) << np.uint64(r & 63)
    return bits


def _array(numbers: Sequence[int]) -> Ints:
    return np.array(numbers, dtype=np.int32)


def _runs(space: Space, since: Sequence[Clock]) -> Bools:
    """(S, X) where each since-clock runs."""
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


def _rule_refs(
    offers: Sequence[Offer],
    edges: Sequence[tuple[int, int, Condition]],
    reading: Reading,
    like: Compiled | None,
) -> tuple[RuleRef, ...]:
    """Rules of the stations, then target groups; `like`: tables of the same offers."""
    if like and like.reading == reading:
        rules = [rule for rule in like.rules if rule.access is not None]
    else:
        rules = [
            RuleRef(i, rule, rule.when, rule.period)
            for i, offer in enumerate(offers)
            for rule in rules_of(offer)
            if grade(offer, rule) <= ADMITTED[reading]
        ]
    groups: list[Condition] = []
    for _, _, when in edges:
        if when != ANYONE and when not in groups:
            groups.append(when)
    return (*rules, *(RuleRef(-1, None, when, Period()) for when in groups))


def _edge_rules(edges: Sequence[tuple[int, int, Condition]], rules: Sequence[RuleRef]) -> Ints:
    groups = [(i, r.when) for i, r in enumerate(rules) if r.access is None]
    numbers = [
        -1 if when == ANYONE else next(i for i, candidate in groups if candidate == when)
        for _, _, when in edges
    ]
    return np.array(numbers, dtype=np.int32)


def _rule_limits(
    rules: Sequence[RuleRef], date: dt.date, fixed: Sequence[str], since: Sequence[str]
) -> dict[str, Any]:
    shape = (len(rules), len(fixed))
    first, last = np.empty(len(rules), dtype=np.int32), np.empty(len(rules), dtype=np.int32)
    low = np.zeros(shape, dtype=np.int32)
    high = np.full(shape, NEVER, dtype=np.int32)
    entry = np.full(shape, -NEVER, dtype=np.int32)
    asked = np.full((len(rules), len(since)), -1, dtype=np.int32)
    for i, rule in enumerate(rules):
        first[i], last[i] = rule.period.first_month(date), rule.period.last_month(date)
        for c, key in enumerate(fixed):
            if (limit := rule.when.clocks.get(key)) is not None:
                low[i, c] = limit.minimum if limit.minimum is not None else 0
                high[i, c] = limit.maximum if limit.maximum is not None else NEVER
            if (day := rule.when.begun_by.get(key)) is not None:
                entry[i, c] = months_at_entry_for(date, day)
        for s, key in enumerate(since):
            if (limit := rule.when.clocks.get(key)) is not None:
                asked[i, s] = limit.minimum or 0
    return {
        "rule_first": first,
        "rule_last": last,
        "rule_min": low,
        "rule_max": high,
        "rule_entry": entry,
        "rule_since": asked,
    }


def months_at_entry_for(date: dt.date, day: dt.date) -> int:
    """Months a clock must show on `date` to have begun on `day` or earlier: smallest n with date − n months ≤ day."""
    n = -months_until(date, day)
    while add_months(date, -n) > day:
        n += 1
    while add_months(date, -(n - 1)) <= day:
        n -= 1
    return n


def entry_values(pathway: Pathway, question: Question, attribute: Attribute) -> tuple[str, ...]:
    """Values of an attribute at entry: those of the profile space, narrowed by the question."""
    values = pathway.profiles.values.get(attribute.key) or (attribute.values[0].key,)
    wanted = question.only.get(attribute.key)
    return values if wanted is None else tuple(v for v in values if v in wanted)
