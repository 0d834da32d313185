from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    MEASURE = "measure", _("measure")
    ACCOMPANIMENT = "accompaniment", _("accompaniment")
    LEGAL_STEP = "legal_step", _("legal step")


class Method(models.TextChoices):
    """How a number of persons came about."""

    COUNTED = "counted", _("counted")
    ESTIMATED = "estimated", _("estimated")
    REPORTED = "reported", _("reported")
