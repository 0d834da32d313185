"""What a partner proposes for a transition at one of its stations; the coordination or the core group answers."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.models import AllianceOwned, Organisation
from staffelstab.web.concepts.enums import ProposalState
from staffelstab.web.concepts.models.pathway import Concept
from staffelstab.web.offers.models import Offer


class Proposal(AllianceOwned):
    """`values`: only the parts that shall change; `before`: how they stood then (empty: no such transition)."""

    concept = models.ForeignKey(Concept, models.PROTECT, related_name="proposals", verbose_name=_("concept"))
    origin = models.ForeignKey(Offer, models.PROTECT, related_name="+", verbose_name=_("from"))
    target = models.ForeignKey(Offer, models.PROTECT, related_name="+", verbose_name=_("to"))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    values = models.JSONField(default=dict, blank=True)
    before = models.JSONField(default=dict, blank=True)
    is_new = models.BooleanField(_("a new transition"), default=False)
    reason = models.TextField(_("why"), blank=True)
    by = models.CharField(_("who"), max_length=300)
    at = models.DateTimeField(_("when"), auto_now_add=True)
    state = models.CharField(
        _("state"), max_length=10, choices=ProposalState.choices, default=ProposalState.OPEN
    )
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.CharField(_("answered by"), max_length=300, blank=True)

    class Meta:
        ordering = ("-at", "-pk")
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        constraints = (
            models.CheckConstraint(
                condition=~Q(state="rejected") | ~Q(answer=""),
                name="concepts_proposal_rejected_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state="open") | ~Q(answered_by=""), name="concepts_proposal_answered_by_somebody"
            ),
        )

    def __str__(self) -> str:
        return f"{self.origin} → {self.target}"
