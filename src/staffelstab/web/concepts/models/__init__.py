from __future__ import annotations

from staffelstab.web.concepts.models.care import FindingCare
from staffelstab.web.concepts.models.changes import Change, Import, is_newest_change
from staffelstab.web.concepts.models.pathway import HANDOVER_PARTS, Concept, Station, Transition
from staffelstab.web.concepts.models.proposals import Proposal
from staffelstab.web.concepts.models.versions import BINDING, Comment, Version

__all__ = [
    "BINDING",
    "HANDOVER_PARTS",
    "Change",
    "Comment",
    "Concept",
    "FindingCare",
    "Import",
    "Proposal",
    "Station",
    "Transition",
    "Version",
    "is_newest_change",
]
