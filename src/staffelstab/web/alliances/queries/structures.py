"""How the alliance in scope is built."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from staffelstab.web.alliances.enums import KindList
from staffelstab.web.alliances.models import AttachedStructure, Involvement, NamedKind, valid_on


def structures() -> QuerySet[AttachedStructure]:
    return AttachedStructure.objects.select_related("kind")


def involvements() -> QuerySet[Involvement]:
    """Also those that ended, the newest first."""
    return Involvement.objects.select_related("kind")


def involvements_on(today: date) -> QuerySet[Involvement]:
    return involvements().filter(valid_on(today))


def named_kinds(belongs_to: KindList) -> QuerySet[NamedKind]:
    return NamedKind.objects.filter(belongs_to=belongs_to)
