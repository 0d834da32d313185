from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.models import Membership
from staffelstab.web.alliances.rules import may_add_organisation
from staffelstab.web.concepts.models import Change, Concept, Import, is_newest_change
from staffelstab.web.kit.verdict import ALLOWED, Verdict, refused

FROM_A_FILE = "apply_import"


def may_edit_concepts(person: Membership) -> Verdict:
    """The coordination and the core group draw; partners and evaluators read."""
    if person.is_core_member:
        return ALLOWED
    return refused(_("The pathway concept is edited by the coordination and the core group."))


def may_edit_concept(person: Membership, concept: Concept) -> Verdict:
    if concept.alliance_id != person.alliance_id:
        return refused(_("This pathway concept belongs to another alliance."))
    return may_edit_concepts(person)


def may_care_for_findings(person: Membership, concept: Concept) -> Verdict:
    """Who takes care of a finding and what is accepted is settled by coordination and core group."""
    return may_edit_concept(person, concept)


def may_apply_import(person: Membership, imported: Import, *, new_organisations: int) -> Verdict:
    """Organisations join an alliance through the coordination only, also when a file brings them."""
    verdict = may_edit_concepts(person)
    if not verdict:
        return verdict
    if imported.applied_at is not None:
        return refused(_("This file was taken over already."))
    if new_organisations and not may_add_organisation(person):
        return refused(
            _("The file names organisations that are not here yet. They are added by the coordination.")
        )
    return ALLOWED


def may_undo_import(person: Membership, imported: Import) -> Verdict:
    verdict = may_edit_concepts(person)
    if not verdict:
        return verdict
    if imported.applied_at is None or imported.undone_at is not None:
        return refused(_("There is nothing to take back: this file is not in the concept."))
    concept = imported.concept
    if concept is None or not is_newest_change(concept, imported.revision_after or 0):
        return refused(
            _("The concept was changed after the file was read. Take back those changes first, newest first.")
        )
    return ALLOWED


def may_undo_change(person: Membership, change: Change, concept: Concept) -> Verdict:
    verdict = may_edit_concept(person, concept)
    if not verdict:
        return verdict
    if change.is_undone or not is_newest_change(concept, change.revision):
        return refused(_("Only the newest change can be taken back."))
    if change.code == FROM_A_FILE:
        return refused(_("This came from a file. Take it back on the page of that file."))
    return ALLOWED
