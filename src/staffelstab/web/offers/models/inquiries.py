"""Whether offers are still true: one letter to a provider, one answer per offer."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.models import AllianceOwned, Organisation
from staffelstab.web.offers.enums import AnswerKind, Decision
from staffelstab.web.offers.models.offers import Offer


class Inquiry(AllianceOwned):
    """One request to one provider about all its offers here. Its tasks by link carry its number as subject."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("provider")
    )
    asked_by = models.CharField(_("asked by"), max_length=300)
    asked_on = models.DateField(_("asked on"))
    expires_on = models.DateField(_("open until"))
    reminded_on = models.DateField(_("reminded on"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    class Meta:
        ordering = ("expires_on", "pk")
        verbose_name = _("letter to a provider")
        verbose_name_plural = _("letters to providers")
        constraints = (
            models.CheckConstraint(
                condition=Q(expires_on__gte=F("asked_on")), name="offers_inquiry_expires_after_asking"
            ),
            models.UniqueConstraint(
                fields=("alliance", "organisation"),
                condition=Q(closed_on=None),
                name="offers_inquiry_once_open",
            ),
        )

    def __str__(self) -> str:
        return str(self.organisation)


class Answer(AllianceOwned):
    """What the provider says about one offer. ``wishes`` and ``note`` are more than facts: they wait for a decision.

    ``wishes`` holds fields of the offer with their new values: ``territory`` and ``everywhere``, ``conditions``.
    """

    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="answers")
    offer = models.ForeignKey(Offer, models.PROTECT, related_name="answers", verbose_name=_("offer"))
    kind = models.CharField(_("answer"), max_length=10, choices=AnswerKind.choices, blank=True)
    wishes = models.JSONField(default=dict, blank=True)
    note = models.TextField(_("what else has changed"), blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.CharField(_("answered by"), max_length=300, blank=True)
    decision = models.CharField(_("decision"), max_length=10, choices=Decision.choices, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decided_by = models.CharField(_("decided by"), max_length=300, blank=True)
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        ordering = ("offer__title", "pk")
        verbose_name = _("answer of a provider")
        verbose_name_plural = _("answers of providers")
        constraints = (
            models.UniqueConstraint(fields=("inquiry", "offer"), name="offers_answer_once_per_letter"),
            models.CheckConstraint(
                condition=Q(kind="", answered_at=None) | (~Q(kind="") & Q(answered_at__isnull=False)),
                name="offers_answer_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_on=None) | (~Q(decision="") & Q(decided_on__isnull=False)),
                name="offers_decision_has_its_day",
            ),
        )

    def __str__(self) -> str:
        return str(self.offer)

    @property
    def waits(self) -> bool:
        return self.kind == AnswerKind.CHANGED and bool(self.wishes or self.note) and not self.decision
