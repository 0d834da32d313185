"""What people do about a finding: who takes care of it until when, or why it is accepted as known.

A finding has a stable name, so this stays when the concept is checked again.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.models import AllianceOwned, Organisation
from staffelstab.web.concepts.models.pathway import Concept


class FindingCare(AllianceOwned):
    """One row per finding that somebody took up. `title` keeps how it read when it was taken up."""

    concept = models.ForeignKey(Concept, models.PROTECT, related_name="cares", verbose_name=_("concept"))
    name = models.CharField(_("finding"), max_length=400)
    title = models.CharField(_("title"), max_length=500)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    function = models.CharField(_("function"), max_length=200, blank=True)
    due_on = models.DateField(_("until"), null=True, blank=True)
    accepted_because = models.TextField(_("accepted as known, because"), blank=True)
    accepted_on = models.DateField(_("accepted on"), null=True, blank=True)
    by = models.CharField(_("who"), max_length=300)

    class Meta:
        ordering = ("due_on", "pk")
        verbose_name = _("care for a finding")
        verbose_name_plural = _("cares for findings")
        constraints = (
            models.UniqueConstraint(fields=("concept", "name"), name="concepts_care_once_per_finding"),
            models.CheckConstraint(
                condition=(Q(accepted_on=None) & Q(accepted_because=""))
                | (Q(accepted_on__isnull=False) & ~Q(accepted_because="")),
                name="concepts_care_accepted_with_a_reason",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def is_accepted(self) -> bool:
        return self.accepted_on is not None

    @property
    def is_assigned(self) -> bool:
        return not self.is_accepted and bool(self.organisation_id or self.function)

    @property
    def who(self) -> str:
        """Function and organisation, as people read it."""
        name = self.organisation.name if self.organisation else ""
        return ", ".join(part for part in (self.function, name) if part)
