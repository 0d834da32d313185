"""What could be agreed: four kinds of change, and the pathway with them. Defined in docs/background/repair.md."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from staffelstab.engine.model import Concept, Offer, Pathway, Scales, Transition, TransitionState


class ChangeKind(StrEnum):
    TRANSITION = "transition"
    ENTRY_POINT = "entry-point"
    TERRITORY = "territory"
    OFFER = "offer"


@dataclass(frozen=True)
class AgreeTransition:
    """A transition becomes agreed. is_drawn: the file has it, but it does not count yet."""

    origin: str
    target: str
    is_drawn: bool = False
    kind: ChangeKind = field(default=ChangeKind.TRANSITION, init=False, repr=False)


@dataclass(frozen=True)
class MakeEntryPoint:
    """People can begin at a station."""

    station: str
    kind: ChangeKind = field(default=ChangeKind.ENTRY_POINT, init=False, repr=False)


@dataclass(frozen=True)
class ExtendTerritory:
    """A station serves one more place."""

    station: str
    place: str
    kind: ChangeKind = field(default=ChangeKind.TERRITORY, init=False, repr=False)


@dataclass(frozen=True)
class AddOffer:
    """An offer becomes a station with its natural transitions. `station` is its key."""

    station: str
    offer: Offer = field(compare=False, repr=False)
    kind: ChangeKind = field(default=ChangeKind.OFFER, init=False, repr=False)


Change = AgreeTransition | MakeEntryPoint | ExtendTerritory | AddOffer

DEFAULT_COSTS: Mapping[ChangeKind, int] = {
    ChangeKind.TRANSITION: 1,
    ChangeKind.ENTRY_POINT: 1,
    ChangeKind.TERRITORY: 2,
    ChangeKind.OFFER: 5,
}
MOST_COST = 1000
"""Larger numbers would make the tolerances of the integer programme larger than a difference of 1."""


def leads_to(change: Change) -> str:
    """The station that more people get into through the change."""
    return change.target if isinstance(change, AgreeTransition) else change.station


def with_changes(pathway: Pathway, changes: Iterable[Change]) -> Pathway:
    """The pathway after the changes, in whatever order they are named."""
    made = tuple(changes)
    added = [change.offer for change in made if isinstance(change, AddOffer)]
    concept = pathway.concept
    return replace(
        pathway,
        offers=tuple(_offers(pathway, made, added)),
        concept=replace(
            concept,
            stations=(*concept.stations, *(offer.key for offer in added)),
            entry_points=(
                *concept.entry_points,
                *(change.station for change in made if isinstance(change, MakeEntryPoint)),
                *(offer.key for offer in added),
            ),
            transitions=(*_agreed(concept, made), *natural_transitions(pathway, added)),
        ),
    )


def _offers(pathway: Pathway, changes: tuple[Change, ...], added: list[Offer]) -> Iterator[Offer]:
    more: dict[str, list[str]] = {}
    for change in changes:
        if isinstance(change, ExtendTerritory):
            more.setdefault(change.station, []).append(change.place)
    for offer in pathway.offers:
        if offer.key in more and offer.territory is not None:
            yield replace(offer, territory=(*offer.territory, *more[offer.key]))
        else:
            yield offer
    known = {offer.key for offer in pathway.offers}
    yield from (offer for offer in added if offer.key not in known)


def _agreed(concept: Concept, changes: tuple[Change, ...]) -> Iterator[Transition]:
    new = {(c.origin, c.target): None for c in changes if isinstance(c, AgreeTransition)}
    for transition in concept.transitions:
        if (transition.origin, transition.target) in new:
            del new[transition.origin, transition.target]
            yield replace(transition, state=TransitionState.AGREED)
        else:
            yield transition
    yield from (Transition(origin, target, TransitionState.AGREED) for origin, target in new)


def natural_transitions(pathway: Pathway, added: list[Offer]) -> Iterator[Transition]:
    """From every station to an added offer, and from it to whatever asks for what it changes."""
    of_file = [pathway.offer(key) for key in pathway.concept.stations]
    for offer in added:
        yield from (Transition(station.key, offer.key, TransitionState.AGREED) for station in of_file)
        changed = _changed(offer)
        for other in (*of_file, *added):
            if other.key != offer.key and changed & _asked(other, pathway.scales):
                yield Transition(offer.key, other.key, TransitionState.AGREED)


def _changed(offer: Offer) -> set[str]:
    return {effect.attribute for outcome in offer.outcomes for effect in outcome.effects}


def _asked(offer: Offer, scales: Scales) -> set[str]:
    """Attributes that some access rule names, by their values or by the months they have been held."""
    attribute_of = {clock.key: clock.attribute for clock in scales.clocks if clock.attribute}
    asked: set[str] = set()
    for rule in offer.access:
        asked.update(rule.when.values)
        asked.update(attribute_of[key] for key in rule.when.clocks if key in attribute_of)
    return asked
