"""Who could be stuck, and where? `check(pathway, question)` leaves no profile, place or month out."""

from staffelstab.engine.check.check import check
from staffelstab.engine.check.finding import (
    KINDS,
    ClosedDoor,
    Code,
    Finding,
    Persons,
    ProfileAtEntry,
    ProfileSet,
    Question,
    Reason,
    Report,
    Severity,
    Step,
    Witness,
)
from staffelstab.engine.check.profile_results import ProfileResult, profile_results

__all__ = [
    "KINDS",
    "ClosedDoor",
    "Code",
    "Finding",
    "Persons",
    "ProfileAtEntry",
    "ProfileResult",
    "ProfileSet",
    "Question",
    "Reason",
    "Report",
    "Severity",
    "Step",
    "Witness",
    "check",
    "profile_results",
]
