from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.models import Membership
from staffelstab.web.concepts.actions.change_concept import change_concept
from staffelstab.web.concepts.enums import TransitionState
from staffelstab.web.concepts.models import Concept, Station, Transition


def add_transition(
    person: Membership,
    concept: Concept,
    *,
    revision: int,
    origin: Station,
    target: Station,
    state: str = TransitionState.AIMED,
) -> Transition:
    """A new arrow between two different stations of the concept."""
    subject = f"{origin.offer} → {target.offer}"
    with change_concept(
        person, concept, revision=revision, code="add_transition", subject=subject
    ) as changed:
        if {origin.concept_id, target.concept_id} != {changed.pk}:
            raise ValidationError(_("Both stations have to stand in this concept."))
        if origin == target:
            raise ValidationError(_("A transition leads from one station to another one."))
        if Transition.objects.filter(concept=changed, origin=origin, target=target).exists():
            raise ValidationError(_("This transition exists already."))
        last = Transition.objects.filter(concept=changed).aggregate(last=Max("position"))["last"]
        transition = Transition(
            alliance=changed.alliance,
            concept=changed,
            origin=origin,
            target=target,
            state=state,
            position=0 if last is None else last + 1,
        )
        transition.full_clean()
        transition.save()
    return transition
