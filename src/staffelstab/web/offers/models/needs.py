"""What people need, as counts; never a person."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.models import AllianceOwned, Place
from staffelstab.web.offers.enums import Method


class Need(AllianceOwned):
    """How many persons with these features live in these places. No number means: not known, not zero.

    ``when`` is a condition in the shape of the file format. No places means: in the whole territory.
    """

    key = models.SlugField(_("key"), max_length=80)
    label = models.CharField(_("group"), max_length=200)
    when = models.JSONField(_("features of the group"), default=dict, blank=True)
    places = models.ManyToManyField(Place, related_name="+", blank=True, verbose_name=_("municipalities"))
    minimum = models.PositiveIntegerField(_("at least"), null=True, blank=True)
    maximum = models.PositiveIntegerField(_("at most"), null=True, blank=True)
    method = models.CharField(
        _("how the number came about"), max_length=20, choices=Method.choices, blank=True
    )
    source = models.CharField(_("source"), max_length=500, blank=True)
    date = models.DateField(_("as of"), null=True, blank=True)

    class Meta:
        ordering = ("label", "pk")
        verbose_name = _("need")
        verbose_name_plural = _("needs")
        constraints = (
            models.UniqueConstraint(fields=("alliance", "key"), name="offers_need_key_once_per_alliance"),
            models.CheckConstraint(condition=~Q(label="") & ~Q(key=""), name="offers_need_has_a_label"),
            models.CheckConstraint(
                condition=Q(minimum=None) | Q(maximum=None) | Q(maximum__gte=F("minimum")),
                name="offers_need_minimum_below_maximum",
            ),
            models.CheckConstraint(
                condition=Q(method__in=["", *Method.values]), name="offers_need_method_is_known"
            ),
        )

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        if not isinstance(self.when, dict):
            raise ValidationError({"when": _("The features are not in the shape of the file format.")})
