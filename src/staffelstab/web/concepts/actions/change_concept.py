"""The frame of every deed on a concept: rule, lock, revision, what it changed, journal; all or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from staffelstab.web.alliances.models import Membership
from staffelstab.web.concepts.models import Change, Concept
from staffelstab.web.concepts.queries.snapshots import differences, snapshot_of
from staffelstab.web.concepts.rules import may_edit_concept
from staffelstab.web.journal.actions.write_entry import write_entry


class ConceptChanged(Exception):
    """Somebody else was faster. `changes` are what happened since the revision that was worked on, newest first."""

    def __init__(self, changes: list[Change]) -> None:
        self.changes = changes
        super().__init__(f"{len(changes)} changes in the meantime")


@contextmanager
def change_concept(
    person: Membership,
    concept: Concept,
    *,
    revision: int,
    code: str,
    subject: str = "",
    is_undone: bool = False,
    undoes: int | None = None,
) -> Iterator[Concept]:
    """Inside, change the concept that is yielded and its rows. Nothing changed means nothing recorded."""
    may_edit_concept(person, concept).or_refuse()
    with transaction.atomic():
        locked = Concept.objects.select_for_update().get(pk=concept.pk)
        if locked.revision != revision:
            raise ConceptChanged(list(Change.objects.filter(concept=locked, revision__gt=revision)))
        before = snapshot_of(locked)
        yield locked
        after = snapshot_of(locked)
        if before != after:
            change = _record(person, locked, code, subject, before, after)
            Change.objects.filter(pk=change.pk).update(is_undone=is_undone, undoes=undoes)
    concept.refresh_from_db()


def _record(
    person: Membership,
    concept: Concept,
    code: str,
    subject: str,
    before: dict[str, Any],
    after: dict[str, Any],
) -> Change:
    concept.revision += 1
    concept.full_clean()
    concept.save()
    was, became = differences(before, after)
    change = Change.objects.create(
        alliance=concept.alliance,
        concept=concept,
        revision=concept.revision,
        code=code,
        subject=subject[:500],
        by=person.journal_label[:300],
        before=was,
    )
    write_entry(
        person, f"concepts.{code}", concept, alliance_key=person.alliance.slug, before=was, after=became
    )
    return change
