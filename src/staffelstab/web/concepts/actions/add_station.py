from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.models import Membership
from staffelstab.web.concepts.actions.change_concept import change_concept
from staffelstab.web.concepts.models import Concept, Station
from staffelstab.web.offers.models import Listing, Offer


def add_station(
    person: Membership, concept: Concept, *, revision: int, offer: Offer, is_entry_point: bool = False
) -> Station:
    """An offer that is listed in the alliance becomes a station."""
    with change_concept(
        person, concept, revision=revision, code="add_station", subject=str(offer)
    ) as changed:
        if not Listing.objects.filter(offer=offer).exists():
            raise ValidationError(_("This offer is not in the list of your alliance."))
        last = Station.objects.filter(concept=changed).aggregate(last=Max("position"))["last"]
        station = Station(
            alliance=changed.alliance,
            concept=changed,
            offer=offer,
            is_entry_point=is_entry_point,
            position=0 if last is None else last + 1,
        )
        station.full_clean()
        station.save()
    return station
