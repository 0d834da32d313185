from __future__ import annotations

from django.db.models import QuerySet

from staffelstab.web.journal.models import Entry


def entries_of(chain: str, code: str = "") -> QuerySet[Entry]:
    """What happened, newest first; optionally only deeds of one kind."""
    entries = Entry.objects.filter(chain=chain).order_by("-number")
    return entries.filter(code=code) if code else entries


def codes_of(chain: str) -> list[str]:
    """The kinds of deeds that occur, for the filter."""
    return list(Entry.objects.filter(chain=chain).order_by("code").values_list("code", flat=True).distinct())


def entries_about(thing_kind: str, thing_id: str, chain: str) -> QuerySet[Entry]:
    """The history of one thing, newest first."""
    return Entry.objects.filter(chain=chain, thing_kind=thing_kind, thing_id=thing_id).order_by("-number")
