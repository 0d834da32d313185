from __future__ import annotations

from datetime import datetime
from functools import cache

from django.db.models import Model, QuerySet

from staffelstab.web.journal.models import Entry
from staffelstab.web.kit.meanwhile import Author, WhoChanged

MOST_ENTRIES = 50


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


def who_changed(thing: Model, chain: str) -> WhoChanged:
    """For forms: who wrote a part of this thing last, since a moment; asked only when two edits met."""
    entries = entries_about(thing._meta.label_lower, str(thing.pk), chain)

    @cache
    def since(moment: datetime | None) -> list[Entry]:
        return list(entries.filter(at__gt=moment) if moment else entries[:MOST_ENTRIES])

    def find(part: str, moment: datetime | None) -> Author | None:
        touching = (entry for entry in since(moment) if _part(entry.before, part) != _part(entry.after, part))
        return next((Author(entry.actor_label, entry.at) for entry in touching), None)

    return find


def _part(values: object, part: str) -> object:
    return values.get(part) if isinstance(values, dict) else None
