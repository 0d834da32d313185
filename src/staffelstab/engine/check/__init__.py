"""Who could be stuck, and where? `check(pathway, question)` leaves no profile, place or month out."""

from staffelstab.engine.check.check import check
from staffelstab.engine.check.checker import Checker
from staffelstab.engine.check.coverage import (
    Bundled,
    Coverage,
    Row,
    Share,
    Way,
    coverage,
    modules_against_gaps,
)
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
from staffelstab.engine.check.findings.gap_without_module import available_offers
from staffelstab.engine.check.land.batch import check_all
from staffelstab.engine.check.land.cut import District, cut_districts
from staffelstab.engine.check.land.land_findings import LandFinding
from staffelstab.engine.check.land.spreading import (
    Spread,
    collecting_seldom,
    in_turn,
    on_cluster,
    processes,
)
from staffelstab.engine.check.land.state import DistrictReport, StateReport, Unchecked, check_state
from staffelstab.engine.check.profile_results import ProfileResult, profile_results
from staffelstab.engine.check.profile_table import ProfileTable, profile_table
from staffelstab.engine.check.timeline import Event, over_time

__all__ = [
    "KINDS",
    "Bundled",
    "Checker",
    "ClosedDoor",
    "Code",
    "Coverage",
    "District",
    "DistrictReport",
    "Event",
    "Finding",
    "LandFinding",
    "Persons",
    "ProfileAtEntry",
    "ProfileResult",
    "ProfileSet",
    "ProfileTable",
    "Question",
    "Reason",
    "Report",
    "Row",
    "Severity",
    "Share",
    "Spread",
    "StateReport",
    "Step",
    "Unchecked",
    "Way",
    "Witness",
    "available_offers",
    "check",
    "check_all",
    "check_state",
    "collecting_seldom",
    "coverage",
    "cut_districts",
    "in_turn",
    "modules_against_gaps",
    "on_cluster",
    "over_time",
    "processes",
    "profile_results",
    "profile_table",
]
