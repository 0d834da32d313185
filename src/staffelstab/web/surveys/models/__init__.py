from __future__ import annotations

from staffelstab.web.surveys.models.decisions import Decision, Taken, Upload
from staffelstab.web.surveys.models.rounds import Answer, Round, Sheet

__all__ = ["Answer", "Decision", "Round", "Sheet", "Taken", "Upload"]
