"""The whole of one file: scales, places, organisations, funding, offers, concept, needs, settings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from staffelstab.engine.model.conditions import ANYONE, Condition
from staffelstab.engine.model.offers import Offer
from staffelstab.engine.model.periods import ALWAYS, Period
from staffelstab.engine.model.scales import Label, Scales


class TransitionState(StrEnum):
    POSSIBLE = "possible"
    AIMED = "aimed"
    AGREED = "agreed"


@dataclass(frozen=True)
class Place:
    """A municipality; `key` is its official 8-digit key (AGS)."""

    key: str
    name: str
    population: int | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True)
class Organisation:
    key: str
    name: str
    type: str = ""


@dataclass(frozen=True)
class Funding:
    """A source of money. One with an end date is time-limited and is asked "what remains after it?".

    is_programme: money of a programme, not of the regular system. is_public: public money, not that of a foundation
    or a company.
    """

    key: str
    name: str
    period: Period = ALWAYS
    is_programme: bool = False
    is_public: bool = True


@dataclass(frozen=True)
class Agreement:
    """What organisations have signed: the parties (organisation keys), from when to when, in which words or file."""

    key: str
    title: str
    parties: tuple[str, ...] = ()
    period: Period = ALWAYS
    note: str = ""


@dataclass(frozen=True)
class Handover:
    """How somebody gets from one station to the next (Überleitung). Empty text or None = not settled yet."""

    hands_over: str = ""
    receives: str = ""
    procedure: str = ""
    within_days: int | None = None
    papers: str = ""
    consent: str = ""
    if_not_arrived: str = ""

    def missing(self) -> tuple[str, ...]:
        """Names of the parts a complete procedure still lacks (who, to whom, how, within days, papers, consent)."""
        settled = {
            "hands_over": bool(self.hands_over.strip()),
            "receives": bool(self.receives.strip()),
            "procedure": bool(self.procedure.strip()),
            "within_days": self.within_days is not None,
            "papers": bool(self.papers.strip()),
            "consent": bool(self.consent.strip()),
        }
        return tuple(name for name, is_settled in settled.items() if not is_settled)


@dataclass(frozen=True)
class Transition:
    """An arrow of the concept. `when` narrows it to a target group; `condition` is text for people.

    agreement: key or title of an agreement of the file, or free text (`Pathway.agreement_of`).
    """

    origin: str
    target: str
    state: TransitionState = TransitionState.POSSIBLE
    when: Condition = ANYONE
    condition: str = ""
    handover: Handover = Handover()
    agreement: str = ""
    assumptions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Goal:
    """Where a way ends well; one goal whose condition holds is enough."""

    key: str
    label: Label
    when: Condition


@dataclass(frozen=True)
class Concept:
    """Stations (offer keys), entry points (offer keys where people can begin), transitions and goals."""

    stations: tuple[str, ...] = ()
    entry_points: tuple[str, ...] = ()
    transitions: tuple[Transition, ...] = ()
    goals: tuple[Goal, ...] = ()
    period: Period = ALWAYS


@dataclass(frozen=True)
class ProfileSpace:
    """Every combination of these values is a profile at entry; the check looks at all of them.

    values: attribute key → value keys a person can have at entry (attributes that are not named have their
    first value).
    clocks: clock key → months at entry. same_as: clock key → clock key whose months it shares at entry.
    """

    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    clocks: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    same_as: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Need:
    """A count of persons, never a person: how many with these features live in these places.

    minimum/maximum: a counted number has both equal; "over 500" has no maximum; None on both sides = unknown.
    places: None = spread over all places of the file in unknown shares.
    """

    key: str
    when: Condition = ANYONE
    places: tuple[str, ...] | None = None
    minimum: int | None = None
    maximum: int | None = None
    method: str = ""
    source: str = ""
    date: dt.date | None = None


@dataclass(frozen=True)
class Settings:
    """Limits of the check: horizon in months, waiting in months, number of measures on a way.

    single_point_persons: from how many persons on an offer that everything hangs on is told of.
    """

    horizon_months: int = 48
    waiting_months: int = 3
    most_measures: int = 4
    single_point_persons: int = 1


@dataclass(frozen=True)
class Pathway:
    """Everything one file says. `date` is the day from which the check looks ahead when none is given.

    agreements: empty when the file keeps none; what a transition names is then taken as it stands.
    """

    title: str
    scales: Scales
    offers: tuple[Offer, ...]
    concept: Concept
    profiles: ProfileSpace = ProfileSpace()
    places: tuple[Place, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    fundings: tuple[Funding, ...] = ()
    needs: tuple[Need, ...] = ()
    settings: Settings = Settings()
    date: dt.date | None = None
    notes: tuple[str, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)
    agreements: tuple[Agreement, ...] = ()

    def offer(self, key: str) -> Offer:
        for offer in self.offers:
            if offer.key == key:
                return offer
        raise KeyError(key)

    def funding_of(self, offer: Offer) -> Funding | None:
        return next((f for f in self.fundings if f.key == offer.funding), None)

    def agreement_of(self, transition: Transition) -> Agreement | None:
        """The agreement that a transition names by its key, or by its title where only one has it."""
        named = transition.agreement.strip()
        by_key = [a for a in self.agreements if a.key == named]
        by_title = [a for a in self.agreements if a.title == named]
        return next(iter(by_key), by_title[0] if len(by_title) == 1 else None)
