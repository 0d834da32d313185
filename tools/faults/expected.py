"""What a planted fault must be found as: known from how it was planted, not from the check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from staffelstab.engine.model import Pathway


@dataclass(frozen=True)
class Concerned:
    """Exactly these profiles: every combination of the values, months and places."""

    values: Mapping[str, tuple[str, ...]]
    clocks: Mapping[str, tuple[int, ...]]
    places: tuple[str, ...]

    @property
    def count(self) -> int:
        count = len(self.places)
        for named in (*self.values.values(), *self.clocks.values()):
            count *= len(named)
        return count


@dataclass(frozen=True)
class Expected:
    """One finding. concerned: None where only its being there is claimed (companions).

    way: the number of steps of its shortest story, circle those of its round; None where it is not known beforehand.
    """

    code: str
    kind: str
    stations: tuple[str, ...] = ()
    transition: tuple[str, str] | None = None
    group: Mapping[str, str] = field(default_factory=dict)
    funding: str | None = None
    concerned: Concerned | None = None
    way: int | None = None
    circle: int | None = None

    def key(self) -> tuple[object, ...]:
        """What tells this finding from the others of a report."""
        return self.code, self.kind, self.stations, self.transition, tuple(self.group.items()), self.funding


@dataclass(frozen=True)
class Planted:
    """A sound concept, the same with one fault, what it must be found as, and what cannot but come along."""

    fault: str
    seed: int
    sound: Pathway
    faulty: Pathway
    findings: tuple[Expected, ...]
    companions: tuple[Expected, ...] = ()


def document(planted: Planted) -> dict[str, Any]:
    """For the list of the corpus."""
    return {
        "fault": planted.fault,
        "seed": planted.seed,
        "stations": len(planted.faulty.concept.stations),
        "expected": [_finding(finding) for finding in planted.findings],
        "companions": [_finding(finding) for finding in planted.companions],
    }


def _finding(finding: Expected) -> dict[str, Any]:
    entry: dict[str, Any] = {"code": finding.code, "kind": finding.kind}
    if finding.stations:
        entry["stations"] = list(finding.stations)
    if finding.transition:
        entry["transition"] = list(finding.transition)
    if finding.group:
        entry["group"] = dict(finding.group)
    if finding.funding:
        entry["funding"] = finding.funding
    if finding.concerned:
        entry["profiles"] = {
            "count": finding.concerned.count,
            "values": {key: list(values) for key, values in finding.concerned.values.items()},
            "clocks": {key: list(months) for key, months in finding.concerned.clocks.items()},
            "places": list(finding.concerned.places),
        }
    if finding.way is not None:
        entry["steps_of_the_way"] = finding.way
    if finding.circle is not None:
        entry["steps_of_the_circle"] = finding.circle
    return entry
