"""What doors ask, in the form in which stories ask it again and again: looked up once per offer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from staffelstab.engine.check.compile import Compiled
from staffelstab.engine.check.ground import grade
from staffelstab.engine.check.rule_tables import months_at_entry_for
from staffelstab.engine.check.situations import effect_map
from staffelstab.engine.model import (
    ADMITTED,
    CERTAINTY,
    AccessRule,
    Condition,
    Effect,
    Kind,
    Offer,
    Period,
    Scales,
)

_MOST_LENIENT = max(ADMITTED.values())


@dataclass(frozen=True)
class Standpoint:
    """Where somebody stands before a door, and when; a clock that does not run shows None."""

    situation: Mapping[str, str]
    clocks: Mapping[str, int | None]
    entry_clocks: Mapping[str, int]
    month: int
    place: str


class AskedClock(NamedTuple):
    key: str
    minimum: int | None
    maximum: int | None


class AskedRule(NamedTuple):
    """An access rule. first, last: months of its period; begun: clock → months it must show at entry."""

    rule: AccessRule
    says_no: bool
    is_too_doubtful: bool
    values: tuple[tuple[str, tuple[str, ...]], ...]
    first: int
    last: int
    clocks: tuple[AskedClock, ...]
    begun: tuple[tuple[str, int], ...]

    def closed(self, here: Standpoint, until: int) -> int:
        """How many of its parts keep it closed by themselves from now to month `until`."""
        month, situation = here.month, here.situation
        count = int(self.is_too_doubtful)
        for attribute, allowed in self.values:
            if situation[attribute] not in allowed:
                count += 1
        if self.first > self.last or self.first > until or self.last < month or month > until:
            count += 1
        for clock, minimum, maximum in self.clocks:
            shows = here.clocks.get(clock)
            if shows is None:
                count += 1
                continue
            if minimum is not None and (month + minimum - shows > until or month > until):
                count += 1
            if maximum is not None and (maximum < shows or month > until):
                count += 1
        for clock, months in self.begun:
            if here.entry_clocks[clock] < months:
                count += 1
        return count


class AskedDoor(NamedTuple):
    """An offer. periods: first and last month of a start, and the period that says so; outcomes: changes one by one."""

    rules: tuple[AskedRule, ...]
    periods: tuple[tuple[int, int, Period], ...]
    outcomes: tuple[tuple[tuple[str, Mapping[str, str]], ...], ...]

    def has_effect(self, situation: Mapping[str, str]) -> bool:
        """Whether some outcome applies in a situation; an offer without outcomes has one that changes nothing."""
        return not self.outcomes or any(_applies(outcome, situation) for outcome in self.outcomes)


def _applies(outcome: Sequence[tuple[str, Mapping[str, str]]], situation: Mapping[str, str]) -> bool:
    """Whether all effects of an outcome apply, one after the other."""
    now = situation
    for attribute, after in outcome:
        if (becomes := after.get(now[attribute])) is None:
            return False
        if becomes != now[attribute]:
            now = {**now, attribute: becomes}
    return True


def asked_door(compiled: Compiled, offer: Offer) -> AskedDoor:
    """From the tables of a question; the same for everybody who stands before the door."""
    if (known := compiled.doors.get(offer.key)) is not None:
        return known
    length = offer.months if offer.kind is Kind.MEASURE else 0
    funding = compiled.pathway.funding_of(offer)
    periods = (offer.period, *((funding.period,) if funding else ()))
    date = compiled.date
    compiled.doors[offer.key] = AskedDoor(
        tuple(_rule(compiled, offer, rule) for rule in offer.access),
        tuple((p.first_month(date), p.last_month(date) - max(0, length - 1), p) for p in periods),
        tuple(
            tuple(_change(effect, compiled.pathway.scales) for effect in o.effects) for o in offer.outcomes
        ),
    )
    return compiled.doors[offer.key]


def _rule(compiled: Compiled, offer: Offer, rule: AccessRule) -> AskedRule:
    date = compiled.date
    return AskedRule(
        rule=rule,
        says_no=CERTAINTY[rule.verdict] > _MOST_LENIENT,
        is_too_doubtful=grade(offer, rule) > ADMITTED[compiled.reading],
        values=tuple(rule.when.values.items()),
        first=rule.period.first_month(date),
        last=rule.period.last_month(date),
        clocks=_clocks(rule.when),
        begun=tuple((clock, months_at_entry_for(date, day)) for clock, day in rule.when.begun_by.items()),
    )


def _clocks(condition: Condition) -> tuple[AskedClock, ...]:
    return tuple(AskedClock(key, limit.minimum, limit.maximum) for key, limit in condition.clocks.items())


def _change(effect: Effect, scales: Scales) -> tuple[str, Mapping[str, str]]:
    """The attribute, and what becomes of each of its values to which the effect applies."""
    attribute = scales.attribute(effect.attribute)
    keys = [value.key for value in attribute.values]
    return attribute.key, {
        key: keys[after] for key, after in zip(keys, effect_map(effect, attribute), strict=True) if after >= 0
    }
