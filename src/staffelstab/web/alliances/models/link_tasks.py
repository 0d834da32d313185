"""One request to one address, done without an account. See docs/decisions/0016-tasks-by-link.md."""

from __future__ import annotations

import hashlib
from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.enums import LinkState
from staffelstab.web.alliances.models.actors import Organisation
from staffelstab.web.alliances.models.tenancy import AllianceOwned

KEY_BYTES = 32


def digest_of_key(key: str) -> str:
    """What the database keeps of the key of a link: SHA-256, 64 hexadecimal digits."""
    return hashlib.sha256(key.encode()).hexdigest()


class LinkTask(AllianceOwned):
    """``kind`` is the room and what is asked (``offers.confirm``), ``subject`` the number of the thing in that room.

    Rules and deeds receive it as ``person`` where they admit one: it is the author of what is answered.
    """

    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=64, blank=True)
    title = models.CharField(_("what is asked"), max_length=200)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    function = models.CharField(_("asked in the function"), max_length=200)
    address = models.EmailField(_("business e-mail address"), blank=True)
    language = models.CharField(_("language"), max_length=5, default="de")
    digest = models.CharField(max_length=64, unique=True)
    asked_by = models.CharField(_("asked by"), max_length=300)
    sent_on = models.DateField(_("sent on"))
    expires_on = models.DateField(_("open until"))
    done_at = models.DateTimeField(_("answered"), null=True, blank=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)

    class Meta:
        ordering = ("expires_on", "pk")
        verbose_name = _("task by link")
        verbose_name_plural = _("tasks by link")
        indexes = (models.Index(fields=("alliance", "kind", "subject"), name="alliances_link_subject"),)
        constraints = (
            models.CheckConstraint(
                condition=~Q(kind="") & ~Q(title="") & ~Q(function=""),
                name="alliances_link_says_what_and_who",
            ),
            models.CheckConstraint(
                condition=Q(expires_on__gte=models.F("sent_on")), name="alliances_link_expires_after_sending"
            ),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(withdrawn_on=None), name="alliances_link_done_or_withdrawn"
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def who(self) -> str:
        """Function and organisation, as people read it."""
        return ", ".join(
            part for part in (self.function, self.organisation and self.organisation.name) if part
        )

    @property
    def journal_id(self) -> str:
        return f"link:{self.pk}"

    @property
    def journal_label(self) -> str:
        with override("de"):
            return gettext("%(who)s (by link)") % {"who": self.who}

    def state_on(self, today: date) -> LinkState:
        if self.withdrawn_on is not None:
            return LinkState.WITHDRAWN
        if self.done_at is not None:
            return LinkState.DONE
        return LinkState.OPEN if today <= self.expires_on else LinkState.EXPIRED
