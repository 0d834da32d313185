from __future__ import annotations

from staffelstab.web.surveys.views.asking import ask, remind, renew, respondent, withdraw
from staffelstab.web.surveys.views.by_link import fill_by_link
from staffelstab.web.surveys.views.filling import fill, hand_in, reopen
from staffelstab.web.surveys.views.rounds import close, new_round, round_view, rounds

__all__ = [
    "ask",
    "close",
    "fill",
    "fill_by_link",
    "hand_in",
    "new_round",
    "remind",
    "renew",
    "reopen",
    "respondent",
    "round_view",
    "rounds",
    "withdraw",
]
