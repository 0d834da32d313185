"""A work aid is asked in rounds; every respondent has one sheet per round, and nobody writes on another's."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.models import AllianceOwned, Organisation
from staffelstab.web.surveys.enums import Origin


class Round(AllianceOwned):
    """One work aid in one version, asked from a day until a day."""

    aid_key = models.CharField(max_length=60)
    aid_version = models.PositiveSmallIntegerField()
    title = models.CharField(_("title"), max_length=200)
    opened_on = models.DateField(_("opened on"))
    due_on = models.DateField(_("due"))
    opened_by = models.CharField(_("opened by"), max_length=300)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    class Meta:
        ordering = ("-opened_on", "-pk")
        verbose_name = _("round of a work aid")
        verbose_name_plural = _("rounds of work aids")
        constraints = (
            models.CheckConstraint(condition=~Q(title=""), name="surveys_round_has_a_title"),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("opened_on")), name="surveys_round_due_after_opening"
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.closed_on is None


class Sheet(AllianceOwned):
    """What one respondent answers in one round: an account of the alliance, or a function asked by link.

    ``questions``: the keys that were asked; empty means all of them.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="sheets", verbose_name=_("round"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("account"),
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    function = models.CharField(_("function"), max_length=200)
    questions = models.JSONField(_("questions"), default=list, blank=True)
    message = models.TextField(_("message"), blank=True, max_length=2000)
    began_on = models.DateField(_("began on"))
    due_on = models.DateField(_("due"))
    handed_in_at = models.DateTimeField(_("handed in"), null=True, blank=True)
    reminded_on = models.DateField(_("reminded on"), null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("sheet of answers")
        verbose_name_plural = _("sheets of answers")
        constraints = (
            models.CheckConstraint(condition=~Q(function=""), name="surveys_sheet_says_who"),
            models.UniqueConstraint(
                fields=("round", "user"),
                condition=Q(user__isnull=False),
                name="surveys_sheet_once_per_account",
            ),
        )

    def __str__(self) -> str:
        return self.who

    @property
    def who(self) -> str:
        """Function and organisation, as people read it."""
        organisation = self.organisation.display_name if self.organisation else ""
        return ", ".join(part for part in (self.function, organisation) if part)

    @property
    def is_handed_in(self) -> bool:
        return self.handed_in_at is not None


class Answer(AllianceOwned):
    """What was typed, as it was typed, also when it cannot be understood. Older ones stay as history."""

    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="answers", verbose_name=_("sheet"))
    question = models.CharField(max_length=130)
    typed = models.JSONField(_("answer"))
    by = models.CharField(_("who"), max_length=300)
    at = models.DateTimeField(_("when"))
    origin = models.CharField(_("way"), max_length=10, choices=Origin.choices, default=Origin.PAGE)
    is_current = models.BooleanField(default=True)

    class Meta:
        ordering = ("question", "at", "pk")
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = (
            models.UniqueConstraint(
                fields=("sheet", "question"),
                condition=Q(is_current=True),
                name="surveys_answer_once_current",
            ),
        )

    def __str__(self) -> str:
        return self.question
