"""The frame of every step of a version: rule, lock, change, journal. All or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from staffelstab.web.alliances.models import Membership
from staffelstab.web.concepts.models import Version
from staffelstab.web.concepts.rules import may_advance
from staffelstab.web.journal.actions.write_entry import write_entry

STEPS = ("state", "discussed_on", "decided_on", "resolution_body", "resolution_text", "in_force_from")


@contextmanager
def advance_version(person: Membership, version: Version, *, code: str, state: str) -> Iterator[Version]:
    """Inside, add what belongs to the step."""
    with transaction.atomic():
        locked = Version.objects.select_for_update().get(pk=version.pk)
        may_advance(person, locked, state).or_refuse()
        before = locked.state
        yield locked
        locked.state = state
        locked.full_clean()
        locked.save(update_fields=STEPS)
        after = {name: getattr(locked, name) for name in STEPS if getattr(locked, name)}
        write_entry(
            person, code, locked, alliance_key=person.alliance.slug, before={"state": before}, after=after
        )
