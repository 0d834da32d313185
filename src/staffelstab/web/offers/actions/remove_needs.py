from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import ProtectedError, prefetch_related_objects
from django.utils.translation import gettext as _

from staffelstab.web.alliances.models import Membership
from staffelstab.web.journal.actions.write_entries import Noted, write_entries
from staffelstab.web.offers.models import Need
from staffelstab.web.offers.pathway import recorded_need
from staffelstab.web.offers.rules import may_record_needs


@transaction.atomic
def remove_needs(person: Membership, needs: Sequence[Need]) -> dict[int, str]:
    """Needs leave the list; the journal keeps what they said. What stays is named, with the reason."""
    may_record_needs(person).or_refuse()
    prefetch_related_objects(needs, "places")
    documents = {need.pk: recorded_need(need) for need in needs}
    kept: dict[int, str] = {}
    if not _delete([need.pk for need in needs]):
        reason = _("Something else rests on it.")
        kept = {need.pk: reason for need in needs if not _delete([need.pk])}
    gone = [need for need in needs if need.pk not in kept]
    notes = [Noted(need, before=documents[need.pk]) for need in gone]
    write_entries(person, "offers.remove_needs", notes, alliance_key=person.alliance.slug)
    return kept


def _delete(keys: list[int]) -> bool:
    try:
        with transaction.atomic():
            Need.places.through.objects.filter(need__in=keys).delete()
            Need.objects.filter(pk__in=keys).delete()
    except ProtectedError:
        return False
    return True
