from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class What(models.TextChoices):
    """What the rows of a list are."""

    ORGANISATIONS = "organisations", _("organisations")
    OFFERS = "offers", _("offers")
    NEEDS = "needs", _("needs")


class State(models.TextChoices):
    READ = "read", _("columns to be confirmed")
    COMPARING = "comparing", _("being compared")
    COMPARED = "compared", _("compared, not taken over")
    TAKING = "taking", _("being taken over")
    STOPPED = "stopped", _("stopped")
    TAKEN = "taken", _("taken over")
    UNDOING = "undoing", _("being taken back")
    UNDONE = "undone", _("taken back")


AT_WORK = (State.COMPARING, State.TAKING, State.UNDOING)
"""Something is being done with the rows; nobody else may begin with them."""


class Deed(models.TextChoices):
    """What would happen to a row."""

    NEW = "new", _("new")
    CHANGED = "changed", _("changed")
    SAME = "same", _("unchanged")
    DOUBTFUL = "doubtful", _("doubtful")
    DOUBLE = "double", _("possibly there already")
    ENDED = "ended", _("no longer active")
    OUT = "out", _("left out")
