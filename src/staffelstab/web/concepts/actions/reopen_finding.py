from __future__ import annotations

from django.db import transaction

from staffelstab.web.alliances.models import Membership
from staffelstab.web.concepts.actions.care_for_finding import care_for_finding
from staffelstab.web.concepts.models import Concept


@transaction.atomic
def reopen_finding(person: Membership, concept: Concept, *, name: str, title: str) -> None:
    """Nobody takes care of it any more and it is not accepted; the journal keeps what was."""
    with care_for_finding(person, concept, "concepts.reopen_finding", name=name, title=title) as care:
        care.organisation, care.function, care.due_on = None, "", None
        care.accepted_because, care.accepted_on = "", None
