"""Lists of others: what was read, how it was understood, what became of each row. Persons are never among it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.models import AllianceOwned, Organisation
from staffelstab.web.intake.enums import AT_WORK, State, What
from staffelstab.web.offers.models import Need, Offer


class Mapping(AllianceOwned):
    """How the columns of one source were understood, so that the next file with the same headings maps itself."""

    name = models.CharField(_("name"), max_length=200)
    what = models.CharField(_("what the rows are"), max_length=20, choices=What.choices)
    headings = models.JSONField(default=list)
    headings_key = models.CharField(max_length=64)
    content = models.JSONField(default=dict)
    by = models.CharField(_("who"), max_length=300)
    updated_at = models.DateTimeField(_("last change"), auto_now=True)

    class Meta:
        ordering = ("name", "pk")
        verbose_name = _("remembered source")
        verbose_name_plural = _("remembered sources")
        constraints = (
            models.UniqueConstraint(
                fields=("alliance", "headings_key"), name="intake_mapping_once_per_headings"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="intake_mapping_has_a_name"),
        )

    def __str__(self) -> str:
        return self.name


class ForeignList(AllianceOwned):
    """One table of a file. ``mapping``: targets of the columns, constants, words. Columns about persons are empty.

    ``began_at`` and ``seen_at`` tell whether somebody is still working on it or was interrupted.
    """

    file_name = models.CharField(_("file"), max_length=255)
    kind = models.CharField(max_length=10)
    sheet = models.CharField(_("sheet"), max_length=255, blank=True)
    what = models.CharField(_("what the rows are"), max_length=20, choices=What.choices)
    headings = models.JSONField(default=list)
    columns = models.JSONField(default=list)
    in_cells = models.BooleanField(default=False)
    notes = models.JSONField(default=list)
    doubts = models.JSONField(default=list)
    left_out = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    proposals = models.JSONField(default=list)
    decisions = models.JSONField(default=dict)
    questions = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    refused = models.JSONField(default=list)
    source = models.ForeignKey(
        Mapping, models.PROTECT, null=True, blank=True, related_name="lists", verbose_name=_("source")
    )
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.READ)
    rows_total = models.PositiveIntegerField(_("rows"), default=0)
    rows_done = models.PositiveIntegerField(_("rows done"), default=0)
    stop_asked = models.BooleanField(default=False)
    began_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    failure = models.TextField(blank=True)
    by = models.CharField(_("who"), max_length=300)
    uploaded_at = models.DateTimeField(_("read"), auto_now_add=True)
    taken_at = models.DateTimeField(_("taken over"), null=True, blank=True)
    undone_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    class Meta:
        ordering = ("-uploaded_at", "-pk")
        verbose_name = _("list of others")
        verbose_name_plural = _("lists of others")
        constraints = (
            models.CheckConstraint(condition=Q(state__in=State.values), name="intake_list_state_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.file_name}, {self.sheet}" if self.sheet else self.file_name

    @property
    def is_at_work(self) -> bool:
        return self.state in AT_WORK

    def targets(self) -> list[str]:
        columns: list[str] = self.mapping.get("columns", [])
        return columns


class Batch(AllianceOwned):
    """Some hundred rows, taken over together or not at all. ``outcome`` says what each became, for taking it back."""

    foreign_list = models.ForeignKey(
        ForeignList, models.PROTECT, related_name="batches", verbose_name=_("list of others")
    )
    number = models.PositiveIntegerField()
    rows: Any = models.JSONField(default=list)
    plan: Any = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    outcome = models.JSONField(default=list)
    taken_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("foreign_list", "number")
        verbose_name = _("rows of a list")
        verbose_name_plural = _("rows of lists")
        constraints = (
            models.UniqueConstraint(fields=("foreign_list", "number"), name="intake_batch_number_once"),
        )

    def __str__(self) -> str:
        return f"{self.foreign_list_id} {self.number}"


class Origin(AllianceOwned):
    """From which row of which list something comes: its official number there, and every cell that has no field."""

    foreign_list = models.ForeignKey(
        ForeignList, models.PROTECT, related_name="origins", verbose_name=_("list of others")
    )
    row = models.PositiveIntegerField(_("row"))
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    offer = models.ForeignKey(
        Offer, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("offer")
    )
    need = models.ForeignKey(
        Need, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("need")
    )
    number = models.CharField(_("official number"), max_length=200, blank=True)
    street = models.CharField(max_length=300, blank=True)
    details = models.JSONField(_("further details"), default=dict)
    cells = models.JSONField(default=dict)

    class Meta:
        ordering = ("foreign_list", "row")
        verbose_name = _("origin in a list")
        verbose_name_plural = _("origins in lists")
        indexes = (models.Index(fields=("alliance", "number"), name="intake_origin_number"),)
        constraints = (
            models.UniqueConstraint(fields=("foreign_list", "row"), name="intake_origin_once_per_row"),
        )

    def __str__(self) -> str:
        return f"{self.foreign_list_id} {self.row}"
