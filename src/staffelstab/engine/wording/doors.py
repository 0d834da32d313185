"""Why a door stays closed, in words."""

from __future__ import annotations

import datetime as dt

from staffelstab.engine.check import ClosedDoor, Reason
from staffelstab.engine.model import Clock, Pathway, Period
from staffelstab.engine.wording import names
from staffelstab.engine.wording import scales as scale_words
from staffelstab.engine.wording.texts import Texts


def door(texts: Texts, closed: ClosedDoor, pathway: Pathway) -> str:
    """One sentence about one station that does not open."""
    station = names.station(texts, pathway, closed.station)
    others = [reason for reason in closed.reasons if reason.kind != "no-transition"]
    told = texts.parts(reason(texts, item, pathway) for item in others)
    if not closed.has_transition:
        if not told:
            return texts.say("door.no_transition", station=station)
        return texts.say("door.no_transition_and", station=station, reasons=told)
    if not told:
        return texts.say("door.closed_plain", station=station)
    return texts.say("door.closed", station=station, reasons=told)


def reason(texts: Texts, reason: Reason, pathway: Pathway) -> str:
    """A reason as a clause without a full stop."""
    told = _reason(texts, reason, pathway)
    note = reason.note.strip().rstrip(".")
    return texts.say("reason_more.with_note", reason=told, note=note) if note else told


def _reason(texts: Texts, reason: Reason, pathway: Pathway) -> str:
    if reason.kind == "attribute":
        return _attribute(texts, reason, pathway)
    if reason.kind in ("clock-minimum", "clock-maximum", "begun-by"):
        return _clock(texts, reason, scale_words.clock_of(pathway.scales, reason.attribute))
    if reason.kind == "verdict":
        verdict = reason.need[0] if reason.need else reason.have
        return texts.say("reason.verdict", verdict=_verdict(texts, verdict))
    if reason.kind in ("law-period", "offer-period"):
        return texts.say(f"reason.{reason.kind}", period=texts.period(_period("".join(reason.need))))
    if reason.kind == "start-month" and reason.need and all(part.isdigit() for part in reason.need):
        months = texts.one_of(texts.calendar_month(int(part)) for part in reason.need)
        return texts.say("reason_more.start_months", months=months)
    if reason.kind in ("origin", "beyond-horizon"):
        stations = texts.one_of(names.station(texts, pathway, key) for key in reason.need)
        return texts.say(f"reason.{reason.kind}", stations=stations)
    key = f"reason.{reason.kind}"
    return texts.say(key) if texts.has(key) else texts.say("reason_more.other")


def _attribute(texts: Texts, reason: Reason, pathway: Pathway) -> str:
    attribute = scale_words.attribute_of(pathway.scales, reason.attribute)
    return texts.say(
        "reason.attribute",
        attribute=scale_words.attribute_label(texts, attribute),
        have=scale_words.value_name(texts, attribute, reason.have),
        need=scale_words.allowed(texts, attribute, reason.need) if reason.need else texts.say("form.none"),
    )


def _clock(texts: Texts, reason: Reason, clock: Clock) -> str:
    label = scale_words.clock_label(texts, clock)
    need = reason.need[0] if reason.need else ""
    if reason.kind == "begun-by":
        return texts.say("reason.begun-by", clock=label, date=_date(texts, need))
    if not reason.have.lstrip("-").isdigit():
        return texts.say("reason_more.clock_not_running", clock=label, need=_months(texts, need))
    have = texts.months(int(reason.have))
    if reason.kind == "clock-maximum" and need.isdigit() and scale_words.is_age(texts, clock):
        need = str(scale_words.last_year(int(need)))
    return texts.say(f"reason.{reason.kind}", clock=label, have=have, need=_after_months(texts, need))


def _verdict(texts: Texts, verdict: str) -> str:
    key = f"reason_verdict.{verdict}"
    return texts.say(key if texts.has(key) else "reason_verdict.unknown")


def _months(texts: Texts, months: str) -> str:
    return texts.months(int(months)) if months.lstrip("-").isdigit() else months or texts.say("form.none")


def _after_months(texts: Texts, months: str) -> str:
    return texts.after_months(int(months)) if months.isdigit() else months or texts.say("form.none")


def _date(texts: Texts, day: str) -> str:
    try:
        return texts.date(dt.date.fromisoformat(day))
    except ValueError:
        return day or texts.say("form.none")


def _period(written: str) -> Period:
    """``2019-08-01..2023-06-30``, either side may be empty."""
    start, _, end = written.partition("..")
    return Period(_day(start), _day(end))


def _day(written: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(written.strip())
    except ValueError:
        return None
