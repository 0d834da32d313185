"""A second opinion on losses, changes of law and months without progress, counted out from the definitions.

Like `oracle.py` it knows nothing of how the check is made: every day is looked at, every way is walked.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any

from staffelstab.engine.check.finding import Question
from staffelstab.engine.model import CERTAINTY, AccessRule, Kind, Offer, Pathway
from tests.engine.oracle import Profile, earliest_goal, profiles
from tests.engine.oracle_world import FAR, Moment, World

DAY = dt.timedelta(days=1)
Loss = tuple[str, str]
"""Kind and key of what is lost."""


def in_time(world: World, profile: Profile) -> bool:
    """Does somebody reach a goal within the horizon, or stand at one?"""
    entry = world.entry(profile.values, profile.clocks)
    if world.is_goal(entry.situation):
        return True
    month = earliest_goal(world, {entry: 0})
    return month is not None and month <= world.pathway.settings.horizon_months


def world_of(pathway: Pathway, question: Question, profile: Profile, **variant: Any) -> World:
    return World(pathway, question, profile.place, dict(profile.clocks), **variant)


# --- what is lost --------------------------------------------------------------------------------------


def everything_that_can_be_lost(pathway: Pathway) -> Iterator[tuple[Loss, frozenset[str]]]:
    stations = [pathway.offer(key) for key in pathway.concept.stations]
    can_fail = [offer for offer in stations if offer.kind is not Kind.LEGAL_STEP]
    for offer in can_fail:
        yield ("offer", offer.key), frozenset({offer.key})
    for organisation in pathway.organisations:
        lost = frozenset(offer.key for offer in can_fail if offer.organisation == organisation.key)
        if len(lost) >= 2:
            yield ("organisation", organisation.key), lost
    for funding in pathway.fundings:
        lost = frozenset(offer.key for offer in can_fail if offer.funding == funding.key)
        if len(lost) >= 2:
            yield ("funding", funding.key), lost


def without(pathway: Pathway, lost: Collection[str]) -> Pathway:
    """The same offers, but no steps into those that are lost."""
    closed = tuple(replace(o, territory=()) if o.key in lost else o for o in pathway.offers)
    return replace(pathway, offers=closed)


def who_loses(pathway: Pathway, question: Question) -> dict[Loss, set[Profile]]:
    """Whoever reaches a goal in time and would not without what is lost."""
    everybody = list(profiles(pathway, question))
    reaching = [p for p in everybody if in_time(world_of(pathway, question, p), p)]
    found = {}
    for loss, lost in everything_that_can_be_lost(pathway):
        poorer = without(pathway, lost)
        found[loss] = {p for p in reaching if not in_time(world_of(poorer, question, p), p)}
    return {loss: losers for loss, losers in found.items() if losers}


# --- the law of a day ----------------------------------------------------------------------------------


def end_of(pathway: Pathway, offer: Offer) -> dt.date:
    """The last day on which an offer exists and is paid for."""
    funding = pathway.funding_of(offer)
    ends = [offer.period.valid_to, funding.period.valid_to if funding else None]
    return min((end for end in ends if end), default=dt.date.max)


def is_law(pathway: Pathway, offer: Offer, rule: AccessRule, day: dt.date) -> bool:
    """Does a rule hold on a day? One that is there as long as its offer neither begins nor ends by law."""
    begins, ends = rule.period.valid_from or dt.date.min, rule.period.valid_to or dt.date.max
    first, last = beginning_of(pathway, offer), end_of(pathway, offer)
    if max(begins, first) > min(ends, last):
        return False  # it never holds while the offer exists
    return (begins <= day or begins <= first) and (day <= ends or last <= ends)


def beginning_of(pathway: Pathway, offer: Offer) -> dt.date:
    """The first day on which an offer exists and is paid for."""
    funding = pathway.funding_of(offer)
    begins = [offer.period.valid_from, funding.period.valid_from if funding else None]
    return max((begin for begin in begins if begin), default=dt.date.min)


class WorldUnderLaw(World):
    """The rules of one day hold in every month, no others ever do."""

    def __init__(self, law_of: dt.date, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.law_of = law_of

    def rule_opens(self, offer: Offer, rule: AccessRule, moment: Moment) -> bool:
        if not is_law(self.pathway, offer, rule, self.law_of):
            return False
        endless = replace(rule, period=replace(rule.period, valid_from=None, valid_to=None))
        return super().rule_opens(offer, endless, moment)


Shift = tuple[dt.date, str]
"""A day and whether ways close or open on it."""


def who_is_moved_by_law(
    pathway: Pathway, question: Question, until: dt.date
) -> tuple[dict[Shift, set[Profile]], dict[dt.date, set[str]]]:
    """Whoever loses or gains a way on a day; the stations whose rules change on each day of change."""
    moved: dict[Shift, set[Profile]] = defaultdict(set)
    changed: dict[dt.date, set[str]] = {}
    everybody = list(profiles(pathway, question))
    day = question.date + DAY
    while day <= until:
        if stations := stations_that_change(pathway, question, day):
            changed[day] = stations
            for profile in everybody:
                before, after = (
                    in_time(world_under_law(law, pathway, question, profile), profile)
                    for law in (day - DAY, day)
                )
                if before != after:
                    moved[day, "closes" if before else "opens"].add(profile)
        day += DAY
    return dict(moved), changed


def stations_that_change(pathway: Pathway, question: Question, day: dt.date) -> set[str]:
    """Stations of which some rule that the reading admits holds on this day and not the day before, or the reverse."""
    judge = World(pathway, question, "", {})
    return {
        offer.key
        for offer in judge.stations
        for rule in offer.access
        if admits(judge, offer, rule)
        and is_law(pathway, offer, rule, day) != is_law(pathway, offer, rule, day - DAY)
    }


def admits(world: World, offer: Offer, rule: AccessRule) -> bool:
    return max(CERTAINTY[rule.verdict], 1 if offer.conditions else 0) <= world.admitted


def world_under_law(law_of: dt.date, pathway: Pathway, question: Question, profile: Profile) -> World:
    return WorldUnderLaw(law_of, pathway, question, profile.place, dict(profile.clocks))


# --- months without progress ---------------------------------------------------------------------------


def who_moves_mostly_without_progress(pathway: Pathway, question: Question) -> set[Profile]:
    return {
        profile
        for profile in profiles(pathway, question)
        if is_mostly_without_progress(world_of(pathway, question, profile), profile)
    }


def is_mostly_without_progress(world: World, profile: Profile) -> bool:
    """Is a goal reached, and on no way with at most as many months in measures without progress as with?

    For every real month and every moment in it the lowest balance with which somebody can be there.
    """
    entry = world.entry(profile.values, profile.clocks)
    if world.is_goal(entry.situation):
        return False
    lowest: list[dict[Moment, int]] = [{} for _ in range(FAR + 2)]
    lowest[0][entry] = 0
    reached = False
    for month in range(FAR + 1):
        queue = list(lowest[month])
        while queue:
            moment = queue.pop()
            balance = lowest[month][moment]
            if world.is_goal(moment.situation):
                if balance <= 0:
                    return False
                reached = True
                continue
            keep_lower(lowest[month + 1], world.a_month_later(moment), balance)
            for after, months, added in weighed_moves(world, moment):
                if month + months <= FAR and keep_lower(lowest[month + months], after, balance + added):
                    queue += [after] * (months == 0)
        lowest[month] = {}
    return reached


def weighed_moves(world: World, moment: Moment) -> Iterator[tuple[Moment, int, int]]:
    """Every step that can begin now: the moment after it, its months, and what it adds to the balance."""
    for offer, _, after, months in world.moves(moment):
        helps = world.is_progress(after.situation, moment.situation)
        in_measure = months if offer.kind is Kind.MEASURE else 0
        yield after, months, -in_measure if helps else in_measure


def keep_lower(known: dict[Moment, int], moment: Moment, balance: int) -> bool:
    if balance >= known.get(moment, balance + 1):
        return False
    known[moment] = balance
    return True


def by_group(pathway: Pathway, concerned: Collection[Profile]) -> Mapping[frozenset[tuple[str, str]], int]:
    """How many profiles there are per combination of the grouping attributes."""
    grouping = {attribute.key for attribute in pathway.scales.attributes if attribute.groups}
    counted: dict[frozenset[tuple[str, str]], int] = defaultdict(int)
    for profile in concerned:
        counted[frozenset((key, value) for key, value in profile.values if key in grouping)] += 1
    return counted
