from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from staffelstab.web.alliances.models import Contact, Membership, Organisation, Participation, Seat
from staffelstab.web.alliances.rules import may_end_participation
from staffelstab.web.journal.actions.write_entries import Noted, write_entries


@transaction.atomic
def withdraw_organisations(
    person: Membership, participations: Sequence[Participation], *, new: Collection[int]
) -> dict[int, str]:
    """Organisations that joined by mistake leave as if they had never been there; the journal keeps it.

    ``new``: those that did not exist before and disappear altogether. What something rests on stays. The answer
    names it: the number of the organisation and the reason.
    """
    may_end_participation(person).or_refuse()
    kept: dict[int, str] = {}
    reason = _("Something else rests on it: an offer, an account, a body, or another alliance.")
    if not _delete(participations, new):
        kept = {each.organisation_id: reason for each in participations if not _delete([each], new)}
    notes = [
        Noted(each.organisation, before={"name": each.organisation.name, "since": each.since})
        for each in participations
        if each.organisation_id not in kept
    ]
    write_entries(person, "alliances.withdraw_organisations", notes, alliance_key=person.alliance.slug)
    return kept


def _delete(participations: Sequence[Participation], new: Collection[int]) -> bool:
    organisations = [each.organisation_id for each in participations if each.organisation_id in new]
    leaving = [each.organisation_id for each in participations]
    if Seat.objects.filter(organisation__in=leaving).exists():
        return False
    try:
        with transaction.atomic():
            Contact.objects.filter(organisation__in=leaving).delete()
            Participation.objects.filter(pk__in=[each.pk for each in participations]).delete()
            Organisation.territory.through.objects.filter(organisation__in=organisations).delete()
            Organisation.objects.filter(pk__in=organisations).delete()
    except ProtectedError:
        return False
    return True
