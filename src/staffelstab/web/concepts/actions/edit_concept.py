from __future__ import annotations

from typing import Any

from staffelstab.web.alliances.models import Membership
from staffelstab.web.concepts.actions.change_concept import change_concept
from staffelstab.web.concepts.models import Concept

EDITABLE = ("title", "date", "valid_from", "valid_to", "settings", "notes", "assumption_note")


def edit_concept(person: Membership, concept: Concept, *, revision: int, **values: Any) -> None:
    """Changes title, dates, limits of the check and notes; what is not named stays."""
    unknown = sorted(values.keys() - set(EDITABLE))
    if unknown:
        raise TypeError(f"A concept has no {', '.join(unknown)} that could be edited.")
    with change_concept(
        person, concept, revision=revision, code="edit_concept", subject=concept.title
    ) as changed:
        for name, value in values.items():
            setattr(changed, name, value)
        changed.full_clean()
        changed.save()
