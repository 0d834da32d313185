"""What people in functions said, and which codes others gave to it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.models import AllianceOwned, Membership
from staffelstab.web.offers.enums import CodeKind, SaidIn, Visibility

LONGEST_STATEMENT = 4_000


class Code(AllianceOwned):
    """One entry of the code book of an alliance. A code that is out of use keeps what was coded with it."""

    key = models.SlugField(_("key"), max_length=80)
    kind = models.CharField(_("kind"), max_length=20, choices=CodeKind.choices)
    label = models.CharField(_("name"), max_length=80)
    definition = models.TextField(_("definition"), max_length=1000, blank=True)
    example = models.TextField(_("example"), max_length=1000, blank=True)
    position = models.PositiveSmallIntegerField(_("place in the list"), default=0)
    is_in_use = models.BooleanField(_("in use"), default=True)

    class Meta:
        ordering = ("position", "label", "pk")
        verbose_name = _("code")
        verbose_name_plural = _("codes")
        constraints = (
            models.UniqueConstraint(fields=("alliance", "key"), name="offers_code_key_once_per_alliance"),
            models.UniqueConstraint(fields=("alliance", "label"), name="offers_code_label_once_per_alliance"),
            models.CheckConstraint(condition=~Q(label="") & ~Q(key=""), name="offers_code_has_a_label"),
            models.CheckConstraint(condition=Q(kind__in=CodeKind.values), name="offers_code_kind_is_known"),
        )

    def __str__(self) -> str:
        return self.label


class Statement(AllianceOwned):
    """A text as it was said or written. ``said_by``: organisation and function, never a name."""

    text = models.TextField(_("statement"), max_length=LONGEST_STATEMENT)
    said_in = models.CharField(_("where it comes from"), max_length=20, choices=SaidIn.choices)
    said_by = models.CharField(_("organisation and function"), max_length=200, blank=True)
    date = models.DateField(_("said on"), null=True, blank=True)
    visibility = models.CharField(
        _("who may read it"), max_length=20, choices=Visibility.choices, default=Visibility.ALLIANCE
    )
    reference = models.CharField(_("reference"), max_length=200, blank=True)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        indexes = (models.Index(fields=("alliance", "id"), name="offers_statement_in_order"),)
        constraints = (
            models.CheckConstraint(condition=~Q(text=""), name="offers_statement_says_something"),
            models.CheckConstraint(
                condition=Q(said_in__in=SaidIn.values), name="offers_statement_source_is_known"
            ),
            models.CheckConstraint(
                condition=Q(visibility__in=Visibility.values), name="offers_statement_visibility_is_known"
            ),
        )

    def __str__(self) -> str:
        return Truncator(self.text).chars(60)


class Coding(AllianceOwned):
    """One code on one statement by one coder. No passage: the whole text. ``start`` is where the passage stands."""

    statement = models.ForeignKey(
        Statement, models.PROTECT, related_name="codings", verbose_name=_("statement")
    )
    code = models.ForeignKey(Code, models.PROTECT, related_name="codings", verbose_name=_("code"))
    coder = models.ForeignKey(Membership, models.PROTECT, related_name="+", verbose_name=_("coded by"))
    passage = models.TextField(_("passage"), blank=True, max_length=LONGEST_STATEMENT)
    start = models.PositiveIntegerField(_("begins at"), null=True, blank=True)
    coded_at = models.DateTimeField(_("coded at"), auto_now_add=True)

    class Meta:
        ordering = ("start", "code__position", "pk")
        verbose_name = _("coding")
        verbose_name_plural = _("codings")
        constraints = (
            models.UniqueConstraint(
                fields=("statement", "code", "coder", "passage"), name="offers_coding_once_per_coder"
            ),
        )

    def __str__(self) -> str:
        return f"{self.code}"


class Reading(AllianceOwned):
    """A coder has finished a statement, perhaps without a code. Without it, silence could also mean: not yet read."""

    statement = models.ForeignKey(
        Statement, models.PROTECT, related_name="readings", verbose_name=_("statement")
    )
    coder = models.ForeignKey(Membership, models.PROTECT, related_name="+", verbose_name=_("coded by"))
    finished_at = models.DateTimeField(_("finished at"), auto_now_add=True)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("finished statement")
        verbose_name_plural = _("finished statements")
        constraints = (
            models.UniqueConstraint(fields=("statement", "coder"), name="offers_reading_once_per_coder"),
        )

    def __str__(self) -> str:
        return f"{self.statement}"
