"""A document as the chapters of a concept on paper: stations and transitions in words, told apart by who pays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from staffelstab.engine.model import Handover, Offer, Pathway, Transition
from staffelstab.web.concepts.pathway.checking import Prepared
from staffelstab.web.concepts.pathway.telling import words

HANDOVER_WORDS = ("hands_over", "receives", "procedure", "within_days", "papers", "consent", "if_not_arrived")


@dataclass(frozen=True)
class StationTold:
    """is_module: paid by a programme. is_limited: paid by money that ends, programme or not."""

    key: str
    title: str
    kind: str
    kind_word: str
    provider: str
    funding: str
    is_module: bool
    is_limited: bool
    is_entry: bool
    access: tuple[str, ...]
    outcomes: tuple[str, ...]


@dataclass(frozen=True)
class TransitionTold:
    origin: StationTold
    target: StationTold
    state: str
    state_word: str
    group: str
    condition: str
    agreement: str
    handover: Mapping[str, str]
    missing: str

    @property
    def title(self) -> str:
        return f"{self.origin.title} → {self.target.title}"


@dataclass(frozen=True)
class Chapters:
    stations: tuple[StationTold, ...] = ()
    transitions: tuple[TransitionTold, ...] = ()
    goals: tuple[str, ...] = ()

    @property
    def modules(self) -> tuple[StationTold, ...]:
        return tuple(station for station in self.stations if station.is_module)

    @property
    def between_modules(self) -> tuple[TransitionTold, ...]:
        return tuple(t for t in self.transitions if t.origin.is_module and t.target.is_module)

    @property
    def with_the_regular_system(self) -> tuple[TransitionTold, ...]:
        return tuple(t for t in self.transitions if t.origin.is_module != t.target.is_module)

    def after(self, station: StationTold) -> tuple[TransitionTold, ...]:
        return tuple(t for t in self.transitions if t.origin.key == station.key)


def chapters(ready: Prepared) -> Chapters:
    """Everything in words, in the order of the document."""
    pathway = ready.pathway
    if pathway is None:
        return Chapters()
    told = {key: _station(pathway, pathway.offer(key)) for key in pathway.concept.stations}
    voice = words()
    return Chapters(
        stations=tuple(told.values()),
        transitions=tuple(_transition(pathway, each, told) for each in pathway.concept.transitions),
        goals=tuple(voice.label(goal.label) or goal.key for goal in pathway.concept.goals),
    )


def _station(pathway: Pathway, offer: Offer) -> StationTold:
    voice, funding = words(), pathway.funding_of(offer)
    providers = {each.key: each.name for each in pathway.organisations}
    outcomes = voice.outcomes(offer, pathway.scales)
    return StationTold(
        key=offer.key,
        title=voice.label(offer.title) or offer.key,
        kind=str(offer.kind),
        kind_word=voice.kind(offer.kind),
        provider=providers.get(offer.organisation or "", ""),
        funding=funding.name if funding else "",
        is_module=funding is not None and funding.is_programme,
        is_limited=funding is not None and (funding.is_programme or funding.period.valid_to is not None),
        is_entry=offer.key in pathway.concept.entry_points,
        access=voice.access(offer, pathway, pathway.date) if pathway.date else (),
        outcomes=outcomes,
    )


def _transition(pathway: Pathway, each: Transition, told: Mapping[str, StationTold]) -> TransitionTold:
    voice = words()
    agreement = pathway.agreement_of(each)
    return TransitionTold(
        origin=told[each.origin],
        target=told[each.target],
        state=str(each.state),
        state_word=voice.transition_state(each.state),
        group=voice.condition(each.when, pathway.scales),
        condition=each.condition,
        agreement=agreement.title if agreement else each.agreement,
        handover=_handover(each.handover),
        missing=voice.handover_missing(each.handover.missing()),
    )


def _handover(handover: Handover) -> dict[str, str]:
    """Only the parts that are settled."""
    said: dict[str, Any] = {name: getattr(handover, name) for name in HANDOVER_WORDS}
    days = said["within_days"]
    said["within_days"] = "" if days is None else _("%(count)s days") % {"count": days}
    return {name: str(value) for name, value in said.items() if str(value).strip()}
