from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.models import Membership
from staffelstab.web.concepts.actions.edit_transition import EDITABLE
from staffelstab.web.concepts.models import Concept, Proposal, Station, Transition
from staffelstab.web.concepts.rules import may_propose
from staffelstab.web.journal.actions.write_entry import write_entry


@transaction.atomic
def propose_change(
    person: Membership,
    concept: Concept,
    *,
    origin: Station,
    target: Station,
    reason: str = "",
    **values: Any,
) -> Proposal:
    """A partner proposes other parts of a transition at its own station, or a new one; the concept stays as it is."""
    may_propose(person, concept, origin, target).or_refuse()
    if origin == target:
        raise ValidationError(_("A transition leads from one station to another one."))
    there = Transition.objects.filter(concept=concept, origin=origin, target=target).first()
    wanted = {name: value for name, value in values.items() if name in EDITABLE}
    before = {name: getattr(there, name) for name in wanted} if there else {}
    changed = {name: value for name, value in wanted.items() if value != before.get(name, "")}
    if there is not None and not changed:
        raise ValidationError(_("Nothing is different from the concept."))
    proposal = Proposal(
        alliance=concept.alliance,
        concept=concept,
        origin=origin.offer,
        target=target.offer,
        organisation=person.organisation,
        values=changed,
        before={name: before[name] for name in changed if name in before},
        is_new=there is None,
        reason=reason.strip(),
        by=person.journal_label[:300],
    )
    proposal.full_clean()
    proposal.save()
    write_entry(
        person,
        "concepts.propose_change",
        proposal,
        alliance_key=person.alliance.slug,
        before=proposal.before,
        after=changed,
    )
    return proposal
