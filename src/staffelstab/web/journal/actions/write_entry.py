from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from django.utils import timezone

from staffelstab.web.journal.models import Actor, Entry

DIGESTED = (
    "chain",
    "number",
    "actor_id",
    "actor_label",
    "code",
    "thing_kind",
    "thing_id",
    "thing_label",
    "before",
    "after",
)

_DIGESTED_TEXT = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))


class OutsideTransaction(RuntimeError):
    """An entry must live and die with the deed it describes."""


def write_entry(
    person: Actor,
    code: str,
    thing: models.Model,
    *,
    alliance_key: str,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> Entry:
    """Append one entry inside the transaction of the deed; ``code`` is the deed's name, ``room.verb_noun``.

    Order: the chain is locked, its last entry read, the new one written with the digest of both.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction(f"{code}: write_entry belongs inside the transaction of its deed.")
    with transaction.atomic():
        _lock_chain(alliance_key)
        last = Entry.objects.filter(chain=alliance_key).order_by("-number").first()
        entry = Entry(
            chain=alliance_key,
            number=last.number + 1 if last else 1,
            at=timezone.now(),
            actor_id=person.journal_id,
            actor_label=person.journal_label[:300],
            code=code,
            thing_kind=thing._meta.label_lower,
            thing_id=str(thing.pk),
            thing_label=str(thing)[:300],
            before=_plain(before),
            after=_plain(after),
            previous_digest=last.digest if last else "",
        )
        entry.digest = digest_of(entry)
        entry.save()
    return entry


def digest_of(entry: Entry) -> str:
    """The fingerprint that a later reader can compute again from the row and the row before it."""
    return digest_over({name: getattr(entry, name) for name in (*DIGESTED, "at", "previous_digest")})


def digest_over(columns: Mapping[str, Any]) -> str:
    content = {name: columns[name] for name in DIGESTED}
    content["at"] = _moment(columns["at"])
    text = _DIGESTED_TEXT.encode(content)
    return hashlib.sha256(f"{columns['previous_digest']}\n{text}".encode()).hexdigest()


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _plain(values: dict[str, Any] | None) -> dict[str, Any] | None:
    """What JSON can hold, so that the digest is the same before and after the database."""
    if values is None:
        return None
    plain: dict[str, Any] = json.loads(json.dumps(values, cls=DjangoJSONEncoder))
    return plain


def _lock_chain(chain: str) -> None:
    """PostgreSQL needs a lock per chain; SQLite lets in one writer at a time anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"journal:{chain}"])
