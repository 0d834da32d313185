"""What was decided when the law behind an offer changed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.models import AllianceOwned
from staffelstab.web.offers.enums import Decision
from staffelstab.web.offers.models.offers import Offer


class LawDecision(AllianceOwned):
    """A notice is computed as long as nobody has decided; ``change`` names it, so that it never comes twice."""

    offer = models.ForeignKey(Offer, models.PROTECT, related_name="law_decisions", verbose_name=_("offer"))
    change = models.CharField(max_length=64)
    decision = models.CharField(_("decision"), max_length=10, choices=Decision.choices)
    reason = models.TextField(_("reason"), blank=True)
    decided_on = models.DateField(_("decided on"))
    decided_by = models.CharField(_("decided by"), max_length=300)

    class Meta:
        ordering = ("-decided_on", "-pk")
        verbose_name = _("decision about a change of law")
        verbose_name_plural = _("decisions about changes of law")
        constraints = (
            models.UniqueConstraint(fields=("alliance", "offer", "change"), name="offers_law_decision_once"),
            models.CheckConstraint(
                condition=~Q(decision=Decision.KEPT) | ~Q(reason=""), name="offers_law_kept_with_reason"
            ),
        )

    def __str__(self) -> str:
        return f"{self.offer}: {self.change}"
