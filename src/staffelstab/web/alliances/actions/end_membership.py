from __future__ import annotations

from datetime import date

from django.db import transaction

from staffelstab.web.alliances.models import Membership
from staffelstab.web.alliances.rules import may_change_membership
from staffelstab.web.journal.actions.write_entry import write_entry


@transaction.atomic
def end_membership(person: Membership, membership: Membership, *, last_day: date, today: date) -> Membership:
    """A membership ends with the end of a day. The account stays, and so does the last coordination."""
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    may_change_membership(person, membership, role="", today=today).or_refuse()
    membership.valid_to = last_day
    membership.full_clean()
    membership.save(update_fields=("valid_to",))
    write_entry(
        person,
        "alliances.end_membership",
        membership,
        alliance_key=person.alliance.slug,
        before={"valid_to": None},
        after={"valid_to": last_day},
    )
    return membership
