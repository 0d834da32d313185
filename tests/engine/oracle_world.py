"""Which steps are open, spelled out month by month. Waiting is an explicit step of one month.

Two things keep the walks finite without losing anything:

* A since-clock is only ever asked whether it shows at least some minimum; it is not counted beyond the largest.
* From the *quiet month* on no period begins or ends and no limit of a fixed clock is crossed; what still
  differs between two months is their calendar month. A later month is therefore written as the first equal one,
  while the real months are kept as the length of the way. A test leaves this out and gets the same answers.
"""

from __future__ import annotations

import datetime as dt
import heapq
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from staffelstab.engine.check.finding import Question
from staffelstab.engine.model import (
    ADMITTED,
    CERTAINTY,
    AccessRule,
    Condition,
    Effect,
    Kind,
    Offer,
    Outcome,
    Pathway,
    Period,
    Transition,
    TransitionState,
    add_months,
)

FAR = 360
Situation = tuple[str, ...]
Since = tuple[int | None, ...]
UNCHANGED = Outcome("")
COUNTED = {
    TransitionState.AGREED: {TransitionState.AGREED},
    TransitionState.AIMED: {TransitionState.AGREED, TransitionState.AIMED},
    TransitionState.POSSIBLE: set(TransitionState),
}


class Moment(NamedTuple):
    """Where somebody stands; `only_beside`: so far they have had nothing but accompaniment and legal steps.

    `since`: months on each since-clock, None while it does not run.
    """

    situation: Situation
    station: str
    only_beside: bool
    month: int
    since: Since
    measures: int = 0


class Step(NamedTuple):
    """A step that can be taken; it begins and ends in real months from the date of the check."""

    origin: Moment
    offer: Offer
    outcome: Outcome
    begins: int
    after: Moment
    ends: int


