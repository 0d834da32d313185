"""A second opinion on what offers do for each other: unbacked handovers, overlaps, modules and gaps without each other.

Written from docs/background/the_check.md, like `oracle.py` and on top of it: sets of profiles, walked one by one.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from staffelstab.engine.check.finding import Question
from staffelstab.engine.model import (
    Concept,
    Effect,
    Kind,
    Offer,
    Pathway,
    Transition,
    TransitionState,
)
from tests.engine.oracle import Answer, Profile, Worlds, earliest_goal

Answers = Mapping[Profile, Answer]


class Found(NamedTuple):
    """A finding: what it is about and how many profiles it concerns (each counted per place)."""

    code: str
    kind: str
    about: tuple[object, ...]
    profiles: int


def findings(pathway: Pathway, question: Question, answers: Answers) -> set[Found]:
    found = {*unbacked(pathway, question, answers), *overlaps(pathway, answers)}
    if question.thorough:
        found |= {*modules_without_gap(pathway, question, answers)}
        found |= {*gaps_without_module(pathway, question, answers)}
    return found


# --- handovers that no agreement backs ------------------------------------------------------------


def unbacked(pathway: Pathway, question: Question, answers: Answers) -> Iterator[Found]:
    for transition in pathway.concept.transitions:
        ends = (transition.origin, transition.target)
        takers = [profile for profile, answer in answers.items() if ends in answer.transitions_used]
        one, other = (pathway.offer(key).organisation for key in ends)
        if transition.state is not TransitionState.AGREED or not takers:
            continue
        if one is None or other is None or one == other:
            continue
        kind, lacking = backing(pathway, question, transition, one, other)
        if kind:
            yield Found("handover-unbacked", kind, (ends, lacking), len(takers))


def backing(
    pathway: Pathway, question: Question, transition: Transition, one: str, other: str
) -> tuple[str, tuple[str, ...]]:
    text = transition.agreement.strip()
    if not text:
        return "none", (one, other)
    titles = [agreement.title for agreement in pathway.agreements]
    for agreement in pathway.agreements:
        if text == agreement.key:
            break
    else:
        if titles.count(text) != 1:
            return "", ()
        agreement = pathway.agreements[titles.index(text)]
    begins, ends = agreement.period.valid_from, agreement.period.valid_to
    if (begins and question.date < begins) or (ends and question.date > ends):
        return "not-valid", (one, other)
    lacking = tuple(party for party in (one, other) if party not in agreement.parties)
    return ("party-missing", lacking) if lacking else ("", ())


# --- offers that overlap --------------------------------------------------------------------------


def overlaps(pathway: Pathway, answers: Answers) -> Iterator[Found]:
    stations = [pathway.offer(key) for key in pathway.concept.stations]
    for one, other in itertools.combinations(stations, 2):
        if not (one.kind is other.kind is Kind.MEASURE) or successes(one) != successes(other):
            continue
        if not any(successes(one)) or not run_on_one_day(pathway, one, other):
            continue
        start_one, start_other = starting(answers, one, other), starting(answers, other, one)
        if not start_one or not start_other:
            continue
        code = "double-funding" if paid_twice(pathway, one, other) else "overlap"
        if start_one == start_other:
            yield Found(code, "same", (one.key, other.key), len(start_one))
        elif start_one < start_other:
            yield Found(code, "contained", (one.key, other.key), len(start_one))
        elif start_other < start_one:
            yield Found(code, "contained", (other.key, one.key), len(start_other))


def successes(offer: Offer) -> set[frozenset[Effect]]:
    return {frozenset(outcome.effects) for outcome in offer.outcomes if not outcome.is_failure}


def run_on_one_day(pathway: Pathway, one: Offer, other: Offer) -> bool:
    """If periods share a day, they share the first day of one of them or the last day of one of them."""
    paying = [f for f in pathway.fundings if f.key in (one.funding, other.funding)]
    periods = [one.period, other.period, *(funding.period for funding in paying)]
    days = [day for period in periods for day in (period.valid_from, period.valid_to) if day]
    return not days or any(all(period.contains(day) for period in periods) for day in days)


def starting(answers: Answers, station: Offer, where_also: Offer) -> set[Profile]:
    return {
        profile
        for profile, answer in answers.items()
        if station.key in answer.started
        and all(o.territory is None or profile.place in o.territory for o in (station, where_also))
    }


def paid_twice(pathway: Pathway, one: Offer, other: Offer) -> bool:
    if one.funding is None or other.funding is None or one.funding == other.funding:
        return False
    return all(f.is_public for f in pathway.fundings if f.key in (one.funding, other.funding))


# --- modules without a gap, gaps without a module -------------------------------------------------


def modules_without_gap(pathway: Pathway, question: Question, answers: Answers) -> Iterator[Found]:
    programmes = {funding.key for funding in pathway.fundings if funding.is_programme}
    modules = [key for key in pathway.concept.stations if pathway.offer(key).funding in programmes]
    regular = Worlds(keeping_only(pathway, set(pathway.concept.stations) - set(modules)), question, True)
    for module in modules:
        starters = [profile for profile, answer in answers.items() if module in answer.started]
        if starters and all(in_time(regular, profile) for profile in starters):
            yield Found("module-without-gap", "regular-way", (module,), len(starters))


def keeping_only(pathway: Pathway, stations: set[str]) -> Pathway:
    old = pathway.concept
    arrows = [t for t in old.transitions if t.origin in stations and t.target in stations]
    concept = Concept(
        tuple(key for key in old.stations if key in stations),
        tuple(key for key in old.entry_points if key in stations),
        tuple(arrows),
        old.goals,
        old.period,
    )
    return replace(pathway, concept=concept)


def in_time(worlds: Worlds, profile: Profile) -> bool:
    world = worlds.world(profile)
    month = earliest_goal(world, {world.entry(profile.values, profile.clocks): 0})
    return month is not None and month <= worlds.pathway.settings.horizon_months


def gaps_without_module(pathway: Pathway, question: Question, answers: Answers) -> Iterator[Found]:
    grouping = [a.key for a in pathway.scales.attributes if a.groups]
    gaps = [profile for profile, answer in answers.items() if answer.gap]
    for offer in pathway.offers:
        if offer.key in pathway.concept.stations:
            continue
        empty = replace(offer, outcomes=tuple(replace(end, effects=()) for end in offer.outcomes))
        as_it_is = Worlds(having_also(pathway, offer), question, True)
        as_if_empty = Worlds(having_also(pathway, empty), question, True)
        helped = [p for p in gaps if in_time(as_it_is, p) and not in_time(as_if_empty, p)]
        groups: dict[tuple[str, ...], int] = {}
        for profile in helped:
            group = tuple(dict(profile.values)[key] for key in grouping)
            groups[group] = groups.get(group, 0) + 1
        for group, count in groups.items():
            yield Found("gap-without-module", "would-close", (offer.key, *group), count)


def having_also(pathway: Pathway, offer: Offer) -> Pathway:
    old = pathway.concept
    arrows = list(old.transitions)
    for station in old.stations:
        arrows += [
            Transition(station, offer.key, TransitionState.AGREED),
            Transition(offer.key, station, TransitionState.AGREED),
        ]
    concept = Concept(
        (*old.stations, offer.key), (*old.entry_points, offer.key), tuple(arrows), old.goals, old.period
    )
    offers = tuple(offer if o.key == offer.key else o for o in pathway.offers)
    return replace(pathway, offers=offers, concept=concept)
