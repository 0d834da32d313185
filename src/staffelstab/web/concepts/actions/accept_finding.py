from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.models import Membership
from staffelstab.web.concepts.actions.care_for_finding import care_for_finding
from staffelstab.web.concepts.models import Concept, FindingCare


@transaction.atomic
def accept_finding(
    person: Membership, concept: Concept, *, name: str, title: str, because: str, today: date
) -> FindingCare:
    """The finding is known and stays; the reason is printed in the concept."""
    if not because.strip():
        raise ValidationError(_("Please give the reason. It is printed in the concept."))
    with care_for_finding(person, concept, "concepts.accept_finding", name=name, title=title) as care:
        care.accepted_because, care.accepted_on = because.strip(), today
    return care
