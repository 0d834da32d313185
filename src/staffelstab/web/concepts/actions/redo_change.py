from __future__ import annotations

from staffelstab.web.alliances.models import Membership
from staffelstab.web.concepts.actions.change_concept import change_concept
from staffelstab.web.concepts.actions.restore_snapshot import restore_snapshot
from staffelstab.web.concepts.models import Change, Concept
from staffelstab.web.concepts.rules import may_redo_change


def redo_change(person: Membership, concept: Concept, *, revision: int, undo: Change) -> None:
    """Brings back what was taken back last, as long as nothing else was changed since."""
    with change_concept(
        person, concept, revision=revision, code="redo_change", subject=undo.subject, is_undone=True
    ) as changed:
        may_redo_change(person, undo, changed).or_refuse()
        restore_snapshot(changed, undo.before)
        Change.objects.filter(concept=changed, revision=undo.undoes or 0).update(is_undone=False)
        Change.objects.filter(pk=undo.pk).update(is_redone=True)
