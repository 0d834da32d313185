"""Small concepts around the known dead ends and loops, as described beside the catalogue."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from staffelstab.engine.check import Finding, Question, Report, check
from staffelstab.engine.model import (
    Concept,
    Condition,
    Goal,
    Offer,
    Pathway,
    Place,
    ProfileSpace,
    Transition,
    TransitionState,
)
from staffelstab.programmes import catalogue
from staffelstab.programmes.reading import DATA

FILE = DATA / "catalogue" / "expectations.yaml"
Pairs = list[list[str]]


@dataclass(frozen=True)
class Case:
    """One small concept, for people of one residence status."""

    key: str
    status: str
    plan: Mapping[str, Any]

    @property
    def expected(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.plan["expect"]
        return found

    @property
    def expected_waiting(self) -> int | None:
        months = self.expected.get("waiting_months")
        return int(months[self.status]) if isinstance(months, dict) else months

    @property
    def expected_reason(self) -> tuple[str, ...]:
        """Kind of the reason and its attribute or clock."""
        reason = self.expected.get("reason", ())
        return tuple(reason[self.status] if isinstance(reason, dict) else reason)

    def report(self, ways_out: Pairs | None = None) -> Report:
        day = dt.date.fromisoformat(self.plan["date"])
        return check(self._pathway([*self.plan["transitions"], *(ways_out or [])]), Question(date=day))

    def findings(self, report: Report) -> list[Finding]:
        """Findings of the expected code and kind at the expected station."""
        code, kind, station = self.expected["code"], self.expected["kind"], self.expected.get("station")
        fitting = [found for found in report.findings if (found.code, found.kind) == (code, kind)]
        return [found for found in fitting if station is None or station in found.stations[:1]]

    def _pathway(self, pairs: Pairs) -> Pathway:
        stations = tuple(dict.fromkeys([*self.plan["entries"], *(end for pair in pairs for end in pair)]))
        concept = Concept(
            stations=stations,
            entry_points=tuple(self.plan["entries"]),
            transitions=tuple(Transition(start, end, TransitionState.AGREED) for start, end in pairs),
            goals=tuple(map(_goal, self.plan["goals"])),
        )
        return Pathway(
            title=self.key,
            scales=catalogue.scales(),
            offers=tuple(offer_named(key) for key in stations),
            concept=concept,
            profiles=self._profiles(),
            places=(Place("99001001", "Musterstadt"),),
        )

    def _profiles(self) -> ProfileSpace:
        values = {key: tuple(allowed) for key, allowed in self.plan["profile"].items()}
        months = {clock: (value,) for clock, value in self.plan["months"].items()}
        return ProfileSpace({"status": (self.status,), **values}, months, catalogue.profile_space().same_as)


def _goal(values: Mapping[str, list[str]]) -> Goal:
    return Goal("-".join(values), {}, Condition({key: tuple(allowed) for key, allowed in values.items()}))


def offer_named(key: str) -> Offer:
    return next(offer for offer in catalogue.offers() if offer.key == key)


def expectations() -> list[Mapping[str, Any]]:
    cases: list[Mapping[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))["cases"]
    return cases


def cases_of(statuses_by_id: Mapping[str, tuple[str, ...]]) -> list[Case]:
    """One case per concept and status; the statuses are those of the known pattern, or the concept's own."""
    return [
        Case(plan["id"], status, plan)
        for plan in expectations()
        if plan["id"] in statuses_by_id
        for status in plan.get("statuses", statuses_by_id[plan["id"]])
    ]


def case_name(case: Case) -> str:
    return f"{case.key}-{case.status}-{case.expected['code']}"
