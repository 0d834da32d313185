"""Staffelstab in a notebook: read a file, check it, look at the answer as data frames.

    from staffelstab import notebook as st

    district = st.district("musterkreis")
    report = st.check(district, date="2026-11-23")
    report.findings
    report.story("dead-end.no-transition.vorkurs")

Frames need pandas, the extra ``staffelstab[notebook]``; reports and stories do without.
"""

from staffelstab.notebook.asking import check
from staffelstab.notebook.comparison import Comparison, compare
from staffelstab.notebook.errors import NotebookError, PandasMissing, UnreadableFile
from staffelstab.notebook.land import LandReport, check_state
from staffelstab.notebook.planning import RepairPlan, repair, timeline
from staffelstab.notebook.reports import CheckReport
from staffelstab.notebook.sources import catalogue, district, districts, read
from staffelstab.notebook.tales import Story

__all__ = [
    "CheckReport",
    "Comparison",
    "LandReport",
    "NotebookError",
    "PandasMissing",
    "RepairPlan",
    "Story",
    "UnreadableFile",
    "catalogue",
    "check",
    "check_state",
    "compare",
    "district",
    "districts",
    "read",
    "repair",
    "timeline",
]
