from __future__ import annotations

from staffelstab.web.alliances.models import Membership
from staffelstab.web.concepts.actions.change_concept import change_concept
from staffelstab.web.concepts.models import Concept, Transition


def remove_transition(person: Membership, concept: Concept, *, revision: int, transition: Transition) -> None:
    with change_concept(
        person, concept, revision=revision, code="remove_transition", subject=str(transition)
    ) as changed:
        Transition.objects.filter(concept=changed, pk=transition.pk).delete()
