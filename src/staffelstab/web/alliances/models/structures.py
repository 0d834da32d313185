"""How an alliance is built: what its core group was attached to, and how the municipalities are involved."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.enums import KindList
from staffelstab.web.alliances.models.tenancy import AllianceOwned
from staffelstab.web.alliances.models.validity import DatedRow


class NamedKind(models.Model):
    """Reference data with its source. The lists stay open: a row of an alliance may carry a name of its own."""

    key = models.SlugField(primary_key=True)
    belongs_to = models.CharField(max_length=20, choices=KindList.choices)
    label_de = models.CharField(max_length=200)
    label_en = models.CharField(max_length=200)
    source = models.CharField(_("source"), max_length=400)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("belongs_to", "position")
        verbose_name = _("kind from the reference data")
        verbose_name_plural = _("kinds from the reference data")

    def __str__(self) -> str:
        return self.label_en if get_language() == "en" else self.label_de


class AttachedStructure(AllianceOwned):
    """One existing structure to which the core group was attached: of a known kind, with an own name, or both."""

    kind = models.ForeignKey(
        NamedKind,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"belongs_to": KindList.STRUCTURE},
        verbose_name=_("kind"),
    )
    name = models.CharField(_("name here"), max_length=300, blank=True)
    note = models.TextField(_("note"), max_length=2000, blank=True)

    class Meta:
        ordering = ("kind__position", "name", "pk")
        verbose_name = _("existing structure")
        verbose_name_plural = _("existing structures")
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__isnull=False) | ~Q(name=""), name="alliances_structure_is_named"
            ),
            models.UniqueConstraint(fields=("alliance", "kind", "name"), name="alliances_structure_once"),
            models.UniqueConstraint(
                fields=("alliance", "name"),
                condition=Q(kind=None),
                name="alliances_structure_once_without_kind",
            ),
        )

    def __str__(self) -> str:
        return " – ".join(str(part) for part in (self.kind, self.name) if part)

    @property
    def described(self) -> dict[str, Any]:
        return {"kind": self.kind_id, "name": self.name, "note": self.note}


class Involvement(DatedRow):
    """One way in which the municipalities of the district are involved, for a time; several may hold together."""

    kind = models.ForeignKey(
        NamedKind,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"belongs_to": KindList.INVOLVEMENT},
        verbose_name=_("model"),
    )
    other = models.CharField(_("in own words"), max_length=300, blank=True)
    note = models.TextField(_("note"), max_length=2000, blank=True)

    class Meta(DatedRow.Meta):
        ordering = ("-valid_from", "kind__position", "pk")
        verbose_name = _("involvement of the municipalities")
        verbose_name_plural = _("involvements of the municipalities")
        constraints = (
            *DatedRow.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__isnull=False, other="") | (Q(kind=None) & ~Q(other="")),
                name="alliances_involvement_is_known_or_in_own_words",
            ),
        )

    def __str__(self) -> str:
        return str(self.kind) if self.kind else self.other

    @property
    def described(self) -> dict[str, Any]:
        return {"kind": self.kind_id, "other": self.other, "note": self.note, **self.days_valid}
