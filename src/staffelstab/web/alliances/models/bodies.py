"""Bodies of an alliance and who sits in them, on which day, with which vote."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.enums import BodyKind, Vote
from staffelstab.web.alliances.models.actors import Organisation, Place
from staffelstab.web.alliances.models.tenancy import AllianceOwned
from staffelstab.web.alliances.models.validity import DatedRow


class Body(DatedRow):
    """A body keeps its identity when it is renamed: ``name`` is the last one, ``former_names`` the others."""

    kind = models.CharField(_("kind"), max_length=20, choices=BodyKind.choices)
    name = models.CharField(_("name"), max_length=200)
    task = models.TextField(_("task"), max_length=2000, blank=True)

    class Meta(DatedRow.Meta):
        ordering = ("name", "pk")
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        constraints = (
            *DatedRow.Meta.constraints,
            models.CheckConstraint(condition=~Q(name=""), name="alliances_body_has_a_name"),
            models.CheckConstraint(
                condition=Q(kind__in=BodyKind.values), name="alliances_body_kind_is_known"
            ),
            models.UniqueConstraint(
                fields=("alliance",),
                condition=Q(kind=BodyKind.CORE_GROUP, valid_to=None),
                name="alliances_one_open_core_group",
                violation_error_message=_("The alliance has a core group already. End that one first."),
            ),
        )

    def __str__(self) -> str:
        return self.name

    def name_on(self, day: date) -> str:
        """How it was called on that day; needs the former names."""
        later = [former for former in self.former_names.all() if former.valid_to >= day]
        return min(later, key=lambda former: former.valid_to).name if later else self.name

    @property
    def described(self) -> dict[str, Any]:
        return {"kind": self.kind, "name": self.name, "task": self.task, **self.days_valid}


class FormerName(AllianceOwned):
    """A name the body no longer has, and the last day on which it had it."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="former_names", verbose_name=_("body"))
    name = models.CharField(_("name"), max_length=200)
    valid_to = models.DateField(_("to"))

    class Meta:
        ordering = ("-valid_to", "pk")
        verbose_name = _("former name")
        verbose_name_plural = _("former names")
        constraints = (
            models.UniqueConstraint(fields=("body", "valid_to"), name="alliances_former_name_once_a_day"),
        )

    def __str__(self) -> str:
        return self.name


class Seat(DatedRow):
    """An organisation is a member of a body in a function, with or without a vote, perhaps for municipalities."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="seats", verbose_name=_("body"))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="seats", verbose_name=_("organisation")
    )
    function = models.CharField(_("function"), max_length=200, blank=True)
    deputy = models.CharField(_("deputy (function)"), max_length=200, blank=True)
    vote = models.CharField(_("vote"), max_length=20, choices=Vote.choices, default=Vote.UNKNOWN)
    places = models.ManyToManyField(
        Place, related_name="+", blank=True, verbose_name=_("represents municipalities")
    )

    class Meta(DatedRow.Meta):
        ordering = ("organisation__name", "function", "pk")
        verbose_name = _("seat in a body")
        verbose_name_plural = _("seats in bodies")
        constraints = (
            *DatedRow.Meta.constraints,
            models.CheckConstraint(condition=Q(vote__in=Vote.values), name="alliances_seat_vote_is_known"),
            models.UniqueConstraint(
                fields=("body", "organisation", "function"),
                condition=Q(valid_to=None),
                name="alliances_seat_once_open",
                violation_error_message=_("This organisation has an open seat in this function already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation} ({self.function})" if self.function else str(self.organisation)

    def clean(self) -> None:
        """A seat lies inside the time of its body."""
        if self.valid_from and self.valid_from < self.body.valid_from:
            raise ValidationError({"valid_from": _("The body did not exist yet on this day.")})
        ends = self.body.valid_to
        if ends is not None and (self.valid_to is None or self.valid_to > ends):
            raise ValidationError(
                {"valid_to": _("The body ended before; the seat ends with it at the latest.")}
            )

    @property
    def described(self) -> dict[str, Any]:
        """Everything that can be edited; needs the places."""
        return {
            "organisation": self.organisation_id,
            "function": self.function,
            "deputy": self.deputy,
            "vote": self.vote,
            "places": sorted(place.pk for place in self.places.all()),
            **self.days_valid,
        }


def is_open_or_ends_after(until: date) -> Q:
    return Q(valid_to=None) | Q(valid_to__gt=until)
