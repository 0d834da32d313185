"""What the coordination decides from the answers, and what has become of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.models import AllianceOwned
from staffelstab.web.surveys.enums import Way
from staffelstab.web.surveys.models.rounds import Answer, Round, Sheet


class Decision(AllianceOwned):
    """The answer of the alliance to one question of a round. Older ones stay as history."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="decisions", verbose_name=_("round"))
    question = models.CharField(max_length=130)
    typed = models.JSONField(_("answer"))
    way = models.CharField(_("how it was decided"), max_length=10, choices=Way.choices)
    reason = models.TextField(_("reason"), blank=True, max_length=2000)
    answer = models.ForeignKey(
        Answer, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("answer taken over")
    )
    by = models.CharField(_("who"), max_length=300)
    at = models.DateTimeField(_("when"))
    is_current = models.BooleanField(default=True)
    asked_as = ""
    """The question in words, for the journal; only set by the deed that decides."""

    class Meta:
        ordering = ("question", "at", "pk")
        verbose_name = _("decision on answers")
        verbose_name_plural = _("decisions on answers")
        constraints = (
            models.UniqueConstraint(
                fields=("round", "question"),
                condition=Q(is_current=True),
                name="surveys_decision_once_current",
            ),
            models.CheckConstraint(
                condition=Q(way=Way.TAKEN) | ~Q(reason=""), name="surveys_decision_of_one_s_own_has_a_reason"
            ),
        )

    def __str__(self) -> str:
        return self.asked_as or self.question


class Taken(AllianceOwned):
    """One row of a decided answer that has become something: taken over once, never twice."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="taken", verbose_name=_("round"))
    question = models.CharField(max_length=130)
    row = models.CharField(max_length=64)
    thing_kind = models.CharField(max_length=100)
    thing_id = models.CharField(max_length=64)
    thing_label = models.CharField(_("what"), max_length=300)
    by = models.CharField(_("who"), max_length=300)
    at = models.DateTimeField(_("when"))

    class Meta:
        ordering = ("pk",)
        verbose_name = _("row taken over")
        verbose_name_plural = _("rows taken over")
        constraints = (
            models.UniqueConstraint(fields=("round", "question", "row"), name="surveys_row_taken_once"),
        )

    def __str__(self) -> str:
        return self.thing_label


class Upload(AllianceOwned):
    """A workbook that was read for one sheet: first a preview, then taken over, and it can be taken back.

    ``remarks``: every cell that is no answer, with its place. ``before``: the answers it replaced.
    """

    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="uploads", verbose_name=_("sheet"))
    file_name = models.CharField(_("file"), max_length=255)
    by = models.CharField(_("who"), max_length=300)
    read_at = models.DateTimeField(_("read"))
    answers = models.JSONField(default=dict)
    remarks = models.JSONField(default=list)
    before = models.JSONField(null=True, blank=True)
    applied_at = models.DateTimeField(_("taken over"), null=True, blank=True)
    undone_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    class Meta:
        ordering = ("-read_at", "-pk")
        verbose_name = _("workbook that was read")
        verbose_name_plural = _("workbooks that were read")

    def __str__(self) -> str:
        return self.file_name
