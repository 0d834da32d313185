from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.enums import Role
from staffelstab.web.alliances.models import Membership
from staffelstab.web.alliances.rules import is_coordinator, may_add_organisation
from staffelstab.web.concepts.enums import CommentState, ProposalState, VersionState
from staffelstab.web.concepts.models import (
    Change,
    Comment,
    Concept,
    Import,
    Proposal,
    Station,
    Version,
    is_newest_change,
)
from staffelstab.web.kit.verdict import ALLOWED, Verdict, refused

FROM_A_FILE = "apply_import"
NEXT_STATE: dict[str, str] = {
    VersionState.PRESENTED: VersionState.DISCUSSED,
    VersionState.DISCUSSED: VersionState.DECIDED,
    VersionState.DECIDED: VersionState.IN_FORCE,
}


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


def may_redo_change(person: Membership, undo: Change, concept: Concept) -> Verdict:
    verdict = may_edit_concept(person, concept)
    if not verdict:
        return verdict
    if undo.undoes is None or undo.is_redone or not is_newest_change(concept, undo.revision):
        return refused(_("Something else was changed since. There is nothing to bring back."))
    return ALLOWED


def may_propose_here(person: Membership, concept: Concept) -> Verdict:
    """Partners propose; coordination and core group change the concept themselves."""
    if concept.alliance_id != person.alliance_id or person.organisation_id is None:
        return refused(_("Proposals come from the organisations that stand in the concept."))
    if person.role != Role.PARTNER:
        return refused(_("Coordination and core group change the concept themselves."))
    return ALLOWED


def may_propose(person: Membership, concept: Concept, origin: Station, target: Station) -> Verdict:
    """For transitions that leave or reach a station of one's own organisation."""
    verdict = may_propose_here(person, concept)
    if not verdict:
        return verdict
    if {origin.concept_id, target.concept_id} != {concept.pk}:
        return refused(_("Both stations have to stand in this concept."))
    if person.organisation_id not in (origin.offer.organisation_id, target.offer.organisation_id):
        return refused(_("One of the two stations has to belong to your organisation."))
    return ALLOWED


def may_answer_proposals(person: Membership, concept: Concept) -> Verdict:
    return may_edit_concept(person, concept)


def may_answer_proposal(person: Membership, proposal: Proposal) -> Verdict:
    if proposal.alliance_id != person.alliance_id:
        return refused(_("This pathway concept belongs to another alliance."))
    if proposal.state != ProposalState.OPEN:
        return refused(_("This proposal was answered already."))
    return may_edit_concepts(person)


def may_branch(person: Membership, concept: Concept) -> Verdict:
    if concept.variant_of_id is not None:
        return refused(_("This is a variant already. Branch another one from the concept itself."))
    return may_edit_concept(person, concept)


def may_merge(person: Membership, variant: Concept) -> Verdict:
    if variant.variant_of_id is None:
        return refused(_("This is no variant."))
    return may_edit_concept(person, variant)


def may_present(person: Membership, concept: Concept) -> Verdict:
    if concept.variant_of_id is not None:
        return refused(_("A variant is merged into the concept before it is presented."))
    if concept.alliance_id != person.alliance_id:
        return refused(_("This pathway concept belongs to another alliance."))
    return is_coordinator(person)


def may_advance(person: Membership, version: Version, state: str) -> Verdict:
    """One step after the other: presented, discussed, decided, in force. What is superseded follows by itself."""
    if version.alliance_id != person.alliance_id:
        return refused(_("This pathway concept belongs to another alliance."))
    if NEXT_STATE.get(version.state) != state:
        return refused(_("A version is presented, then discussed, then decided, then put in force."))
    return is_coordinator(person)


def may_comment(person: Membership, version: Version) -> Verdict:
    """Everybody who answers for something in the alliance; a version that is decided is not discussed any more."""
    if person.role == Role.EVALUATOR or version.alliance_id != person.alliance_id:
        return refused(_("Comments are written by coordination, core group and partners."))
    if version.is_binding:
        return refused(_("This version is decided. Comments belong to the next one."))
    return ALLOWED


def may_settle_comment(person: Membership, comment: Comment) -> Verdict:
    if comment.state != CommentState.OPEN:
        return refused(_("This comment is settled already."))
    if comment.alliance_id != person.alliance_id:
        return refused(_("This pathway concept belongs to another alliance."))
    return may_edit_concepts(person)


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
