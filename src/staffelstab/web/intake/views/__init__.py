"""The pages of this room, from the upload to what became of each row."""

from __future__ import annotations

from staffelstab.web.intake.views.deeds import (
    discard_view,
    go_on_view,
    stop_view,
    take_back_view,
    take_over_view,
)
from staffelstab.web.intake.views.exports import export
from staffelstab.web.intake.views.pages import foreign_list_view, lists, progress, rows
from staffelstab.web.intake.views.questions import columns, doubts
from staffelstab.web.intake.views.sources import forget_source, source, sources

__all__ = [
    "columns",
    "discard_view",
    "doubts",
    "export",
    "foreign_list_view",
    "forget_source",
    "go_on_view",
    "lists",
    "progress",
    "rows",
    "source",
    "sources",
    "stop_view",
    "take_back_view",
    "take_over_view",
]
