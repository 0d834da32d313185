from __future__ import annotations

from datetime import date

from django.db import transaction

from staffelstab.web.alliances.models import Membership, Participation
from staffelstab.web.alliances.rules import may_end_participation
from staffelstab.web.journal.actions.write_entry import write_entry


@transaction.atomic
def end_participation(person: Membership, participation: Participation, *, until: date) -> Participation:
    """An organisation leaves the alliance with the end of a day; its history stays."""
    may_end_participation(person).or_refuse()
    participation = Participation.objects.select_for_update().get(pk=participation.pk)
    participation.until = until
    participation.full_clean()
    participation.save(update_fields=("until",))
    write_entry(
        person,
        "alliances.end_participation",
        participation.organisation,
        alliance_key=person.alliance.slug,
        before={"until": None},
        after={"until": until},
    )
    return participation
