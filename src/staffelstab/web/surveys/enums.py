from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Way(models.TextChoices):
    """How the coordination came to its decision."""

    TAKEN = "taken", _("one answer taken over")
    MERGED = "merged", _("several answers merged")
    OWN = "own", _("own answer")


class Origin(models.TextChoices):
    """On which way an answer arrived."""

    PAGE = "page", _("typed on the page")
    FILE = "file", _("read from a workbook")


class StepState(models.TextChoices):
    """What would happen to one row of a decided answer."""

    NEW = "new", _("is taken over")
    DONE = "done", _("was taken over already")
    KNOWN = "known", _("stands there already")
    UNCLEAR = "unclear", _("cannot be taken over like this")
    WAITS = "waits", _("stays in the round, there is no other place for it yet")
