"""What changed from one revision to the next, so that it can be said and taken back."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.models import AllianceOwned
from staffelstab.web.concepts.models.pathway import Concept


class Change(AllianceOwned):
    """One deed on a concept. `before` holds only what the deed touched, as it was (None: it did not exist).

    A change that takes back another one says which in `undoes`; `is_redone` says that it was brought back again.
    """

    concept = models.ForeignKey(Concept, models.PROTECT, related_name="changes", verbose_name=_("concept"))
    revision = models.PositiveIntegerField(_("revision after the change"))
    code = models.CharField(_("what"), max_length=60)
    subject = models.CharField(_("on what"), max_length=500, blank=True)
    by = models.CharField(_("who"), max_length=300)
    at = models.DateTimeField(_("when"), auto_now_add=True)
    before = models.JSONField(default=dict)
    is_undone = models.BooleanField(_("taken back"), default=False)
    undoes = models.PositiveIntegerField(_("takes back the change of revision"), null=True, blank=True)
    is_redone = models.BooleanField(_("brought back"), default=False)

    class Meta:
        ordering = ("-revision",)
        verbose_name = _("change of a concept")
        verbose_name_plural = _("changes of concepts")
        constraints = (
            models.UniqueConstraint(fields=("concept", "revision"), name="concepts_change_once_per_revision"),
        )

    def __str__(self) -> str:
        return f"{self.concept} {self.revision}"


def is_newest_change(concept: Concept, revision: int) -> bool:
    """Nothing after this revision still stands: what came later was taken back again."""
    return not Change.objects.filter(concept=concept, revision__gt=revision, is_undone=False).exists()


class Import(AllianceOwned):
    """A file that was read: first a preview, then applied, perhaps undone. Nothing is stored elsewhere before."""

    concept = models.ForeignKey(
        Concept, models.PROTECT, null=True, blank=True, related_name="imports", verbose_name=_("concept")
    )
    file_name = models.CharField(_("file"), max_length=255)
    uploaded_at = models.DateTimeField(_("read"), auto_now_add=True)
    by = models.CharField(_("who"), max_length=300)
    document = models.JSONField(default=dict)
    warnings = models.JSONField(default=list, blank=True)
    before = models.JSONField(default=dict, blank=True)
    revision_after = models.PositiveIntegerField(null=True, blank=True)
    applied_at = models.DateTimeField(_("taken over"), null=True, blank=True)
    undone_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    class Meta:
        ordering = ("-uploaded_at", "-pk")
        verbose_name = _("imported file")
        verbose_name_plural = _("imported files")
        constraints = (
            models.CheckConstraint(
                condition=Q(undone_at=None) | Q(applied_at__isnull=False),
                name="concepts_import_undone_after_applied",
            ),
        )

    def __str__(self) -> str:
        return self.file_name
