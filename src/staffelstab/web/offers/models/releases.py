"""What left the alliance: kept, because the next release must not give away what this one held back."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.models import AllianceOwned


class NeedRelease(AllianceOwned):
    """A list of needs that was given out. rows: what was printed. groups: what was counted, for later releases."""

    released_at = models.DateTimeField(_("given out"), auto_now_add=True)
    released_by = models.CharField(_("given out by"), max_length=300)
    recipient = models.CharField(_("for whom"), max_length=200)
    threshold = models.PositiveSmallIntegerField(_("threshold"))
    rows = models.JSONField(_("rows"), default=list)
    groups = models.JSONField(_("counted groups"), default=list)

    class Meta:
        ordering = ("-released_at", "-pk")
        verbose_name = _("release of needs")
        verbose_name_plural = _("releases of needs")
        constraints = (
            models.CheckConstraint(condition=~Q(recipient=""), name="offers_release_has_a_recipient"),
            models.CheckConstraint(
                condition=Q(threshold__gte=3), name="offers_release_threshold_says_nothing"
            ),
        )

    def __str__(self) -> str:
        return self.recipient
