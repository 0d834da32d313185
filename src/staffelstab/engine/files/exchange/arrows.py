"""What of a concept can be drawn by tools that know no situations: stations, entries, arrows, ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from staffelstab.engine.model import Attribute, Effect, Goal, Offer, Pathway, Transition, TransitionState

_STRENGTH = {TransitionState.POSSIBLE: 0, TransitionState.AIMED: 1, TransitionState.AGREED: 2}


@dataclass(frozen=True)
class Arrows:
    """The drawing of a concept, everything in the order of the file.

    ends: (station, goal) where a step into the station can be the last one before the goal.
    """

    stations: tuple[Offer, ...]
    entries: tuple[str, ...]
    transitions: tuple[Transition, ...]
    goals: tuple[Goal, ...]
    ends: tuple[tuple[str, Goal], ...]

    def following(self) -> Mapping[str, tuple[str, ...]]:
        """station → stations that an arrow leads to."""
        after: dict[str, list[str]] = {offer.key: [] for offer in self.stations}
        for transition in self.transitions:
            after[transition.origin].append(transition.target)
        return {key: tuple(targets) for key, targets in after.items()}


def arrows_of(pathway: Pathway, weakest: TransitionState) -> Arrows:
    """Stations and the transitions that are at least in this state."""
    offers = {offer.key: offer for offer in pathway.offers}
    stations = tuple(offers[key] for key in dict.fromkeys(pathway.concept.stations))
    goals = pathway.concept.goals
    return Arrows(
        stations=stations,
        entries=tuple(dict.fromkeys(pathway.concept.entry_points)),
        transitions=tuple(t for t in pathway.concept.transitions if _STRENGTH[t.state] >= _STRENGTH[weakest]),
        goals=goals,
        ends=tuple((o.key, goal) for o in stations for goal in goals if _can_be_last(pathway, o, goal)),
    )


def _can_be_last(pathway: Pathway, offer: Offer, goal: Goal) -> bool:
    """Whether an outcome sets a value that the goal asks for; a goal that asks for months can be met after any."""
    if goal.when.clocks or goal.when.begun_by:
        return True
    return any(_helps(pathway, effect, goal) for outcome in offer.outcomes for effect in outcome.effects)


def _helps(pathway: Pathway, effect: Effect, goal: Goal) -> bool:
    allowed = goal.when.values.get(effect.attribute, ())
    attribute: Attribute = pathway.scales.attribute(effect.attribute)
    return effect.to in allowed and len(allowed) < len(attribute.values)
