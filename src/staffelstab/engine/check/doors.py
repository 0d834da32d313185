"""Why a door is closed: the reasons of the rule that comes nearest to opening."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from staffelstab.engine.check.compile import Compiled, grade
from staffelstab.engine.check.finding import ClosedDoor, Reason
from staffelstab.engine.check.limits import FAR_MONTHS, NEVER
from staffelstab.engine.check.situations import effect_map
from staffelstab.engine.model import (
    ADMITTED,
    CERTAINTY,
    AccessRule,
    Condition,
    Kind,
    Offer,
    Period,
    Reading,
    Scales,
    add_months,
)


@dataclass(frozen=True)
class Standpoint:
    """Where somebody stands before a door, and when; a clock that does not run shows None."""

    situation: Mapping[str, str]
    clocks: Mapping[str, int | None]
    entry_clocks: Mapping[str, int]
    month: int
    place: str


@dataclass(frozen=True)
class Part:
    """One thing a door asks for, and the months (first to last) in which it is given; first > last: never."""

    reason: Reason
    first: int = NEVER
    last: int = -1


def closed_door(
    compiled: Compiled,
    reading: Reading,
    offer: Offer,
    here: Standpoint,
    when: Condition,
    *,
    until: int = FAR_MONTHS,
) -> ClosedDoor:
    """The door of an offer behind a transition, with reasons that together keep it closed from now to month `until`.

    `when` is the target group of the transition.
    """
    parts = [*_parts_of_offer(compiled, offer, here), *condition_parts(compiled, when, here)]
    parts += _nearest_rule(compiled, reading, offer, here, until)
    reasons = _never(parts, here.month, until) or _conflict(compiled, offer, parts, here.month, until)
    return ClosedDoor(offer.key, True, tuple(dict.fromkeys(reasons)))


def _never(parts: Sequence[Part], month: int, until: int) -> tuple[Reason, ...]:
    """Reasons that keep the door closed by themselves."""
    return tuple(p.reason for p in parts if max(p.first, month) > min(p.last, until))


def _conflict(
    compiled: Compiled, offer: Offer, parts: Sequence[Part], month: int, until: int
) -> tuple[Reason, ...]:
    """Everything is given at some time, but not at the same time: what comes last and what ends first."""
    opens = max(parts, key=lambda p: p.first, default=None)
    ends = min(parts, key=lambda p: p.last, default=None)
    reasons: list[Reason] = []
    if offer.start_months and (opens is None or ends is None or opens.first <= ends.last):
        reasons.append(Reason("start-month", need=tuple(str(m) for m in offer.start_months)))
    if opens is not None and opens.first > month:
        reasons.append(opens.reason)
    if ends is not None and ends.last < until:
        reasons.append(ends.reason)
    return tuple(reasons)


def _nearest_rule(
    compiled: Compiled, reading: Reading, offer: Offer, here: Standpoint, until: int
) -> tuple[Part, ...]:
    """A rule that says no to exactly this situation comes first; one that says no to others tells nothing."""
    found: list[tuple[tuple[bool, bool, int], tuple[Part, ...]]] = []
    for rule in offer.access:
        parts = _parts_of_rule(compiled, reading, offer, rule, here)
        closed = len(_never(parts, here.month, until))
        says_no = CERTAINTY[rule.verdict] > max(ADMITTED.values())
        if not says_no or closed == 1:
            found.append(((closed > 0, not says_no, closed), parts))
    nobody = (Part(Reason("verdict", need=("closed",))),)
    return min(found, key=lambda item: item[0], default=(None, nobody))[1]


def _parts_of_offer(compiled: Compiled, offer: Offer, here: Standpoint) -> Iterator[Part]:
    if offer.territory is not None and here.place not in offer.territory:
        yield Part(Reason("place", have=here.place, need=offer.territory))
    if offer.outcomes and not any(
        outcome_applies(offer, i, compiled.pathway.scales, here.situation) for i in range(len(offer.outcomes))
    ):
        yield Part(Reason("no-effect"))
    length = offer.months if offer.kind is Kind.MEASURE else 0
    funding = compiled.pathway.funding_of(offer)
    for period in (offer.period, *((funding.period,) if funding else ())):
        first = period.first_month(compiled.date)
        last = period.last_month(compiled.date) - max(0, length - 1)
        reason = Reason("offer-period", have=_day(compiled, here.month), need=_written(period))
        yield Part(reason, first, last)


def outcome_applies(offer: Offer, number: int, scales: Scales, situation: Mapping[str, str]) -> bool:
    """Whether all effects of an outcome apply in a situation."""
    now = dict(situation)
    for effect in offer.outcomes[number].effects:
        attribute = scales.attribute(effect.attribute)
        after = effect_map(effect, attribute)[attribute.index(now[attribute.key])]
        if after < 0:
            return False
        now[attribute.key] = attribute.values[after].key
    return True


def _parts_of_rule(
    compiled: Compiled, reading: Reading, offer: Offer, rule: AccessRule, here: Standpoint
) -> tuple[Part, ...]:
    parts: list[Part] = []
    if grade(offer, rule) > ADMITTED[reading]:
        is_plain = offer.conditions == () or rule.verdict not in ("open", "entitled")
        need = rule.verdict.value if is_plain else "conditional"
        parts.append(Part(Reason("verdict", need=(need,), note=rule.note)))
    period = rule.period
    reason = Reason("law-period", have=_day(compiled, here.month), need=_written(period), note=rule.note)
    parts.append(Part(reason, period.first_month(compiled.date), period.last_month(compiled.date)))
    return (*parts, *condition_parts(compiled, rule.when, here))


def condition_parts(compiled: Compiled, condition: Condition, here: Standpoint) -> Iterator[Part]:
    """Every part of a condition with the months in which it holds for somebody who only waits."""
    for attribute, allowed in condition.values.items():
        have = here.situation[attribute]
        if have not in allowed:
            yield Part(Reason("attribute", attribute, have, tuple(allowed)))
    for clock, limit in condition.clocks.items():
        months = here.clocks.get(clock)
        shown = "" if months is None else str(months)
        if limit.minimum is not None or months is None:
            need = limit.minimum or 0
            first = NEVER if months is None else here.month + need - months
            yield Part(Reason("clock-minimum", clock, shown, (str(need),)), first, NEVER)
        if limit.maximum is not None and months is not None:
            last = here.month + limit.maximum - months
            yield Part(Reason("clock-maximum", clock, shown, (str(limit.maximum),)), -NEVER, last)
    for clock, day in condition.begun_by.items():
        began = add_months(compiled.date, -here.entry_clocks[clock])
        if began > day:
            yield Part(Reason("begun-by", clock, began.isoformat(), (day.isoformat(),)))


def _day(compiled: Compiled, month: int) -> str:
    return add_months(compiled.date, month).isoformat()


def _written(period: Period) -> tuple[str, ...]:
    begin = period.valid_from.isoformat() if period.valid_from else ""
    end = period.valid_to.isoformat() if period.valid_to else ""
    return (f"{begin}..{end}",)
