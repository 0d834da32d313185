from __future__ import annotations

from staffelstab.web.concepts.models.care import FindingCare
from staffelstab.web.concepts.models.changes import Change, Import, is_newest_change
from staffelstab.web.concepts.models.pathway import HANDOVER_PARTS, Concept, Station, Transition

__all__ = [
    "HANDOVER_PARTS",
    "Change",
    "Concept",
    "FindingCare",
    "Import",
    "Station",
    "Transition",
    "is_newest_change",
]
