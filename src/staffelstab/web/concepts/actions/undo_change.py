from __future__ import annotations

from staffelstab.web.alliances.models import Membership
from staffelstab.web.concepts.actions.change_concept import change_concept
from staffelstab.web.concepts.actions.restore_snapshot import restore_snapshot
from staffelstab.web.concepts.models import Change, Concept
from staffelstab.web.concepts.rules import may_undo_change


def undo_change(person: Membership, concept: Concept, *, revision: int, change: Change) -> None:
    """Takes back the newest change that still stands; then the one before it becomes the newest."""
    with change_concept(
        person,
        concept,
        revision=revision,
        code="undo_change",
        subject=change.subject,
        is_undone=True,
        undoes=change.revision,
    ) as changed:
        may_undo_change(person, change, changed).or_refuse()
        restore_snapshot(changed, change.before)
        Change.objects.filter(pk=change.pk).update(is_undone=True)
