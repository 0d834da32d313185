from __future__ import annotations

from datetime import date

from django.db import transaction

from staffelstab.web.alliances.models import AbsentType, Membership
from staffelstab.web.alliances.rules import may_explain_absence
from staffelstab.web.journal.actions.write_entry import write_entry


@transaction.atomic
def withdraw_absence(person: Membership, absence: AbsentType, *, today: date) -> AbsentType:
    """The reason counts no longer; the type is asked for again as long as nobody stands for it."""
    may_explain_absence(person).or_refuse()
    absence = AbsentType.objects.select_for_update(of=("self",)).get(pk=absence.pk)
    if absence.taken_back_on is None:
        absence.taken_back_on = today
        absence.full_clean()
        absence.save(update_fields=("taken_back_on",))
        write_entry(
            person,
            "alliances.withdraw_absence",
            absence,
            alliance_key=person.alliance.slug,
            before={"type": absence.actor_type_id, "reason": absence.reason},
        )
    return absence
