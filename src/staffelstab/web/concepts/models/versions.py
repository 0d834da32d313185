"""Numbered versions of a concept: frozen when they are presented, decided once, and never changed again."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.models import AllianceOwned
from staffelstab.web.concepts.enums import CommentState, VersionState
from staffelstab.web.concepts.models.pathway import Concept

BINDING = (VersionState.DECIDED, VersionState.IN_FORCE, VersionState.SUPERSEDED)


class Version(AllianceOwned):
    """`content` is what is voted on: the document of the file format, and what people do about its findings.

    `digest` is the SHA-256 of its canonical JSON. The database refuses to change either, to delete a version, to
    take back its state, and to touch the resolution once it is decided (migration 0004).
    """

    concept = models.ForeignKey(Concept, models.PROTECT, related_name="versions", verbose_name=_("concept"))
    number = models.PositiveIntegerField(_("number"))
    revision = models.PositiveIntegerField(_("revision of the concept"))
    title = models.CharField(_("title"), max_length=200)
    content = models.JSONField()
    digest = models.CharField(_("fingerprint"), max_length=64)
    note = models.TextField(_("what is new"), blank=True)
    state = models.CharField(
        _("state"), max_length=12, choices=VersionState.choices, default=VersionState.PRESENTED
    )
    by = models.CharField(_("presented by"), max_length=300)
    presented_on = models.DateField(_("presented on"))
    discussed_on = models.DateField(_("discussed on"), null=True, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    resolution_body = models.CharField(_("body that decided"), max_length=200, blank=True)
    resolution_text = models.TextField(_("text of the resolution"), blank=True)
    in_force_from = models.DateField(_("in force from"), null=True, blank=True)
    superseded_on = models.DateField(_("superseded on"), null=True, blank=True)

    class Meta:
        ordering = ("-number",)
        verbose_name = _("version of a concept")
        verbose_name_plural = _("versions of concepts")
        constraints = (
            models.UniqueConstraint(fields=("concept", "number"), name="concepts_version_number_once"),
            models.UniqueConstraint(
                fields=("concept",), condition=Q(state="in_force"), name="concepts_version_one_in_force"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[str(state) for state in BINDING])
                | (Q(decided_on__isnull=False) & ~Q(resolution_body="") & ~Q(resolution_text="")),
                name="concepts_version_decided_by_a_resolution",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("in_force", "superseded")) | Q(in_force_from__isnull=False),
                name="concepts_version_in_force_from_a_day",
            ),
        )

    def __str__(self) -> str:
        return f"{self.title}, {self.number}"

    @property
    def checked_on(self) -> date:
        """The day of the check, as the frozen document says."""
        return date.fromisoformat(self.content["document"]["date"])

    @property
    def is_binding(self) -> bool:
        return self.state in BINDING


class Comment(AllianceOwned):
    """What somebody says about a version, or about a station, transition or finding of it; by function."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="comments", verbose_name=_("version"))
    about = models.CharField(_("about"), max_length=600, blank=True)
    about_title = models.CharField(_("about"), max_length=500, blank=True)
    text = models.TextField(_("comment"))
    by = models.CharField(_("who"), max_length=300)
    at = models.DateTimeField(_("when"), auto_now_add=True)
    state = models.CharField(
        _("state"), max_length=10, choices=CommentState.choices, default=CommentState.OPEN
    )
    answer = models.TextField(_("answer"), blank=True)
    settled_by = models.CharField(_("settled by"), max_length=300, blank=True)

    class Meta:
        ordering = ("at", "pk")
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        constraints = (
            models.CheckConstraint(condition=~Q(text=""), name="concepts_comment_says_something"),
            models.CheckConstraint(
                condition=Q(state="open") | ~Q(settled_by=""), name="concepts_comment_settled_by_somebody"
            ),
        )

    def __str__(self) -> str:
        return self.text[:80]
