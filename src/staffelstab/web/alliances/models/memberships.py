from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from staffelstab.web.accounts.models import User
from staffelstab.web.alliances.enums import Role
from staffelstab.web.alliances.models.actors import Organisation
from staffelstab.web.alliances.models.link_tasks import LinkTask
from staffelstab.web.alliances.models.tenancy import Alliance, AllianceOwned


class Membership(AllianceOwned):
    """One account acts in one alliance in one role, for a time. Rules and deeds receive it as ``person``."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships", verbose_name=_("account")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("to"), null=True, blank=True)

    class Meta:
        ordering = ("role", "pk")
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="alliances_membership_ends_after_begin",
            ),
            models.UniqueConstraint(
                fields=("alliance", "user"), condition=Q(valid_to=None), name="alliances_membership_once_open"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()})"

    @property
    def journal_id(self) -> str:
        return str(self.user_id)

    @property
    def journal_label(self) -> str:
        return str(self.user)

    @property
    def is_coordinator(self) -> bool:
        return self.role == Role.COORDINATOR

    @property
    def is_core_member(self) -> bool:
        return self.role in {Role.COORDINATOR, Role.CORE_MEMBER}

    def is_valid_on(self, today: date) -> bool:
        return self.valid_from <= today and (self.valid_to is None or self.valid_to >= today)


class AllianceRequest(HttpRequest):
    """What views of an alliance receive: the wall has been passed, alliance and membership are known."""

    alliance: Alliance
    membership: Membership
    user: User
    htmx: Any


class LinkRequest(HttpRequest):
    """What views that answer a task by link receive: the key was right, the task is known, its alliance in scope."""

    link_task: LinkTask
    htmx: Any


class PublicRequest(HttpRequest):
    """What views for everybody receive: the alliance published what they show, and is in scope."""

    public_alliance: Alliance


def another_coordinator_exists(membership: Membership, *, today: date) -> bool:
    """Is there a second coordination, valid today and without an end?"""
    others = Membership.objects.filter(role=Role.COORDINATOR, valid_from__lte=today, valid_to=None)
    return others.exclude(pk=membership.pk).exists()
