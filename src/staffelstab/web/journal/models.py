"""Written once, never changed, outlives what it describes; therefore no foreign keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Never, Protocol

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Actor(Protocol):
    """Who did it, as function and organisation; never a person's name."""

    @property
    def journal_id(self) -> str: ...

    @property
    def journal_label(self) -> str: ...


@dataclass(frozen=True)
class Operations:
    """Whoever runs a command on the machine itself, where no account is signed in."""

    journal_id: str = ""

    @property
    def journal_label(self) -> str:
        return gettext("Operations (command line)")


class AppendOnly(RuntimeError):
    """Somebody tried to change or delete what was written into the journal."""

    def __init__(self) -> None:
        super().__init__("The journal is append-only: entries are never changed or deleted.")


class EntryQuerySet(models.QuerySet["Entry"]):
    def update(self, **kwargs: Any) -> Never:
        raise AppendOnly

    def delete(self) -> Never:
        raise AppendOnly

    def bulk_update(self, *args: Any, **kwargs: Any) -> Never:
        raise AppendOnly


class Entry(models.Model):
    """One deed. ``chain`` is the key of the alliance, or empty for deeds of the installation.

    ``digest`` covers all fields and the digest before it: a changed or removed row breaks the chain.
    The database refuses UPDATE and DELETE by triggers of its own (see the first migration).
    """

    chain = models.CharField(max_length=100, blank=True)
    number = models.PositiveIntegerField()
    at = models.DateTimeField(_("when"))
    actor_id = models.CharField(max_length=64, blank=True)
    actor_label = models.CharField(_("who"), max_length=300)
    code = models.CharField(_("what"), max_length=100)
    thing_kind = models.CharField(max_length=100)
    thing_id = models.CharField(max_length=64)
    thing_label = models.CharField(_("on what"), max_length=300)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    previous_digest = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64, unique=True)

    objects: ClassVar[models.Manager[Entry]] = models.Manager.from_queryset(EntryQuerySet)()

    class Meta:
        ordering = ("chain", "-number")
        constraints = (
            models.UniqueConstraint(fields=("chain", "number"), name="journal_number_once_per_chain"),
        )
        indexes = (models.Index(fields=("chain", "code"), name="journal_chain_code"),)
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal entries")

    def __str__(self) -> str:
        return f"{self.chain} {self.number}: {self.code} {self.thing_label}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise AppendOnly
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Never:
        raise AppendOnly
