"""What people decided about what shows itself: overlaps that are known and wanted, and what everybody may read."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.models import AllianceOwned
from staffelstab.web.offers.models import Offer


class KnownOverlap(AllianceOwned):
    """Two offers that do the same for the same people, and why that is all right. The lower number stands first."""

    one = models.ForeignKey(Offer, models.PROTECT, related_name="+", verbose_name=_("one offer"))
    other = models.ForeignKey(Offer, models.PROTECT, related_name="+", verbose_name=_("other offer"))
    reason = models.TextField(_("why this is all right"), max_length=1000)
    marked_on = models.DateField(_("known since"))
    marked_by = models.CharField(_("marked by"), max_length=300)

    class Meta:
        ordering = ("marked_on", "pk")
        verbose_name = _("known overlap")
        verbose_name_plural = _("known overlaps")
        constraints = (
            models.UniqueConstraint(
                fields=("alliance", "one", "other"), name="evaluations_overlap_known_once_per_pair"
            ),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="evaluations_overlap_has_an_order"),
            models.CheckConstraint(condition=~Q(reason=""), name="evaluations_overlap_has_a_reason"),
        )

    def __str__(self) -> str:
        return f"{self.one} / {self.other}"


class PublicPage(AllianceOwned):
    """What an alliance tells everybody: exactly what stood in the preview on the day it was published.

    `contents`: language → what the page shows, without any count of persons. `published_on` empty: nobody sees it.
    """

    introduction = models.TextField(_("introduction"), max_length=2000, blank=True)
    contents = models.JSONField(default=dict, blank=True)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    published_by = models.CharField(_("published by"), max_length=300, blank=True)

    class Meta:
        ordering = ("alliance", "pk")
        verbose_name = _("public page")
        verbose_name_plural = _("public pages")
        constraints = (
            models.UniqueConstraint(fields=("alliance",), name="evaluations_one_public_page"),
            models.CheckConstraint(
                condition=Q(published_on=None) | ~Q(contents={}),
                name="evaluations_public_page_says_something",
            ),
        )

    def __str__(self) -> str:
        return str(self.alliance)