class World:
    """The doors of one place on one date for people who enter with these months on their clocks."""

    def __init__(
        self,
        pathway: Pathway,
        question: Question,
        place: str,
        clocks: Mapping[str, int],
        *,
        nothing_closes: bool = False,
        any_start_month: bool = False,
        most_measures: int | None = None,
        folded: bool = True,
    ) -> None:
        self.pathway, self.date, self.place, self.clocks = pathway, question.date, place, clocks
        self.nothing_closes, self.any_start_month = nothing_closes, any_start_month
        self.most_measures = most_measures
        self.admitted = ADMITTED[question.reading]
        self.attributes = pathway.scales.attributes
        self.since_clocks = [clock for clock in pathway.scales.clocks if clock.kind == "since"]
        self.stations = [pathway.offer(key) for key in pathway.concept.stations]
        self.counted: dict[tuple[str, str], Transition] = {
            (t.origin, t.target): t
            for t in pathway.concept.transitions
            if t.state in COUNTED[question.transitions]
        }
        self.cap = max(self.limits("since"), default=0)
        self.quiet = self.quiet_month() if folded else FAR + 1
        self.ring = 12 if any(offer.start_months for offer in pathway.offers) else 1
        self.known_moves: dict[Moment, list[tuple[Offer, Outcome, Moment, int]]] = {}

    # --- what never changes -----------------------------------------------------------------------

    def conditions(self) -> Iterator[Condition]:
        yield from (rule.when for offer in self.pathway.offers for rule in offer.access)
        yield from (transition.when for transition in self.pathway.concept.transitions)

    def limits(self, kind: str) -> Iterator[int]:
        """Every number of months that a clock of this kind is compared with."""
        for condition in self.conditions():
            for key, limit in condition.clocks.items():
                if self.pathway.scales.clock(key).kind == kind:
                    yield from (months for months in (limit.minimum, limit.maximum) if months is not None)

    def quiet_month(self) -> int:
        offers, fundings = self.pathway.offers, self.pathway.fundings
        periods = [rule.period for offer in offers for rule in offer.access]
        periods += [offer.period for offer in offers] + [funding.period for funding in fundings]
        days = [day for period in periods for day in (period.valid_from, period.valid_to) if day]
        of_days = ((d.year - self.date.year) * 12 + d.month - self.date.month + 2 for d in days)
        return max([0, *of_days, *(months + 1 for months in self.limits("fixed"))])

    def fold(self, month: int) -> int:
        return month if month < self.quiet else self.quiet + (month - self.quiet) % self.ring

    def kind(self, station: str) -> Kind:
        return self.pathway.offer(station).kind

    # --- conditions -------------------------------------------------------------------------------

    def value(self, situation: Situation, attribute: str) -> str:
        return situation[[a.key for a in self.attributes].index(attribute)]

    def lasts(self, period: Period, first: dt.date, last: dt.date) -> bool:
        """Does the period hold on the first day and not end before the last?"""
        ends = period.valid_to
        if self.nothing_closes and ends is not None and ends >= self.date:
            ends = None
        return Period(period.valid_from, ends).contains(first) and (ends is None or last <= ends)

    def holds(self, condition: Condition, situation: Situation, month: int, since: Since) -> bool:
        for attribute, allowed in condition.values.items():
            if self.value(situation, attribute) not in allowed:
                return False
        for key, day in condition.begun_by.items():
            if add_months(self.date, -self.clocks[key]) > day:
                return False
        return all(
            self.within(key, limit.minimum, limit.maximum, month, since)
            for key, limit in condition.clocks.items()
        )

    def within(self, key: str, minimum: int | None, maximum: int | None, month: int, since: Since) -> bool:
        for clock, shown in zip(self.since_clocks, since, strict=True):
            if clock.key == key:
                return shown is not None and shown >= (minimum or 0)
        entered, now = self.clocks[key], self.clocks[key] + month
        met_at_entry = self.nothing_closes and maximum is not None and entered <= maximum
        return (minimum is None or now >= minimum) and (maximum is None or now <= maximum or met_at_entry)

    def is_goal(self, situation: Situation) -> bool:
        return any(
            all(self.value(situation, key) in allowed for key, allowed in goal.when.values.items())
            for goal in self.pathway.concept.goals
        )

    def is_progress(self, after: Situation, before: Situation) -> bool:
        if self.is_goal(after):
            return True
        higher = lower = False
        for attribute, new, old in zip(self.attributes, after, before, strict=True):
            now, then = (attribute.standing(attribute.index(value)) for value in (new, old))
            if now is not None and then is not None:
                higher, lower = higher or now > then, lower or now < then
        return higher and not lower

    # --- doors ------------------------------------------------------------------------------------

    def rule_opens(self, offer: Offer, rule: AccessRule, moment: Moment) -> bool:
        grade = max(CERTAINTY[rule.verdict], 1 if offer.conditions else 0)
        day = add_months(self.date, moment.month)
        return (
            grade <= self.admitted
            and self.lasts(rule.period, day, day)
            and self.holds(rule.when, moment.situation, moment.month, moment.since)
        )

    def is_open(self, offer: Offer, moment: Moment) -> bool:
        day = add_months(self.date, moment.month)
        last = add_months(self.date, moment.month + offer.months - 1) if offer.kind is Kind.MEASURE else day
        funding = self.pathway.funding_of(offer)
        return (
            (offer.territory is None or self.place in offer.territory)
            and self.lasts(offer.period, day, last)
            and (funding is None or self.lasts(funding.period, day, last))
            and (self.any_start_month or not offer.start_months or day.month in offer.start_months)
            and any(self.rule_opens(offer, rule, moment) for rule in offer.access)
            and bool(self.outcomes(offer, moment.situation))
        )

    def ever_opens(self, offer: Offer, moment: Moment) -> bool:
        """Now or later, when nothing is done but waiting."""
        met = set()
        while moment not in met and moment.month <= FAR:
            if self.is_open(offer, moment):
                return True
            met.add(moment)
            moment = self.a_month_later(moment)
        return False

    def outcomes(self, offer: Offer, situation: Situation) -> list[tuple[Outcome, Situation]]:
        """The outcomes that apply, each with the situation after it."""
        found = []
        for outcome in offer.outcomes or (UNCHANGED,):
            after = list(situation)
            if all(self.apply(effect, after) for effect in outcome.effects):
                found.append((outcome, tuple(after)))
        return found

    def apply(self, effect: Effect, situation: list[str]) -> bool:
        place = [attribute.key for attribute in self.attributes].index(effect.attribute)
        attribute, has = self.attributes[place], situation[place]
        if attribute.kind == "unordered":
            if effect.source not in (None, has):
                return False
            situation[place] = effect.to
            return True
        now, to = attribute.index(has), attribute.index(effect.to)
        if effect.source is not None and not attribute.index(effect.source) <= now < to:
            return False
        situation[place] = attribute.values[max(now, to)].key
        return True

    # --- steps ------------------------------------------------------------------------------------

    def entry(self, values: Iterable[tuple[str, str]], clocks: Iterable[tuple[str, int]]) -> Moment:
        has, months = dict(values), dict(clocks)
        since = tuple(
            min(months[clock.key], self.cap) if has[clock.attribute or ""] in clock.values else None
            for clock in self.since_clocks
        )
        return Moment(tuple(has[a.key] for a in self.attributes), "", True, 0, since)

    def a_month_later(self, moment: Moment) -> Moment:
        since = tuple(None if shown is None else min(shown + 1, self.cap) for shown in moment.since)
        return moment._replace(month=self.fold(moment.month + 1), since=since)

    def clocks_after(self, before: Moment, situation: Situation, months: int) -> Since:
        after: list[int | None] = []
        for clock, shown in zip(self.since_clocks, before.since, strict=True):
            if self.value(situation, clock.attribute or "") not in clock.values:
                after.append(None)
            elif shown is not None:
                after.append(min(shown + months, self.cap))
            else:
                after.append(min(months, self.cap) if clock.from_start else 0)
        return tuple(after)

    def may_follow(self, offer: Offer, moment: Moment) -> bool:
        if not moment.station:
            return offer.key in self.pathway.concept.entry_points
        transition = self.counted.get((moment.station, offer.key))
        return transition is not None and self.holds(
            transition.when, moment.situation, moment.month, moment.since
        )

    def moves(self, moment: Moment) -> list[tuple[Offer, Outcome, Moment, int]]:
        """Every step that can begin in this very month, a moment after it, and how long it takes.

        What runs beside leaves somebody at two stations: at the one before and at what they have taken.
        """
        if moment not in self.known_moves:
            self.known_moves[moment] = list(self.find_moves(moment))
        return self.known_moves[moment]

    def find_moves(self, moment: Moment) -> Iterator[tuple[Offer, Outcome, Moment, int]]:
        if self.is_goal(moment.situation):
            return
        for offer in self.stations:
            measures = moment.measures
            if self.most_measures is not None and offer.kind is Kind.MEASURE:
                measures += 1
            if self.most_measures is not None and measures > self.most_measures:
                continue
            if not self.may_follow(offer, moment) or not self.is_open(offer, moment):
                continue
            for outcome, situation in self.outcomes(offer, moment.situation):
                months = offer.months if outcome.months is None else outcome.months
                beside = offer.kind is not Kind.MEASURE
                only_beside = moment.only_beside and beside
                since = self.clocks_after(moment, situation, months)
                then = self.fold(moment.month + months)
                yield offer, outcome, Moment(situation, offer.key, only_beside, then, since, measures), months
                if beside and situation != moment.situation:  # and still at the station before
                    stays = Moment(situation, moment.station, moment.only_beside, then, since, measures)
                    yield offer, outcome, stays, months

    def walk(
        self, sources: Mapping[Moment, int], follow: Callable[[Step], bool] = lambda step: True
    ) -> Iterator[Step]:
        """Every step that can be taken from these moments (with their real months), in the order of time.

        Of two ways to the same moment the earlier counts; only steps that `follow` allows are walked on from.
        """
        number = itertools.count()
        queue = [(month, next(number), moment) for moment, month in sources.items()]
        heapq.heapify(queue)
        met: set[Moment] = set()
        while queue:
            now, _, moment = heapq.heappop(queue)
            if moment in met or self.is_goal(moment.situation):
                continue
            met.add(moment)
            for offer, outcome, after, months in self.moves(moment):
                step = Step(moment, offer, outcome, now, after, now + months)
                if step.ends <= FAR:
                    yield step
                    if follow(step):
                        heapq.heappush(queue, (step.ends, next(number), after))
            if now < FAR:
                heapq.heappush(queue, (now + 1, next(number), self.a_month_later(moment)))
