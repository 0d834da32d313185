"""Follows a story with a finger in the file: was each step allowed, and is the situation after it right?

It reads a document of the file format (docs/reference/file-format.md), not the engine's model, and knows only as
much as somebody has to know who checks a story at a desk. Every complaint is a sentence; without a complaint the
story is true.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from staffelstab.engine.check.finding import ClosedDoor, Question, Reason, Step, Witness
from staffelstab.engine.check.limits import FAR_MONTHS
from staffelstab.engine.model import add_months

Document = Mapping[str, Any]
GRADES = {"entitled": 0, "open": 0, "conditional": 1, "discretionary": 2, "unknown": 2, "suspended": 3}
ADMITTED = {"strict": 0, "default": 1, "lenient": 3}
STATES = ("possible", "aimed", "agreed")


def day(value: object) -> dt.date | None:
    return dt.date.fromisoformat(value) if isinstance(value, str) else None


def holds_on(period: Document, when: dt.date, until: dt.date | None = None) -> bool:
    first, last = day(period.get("valid_from")), day(period.get("valid_to"))
    return (first is None or first <= when) and (last is None or max(when, until or when) <= last)


def reads_as(period: Document) -> str:
    return f"{period.get('valid_from') or ''}..{period.get('valid_to') or ''}"


def grade_of(verdict: str, offer: Document) -> int:
    """An offer with a condition that nobody can evaluate is never certain."""
    return max(GRADES.get(verdict, 9), 1 if offer.get("conditions") else 0)


class Traveller:
    """One profile on its way through one file.

    `places`: where it stands; the start is "". Whoever takes accompaniment or a legal step stands at it and still
    at the place from which it was taken.
    """

    def __init__(self, document: Document, question: Question, witness: Witness) -> None:
        self.document, self.question, self.profile = document, question, witness.profile
        self.offers = {offer["key"]: offer for offer in document["offers"]}
        self.fundings = {funding["key"]: funding for funding in document.get("fundings", ())}
        self.attributes = {attribute["key"]: attribute for attribute in document["attributes"]}
        self.concept = document["concept"]
        self.situation = dict(witness.profile.values)
        self.places, self.month = {""}, 0
        self.begun: dict[str, int | None] = {}
        for clock in document.get("clocks", ()):
            runs = clock["kind"] == "fixed" or self.situation[clock["attribute"]] in clock["values"]
            self.begun[clock["key"]] = -witness.profile.clocks[clock["key"]] if runs else None

    # --- reading the file -------------------------------------------------------------------------

    def date(self, month: int) -> dt.date:
        return add_months(self.question.date, month)

    def allowed(self, attribute: str, asked: object) -> Sequence[str]:
        """The value keys that a condition names: one, a list, or a range of an ordered scale."""
        if isinstance(asked, str):
            return (asked,)
        if isinstance(asked, Mapping):
            keys = [value["key"] for value in self.attributes[attribute]["values"]]
            low, high = asked.get("min", keys[0]), asked.get("max", keys[-1])
            return keys[keys.index(low) : keys.index(high) + 1]
        assert isinstance(asked, list)
        return asked

    def meets(self, condition: Document, month: int) -> bool:
        for key, asked in condition.items():
            if key not in ("clocks", "begun_by") and self.situation[key] not in self.allowed(key, asked):
                return False
        for clock, latest in condition.get("begun_by", {}).items():
            if self.date(self.begun[clock] or 0) > (day(latest) or dt.date.min):
                return False
        return all(self.shows(clock, limit, month) for clock, limit in condition.get("clocks", {}).items())

    def shows(self, clock: str, limit: Document, month: int) -> bool:
        began = self.begun[clock]
        return began is not None and limit.get("min", -(10**6)) <= month - began <= limit.get("max", 10**6)

    def at_goal(self) -> bool:
        return any(self.meets(goal["when"], self.month) for goal in self.concept["goals"])

    def transitions_to(self, station: str) -> list[Document]:
        """Those that count; the way in at an entry point is one from the start."""
        weakest, transitions = STATES.index(self.question.transitions), self.concept.get("transitions", ())
        found = [t for t in transitions if t["to"] == station and STATES.index(t["state"]) >= weakest]
        return found + [{"from": "", "to": station}] * (station in self.concept["entry_points"])

    def connected(self, station: str) -> bool:
        return any(transition["from"] in self.places for transition in self.transitions_to(station))

    def origins(self, station: str, month: int) -> set[str]:
        """The places from which this traveller may be handed over to a station in this month."""
        found = [t for t in self.transitions_to(station) if self.meets(t.get("when", {}), month)]
        return {transition["from"] for transition in found} & self.places

    def open_rules(self, offer: Document, month: int) -> list[Document]:
        """The access rules that let this traveller in in this month; none if anything else is closed."""
        last_month = month + offer.get("months", 0) - 1 if offer["kind"] == "measure" else month
        periods = [offer, self.fundings.get(offer.get("funding"), {})]
        starts = offer.get("start_months")
        if (
            ("territory" in offer and self.profile.place not in offer["territory"])
            or not all(holds_on(period, self.date(month), self.date(last_month)) for period in periods)
            or (starts and self.date(month).month not in starts)
        ):
            return []
        return [rule for rule in offer.get("access", [{}]) if self.rule_opens(offer, rule, month)]

    def rule_opens(self, offer: Document, rule: Document, month: int) -> bool:
        admitted = grade_of(rule.get("verdict", "open"), offer) <= ADMITTED[self.question.reading]
        return admitted and holds_on(rule, self.date(month)) and self.meets(rule.get("when", {}), month)

    def after(self, outcome: Document) -> dict[str, str] | None:
        """The situation after an outcome, None when it cannot happen."""
        situation = dict(self.situation)
        for effect in outcome.get("effects", ()):
            attribute, source = self.attributes[effect["attribute"]], effect.get("from")
            keys = [value["key"] for value in attribute["values"]]
            has, to = keys.index(situation[effect["attribute"]]), keys.index(effect["to"])
            if attribute["kind"] == "unordered":
                applies = source in (None, keys[has])
            else:
                applies = source is None or keys.index(source) <= has < to
                to = max(has, to)
            if not applies:
                return None
            situation[effect["attribute"]] = keys[to]
        return situation

    # --- following a story ------------------------------------------------------------------------

    def take(self, step: Step) -> Iterator[str]:
        """Take one step; whatever is not as the story says is said."""
        offer = self.offers[step.station]
        outcomes = offer.get("outcomes") or [{"key": step.outcome}]
        outcome = next((outcome for outcome in outcomes if outcome["key"] == step.outcome), None)
        if outcome is None:
            yield f"{step.station}: there is no outcome {step.outcome!r}"
            return
        yield from self.complain_about_start(step, offer)
        situation = self.after(outcome)
        if situation is None:
            yield f"{step.station}: the outcome {step.outcome} cannot happen to {self.situation}"
            return
        lasts = outcome.get("months", offer.get("months", 0))
        yield from self.complain_about_end(step, outcome, situation, step.starts + lasts)
        self.move(step, situation, step.starts + lasts)

    def complain_about_start(self, step: Step, offer: Document) -> Iterator[str]:
        if self.at_goal():
            yield f"{step.station}: the way had already ended at a goal"
        if step.station not in self.concept["stations"] or not self.origins(step.station, step.starts):
            yield f"{step.station}: nothing leads there from {self.places}"
        if step.starts != self.month + step.waits or step.waits < 0:
            yield f"{step.station}: starts in month {step.starts}, not {self.month} + {step.waits}"
        rules = self.open_rules(offer, step.starts)
        if not rules:
            yield f"{step.station}: closed in month {step.starts} in {self.situation}"
        elif (step.verdict, step.note) not in [(r.get("verdict", "open"), r.get("note", "")) for r in rules]:
            yield f"{step.station}: no open rule says {step.verdict} ({step.note})"
        for name in ("conditions", "risks"):
            if list(getattr(step, name)) != list(offer.get(name, ())):
                yield f"{step.station}: not all {name} are told"

    def complain_about_end(self, step: Step, outcome: Document, after: Document, ends: int) -> Iterator[str]:
        changed = {key: (value, after[key]) for key, value in self.situation.items() if value != after[key]}
        told = {
            "situation": (dict(step.situation), after),
            "changes": (dict(step.changed), changed),
            "months": (step.ends, ends),
            "dates": ((step.starts_on, step.ends_on), (self.date(step.starts), self.date(ends))),
            "failure": (step.is_failure, outcome.get("failure", False)),
        }
        for name, (said, true) in told.items():
            if said != true:
                yield f"{step.station}: {name} {said}, in truth {true}"

    def move(self, step: Step, situation: dict[str, str], ends: int) -> None:
        beside = self.offers[step.station]["kind"] != "measure"
        stays = self.origins(step.station, step.starts) if beside else set()
        for clock in self.document.get("clocks", ()):
            if clock["kind"] == "since":
                if situation[clock["attribute"]] not in clock["values"]:
                    self.begun[clock["key"]] = None
                elif self.begun[clock["key"]] is None:
                    self.begun[clock["key"]] = step.starts if clock.get("from_start") else ends
        self.situation, self.places, self.month = situation, {step.station, *stays}, ends

    def follow(self, steps: Sequence[Step]) -> list[str]:
        return [complaint for step in steps for complaint in self.take(step)]

    # --- closed doors -----------------------------------------------------------------------------

    def check_door(self, door: ClosedDoor, until: int = FAR_MONTHS) -> Iterator[str]:
        """Is this door closed, is every reason true, and do they together keep it closed in every month?"""
        if door.has_transition != self.connected(door.station):
            yield f"{door.station}: said to have{'' if door.has_transition else ' no'} transition"
        if door.has_transition and not self.at_goal():
            yield from self.check_reasons(door, until)

    def check_reasons(self, door: ClosedDoor, until: int) -> Iterator[str]:
        offer, months = self.offers[door.station], range(self.month, until + 1)
        for month in months:
            if self.origins(door.station, month) and self.open_rules(offer, month) and self.fits(offer):
                yield f"{door.station}: opens in month {month}"
                return
        for reason in door.reasons:
            if reason.kind.startswith("clock") and not self.shows_what_it_has(reason):
                yield f"{door.station}: {reason} shows something else in month {self.month}"
            if not any(self.closes(reason, offer, month) for month in months):
                yield f"{door.station}: {reason} is never true from month {self.month} on"
        for month in months:
            if not any(self.closes(reason, offer, month) for reason in door.reasons):
                yield f"{door.station}: no reason given keeps it closed in month {month}"
                return

    def fits(self, offer: Document) -> bool:
        return any(self.after(outcome) is not None for outcome in offer.get("outcomes") or [{}])

    def closes(self, reason: Reason, offer: Document, month: int) -> bool:
        """Does what this reason names keep the door closed in this month?"""
        kind, need = reason.kind, reason.need
        if kind == "attribute":
            return self.situation[reason.attribute] == reason.have and reason.have not in need
        if kind in ("clock-minimum", "clock-maximum"):
            began, asked = self.begun[reason.attribute], int(need[0])
            if began is None:
                return kind == "clock-minimum"
            return month - began < asked if kind == "clock-minimum" else month - began > asked
        if kind == "begun-by":
            return self.date(self.begun[reason.attribute] or 0) > dt.date.fromisoformat(need[0])
        if kind == "verdict":
            return grade_of(need[0], offer) > ADMITTED[self.question.reading]
        if kind in ("law-period", "offer-period"):
            return self.period_closes(reason, offer, month)
        if kind == "start-month":
            return self.date(month).month not in offer["start_months"]
        if kind == "place":
            return self.profile.place not in offer["territory"]
        if kind == "no-effect":
            return not self.fits(offer)
        return kind == "no-transition" and not self.origins(offer["key"], month)

    def shows_what_it_has(self, reason: Reason) -> bool:
        began = self.begun[reason.attribute]
        return reason.have == ("" if began is None else str(self.month - began))

    def period_closes(self, reason: Reason, offer: Document, month: int) -> bool:
        if reason.kind == "law-period":
            named = [rule for rule in offer.get("access", []) if reads_as(rule) in reason.need]
            return any(not holds_on(rule, self.date(month)) for rule in named)
        last_month = month + offer.get("months", 0) - 1 if offer["kind"] == "measure" else month
        meant = [
            p for p in (offer, self.fundings.get(offer.get("funding"), {})) if reads_as(p) in reason.need
        ]
        return any(not holds_on(period, self.date(month), self.date(last_month)) for period in meant)
