from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.enums import Role
from staffelstab.web.alliances.models import LinkTask, Membership, Organisation
from staffelstab.web.alliances.rules import is_coordinator, may_send_link_task
from staffelstab.web.kit.verdict import ALLOWED, Verdict, refused
from staffelstab.web.offers.models import Offer, Statement


def _acts_for(person: Membership, organisation_id: int | None) -> bool:
    """Evaluators look on; everybody else acts for the own organisation."""
    is_own = organisation_id is not None and person.organisation_id == organisation_id
    return is_own and person.role != Role.EVALUATOR


def may_record_offers(person: Membership) -> Verdict:
    if person.is_core_member or (person.organisation_id and person.role != Role.EVALUATOR):
        return ALLOWED
    return refused(_("Only the coordination, the core group and providers may record offers."))


def may_create_offer(person: Membership, organisation: Organisation | None) -> Verdict:
    if person.is_core_member or _acts_for(person, organisation.pk if organisation else None):
        return ALLOWED
    return refused(_("You may record offers of your own organisation only."))


def may_edit_offer(person: Membership, offer: Offer) -> Verdict:
    if person.is_core_member or _acts_for(person, offer.organisation_id):
        return ALLOWED
    return refused(_("Only the provider, the coordination or the core group may change this offer."))


def may_confirm_offer(person: Membership, offer: Offer) -> Verdict:
    if person.is_coordinator or _acts_for(person, offer.organisation_id):
        return ALLOWED
    return refused(_("Only the provider or the coordination may confirm an offer."))


def may_end_offer(person: Membership, offer: Offer) -> Verdict:
    if person.is_coordinator or _acts_for(person, offer.organisation_id):
        return ALLOWED
    return refused(_("Only the provider or the coordination may report the end of an offer."))


def may_list_offers(person: Membership) -> Verdict:
    if person.is_core_member:
        return ALLOWED
    return refused(_("Only the coordination and the core group decide which offers are listed."))


def may_unlist_offer(person: Membership, *, uses: Sequence[str]) -> Verdict:
    """`uses`: the concepts of the alliance in which the offer is a station."""
    verdict = may_list_offers(person)
    if not verdict or not uses:
        return verdict
    reason = _("The offer is a station in: %(concepts)s. Please take it out there first.")
    return refused(reason % {"concepts": ", ".join(uses)})


def may_record_needs(person: Membership) -> Verdict:
    if person.is_core_member:
        return ALLOWED
    return refused(_("Only the coordination and the core group may record needs."))


def may_ask_providers(person: Membership) -> Verdict:
    """Letters go out in the name of the alliance."""
    return may_send_link_task(person)


def may_decide_answers(person: Membership) -> Verdict:
    return is_coordinator(person)


def may_answer_for(task: LinkTask, offer: Offer) -> Verdict:
    """A link answers for the offers of its own organisation, as long as they are its own."""
    if task.organisation_id is not None and task.organisation_id == offer.organisation_id:
        return ALLOWED
    return refused(_("This offer belongs to another provider by now. Please ask the coordination."))


def may_record_statements(person: Membership) -> Verdict:
    if person.is_core_member:
        return ALLOWED
    return refused(_("Only the coordination and the core group may record statements."))


def may_keep_codes(person: Membership) -> Verdict:
    if person.is_core_member:
        return ALLOWED
    return refused(_("Only the coordination and the core group may change the code book."))


def reads_everything(person: Membership) -> bool:
    """Statements that are not for everybody: coordination, core group, evaluation."""
    return person.is_core_member or person.role == Role.EVALUATOR


def may_code_at_all(person: Membership) -> Verdict:
    if reads_everything(person):
        return ALLOWED
    return refused(_("Only the coordination, the core group and the evaluation give codes to statements."))


def may_code(person: Membership, statement: Statement) -> Verdict:
    """Whoever may code may read every statement; those of another alliance are not found at all."""
    if statement.alliance_id != person.alliance_id:
        return refused(_("This statement belongs to another alliance."))
    return may_code_at_all(person)
