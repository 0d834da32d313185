"""From a pathway and a question to the arrays the kernel reads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from staffelstab.engine.check.finding import Question
from staffelstab.engine.check.limits import FAR_MONTHS, NEVER
from staffelstab.engine.check.situations import Space, find_space, progress_table, standings, used_attributes
from staffelstab.engine.check.tables import ACCOMPANIMENT, LEGAL_STEP, MEASURE, Bools, Ints, Tables
from staffelstab.engine.model import (
    ADMITTED,
    CERTAINTY,
    AccessRule,
    Attribute,
    Clock,
    Condition,
    Kind,
    Offer,
    Outcome,
    Pathway,
    Period,
    Transition,
    TransitionState,
    add_months,
    months_until,
)

KINDS = {Kind.MEASURE: MEASURE, Kind.ACCOMPANIMENT: ACCOMPANIMENT, Kind.LEGAL_STEP: LEGAL_STEP}
STRENGTH = {TransitionState.POSSIBLE: 0, TransitionState.AIMED: 1, TransitionState.AGREED: 2}
NO_OUTCOME = Outcome(key="")


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
    tables: Tables
    adjacent: Bools
    offers: tuple[Offer, ...]
    edges: tuple[tuple[int, int], ...]
    rules: tuple[RuleRef, ...]
    outcomes: tuple[tuple[int, Outcome], ...]
    fixed_clocks: tuple[str, ...]
    since_clocks: tuple[str, ...]
    space: Space

    def situation(self, x: int) -> dict[str, str]:
        return {a.key: a.values[self.space.digits[x, i]].key for i, a in enumerate(self.space.attributes)}


def grade(offer: Offer, rule: AccessRule) -> int:
    """How sure a door is: the verdict's grade, at least 1 when a sentence of the offer cannot be judged."""
    return max(CERTAINTY[rule.verdict], 1 if offer.conditions else 0)


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


