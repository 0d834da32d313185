"""Why a door is closed: the reasons of the rule that comes nearest to opening."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from staffelstab.engine.check.compile import Compiled
from staffelstab.engine.check.door_rules import AskedDoor, AskedRule, Standpoint, asked_door
from staffelstab.engine.check.finding import ClosedDoor, Reason
from staffelstab.engine.check.limits import FAR_MONTHS, NEVER
from staffelstab.engine.model import Condition, Offer, Period, add_months


class Part(NamedTuple):
    """One thing a door asks for, and the months (first to last) in which it is given; first > last: never.

    The rest is what its reason says; of a period `have` is the month in which it is asked about.
    """

    kind: str
    first: int = NEVER
    last: int = -1
    attribute: str = ""
    have: object = ""
    need: Period | tuple[object, ...] = ()
    note: str = ""

    def reason(self, compiled: Compiled) -> Reason:
        if isinstance(self.need, Period):
            return Reason(self.kind, have=_day(compiled, self.have), need=_written(self.need), note=self.note)
        need = tuple(str(n) for n in self.need)
        return Reason(self.kind, self.attribute, "" if self.have is None else str(self.have), need, self.note)


def closed_door(
    compiled: Compiled,
    offer: Offer,
    here: Standpoint,
    when: Condition,
    *,
    until: int = FAR_MONTHS,
) -> ClosedDoor:
    """The door of an offer behind a transition, with reasons that together keep it closed from now to month `until`.

    `when` is the target group of the transition.
    """
    asked = asked_door(compiled, offer)
    parts = [*_parts_of_offer(asked, offer, here), *condition_parts(compiled, when, here)]
    parts += _nearest_rule(compiled, asked, offer, here, until)
    reasons = [part.reason(compiled) for part in _never(parts, here.month, until)]
    reasons = reasons or _conflict(compiled, offer, parts, here.month, until)
    return ClosedDoor(offer.key, True, tuple(dict.fromkeys(reasons)))


def _never(parts: Sequence[Part], month: int, until: int) -> list[Part]:
    """Parts that keep the door closed by themselves."""
    return [p for p in parts if p.first > p.last or p.first > until or p.last < month or month > until]


def _conflict(
    compiled: Compiled, offer: Offer, parts: Sequence[Part], month: int, until: int
) -> list[Reason]:
    """Everything is given at some time, but not at the same time: what comes last and what ends first."""
    opens = max(parts, key=lambda p: p.first, default=None)
    ends = min(parts, key=lambda p: p.last, default=None)
    reasons: list[Reason] = []
    if offer.start_months and (opens is None or ends is None or opens.first <= ends.last):
        reasons.append(Reason("start-month", need=tuple(str(m) for m in offer.start_months)))
    if opens is not None and opens.first > month:
        reasons.append(opens.reason(compiled))
    if ends is not None and ends.last < until:
        reasons.append(ends.reason(compiled))
    return reasons


def _nearest_rule(
    compiled: Compiled, asked: AskedDoor, offer: Offer, here: Standpoint, until: int
) -> tuple[Part, ...]:
    """A rule that says no to exactly this situation comes first; one that says no to others tells nothing."""
    nearest: tuple[tuple[bool, bool, int], AskedRule] | None = None
    for rule in asked.rules:
        closed = rule.closed(here, until)
        if rule.says_no and closed != 1:
            continue
        rank = (closed > 0, not rule.says_no, closed)
        if nearest is None or rank < nearest[0]:
            nearest = rank, rule
    if nearest is None:
        return (Part("verdict", need=("closed",)),)
    return _parts_of_rule(compiled, offer, nearest[1], here)


def _parts_of_offer(asked: AskedDoor, offer: Offer, here: Standpoint) -> Iterator[Part]:
    if offer.territory is not None and here.place not in offer.territory:
        yield Part("place", have=here.place, need=offer.territory)
    if not asked.has_effect(here.situation):
        yield Part("no-effect")
    for first, last, period in asked.periods:
        yield Part("offer-period", first, last, have=here.month, need=period)


def _parts_of_rule(compiled: Compiled, offer: Offer, asked: AskedRule, here: Standpoint) -> tuple[Part, ...]:
    parts: list[Part] = []
    rule = asked.rule
    if asked.is_too_doubtful:
        is_plain = offer.conditions == () or rule.verdict not in ("open", "entitled")
        need = rule.verdict.value if is_plain else "conditional"
        parts.append(Part("verdict", need=(need,), note=rule.note))
    parts.append(
        Part("law-period", asked.first, asked.last, have=here.month, need=rule.period, note=rule.note)
    )
    return (*parts, *condition_parts(compiled, rule.when, here))


def condition_parts(compiled: Compiled, condition: Condition, here: Standpoint) -> Iterator[Part]:
    """Every part of a condition with the months in which it holds for somebody who only waits."""
    for attribute, allowed in condition.values.items():
        have = here.situation[attribute]
        if have not in allowed:
            yield Part("attribute", attribute=attribute, have=have, need=tuple(allowed))
    yield from _clock_parts(compiled, condition, here)


def _clock_parts(compiled: Compiled, condition: Condition, here: Standpoint) -> Iterator[Part]:
    for clock, limit in condition.clocks.items():
        months = here.clocks.get(clock)
        if limit.minimum is not None or months is None:
            need = limit.minimum or 0
            first = NEVER if months is None else here.month + need - months
            yield Part("clock-minimum", first, NEVER, clock, months, (need,))
        if limit.maximum is not None and months is not None:
            last = here.month + limit.maximum - months
            yield Part("clock-maximum", -NEVER, last, clock, months, (limit.maximum,))
    for clock, day in condition.begun_by.items():
        began = add_months(compiled.date, -here.entry_clocks[clock])
        if began > day:
            yield Part("begun-by", attribute=clock, have=began, need=(day,))


def _day(compiled: Compiled, month: object) -> str:
    return add_months(compiled.date, int(str(month))).isoformat()


def _written(period: Period) -> tuple[str, ...]:
    begin = period.valid_from.isoformat() if period.valid_from else ""
    end = period.valid_to.isoformat() if period.valid_to else ""
    return (f"{begin}..{end}",)
