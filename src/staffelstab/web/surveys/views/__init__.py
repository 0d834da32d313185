from __future__ import annotations

from staffelstab.web.surveys.views.asking import ask, remind, renew, respondent, withdraw
from staffelstab.web.surveys.views.by_link import fill_by_link
from staffelstab.web.surveys.views.comparing import compare, decide, export, history
from staffelstab.web.surveys.views.files import apply, preview, template, undo, upload
from staffelstab.web.surveys.views.filling import fill, hand_in, reopen
from staffelstab.web.surveys.views.rounds import close, new_round, round_view, rounds
from staffelstab.web.surveys.views.taking import take_over

__all__ = [
    "apply",
    "ask",
    "close",
    "compare",
    "decide",
    "export",
    "fill",
    "fill_by_link",
    "hand_in",
    "history",
    "new_round",
    "preview",
    "remind",
    "renew",
    "reopen",
    "respondent",
    "round_view",
    "rounds",
    "take_over",
    "template",
    "undo",
    "upload",
    "withdraw",
]
