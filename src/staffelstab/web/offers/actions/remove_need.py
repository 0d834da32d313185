from __future__ import annotations

from django.db import transaction

from staffelstab.web.alliances.models import Membership
from staffelstab.web.journal.actions.write_entry import write_entry
from staffelstab.web.offers.models import Need
from staffelstab.web.offers.pathway import recorded_need
from staffelstab.web.offers.rules import may_record_needs


@transaction.atomic
def remove_need(person: Membership, need: Need) -> None:
    """The need leaves the list; the journal keeps what it said."""
    may_record_needs(person).or_refuse()
    need = Need.objects.select_for_update().get(pk=need.pk)
    write_entry(
        person, "offers.remove_need", need, alliance_key=person.alliance.slug, before=recorded_need(need)
    )
    need.places.clear()
    need.delete()
