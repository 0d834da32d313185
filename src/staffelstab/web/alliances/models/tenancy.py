"""The tenant wall: rows of an alliance exist only inside its scope, and forgetting the scope raises."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar, Self, TypeVar

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_scopes import scopes_disabled
from django_scopes.manager import DisabledQuerySet
from django_scopes.state import get_scope

from staffelstab.web.alliances.enums import AllianceKind, Founding, Stage

Row = TypeVar("Row", bound=models.Model, covariant=True)


@contextmanager
def unscoped(reason: str) -> Iterator[None]:
    """The only way past the tenant wall. Say why; a house test counts the callers."""
    if not reason.strip():
        raise ValueError("Leaving the tenant wall needs a reason.")
    with scopes_disabled():
        yield


class NoAllianceInScope(DisabledQuerySet):  # type: ignore[misc]
    """Raises whatever one asks; django-scopes leaves a few questions open that we close."""

    exists = exclude = in_bulk = contains = bulk_create = bulk_update = DisabledQuerySet.error


class AllianceManager(models.Manager[Row]):
    """Shows only rows of the alliance in scope and raises ``ScopeError`` without one.

    A row that hangs below another one says in ``path`` where its alliance is found.
    """

    path = "alliance"

    def get_queryset(self) -> models.QuerySet[Row]:
        scope = get_scope()
        if not scope.get("_enabled", True):
            return super().get_queryset()
        if "alliance" not in scope:
            nothing: models.QuerySet[Row] = NoAllianceInScope(
                self.model, using=self._db, missing_scopes={"alliance"}
            )
            return nothing
        return super().get_queryset().filter(**{self.path: scope["alliance"]})


class Alliance(models.Model):
    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(_("short address"), max_length=60, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=AllianceKind.choices)
    district_key = models.CharField(
        _("official district key"), max_length=5, validators=[RegexValidator(r"^\d{5}$")]
    )
    founding = models.CharField(
        _("how the core group came about"), max_length=20, choices=Founding.choices, default=Founding.UNKNOWN
    )
    stage = models.CharField(_("stage"), max_length=20, choices=Stage.choices, default=Stage.GATHERING)

    class Meta:
        ordering = ("name",)
        verbose_name = _("alliance")
        verbose_name_plural = _("alliances")

    def __str__(self) -> str:
        return self.name


class AllianceOwned(models.Model):
    """Base of every row that belongs to exactly one alliance."""

    alliance = models.ForeignKey(Alliance, models.PROTECT, related_name="+", verbose_name=_("alliance"))

    objects: ClassVar[AllianceManager[Self]] = AllianceManager()

    class Meta:
        abstract = True
