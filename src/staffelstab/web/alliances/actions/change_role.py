from __future__ import annotations

from datetime import date

from django.db import transaction

from staffelstab.web.alliances.models import Membership
from staffelstab.web.alliances.rules import may_change_membership
from staffelstab.web.journal.actions.write_entry import write_entry


@transaction.atomic
def change_role(person: Membership, membership: Membership, *, role: str, today: date) -> Membership:
    """Give a member another role. The last coordination of an alliance stays."""
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    may_change_membership(person, membership, role=role, today=today).or_refuse()
    before = membership.role
    membership.role = role
    membership.full_clean()
    membership.save(update_fields=("role",))
    write_entry(
        person,
        "alliances.change_role",
        membership,
        alliance_key=person.alliance.slug,
        before={"role": before},
        after={"role": role},
    )
    return membership
