"""Texts used more than once."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

INTERNAL = _("For internal use only. Small numbers are not suppressed.")
OUTSIDE = _("For passing on. Small numbers are held back, and what would give them away.")
UNDER = _("under %(number)s")
HELD_BACK = _("held back or not known")
WAY_WORDS = {
    "open": _("a way exists"),
    "waiting": _("only after waiting"),
    "late": _("too long"),
    "none": _("no way"),
}
WAY_SIGNS = {"open": "●", "waiting": "◑", "late": "◔", "none": "○"}
"""Full is good, empty is nothing; the word stands beside it."""
SERIES = (_("Need"), _("Places"), _("do not get there"), _("without a way"))
"""The four figures of a bundle, in the order of `ModuleRow.spans`."""
