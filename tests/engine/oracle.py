"""A second opinion: what the check must find, counted out from docs/background/the_check.md in plain Python.

It knows nothing of how the check is made: `oracle_world.py` says which steps are open, this module walks all
of them for every profile and applies the definitions word by word.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from staffelstab.engine.check.finding import Question
from staffelstab.engine.model import Funding, Kind, Offer, Pathway, Period
from tests.engine.oracle_world import Moment, Situation, Step, World

START = ""


class Profile(NamedTuple):
    values: tuple[tuple[str, str], ...]
    clocks: tuple[tuple[str, int], ...]
    place: str


@dataclass(frozen=True)
class Answer:
    """Everything that holds for one profile."""

    at_goal: bool = False
    goal_month: int | None = None
    gap: str | None = None
    dead_ends: frozenset[tuple[str, str]] = frozenset()
    circles: frozenset[str] = frozenset()
    too_many: bool = False
    waiting: frozenset[tuple[str, str]] = frozenset()
    started: frozenset[str] = frozenset()
    transitions_used: frozenset[tuple[str, str]] = frozenset()
    after_funding: frozenset[str] = frozenset()


Arrivals = dict[Moment, int]
"""Moments in which somebody comes to a station, with the real month."""
Place = tuple[str, bool, Situation]
"""A station, whether nothing but accompaniment and legal steps led there, and the situation."""


def oracle(pathway: Pathway, question: Question, folded: bool = True) -> dict[Profile, Answer]:
    worlds = Worlds(pathway, question, folded)
    return {profile: answer_for(worlds, profile) for profile in profiles(pathway, question)}


def never_entered(pathway: Pathway, answers: Mapping[Profile, Answer]) -> set[str]:
    return set(pathway.concept.stations).difference(*(answer.started for answer in answers.values()))


def profiles(pathway: Pathway, question: Question) -> Iterator[Profile]:
    """Every combination of the values and months at entry, in every place that was asked for."""
    space, known = pathway.profiles, pathway.scales
    choices = []
    for attribute in known.attributes:
        named = space.values.get(attribute.key, (attribute.values[0].key,))
        asked = question.only.get(attribute.key, named)
        choices.append([(attribute.key, value) for value in named if value in asked])
    free = [clock.key for clock in known.clocks if clock.key not in space.same_as]
    months = [[(key, month) for month in space.clocks.get(key, (0,))] for key in free]
    places = [p.key for p in pathway.places if question.places is None or p.key in question.places]
    for values in itertools.product(*choices):
        for shown in itertools.product(*months):
            clocks = dict(shown)
            for clock in known.clocks:
                clocks[clock.key] = clocks[twin_of(clock.key, space.same_as)]
            for place in places:
                yield Profile(values, tuple((clock.key, clocks[clock.key]) for clock in known.clocks), place)


def twin_of(clock: str, same_as: Mapping[str, str]) -> str:
    while clock in same_as:
        clock = same_as[clock]
    return clock


class Worlds:
    """The worlds of one question; profiles that only differ in their values share one."""

    def __init__(self, pathway: Pathway, question: Question, folded: bool) -> None:
        self.pathway, self.question, self.folded = pathway, question, folded
        self.made: dict[object, World] = {}

    def world(self, profile: Profile, **variant: bool | int) -> World:
        key = (profile.clocks, profile.place, *sorted(variant.items()))
        if key not in self.made:
            self.made[key] = self.make(self.pathway, self.question, profile, **variant)
        return self.made[key]

    def after(self, funding: Funding, profile: Profile, goes_on: bool) -> World:
        """The world on the day after the end of a funding, without it or as if it went on."""
        key = (profile.clocks, profile.place, funding.key, goes_on)
        if key not in self.made:
            last_day = funding.period.valid_to
            assert last_day is not None
            pathway = with_going_on(self.pathway, funding.key, last_day) if goes_on else self.pathway
            question = replace(self.question, date=last_day + dt.timedelta(days=1))
            self.made[key] = self.make(pathway, question, profile)
        return self.made[key]

    def make(self, pathway: Pathway, question: Question, profile: Profile, **variant: bool | int) -> World:
        return World(pathway, question, profile.place, dict(profile.clocks), folded=self.folded, **variant)  # type: ignore[arg-type]


def with_going_on(pathway: Pathway, funding: str, last_day: dt.date) -> Pathway:
    """Everything of this funding that holds on the last day never ends: money, offers, their rules."""

    def endless(period: Period) -> Period:
        return Period(period.valid_from, None) if period.contains(last_day) else period

    def endless_offer(offer: Offer) -> Offer:
        access = tuple(replace(rule, period=endless(rule.period)) for rule in offer.access)
        return replace(offer, period=endless(offer.period), access=access)

    return replace(
        pathway,
        fundings=tuple(
            replace(f, period=endless(f.period)) if f.key == funding else f for f in pathway.fundings
        ),
        offers=tuple(endless_offer(o) if o.funding == funding else o for o in pathway.offers),
    )


def answer_for(worlds: Worlds, profile: Profile) -> Answer:
    world, horizon = worlds.world(profile), worlds.pathway.settings.horizon_months
    entry = world.entry(profile.values, profile.clocks)
    if world.is_goal(entry.situation):
        return Answer(at_goal=True, goal_month=0)
    steps = list(world.walk({entry: 0}))
    begun = [step for step in steps if step.begins <= horizon]
    goal_month = earliest_goal(world, {entry: 0})
    arrived = arrivals_by_station(world, entry, horizon)
    return Answer(
        goal_month=goal_month,
        gap=gap(worlds, profile, goal_month),
        dead_ends=frozenset(dead_ends(world, arrived)),
        circles=frozenset(circles(world, arrived)),
        too_many=goal_month is not None and needs_too_many(worlds, profile),
        waiting=frozenset(waiting(worlds, profile, arrived)),
        started=frozenset(step.offer.key for step in begun),
        transitions_used=frozenset(
            (s.origin.station, s.offer.key) for s in begun if s.origin.station != START
        ),
        after_funding=frozenset(f.key for f in worlds.pathway.fundings if opens_gap(worlds, profile, f)),
    )


def earliest_goal(world: World, sources: Arrivals) -> int | None:
    return min(
        (step.ends for step in world.walk(sources) if world.is_goal(step.after.situation)), default=None
    )


def gap(worlds: Worlds, profile: Profile, goal_month: int | None) -> str | None:
    if goal_month is not None:
        return "horizon" if goal_month > worlds.pathway.settings.horizon_months else None
    world = worlds.world(profile, nothing_closes=True)
    would = earliest_goal(world, {world.entry(profile.values, profile.clocks): 0})
    return "never" if would is None else "closing"


def needs_too_many(worlds: Worlds, profile: Profile) -> bool:
    world = worlds.world(profile, most_measures=worlds.pathway.settings.most_measures)
    return earliest_goal(world, {world.entry(profile.values, profile.clocks): 0}) is None


def opens_gap(worlds: Worlds, profile: Profile, funding: Funding) -> bool:
    if funding.period.valid_to is None or funding.period.valid_to <= worlds.question.date:
        return False
    in_time = []
    for goes_on in (False, True):
        world = worlds.after(funding, profile, goes_on)
        month = earliest_goal(world, {world.entry(profile.values, profile.clocks): 0})
        in_time.append(month is not None and month <= worlds.pathway.settings.horizon_months)
    return in_time == [False, True]


def arrivals_by_station(world: World, entry: Moment, horizon: int) -> dict[Place, Arrivals]:
    """Where people stand within the horizon (at no goal, the start included) → how they come there."""
    found: dict[Place, Arrivals] = {(START, True, entry.situation): {entry: 0}}
    for step in world.walk({entry: 0}):
        after = step.after
        if step.ends <= horizon and not world.is_goal(after.situation):
            arrivals = found.setdefault((after.station, after.only_beside, after.situation), {})
            arrivals[after] = min(step.ends, arrivals.get(after, step.ends))
    return found


def leads_to_progress(world: World, sources: Arrivals, situation: Situation) -> bool:
    return any(world.is_progress(step.after.situation, situation) for step in world.walk(sources))


def dead_ends(world: World, arrived: Mapping[Place, Arrivals]) -> Iterator[tuple[str, str]]:
    for (station, only_beside, situation), arrivals in arrived.items():
        if station == START or not can_be_parked_at(world.kind(station), only_beside):
            continue
        if not leads_to_progress(world, arrivals, situation):
            yield station, cause(world, *earliest(arrivals))


def can_be_parked_at(kind: Kind, only_beside: bool) -> bool:
    """At a measure, or at accompaniment for those who have had nothing better."""
    return kind is Kind.MEASURE or (kind is Kind.ACCOMPANIMENT and only_beside)


def earliest(arrivals: Arrivals) -> tuple[Moment, int]:
    """The earliest arrival; of several the one whose since-clocks began earliest."""
    return min(arrivals.items(), key=lambda item: (item[1], [-(months or 0) for months in item[0].since]))


def cause(world: World, arrival: Moment, month: int) -> str:
    connected = {target for origin, target in world.counted if origin == arrival.station}
    for offer in world.stations:
        gains = any(
            world.is_progress(situation, arrival.situation)
            for _, situation in world.outcomes(offer, arrival.situation)
        )
        if offer.key not in connected and gains and world.ever_opens(offer, arrival):
            return "no-transition"
    opens = any(True for _ in world.walk({arrival: month}))
    return "closed" if connected and not opens else "no-offer"


def circles(world: World, arrived: Mapping[Place, Arrivals]) -> Iterator[str]:
    for (station, _, _situation), arrivals in arrived.items():
        if station != START and world.kind(station) is Kind.MEASURE:
            steps = world.walk(arrivals, follow=changes_nothing)
            if any(step.offer.key == station and changes_nothing(step) for step in steps):
                yield station


def changes_nothing(step: Step) -> bool:
    return step.after.situation == step.origin.situation


def waiting(worlds: Worlds, profile: Profile, arrived: Mapping[Place, Arrivals]) -> Iterator[tuple[str, str]]:
    world, limit = worlds.world(profile), worlds.pathway.settings.waiting_months
    always = worlds.world(profile, any_start_month=True)
    for (station, _, situation), arrivals in arrived.items():
        if station != START and world.kind(station) is not Kind.MEASURE:
            continue
        if not leads_to_progress(world, arrivals, situation):
            continue
        arrival, month = earliest(arrivals)
        waits = nearest_begin(world, arrival, month)
        if waits is not None and waits > limit:
            otherwise = nearest_begin(always, arrival, month)
            yield station, "law" if otherwise is None or otherwise > limit else "course-start"


def nearest_begin(world: World, arrival: Moment, month: int) -> int | None:
    """Months until the nearest measure or legal step can begin, directly or through accompaniment."""
    steps = world.walk({arrival: month}, follow=lambda step: step.offer.kind is Kind.ACCOMPANIMENT)
    begins = (step.begins - month for step in steps if step.offer.kind is not Kind.ACCOMPANIMENT)
    return min(begins, default=None)
