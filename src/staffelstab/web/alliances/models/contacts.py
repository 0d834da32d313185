"""Whom one asks: a function of an organisation, never a person; each part with who may see it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.enums import Visibility
from staffelstab.web.alliances.models.actors import Organisation, Place
from staffelstab.web.alliances.models.validity import DatedRow

PARTS = ("function", "task", "places", "phone", "email")


def seen_by() -> models.CharField[str, str]:
    return models.CharField(
        _("visible for"), max_length=20, choices=Visibility.choices, default=Visibility.ALLIANCE
    )


class Contact(DatedRow):
    """Belongs to one alliance, even where the organisation is shared. Read it through ``queries.contacts_for``."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="contacts", verbose_name=_("organisation")
    )
    function = models.CharField(_("function"), max_length=200)
    task = models.CharField(_("task"), max_length=500, blank=True)
    places = models.ManyToManyField(Place, related_name="+", blank=True, verbose_name=_("municipalities"))
    phone = models.CharField(_("business telephone"), max_length=50, blank=True)
    email = models.EmailField(_("business e-mail address"), blank=True)
    function_for = seen_by()
    task_for = seen_by()
    places_for = seen_by()
    phone_for = seen_by()
    email_for = seen_by()

    class Meta(DatedRow.Meta):
        ordering = ("organisation__name", "function", "pk")
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        constraints = (
            *DatedRow.Meta.constraints,
            models.CheckConstraint(condition=~Q(function=""), name="alliances_contact_has_a_function"),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{part}_for__in": Visibility.values}),
                    name=f"alliances_contact_{part}_is_for_somebody",
                )
                for part in PARTS
            ),
        )

    def __str__(self) -> str:
        return self.function

    @property
    def described(self) -> dict[str, Any]:
        """Everything that can be edited, for the journal and for forms; needs the places."""
        return {
            "function": self.function,
            "task": self.task,
            "phone": self.phone,
            "email": self.email,
            "places": sorted(place.pk for place in self.places.all()),
            **{f"{part}_for": getattr(self, f"{part}_for") for part in PARTS},
            **self.days_valid,
        }
