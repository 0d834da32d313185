"""The invented town of the wording tests, and findings of every kind in it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from staffelstab.engine.check import (
    ClosedDoor,
    Code,
    Finding,
    Persons,
    ProfileAtEntry,
    ProfileSet,
    Reason,
    Severity,
    Step,
    Witness,
)
from staffelstab.engine.files import read
from staffelstab.engine.model import Pathway, Reading, Verdict

FILE = Path(__file__).parent / "lindental.yaml"
DAY = dt.date(2027, 1, 1)
ENTRY = {"status": "duldung", "language": "none", "certificate": "none", "work": "none"}
EVERY_PLACE = ("99001001", "99001002", "99001003", "99001004")


def lindental() -> Pathway:
    return read(FILE)


def some_profiles(**narrowed: tuple[str, ...]) -> ProfileSet:
    values = {"status": ("arbeitsverbot", "duldung", "erlaubnis"), "language": ("none", "A1", "A2")}
    clocks = {"age": (216, 312), "stay": (0, 24)}
    return ProfileSet(1480, 6000, {**values, **narrowed}, clocks, EVERY_PLACE, is_box=True)


def course(**more: object) -> Step:
    """The preparatory course with success: from below A1 to A1."""
    step = {
        "station": "vorkurs",
        "outcome": "a1",
        "waits": 2,
        "starts": 2,
        "ends": 8,
        "starts_on": dt.date(2027, 3, 1),
        "ends_on": dt.date(2027, 9, 1),
        "changed": {"language": ("none", "A1")},
        "situation": {**ENTRY, "language": "A1"},
        "verdict": Verdict.CONDITIONAL,
        "note": "Nur nach Beratung",
        "conditions": ("Kinderbetreuung ist gesichert",),
        "risks": ("Der Kurs füllt sich schnell",),
    }
    return Step(**{**step, **more})  # type: ignore[arg-type]


def witness() -> Witness:
    doors = (
        ClosedDoor("schule", True, (Reason("attribute", "language", "A1", ("A2", "B1")),)),
        ClosedDoor("abendkurs", False, (Reason("no-transition"),)),
    )
    later = course(station="erlaubnis", outcome="erlaubnis", changed={"status": ("duldung", "erlaubnis")})
    entry = ProfileAtEntry(ENTRY, {"age": 216, "stay": 6, "toleration": 6}, "99001003")
    return Witness(entry, way=(course(),), circle=(course(),), next_step=later, closed_doors=doors)


def made_up(code: Code, kind: str, **more: object) -> Finding:
    """A finding with every field filled."""
    fields = {
        "severity": Severity.SERIOUS,
        "profiles": some_profiles(status=("duldung",)),
        "persons": Persons(40, None),
        "reading": Reading.DEFAULT,
        "stations": ("vorkurs", "schule"),
        "transition": ("abendkurs", "schule"),
        "missing_parts": ("hands_over", "consent"),
        "funding": "bruecke",
        "group": {"status": "duldung"},
        "waiting_months": 7,
        "open_if_lenient": 12,
        "rests_on_conditions": True,
        "witness": witness(),
        "agreement": "Kooperation Lindental",
        "organisations": ("vhs", "werk"),
        "day": DAY,
    }
    return Finding(f"{code}.{kind}", code, kind, **{**fields, **more})  # type: ignore[arg-type]
