from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Certainty(models.TextChoices):
    """How well a statement about a programme is backed."""

    ESTABLISHED = "established", _("established")
    PARTLY = "partly", _("partly established")
    INFERRED = "inferred", _("own conclusion")
    UNKNOWN = "unknown", _("not known")
