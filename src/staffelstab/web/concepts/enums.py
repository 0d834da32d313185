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


class VersionState(models.TextChoices):
    """How far a version is on its way to being binding; the live concept is the draft."""

    PRESENTED = "presented", _("presented")
    DISCUSSED = "discussed", _("discussed")
    DECIDED = "decided", _("decided")
    IN_FORCE = "in_force", _("in force")
    SUPERSEDED = "superseded", _("superseded")


class CommentState(models.TextChoices):
    """What became of a comment."""

    OPEN = "open", _("open")
    RESOLVED = "resolved", _("resolved")
    CARRIED = "carried", _("carried into the minutes")


class ProposalState(models.TextChoices):
    """What became of a proposal."""

    OPEN = "open", _("open")
    ACCEPTED = "accepted", _("accepted")
    REJECTED = "rejected", _("rejected")
