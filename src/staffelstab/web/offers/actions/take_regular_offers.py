from __future__ import annotations

from datetime import date

from django.db import transaction

from staffelstab.web.alliances.models import Membership
from staffelstab.web.offers.actions.create_offer_from_catalogue import create_offer_from_catalogue
from staffelstab.web.offers.models import Listing, Offer
from staffelstab.web.offers.pathway import regular_entries


@transaction.atomic
def take_regular_offers(person: Membership, *, today: date) -> list[Offer]:
    """What exists everywhere by law and is not listed here yet comes from the catalogue, not confirmed by anybody."""
    listed = set(Listing.objects.values_list("offer__catalogue_key", flat=True))
    return [
        create_offer_from_catalogue(person, catalogue_key=key, everywhere=True)
        for key in regular_entries(today)
        if key not in listed
    ]
