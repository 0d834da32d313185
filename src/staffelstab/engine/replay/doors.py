"""A closed door of a story against the file: does it stay closed, and for the reasons that are told?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from staffelstab.engine.check.finding import ClosedDoor, Reason
from staffelstab.engine.replay.points import Part, Point
from staffelstab.engine.replay.reading import ADMITTED, FAR, Document, grade_of, holds_on, reads_as
from staffelstab.engine.replay.traveller import Traveller


def check_door(traveller: Traveller, door: ClosedDoor, until: int = FAR) -> Part:
    """Is the door closed in every month up to `until`, and do the reasons, each true, together keep it closed?"""
    if door.station not in traveller.offers:
        return Part("door", door.station, (Point("known", False, door.station),))
    points = [Point("has-transition", door.has_transition == traveller.connected(door.station))]
    if door.has_transition and not traveller.at_goal():
        points += _reasons(traveller, door, until)
    return Part("door", door.station, tuple(points))


def _reasons(traveller: Traveller, door: ClosedDoor, until: int) -> Iterator[Point]:
    offer, months = traveller.offers[door.station], range(traveller.month, until + 1)
    opens = next((month for month in months if _opens(traveller, offer, month)), None)
    yield Point("stays-closed", opens is None, found="" if opens is None else str(opens))
    told = all(
        any(closes(traveller, reason, offer, month) for month in months) and shown(traveller, reason)
        for reason in door.reasons
    )
    kept = all(any(closes(traveller, reason, offer, month) for reason in door.reasons) for month in months)
    yield Point("reasons", told and kept)


def _opens(traveller: Traveller, offer: Document, month: int) -> bool:
    return (
        bool(traveller.origins(offer["key"], month))
        and traveller.is_open(offer, month)
        and traveller.fits(offer)
    )


def shown(traveller: Traveller, reason: Reason) -> bool:
    """A reason about a clock tells the months that the clock shows."""
    if not reason.kind.startswith("clock"):
        return True
    began = traveller.begun[reason.attribute]
    return reason.have == ("" if began is None else str(traveller.month - began))


def closes(traveller: Traveller, reason: Reason, offer: Document, month: int) -> bool:
    """Does what this reason names keep the door closed in this month?"""
    kind, need = reason.kind, reason.need
    if kind == "attribute":
        return traveller.situation[reason.attribute] == reason.have and reason.have not in need
    if kind in ("clock-minimum", "clock-maximum"):
        began, asked = traveller.begun[reason.attribute], int(need[0])
        if began is None:
            return kind == "clock-minimum"
        return month - began < asked if kind == "clock-minimum" else month - began > asked
    if kind == "begun-by":
        began_on = traveller.date(traveller.begun[reason.attribute] or 0)
        return began_on > dt.date.fromisoformat(need[0])
    if kind == "verdict":
        return grade_of(need[0], offer) > ADMITTED[traveller.question.reading]
    if kind in ("law-period", "offer-period"):
        return _period_closes(traveller, reason, offer, month)
    if kind == "start-month":
        return not traveller.begins_then(offer, month)
    if kind == "place":
        return not traveller.serves(offer)
    if kind == "no-effect":
        return not traveller.fits(offer)
    return kind == "no-transition" and not traveller.origins(offer["key"], month)


def _period_closes(traveller: Traveller, reason: Reason, offer: Document, month: int) -> bool:
    if reason.kind == "law-period":
        named = [rule for rule in offer.get("access", []) if reads_as(rule) in reason.need]
        return any(not holds_on(rule, traveller.date(month)) for rule in named)
    last_month = month + offer.get("months", 0) - 1 if offer.get("kind", "measure") == "measure" else month
    meant = [period for period in traveller.periods(offer) if reads_as(period) in reason.need]
    return any(not holds_on(period, traveller.date(month), traveller.date(last_month)) for period in meant)
