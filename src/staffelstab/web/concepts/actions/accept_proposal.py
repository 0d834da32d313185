from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.models import Membership
from staffelstab.web.concepts.actions.add_transition import add_transition
from staffelstab.web.concepts.actions.edit_transition import edit_transition
from staffelstab.web.concepts.enums import ProposalState
from staffelstab.web.concepts.models import Concept, Proposal, Station, Transition
from staffelstab.web.concepts.rules import may_answer_proposal
from staffelstab.web.journal.actions.write_entry import write_entry


@transaction.atomic
def accept_proposal(person: Membership, proposal: Proposal, *, revision: int, answer: str = "") -> None:
    """What was proposed stands in the concept, as a change that can be taken back."""
    concept = Concept.objects.select_for_update().get(pk=proposal.concept_id)
    locked = Proposal.objects.select_for_update().get(pk=proposal.pk)
    may_answer_proposal(person, locked).or_refuse()
    stations = {station.offer_id: station for station in Station.objects.filter(concept=concept)}
    if not {locked.origin_id, locked.target_id} <= stations.keys():
        raise ValidationError(_("One of the stations is no longer in the concept."))
    origin, target = stations[locked.origin_id], stations[locked.target_id]
    there = Transition.objects.filter(concept=concept, origin=origin, target=target).first()
    if there is None:
        there = add_transition(person, concept, revision=revision, origin=origin, target=target)
        revision = concept.revision
    if locked.values:
        edit_transition(person, concept, revision=revision, transition=there, **locked.values)
    locked.state, locked.answer = ProposalState.ACCEPTED, answer.strip()
    locked.answered_by = person.journal_label[:300]
    locked.full_clean()
    locked.save()
    write_entry(
        person,
        "concepts.accept_proposal",
        locked,
        alliance_key=person.alliance.slug,
        after={"values": locked.values, "answer": locked.answer},
    )
