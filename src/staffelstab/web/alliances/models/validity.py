"""What holds for a time: two dates, the second may be open, and the row is kept after its end."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.models.tenancy import AllianceOwned


def valid_on(today: date, prefix: str = "") -> Q:
    """Rows that hold on this day; ``prefix`` such as ``seats__`` when they hang below another row."""
    begun = Q(**{f"{prefix}valid_from__lte": today})
    return begun & (Q(**{f"{prefix}valid_to": None}) | Q(**{f"{prefix}valid_to__gte": today}))


class DatedRow(AllianceOwned):
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("to"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="%(app_label)s_%(class)s_ends_after_begin",
            ),
        )

    def is_valid_on(self, today: date) -> bool:
        return self.valid_from <= today and (self.valid_to is None or self.valid_to >= today)

    def has_ended(self, today: date) -> bool:
        return self.valid_to is not None and self.valid_to < today

    @property
    def days_valid(self) -> dict[str, Any]:
        """For the journal."""
        return {"valid_from": self.valid_from, "valid_to": self.valid_to}


def day_before(day: date) -> date:
    return day - timedelta(days=1)