def _starts(pathway: Pathway, offer: Offer, date: dt.date) -> Ints:
    """(3, FAR+2) first possible start by mode (tables.NORMAL, NOTHING_CLOSES, ANY_START_MONTH)."""
    period = offer_period(pathway, offer)
    months = np.arange(FAR_MONTHS + 2)
    length = offer.months if offer.kind is Kind.MEASURE else 0
    first, last = period.first_month(date), period.last_month(date)
    last_start = last - max(0, length - 1)
    in_period = (months >= first) & (months <= last_start)
    lifted = (months >= first) & (last >= 0)
    calendar_month = (date.month - 1 + months) % 12 + 1
    begins = (
        np.isin(calendar_month, offer.start_months)
        if offer.start_months
        else np.ones_like(months, dtype=bool)
    )
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

    `like`: tables of the same stations, scales and profiles under another date, reading or funding; what does not
    depend on these is taken over. Raises InputError when the scales are too large to be held.
    """
    offers = tuple(pathway.offer(key) for key in pathway.concept.stations)
    attributes = used_attributes(pathway, offers)
    outcomes = tuple((i, o) for i, offer in enumerate(offers) for o in (offer.outcomes or (NO_OUTCOME,)))
    entry = [[a.index(v) for v in entry_values(pathway, question, a)] for a in attributes]
    space = like.space if like else find_space(attributes, entry, [o for _, o in outcomes])
    edges = _edges(pathway, {o.key: i for i, o in enumerate(offers)}, question.transitions)
    rules = _rule_refs(offers, edges, ADMITTED[question.reading])
    fixed = tuple(c.key for c in pathway.scales.clocks if c.kind == "fixed")
    since = _asked_clocks(pathway, offers)
    adjacent = np.zeros((len(offers) + 1, len(offers)), dtype=np.bool_)
    for origin, target, _ in edges:
        adjacent[origin, target] = True
    tables = Tables(
        **(_taken_over(like) if like else _situation_tables(space, pathway, [o for _, o in outcomes])),
        in_values=_runs(space, since),
        rule_bits=space.bits([r.when for r in rules]),
        offer_rules=_offsets([r.station for r in rules if r.access is not None], len(offers)),
        **_rule_limits(rules, question.date, fixed, [c.key for c in since]),
        offer_outcomes=_offsets([i for i, _ in outcomes], len(offers)),
        outcome_months=_array([offers[i].months if o.months is None else o.months for i, o in outcomes]),
        next_start=_all_starts(pathway, offers, question.date),
        kind=_array([KINDS[o.kind] for o in offers]),
        out_edges=_offsets([e[0] for e in edges], len(offers) + 1),
        edge_target=_array([e[1] for e in edges]),
        edge_rule=_edge_rules(edges, rules),
        from_start=np.array([c.from_start for c in since], dtype=np.bool_),
    )
    return Compiled(
        pathway=pathway,
        date=question.date,
        tables=tables,
        adjacent=adjacent,
        offers=offers,
        edges=tuple((e[0], e[1]) for e in edges),
        rules=tuple(rules),
        outcomes=outcomes,
        fixed_clocks=fixed,
        since_clocks=tuple(c.key for c in since),
        space=space,
    )


def _array(numbers: Sequence[int]) -> Ints:
    return np.array(numbers, dtype=np.int32)


def _taken_over(like: Compiled) -> dict[str, Any]:
    """The tables over situations that date, reading and funding do not touch."""
    names = ("goal", "outcome_next", "outcome_progress", "standing")
    return {name: getattr(like.tables, name) for name in names}


def _runs(space: Space, since: Sequence[Clock]) -> Bools:
    """(S, X) where each since-clock runs."""
    runs = [space.holds(Condition({c.attribute or "": c.values})) for c in since]
    return np.array(runs, dtype=np.bool_).reshape(len(since), len(space))


def _situation_tables(space: Space, pathway: Pathway, outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """The tables over situations: goals, what outcomes do, what progress is measured by."""
    goal = np.zeros(len(space), dtype=np.bool_)
    for g in pathway.concept.goals:
        goal |= space.holds(g.when)
    next_x = np.full((len(space), len(outcomes)), -1, dtype=np.int32)
    for column, outcome in enumerate(outcomes):
        next_x[:, column] = space.after(outcome)
    standing = standings(space.attributes, space.digits)
    column_of = {a.key: i for i, a in enumerate(space.attributes)}
    changed = [[column_of[e.attribute] for e in outcome.effects] for outcome in outcomes]
    return {
        "goal": goal,
        "outcome_next": next_x,
        "outcome_progress": progress_table(next_x, standing, goal, changed),
        "standing": standing,
    }


def _all_starts(pathway: Pathway, offers: Sequence[Offer], date: dt.date) -> Ints:
    """(3, N, FAR+2) `_starts` of all stations."""
    starts = np.full((3, len(offers), FAR_MONTHS + 2), -1, dtype=np.int32)
    for i, offer in enumerate(offers):
        starts[:, i] = _starts(pathway, offer, date)
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
    offers: Sequence[Offer], edges: Sequence[tuple[int, int, Condition]], admitted: int
) -> list[RuleRef]:
    rules = [
        RuleRef(i, rule, rule.when, rule.period)
        for i, offer in enumerate(offers)
        for rule in sorted(
            offer.access, key=partial(grade, offer)
        )  # of two that open together the surer one counts
        if grade(offer, rule) <= admitted
    ]
    groups: list[Condition] = []
    for _, _, when in edges:
        if when != Condition() and when not in groups:
            groups.append(when)
    return rules + [RuleRef(-1, None, when, Period()) for when in groups]


def _edge_rules(edges: Sequence[tuple[int, int, Condition]], rules: Sequence[RuleRef]) -> Ints:
    groups = [(i, r.when) for i, r in enumerate(rules) if r.access is None]
    numbers = [
        -1 if when == Condition() else next(i for i, candidate in groups if candidate == when)
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
