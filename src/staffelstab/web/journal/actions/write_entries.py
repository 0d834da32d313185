from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from staffelstab.web.journal.actions.write_entry import (
    OutsideTransaction,
    _lock_chain,
    _plain,
    digest_of,
)
from staffelstab.web.journal.models import Actor, Entry


@dataclass(frozen=True)
class Noted:
    """One thing that a deed on many things touched."""

    thing: models.Model
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None


def write_entries(person: Actor, code: str, noted: Sequence[Noted], *, alliance_key: str) -> list[Entry]:
    """Append one entry for each thing, as ``write_entry`` does for one; the chain is locked once for all of them."""
    if not connection.in_atomic_block:
        raise OutsideTransaction(f"{code}: write_entries belongs inside the transaction of its deed.")
    with transaction.atomic():
        _lock_chain(alliance_key)
        last = Entry.objects.filter(chain=alliance_key).order_by("-number").first()
        number, digest = (last.number, last.digest) if last else (0, "")
        entries = []
        for step, each in enumerate(noted, start=1):
            entry = _entry(person, code, each, alliance_key, number + step, digest)
            digest = entry.digest
            entries.append(entry)
        return Entry.objects.bulk_create(entries, batch_size=500)


def _entry(person: Actor, code: str, noted: Noted, chain: str, number: int, previous: str) -> Entry:
    entry = Entry(
        chain=chain,
        number=number,
        at=timezone.now(),
        actor_id=person.journal_id,
        actor_label=person.journal_label[:300],
        code=code,
        thing_kind=noted.thing._meta.label_lower,
        thing_id=str(noted.thing.pk),
        thing_label=str(noted.thing)[:300],
        before=_plain(dict(noted.before)) if noted.before is not None else None,
        after=_plain(dict(noted.after)) if noted.after is not None else None,
        previous_digest=previous,
    )
    entry.digest = digest_of(entry)
    return entry
