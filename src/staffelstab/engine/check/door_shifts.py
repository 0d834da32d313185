"""Whose doors change on a day: the rules of each station, judged for everybody at entry, one day and the next.

Nothing is searched here. A door that shuts need not close a way, since another one may lead on; who loses or gains a
way is answered by `over_time`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from staffelstab.engine.check.compile import offer_period
from staffelstab.engine.check.finding import Question
from staffelstab.engine.check.ground import grade
from staffelstab.engine.check.kernel.tables import Bools, Ints
from staffelstab.engine.check.profiles import Profiles, all_profiles
from staffelstab.engine.model import (
    ADMITTED,
    ALWAYS,
    CERTAINTY,
    AccessRule,
    Condition,
    Offer,
    Pathway,
    Verdict,
)

DAY = dt.timedelta(days=1)
SHUT = CERTAINTY[Verdict.CLOSED]


@dataclass(frozen=True)
class DoorShift:
    """One station on one day of change.

    kind: "begins", "ends" (the offer itself) or "rules". Profiles at entry, places left aside: `profiles` of them all,
    for `opens` the door opens under the reading asked for, for `closes` it shuts, for `surer` and `less_sure` only the
    certainty changes. values: of each grouping attribute, those that occur among the profiles concerned. comes, goes:
    what the rules ask for that begin to count on the day, or counted until the day before.
    """

    day: dt.date
    station: str
    kind: str
    profiles: int
    opens: int
    closes: int
    surer: int
    less_sure: int
    values: Mapping[str, tuple[str, ...]]
    comes: tuple[Condition, ...]
    goes: tuple[Condition, ...]

    @property
    def concerned(self) -> int:
        return self.opens + self.closes + self.surer + self.less_sure


def periods_as_rules(pathway: Pathway) -> Pathway:
    """The same, in which an offer that begins or ends does so by its rules; those that a funding ends stay."""

    def told(offer: Offer) -> Offer:
        funding = pathway.funding_of(offer)
        if funding is not None and funding.period.valid_to is not None:
            return offer
        rules = tuple(replace(rule, period=rule.period.intersection(offer.period)) for rule in offer.access)
        ended = [rule.period for rule in rules]
        kept = tuple(
            rule
            for rule, period in zip(rules, ended, strict=True)
            if not (period.valid_from and period.valid_to and period.valid_from > period.valid_to)
        )
        return replace(offer, access=kept, period=ALWAYS)

    return replace(pathway, offers=tuple(map(told, pathway.offers)))


def door_shifts(pathway: Pathway, question: Question, until: dt.date) -> tuple[DoorShift, ...]:
    """Every station whose rules change after the day of the question and up to `until`, by day."""
    profiles = all_profiles(pathway, question)
    stations = [pathway.offer(key) for key in pathway.concept.stations]
    found = [shift for offer in stations for shift in _shifts(pathway, offer, profiles, question, until)]
    return tuple(sorted(found, key=lambda shift: shift.day))


def _shifts(
    pathway: Pathway, offer: Offer, profiles: Profiles, question: Question, until: dt.date
) -> Iterator[DoorShift]:
    funding = pathway.funding_of(offer)
    paid_until = funding.period.valid_to if funding else None
    for day in _days(pathway, offer):
        if not question.date < day <= until or (paid_until is not None and day == paid_until + DAY):
            continue
        was, is_now = (_counting(pathway, offer, d) for d in (day - DAY, day))
        comes = tuple(rule for rule in is_now if _said(rule) not in [_said(other) for other in was])
        goes = tuple(rule for rule in was if _said(rule) not in [_said(other) for other in is_now])
        if comes or goes:
            grades = tuple(
                _grades(offer, rules, profiles, d) for rules, d in ((was, day - DAY), (is_now, day))
            )
            shift = _shift(offer, day, profiles, *grades, admitted=ADMITTED[question.reading])
            yield replace(
                shift, comes=tuple(rule.when for rule in comes), goes=tuple(rule.when for rule in goes)
            )


def _days(pathway: Pathway, offer: Offer) -> list[dt.date]:
    exists = offer_period(pathway, offer)
    periods = [exists, *(rule.period.intersection(exists) for rule in offer.access)]
    begins = {p.valid_from for p in periods if p.valid_from}
    return sorted(begins | {p.valid_to + DAY for p in periods if p.valid_to})


def _counting(pathway: Pathway, offer: Offer, day: dt.date) -> tuple[AccessRule, ...]:
    """The rules that open a door on a day under some reading."""
    if not offer_period(pathway, offer).contains(day):
        return ()
    return tuple(rule for rule in offer.access if rule.period.contains(day) and grade(offer, rule) < SHUT)


def _said(rule: AccessRule) -> tuple[Verdict, Condition]:
    return rule.verdict, rule.when


def _grades(offer: Offer, rules: tuple[AccessRule, ...], profiles: Profiles, day: dt.date) -> Ints:
    """(P,) how sure the door is on a day."""
    best = np.full(len(profiles), SHUT, dtype=np.int32)
    for rule in rules:
        fits = profiles.fitting(rule.when, day)
        best[fits] = np.minimum(best[fits], grade(offer, rule))
    return best


def _shift(
    offer: Offer, day: dt.date, profiles: Profiles, before: Ints, after: Ints, *, admitted: int
) -> DoorShift:
    was, became = before <= admitted, after <= admitted
    same = was == became
    kind = "begins" if offer.period.valid_from == day else "rules"
    if offer.period.valid_to == day - DAY:
        kind = "ends"
    return DoorShift(
        day=day,
        station=offer.key,
        kind=kind,
        profiles=len(profiles),
        opens=int((became & ~was).sum()),
        closes=int((was & ~became).sum()),
        surer=int((same & (after < before)).sum()),
        less_sure=int((same & (after > before)).sum()),
        values=_values(profiles, before != after),
        comes=(),
        goes=(),
    )


def _values(profiles: Profiles, concerned: Bools) -> Mapping[str, tuple[str, ...]]:
    attributes = [(i, a) for i, a in enumerate(profiles.pathway.scales.attributes) if a.groups]
    return {
        attribute.key: tuple(
            attribute.values[v].key for v in np.unique(profiles.values[concerned, i]).tolist()
        )
        for i, attribute in attributes
    }
