"""Findings are data: a code, the place, the evidence. `staffelstab.engine.wording` says them in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from staffelstab.engine.model import Reading, TransitionState, Verdict


class Code(StrEnum):
    GAP = "gap"
    GAP_IN_TIME = "gap-in-time"
    DEAD_END = "dead-end"
    REVOLVING_DOOR = "revolving-door"
    WAITING = "waiting"
    NO_WAY_IN = "no-way-in"
    HANDOVER_OPEN = "handover-open"
    HANDOVER_UNBACKED = "handover-unbacked"
    OVERLAP = "overlap"
    DOUBLE_FUNDING = "double-funding"
    MODULE_WITHOUT_GAP = "module-without-gap"
    GAP_WITHOUT_MODULE = "gap-without-module"
    SINGLE_POINT = "single-point"
    AFTER_FUNDING = "after-funding"
    LAW_CHANGE = "law-change"


class Severity(StrEnum):
    SERIOUS = "serious"
    MEDIUM = "medium"
    NOTICE = "notice"


KINDS: Mapping[Code, tuple[str, ...]] = {
    Code.GAP: ("never",),
    Code.GAP_IN_TIME: ("horizon", "closing"),
    Code.DEAD_END: ("no-transition", "closed", "no-offer"),
    Code.REVOLVING_DOOR: ("circle", "too-many-measures", "mostly-without-progress"),
    Code.WAITING: ("law", "course-start"),
    Code.NO_WAY_IN: ("never-entered",),
    Code.HANDOVER_OPEN: ("incomplete",),
    Code.HANDOVER_UNBACKED: ("none", "not-valid", "party-missing"),
    Code.OVERLAP: ("same", "contained"),
    Code.DOUBLE_FUNDING: ("same", "contained"),
    Code.MODULE_WITHOUT_GAP: ("regular-way",),
    Code.GAP_WITHOUT_MODULE: ("would-close",),
    Code.SINGLE_POINT: ("offer", "organisation", "funding"),
    Code.AFTER_FUNDING: ("gap-opens",),
    Code.LAW_CHANGE: ("closes", "opens"),
}
"""Sub-kinds per code; wording has one text per (code, kind)."""


@dataclass(frozen=True)
class ProfileAtEntry:
    """One profile: a value per attribute, months per clock, a place. Never a person."""

    values: Mapping[str, str]
    clocks: Mapping[str, int]
    place: str


@dataclass(frozen=True)
class Reason:
    """Why a door is closed in a situation.

    kind: "attribute" (attribute, have, need = allowed values), "clock-minimum" / "clock-maximum"
    (attribute = clock key, have/need in months), "begun-by" (need = ISO date), "verdict" (need = verdict),
    "law-period" and "offer-period" (need = "from..to"), "start-month", "place", "no-transition", "no-effect"
    (no outcome fits the situation), "origin" (need = stations leading here that nobody ever enters),
    "beyond-horizon" (need = stations leading here, which nobody leaves within the horizon).
    """

    kind: str
    attribute: str = ""
    have: str = ""
    need: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class ClosedDoor:
    """A next station that does not open, with the reasons of the rule that comes nearest to opening."""

    station: str
    has_transition: bool
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Step:
    """One step of a story.

    waits: months of waiting before it; starts/ends: months from the date of the check (with dates);
    changed: attribute → (before, after). verdict and notes belong to the rule that opened the door;
    conditions are sentences nobody has checked.
    """

    station: str
    outcome: str
    waits: int
    starts: int
    ends: int
    starts_on: dt.date
    ends_on: dt.date
    changed: Mapping[str, tuple[str, str]]
    situation: Mapping[str, str]
    verdict: Verdict
    note: str = ""
    conditions: tuple[str, ...] = ()
    risks: tuple[str, ...] = ()
    is_failure: bool = False


@dataclass(frozen=True)
class Witness:
    """A shortest story that can be followed step by step.

    way: from entry to the place of the finding. circle: the steps that lead back (revolving-door).
    next_step: the step one has to wait for (waiting). closed_doors: what stands at the end (gap, dead-end).
    """

    profile: ProfileAtEntry
    way: tuple[Step, ...] = ()
    circle: tuple[Step, ...] = ()
    next_step: Step | None = None
    closed_doors: tuple[ClosedDoor, ...] = ()


@dataclass(frozen=True)
class ProfileSet:
    """Which profiles are concerned: their number, the number of all, and which values occur among them.

    is_box: every combination of the listed values, months and places is concerned (so the description is
    exact).
    """

    count: int
    total: int
    values: Mapping[str, tuple[str, ...]]
    clocks: Mapping[str, tuple[int, ...]]
    places: tuple[str, ...]
    is_box: bool


@dataclass(frozen=True)
class Persons:
    """Persons concerned: at least `minimum` (needs whose every profile is concerned), at most `maximum`.

    None = unknown: nobody counted these profiles (maximum: or only some of them), or a count has no upper end.
    """

    minimum: int | None = None
    maximum: int | None = None


@dataclass(frozen=True)
class Finding:
    """One finding. `name` is stable for the same file and settings; `staffelstab explain` takes it.

    agreement: what the transition names (key, title or text). organisations: those between whom an agreement is
    missing; of party-missing those that are not party to it; of single-point the one that is lost. stations: of
    single-point what is lost; of law-change those whose rules change on `day`.
    """

    name: str
    code: Code
    kind: str
    severity: Severity
    profiles: ProfileSet
    persons: Persons
    reading: Reading
    stations: tuple[str, ...] = ()
    transition: tuple[str, str] | None = None
    missing_parts: tuple[str, ...] = ()
    funding: str | None = None
    group: Mapping[str, str] = field(default_factory=dict)
    waiting_months: int | None = None
    open_if_lenient: int = 0
    rests_on_conditions: bool = False
    witness: Witness | None = None
    agreement: str = ""
    organisations: tuple[str, ...] = ()
    day: dt.date | None = None


@dataclass(frozen=True)
class Question:
    """What was asked: on which date, with which reading, which transitions count, for whom.

    transitions: the weakest state that counts (AIMED counts aimed for and agreed). only: narrows the profile
    space (attribute → values, all others as in the file). places: None = all places of the file.
    thorough: also the questions that need many searches (modules without a gap, gaps without a module,
    single points). law_until: also what changes of access rules close and open up to this day.
    """

    date: dt.date
    reading: Reading = Reading.DEFAULT
    transitions: TransitionState = TransitionState.AIMED
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    places: tuple[str, ...] | None = None
    thorough: bool = False
    law_until: dt.date | None = None


@dataclass(frozen=True)
class Report:
    """The answer: findings, worst first, and how many profiles have a gapless way.

    profiles: all that were checked (profiles × places); with_way: those that reach a goal within the horizon;
    at_goal: those that stand at a goal at entry (counted in `with_way` too); with_way_if_strict / if_lenient
    likewise under the other readings. persons: total of the stated needs.
    with_way_by_place: place key → profiles of `with_way` there, in the order of the file.
    """

    question: Question
    findings: tuple[Finding, ...]
    profiles: int
    at_goal: int
    with_way: int
    with_way_if_strict: int
    with_way_if_lenient: int
    persons: Persons
    places: int
    with_way_by_place: Mapping[str, int] = field(default_factory=dict)

    def finding(self, name: str) -> Finding | None:
        return next((f for f in self.findings if f.name == name), None)
