from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class TransitionState(models.TextChoices):
    """How firm an arrow is; the words of the file format."""

    POSSIBLE = "possible", _("possible")
    AIMED = "aimed", _("aimed for")
    AGREED = "agreed", _("agreed")


class Reading(models.TextChoices):
    """How strictly uncertain law is read; the words of the check."""

    STRICT = "strict", _("strict: only what is sure")
    DEFAULT = "default", _("usual: conditions as well")
    LENIENT = "lenient", _("lenient: all that is not closed")


class Counting(models.TextChoices):
    """Which transitions count in the check: the weakest state that does."""

    AGREED = "agreed", _("agreed ones only")
    AIMED = "aimed", _("agreed and aimed for")
    POSSIBLE = "possible", _("possible ones as well")


class World(models.TextChoices):
    """What a timeline is about."""

    CONCEPT = "concept", _("this concept")
    REGULAR = "regular", _("the whole regular system of the catalogue")


class WorkState(models.TextChoices):
    """What people do about a finding."""

    OPEN = "open", _("open")
    ASSIGNED = "assigned", _("assigned")
    OVERDUE = "overdue", _("overdue")
    ACCEPTED = "accepted", _("accepted as known")
