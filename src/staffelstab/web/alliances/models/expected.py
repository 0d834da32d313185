"""Types of actors that are usual elsewhere and, for a reason, not here."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.models.actors import ActorType
from staffelstab.web.alliances.models.tenancy import AllianceOwned


class AbsentType(AllianceOwned):
    """“Not here, because …”, until it is taken back; what was said stays."""

    actor_type = models.ForeignKey(
        ActorType, models.PROTECT, related_name="+", verbose_name=_("type of actor")
    )
    reason = models.CharField(_("reason"), max_length=500)
    said_on = models.DateField(_("said on"))
    said_by = models.CharField(_("said by"), max_length=300)
    taken_back_on = models.DateField(_("taken back on"), null=True, blank=True)

    class Meta:
        ordering = ("actor_type__position", "-said_on", "pk")
        verbose_name = _("type of actor that is not here")
        verbose_name_plural = _("types of actors that are not here")
        constraints = (
            models.CheckConstraint(condition=~Q(reason=""), name="alliances_absence_has_a_reason"),
            models.CheckConstraint(
                condition=Q(taken_back_on=None) | Q(taken_back_on__gte=F("said_on")),
                name="alliances_absence_taken_back_after_said",
            ),
            models.UniqueConstraint(
                fields=("alliance", "actor_type"),
                condition=Q(taken_back_on=None),
                name="alliances_absence_once_open",
                violation_error_message=_("A reason is recorded for this type already."),
            ),
        )

    def __str__(self) -> str:
        return str(self.actor_type)
