from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from staffelstab.web.accounts.rules import may_run_installation
from staffelstab.web.alliances.enums import Role
from staffelstab.web.alliances.models import Alliance, Membership, Organisation, another_coordinator_exists
from staffelstab.web.journal.models import Actor
from staffelstab.web.kit.verdict import ALLOWED, Verdict, refused


def is_coordinator(person: Membership) -> Verdict:
    if person.is_coordinator:
        return ALLOWED
    return refused(_("This is done by the coordination of the alliance."))


def may_add_organisation(person: Membership) -> Verdict:
    return is_coordinator(person)


def may_edit_organisation(person: Membership, organisation: Organisation) -> Verdict:
    """The coordination keeps the register; everybody may correct the organisation they work for."""
    own = person.organisation_id is not None and person.organisation_id == organisation.pk
    if person.is_coordinator or (own and person.role != Role.EVALUATOR):
        return ALLOWED
    return refused(_("You may edit the organisation you work for; others are edited by the coordination."))


def may_end_participation(person: Membership) -> Verdict:
    return is_coordinator(person)


def may_edit_alliance(person: Membership) -> Verdict:
    return is_coordinator(person)


def may_manage_members(person: Actor, alliance: Alliance) -> Verdict:
    """The coordination of this very alliance, and for the first member the operators."""
    if not isinstance(person, Membership):
        return may_run_installation(person)
    if person.alliance_id != alliance.pk:
        return refused(_("This is done by the coordination of the alliance."))
    return is_coordinator(person)


def may_see_journal(person: Membership) -> Verdict:
    return is_coordinator(person)


def may_create_alliance(person: Actor) -> Verdict:
    return may_run_installation(person)


def may_change_membership(person: Membership, membership: Membership, *, role: str, today: date) -> Verdict:
    """An alliance never loses its last coordination."""
    verdict = is_coordinator(person)
    if not verdict or role == Role.COORDINATOR or not membership.is_coordinator:
        return verdict
    if another_coordinator_exists(membership, today=today):
        return ALLOWED
    return refused(_("The alliance needs at least one coordination. Appoint another one first."))


def may_send_link_task(person: Membership) -> Verdict:
    """Requests go out in the name of the alliance."""
    return is_coordinator(person)


def may_edit_structures(person: Membership) -> Verdict:
    """How the alliance is built: core group, existing structures, involvement of the municipalities."""
    return is_coordinator(person)


def may_edit_contacts(person: Membership, organisation: Organisation) -> Verdict:
    """Whoever may correct an organisation may say whom one asks there, and sees its contacts whole."""
    return may_edit_organisation(person, organisation)


def may_edit_bodies(person: Membership) -> Verdict:
    return is_coordinator(person)


def may_explain_absence(person: Membership) -> Verdict:
    return is_coordinator(person)
