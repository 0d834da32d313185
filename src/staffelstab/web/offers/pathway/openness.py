"""Who can get in? One chosen situation against the rules of an offer; what is not chosen stays open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from staffelstab.engine.model import CERTAINTY, AccessRule, ClockLimit, Condition, Verdict
from staffelstab.engine.model import Offer as EngineOffer
from staffelstab.web.offers.pathway.documents import ReadOffer
from staffelstab.web.offers.pathway.scales import AGE, STAY, scales, words

OPEN, CONDITIONAL, UNCERTAIN, CLOSED = "open", "conditional", "uncertain", "closed"
STATES = (OPEN, CONDITIONAL, UNCERTAIN, CLOSED)
STATE_OF_GRADE = {0: OPEN, 1: CONDITIONAL, 2: UNCERTAIN, 3: CLOSED, 9: CLOSED}


@dataclass(frozen=True)
class ChosenSituation:
    """Some features of a situation; months as a span: somebody of 18 has lived 216 to 227 months."""

    values: Mapping[str, str] = field(default_factory=dict)
    months: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.values or self.months)


def chosen_situation(values: Mapping[str, str], age: int | None, stay: int | None) -> ChosenSituation:
    months = {}
    if age is not None:
        months[AGE] = (age * 12, age * 12 + 11)
    if stay is not None:
        months |= dict.fromkeys((STAY, "registration"), (stay, stay))
    return ChosenSituation({key: value for key, value in values.items() if value}, months)


@dataclass(frozen=True)
class Openness:
    state: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class _Door:
    """How one rule stands to the situation: parts that fail, parts that the situation leaves open."""

    rule: AccessRule
    failing: Condition
    unsettled: Condition

    @property
    def fits(self) -> bool:
        return self.failing == Condition()

    @property
    def state(self) -> str:
        grade = CERTAINTY[self.rule.verdict]
        return STATE_OF_GRADE[max(grade, 1 if self.unsettled != Condition() else 0)]

    @property
    def distance(self) -> int:
        return len(self.failing.values) + len(self.failing.clocks) + len(self.failing.begun_by)


def openness(read: ReadOffer, situation: ChosenSituation, language: str, *, on: date) -> Openness:
    """Open, open under conditions, uncertain or closed on this day, each with the reason."""
    offer = read.offer
    if offer is None:
        return Openness(UNCERTAIN, tuple(read.complaints(language)))
    if not offer.period.contains(on):
        return Openness(CLOSED, (_("The offer does not exist on this day."),))
    doors = [_door(rule, situation) for rule in offer.access if rule.period.contains(on)]
    best = _best(doors)
    if best is None:
        return Openness(CLOSED, _why_closed(doors, language))
    return Openness(_state(offer, best), _why_open(offer, best, language))


def state_of(read: ReadOffer, situation: ChosenSituation, *, on: date) -> str:
    """The answer alone, for many offers; whether each exists on the day is asked elsewhere."""
    if read.offer is None:
        return UNCERTAIN
    best = _best([_door(rule, situation) for rule in read.offer.access if rule.period.contains(on)])
    return CLOSED if best is None else _state(read.offer, best)


def _best(doors: list[_Door]) -> _Door | None:
    """The door through which one gets most surely."""
    fitting = [
        door for door in doors if door.fits and CERTAINTY[door.rule.verdict] < CERTAINTY[Verdict.CLOSED]
    ]
    return min(
        fitting,
        key=lambda door: (STATES.index(door.state), door.unsettled != Condition()),
        default=None,
    )


def _state(offer: EngineOffer, best: _Door) -> str:
    return CONDITIONAL if best.state == OPEN and offer.conditions else best.state


def _why_open(offer: EngineOffer, door: _Door, language: str) -> tuple[str, ...]:
    reasons = []
    if CERTAINTY[door.rule.verdict] >= CERTAINTY[Verdict.DISCRETIONARY]:
        reasons.append(f"{_capital(words(language).verdict(door.rule.verdict))}.")
    if door.unsettled != Condition():
        what = words(language).condition(door.unsettled, scales())
        reasons.append(_("It also depends on: %(what)s.") % {"what": what})
    if door.rule.note:
        reasons.append(_sentence(door.rule.note))
    reasons += [_("To be checked: %(what)s") % {"what": _sentence(text)} for text in offer.conditions]
    return tuple(reasons)


def _why_closed(doors: list[_Door], language: str) -> tuple[str, ...]:
    shut = [door for door in doors if door.fits and door.unsettled == Condition()]
    if shut:
        notes = tuple(_sentence(door.rule.note) for door in shut if door.rule.note)
        return (_why_shut(shut[0].rule.verdict), *notes)
    possible = [door for door in doors if CERTAINTY[door.rule.verdict] < CERTAINTY[Verdict.CLOSED]]
    if not possible:
        if any(door.fits for door in doors):
            return (_why_shut(Verdict.CLOSED),)
        return (_("On this day there is no rule by which anybody is admitted."),)
    nearest = min(possible, key=lambda door: (door.distance, CERTAINTY[door.rule.verdict]))
    demanded = words(language).condition(nearest.failing, scales())
    return (_("Demanded is: %(what)s.") % {"what": demanded},)


def _why_shut(verdict: Verdict) -> str:
    if verdict is Verdict.NOT_APPLICABLE:
        return _("It is not meant for this situation.")
    return _("Excluded by law or by a rule of the programme.")


def _door(rule: AccessRule, situation: ChosenSituation) -> _Door:
    parts = {key: situation.values.get(key) for key in rule.when.values}
    fails = {key: v for key, v in rule.when.values.items() if parts[key] is not None and parts[key] not in v}
    asks = {key: v for key, v in rule.when.values.items() if parts[key] is None}
    fails_clock, asks_clock = {}, {}
    for key, limits in rule.when.clocks.items():
        answer = _within(situation.months.get(key), limits)
        if answer is False:
            fails_clock[key] = limits
        elif answer is None:
            asks_clock[key] = limits
    failing = Condition(fails, fails_clock, {})
    unsettled = Condition(asks, asks_clock, dict(rule.when.begun_by))
    return _Door(rule, failing, unsettled)


def _within(span: tuple[int, int] | None, limits: ClockLimit) -> bool | None:
    """Yes, no, or not to be said from what is known."""
    if span is None:
        return None
    low, high = span
    least = limits.minimum if limits.minimum is not None else low
    most = limits.maximum if limits.maximum is not None else high
    if high < least or low > most:
        return False
    return True if least <= low and high <= most else None


def _sentence(text: str) -> str:
    stripped = text.strip()
    return stripped if stripped.endswith((".", "!", "?")) else f"{stripped}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
