"""One profile on its way through one file: where it stands, what its clocks show, which doors are open to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from staffelstab.engine.check.finding import ProfileAtEntry, Question
from staffelstab.engine.replay.reading import (
    ADMITTED,
    STATES,
    Document,
    after_effects,
    allowed,
    day,
    grade_of,
    holds_on,
    months_later,
)


class Traveller:
    """`places`: where it stands; the start is "". Whoever takes accompaniment or a legal step stands at it and still
    at the place from which it was taken. `begun`: the month in which a clock began, None while it does not run.
    """

    def __init__(self, document: Document, question: Question, profile: ProfileAtEntry) -> None:
        self.document, self.question, self.profile = document, question, profile
        self.offers = {offer["key"]: offer for offer in document["offers"]}
        self.fundings = {funding["key"]: funding for funding in document.get("fundings", ())}
        self.attributes = {attribute["key"]: attribute for attribute in document["attributes"]}
        self.concept = document["concept"]
        self.situation = dict(profile.values)
        self.places, self.month = {""}, 0
        self.begun: dict[str, int | None] = {}
        for clock in document.get("clocks", ()):
            runs = clock["kind"] == "fixed" or self.situation[clock["attribute"]] in clock["values"]
            self.begun[clock["key"]] = -profile.clocks[clock["key"]] if runs else None

    def date(self, month: int) -> dt.date:
        return months_later(self.question.date, month)

    # --- conditions -------------------------------------------------------------------------------

    def unmet(self, condition: Document, month: int) -> Iterator[str]:
        """The parts of a condition that do not hold in this month: values, months-shown, begun-by."""
        for key, asked in condition.items():
            if key not in ("clocks", "begun_by") and self.situation[key] not in allowed(
                self.attributes[key], asked
            ):
                yield "values"
        for clock, latest in condition.get("begun_by", {}).items():
            if self.date(self.begun[clock] or 0) > (day(latest) or dt.date.min):
                yield "begun-by"
        for clock, limit in condition.get("clocks", {}).items():
            if not self.shows(clock, limit, month):
                yield "months-shown"

    def meets(self, condition: Document, month: int) -> bool:
        return next(self.unmet(condition, month), None) is None

    def shows(self, clock: str, limit: Document, month: int) -> bool:
        began = self.begun[clock]
        if began is None:
            return False
        return bool(limit.get("min", -(10**6)) <= month - began <= limit.get("max", 10**6))

    def at_goal(self) -> bool:
        return any(self.meets(goal["when"], self.month) for goal in self.concept.get("goals", ()))

    # --- transitions ------------------------------------------------------------------------------

    def transitions_to(self, station: str) -> list[Document]:
        """Those that count; the way in at an entry point is one from the start."""
        weakest, transitions = STATES.index(self.question.transitions), self.concept.get("transitions", ())
        counted = [
            t
            for t in transitions
            if t["to"] == station and STATES.index(t.get("state", "possible")) >= weakest
        ]
        return counted + [{"from": "", "to": station}] * (station in self.concept.get("entry_points", ()))

    def connected(self, station: str) -> bool:
        return any(transition["from"] in self.places for transition in self.transitions_to(station))

    def origins(self, station: str, month: int) -> set[str]:
        """The places from which this traveller may be handed over to a station in this month."""
        found = [t for t in self.transitions_to(station) if self.meets(t.get("when", {}), month)]
        return {transition["from"] for transition in found} & self.places

    # --- doors ------------------------------------------------------------------------------------

    def serves(self, offer: Document) -> bool:
        return "territory" not in offer or self.profile.place in offer["territory"]

    def periods(self, offer: Document) -> list[Document]:
        return [offer, self.fundings.get(offer.get("funding"), {})]

    def runs(self, offer: Document, month: int) -> bool:
        """The offer and its funding hold at the start, for a measure also until its last month."""
        last_month = (
            month + offer.get("months", 0) - 1 if offer.get("kind", "measure") == "measure" else month
        )
        days = self.date(month), self.date(last_month)
        return all(holds_on(period, *days) for period in self.periods(offer))

    def begins_then(self, offer: Document, month: int) -> bool:
        starts = offer.get("start_months")
        return not starts or self.date(month).month in starts

    def closing(self, offer: Document, rule: Document, month: int) -> list[str]:
        """What keeps an access rule closed in this month; nothing when it is open."""
        found = []
        if grade_of(rule.get("verdict", "open"), offer) > ADMITTED[self.question.reading]:
            found.append("verdict")
        if not holds_on(rule, self.date(month)):
            found.append("law-period")
        return found + list(self.unmet(rule.get("when", {}), month))

    def open_rules(self, offer: Document, month: int) -> list[Document]:
        return [rule for rule in offer.get("access", [{}]) if not self.closing(offer, rule, month)]

    def is_open(self, offer: Document, month: int) -> bool:
        return (
            self.serves(offer)
            and self.runs(offer, month)
            and self.begins_then(offer, month)
            and bool(self.open_rules(offer, month))
        )

    def after(self, outcome: Document) -> dict[str, str] | None:
        return after_effects(self.attributes, self.situation, outcome)

    def fits(self, offer: Document) -> bool:
        return any(self.after(outcome) is not None for outcome in offer.get("outcomes") or [{}])

    # --- going on ---------------------------------------------------------------------------------

    def move(self, station: str, situation: dict[str, str], starts: int, ends: int) -> None:
        """Stand where a step leads, with the clocks it starts or stops."""
        beside = self.offers[station].get("kind", "measure") != "measure"
        stays = self.origins(station, starts) if beside else set()
        for clock in self.document.get("clocks", ()):
            if clock["kind"] == "since":
                if situation[clock["attribute"]] not in clock["values"]:
                    self.begun[clock["key"]] = None
                elif self.begun[clock["key"]] is None:
                    self.begun[clock["key"]] = starts if clock.get("from_start") else ends
        self.situation, self.places, self.month = situation, {station, *stays}, ends
