from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.models import Membership
from staffelstab.web.concepts.actions.change_concept import change_concept
from staffelstab.web.concepts.models import HANDOVER_PARTS, Concept, Transition

EDITABLE = ("state", "when", "condition", "agreement", *HANDOVER_PARTS)


def edit_transition(
    person: Membership, concept: Concept, *, revision: int, transition: Transition, **values: Any
) -> Transition:
    """Changes the named parts of a transition (state, target group, condition, handover) and leaves the others."""
    unknown = sorted(values.keys() - set(EDITABLE))
    if unknown:
        raise TypeError(f"A transition has no {', '.join(unknown)}.")
    with change_concept(
        person, concept, revision=revision, code="edit_transition", subject=str(transition)
    ) as changed:
        current = Transition.objects.filter(concept=changed, pk=transition.pk).first()
        if current is None:
            raise ValidationError(_("This transition does not exist any more."))
        for name, value in values.items():
            setattr(current, name, value.strip() if isinstance(value, str) else value)
        current.full_clean()
        current.save()
    return current
