"""A source of money. One with an end date is time-limited and is asked what remains after it."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Funding(models.Model):
    """Shared between alliances. ``programme_key`` names the profile with its rules, if there is one."""

    key = models.SlugField(_("key"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200)
    programme_key = models.SlugField(_("programme profile"), max_length=80, blank=True)
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_to = models.DateField(_("to"), null=True, blank=True)
    is_programme = models.BooleanField(_("limited programme, not the regular system"), default=False)

    class Meta:
        ordering = ("name", "pk")
        verbose_name = _("funding")
        verbose_name_plural = _("fundings")
        constraints = (
            models.CheckConstraint(condition=~Q(name="") & ~Q(key=""), name="funding_funding_has_a_name"),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="funding_funding_ends_after_begin",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def is_over(self, today: date) -> bool:
        return self.valid_to is not None and self.valid_to < today
