from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.models import Membership, Organisation
from staffelstab.web.concepts.actions.care_for_finding import care_for_finding
from staffelstab.web.concepts.models import Concept, FindingCare


@transaction.atomic
def assign_finding(
    person: Membership,
    concept: Concept,
    *,
    name: str,
    title: str,
    organisation: Organisation | None = None,
    function: str = "",
    due_on: date | None = None,
) -> FindingCare:
    """Somebody takes care of a finding: an organisation, a function, or both; a reason to accept it is withdrawn."""
    if organisation is None and not function.strip():
        raise ValidationError(_("Please name an organisation or a function."))
    with care_for_finding(person, concept, "concepts.assign_finding", name=name, title=title) as care:
        care.organisation, care.function, care.due_on = organisation, function.strip(), due_on
        care.accepted_because, care.accepted_on = "", None
    return care
