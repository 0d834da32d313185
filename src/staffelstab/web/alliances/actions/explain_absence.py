from __future__ import annotations

from datetime import date

from django.db import transaction

from staffelstab.web.alliances.models import AbsentType, ActorType, Membership
from staffelstab.web.alliances.rules import may_explain_absence
from staffelstab.web.journal.actions.write_entry import write_entry


@transaction.atomic
def explain_absence(person: Membership, actor_type: ActorType, *, reason: str, today: date) -> AbsentType:
    """A type of actor that is usual elsewhere is not here, because …"""
    may_explain_absence(person).or_refuse()
    absence = AbsentType(
        alliance=person.alliance,
        actor_type=actor_type,
        reason=reason.strip(),
        said_on=today,
        said_by=person.journal_label,
    )
    absence.full_clean()
    absence.save()
    write_entry(
        person,
        "alliances.explain_absence",
        absence,
        alliance_key=person.alliance.slug,
        after={"type": actor_type.pk, "reason": absence.reason},
    )
    return absence
