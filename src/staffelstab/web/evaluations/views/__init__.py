from __future__ import annotations

from staffelstab.web.evaluations.views.figures import figure, figure_file
from staffelstab.web.evaluations.views.matrix import ask_beside, cell, matrix
from staffelstab.web.evaluations.views.outside import figure_outside
from staffelstab.web.evaluations.views.overlaps import (
    mark_overlap_view,
    overlaps,
    overlaps_pdf,
    unmark_overlap_view,
)
from staffelstab.web.evaluations.views.public import who_does_what, who_does_what_public, withdraw_page_view

__all__ = [
    "ask_beside",
    "cell",
    "figure",
    "figure_file",
    "figure_outside",
    "mark_overlap_view",
    "matrix",
    "overlaps",
    "overlaps_pdf",
    "unmark_overlap_view",
    "who_does_what",
    "who_does_what_public",
    "withdraw_page_view",
]
