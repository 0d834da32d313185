from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.models import Membership
from staffelstab.web.concepts.enums import ProposalState
from staffelstab.web.concepts.models import Proposal
from staffelstab.web.concepts.rules import may_answer_proposal
from staffelstab.web.journal.actions.write_entry import write_entry


@transaction.atomic
def reject_proposal(person: Membership, proposal: Proposal, *, answer: str) -> None:
    """The concept stays as it is; the partner reads why."""
    locked = Proposal.objects.select_for_update().get(pk=proposal.pk)
    may_answer_proposal(person, locked).or_refuse()
    if not answer.strip():
        raise ValidationError(_("Please give the reason; the partner reads it."))
    locked.state, locked.answer = ProposalState.REJECTED, answer.strip()
    locked.answered_by = person.journal_label[:300]
    locked.full_clean()
    locked.save()
    write_entry(
        person,
        "concepts.reject_proposal",
        locked,
        alliance_key=person.alliance.slug,
        after={"answer": locked.answer},
    )
