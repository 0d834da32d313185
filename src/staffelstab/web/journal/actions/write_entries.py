from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from staffelstab.web.journal.actions.write_entry import (
    DIGESTED,
    OutsideTransaction,
    _lock_chain,
    _plain,
    digest_over,
)
from staffelstab.web.journal.models import Actor, Entry
from staffelstab.web.kit.many_rows import insert_rows

COLUMNS = (*DIGESTED, "at", "previous_digest", "digest")


@dataclass(frozen=True)
class Noted:
    """One thing that a deed on many things touched."""

    thing: models.Model
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None


def write_entries(person: Actor, code: str, noted: Sequence[Noted], *, alliance_key: str) -> None:
    """Append one entry for each thing, as ``write_entry`` does for one; the chain is locked once for all of them."""
    if not connection.in_atomic_block:
        raise OutsideTransaction(f"{code}: write_entries belongs inside the transaction of its deed.")
    with transaction.atomic():
        _lock_chain(alliance_key)
        last = Entry.objects.filter(chain=alliance_key).order_by("-number").first()
        number, digest = (last.number, last.digest) if last else (0, "")
        said = {
            "chain": alliance_key,
            "actor_id": person.journal_id,
            "actor_label": person.journal_label[:300],
            "code": code,
        }
        rows = []
        for step, each in enumerate(noted, start=1):
            row = said | {"number": number + step, "at": timezone.now()} | _told(each)
            row["previous_digest"] = digest
            row["digest"] = digest = digest_over(row)
            rows.append([row[name] for name in COLUMNS])
        insert_rows(Entry, COLUMNS, rows)


def _told(noted: Noted) -> dict[str, Any]:
    return {
        "thing_kind": noted.thing._meta.label_lower,
        "thing_id": str(noted.thing.pk),
        "thing_label": str(noted.thing)[:300],
        "before": _plain(dict(noted.before)) if noted.before is not None else None,
        "after": _plain(dict(noted.after)) if noted.after is not None else None,
    }
