from __future__ import annotations

from django.db import transaction

from staffelstab.web.alliances.models import Membership
from staffelstab.web.journal.actions.write_entry import write_entry
from staffelstab.web.offers.models import Listing, Offer
from staffelstab.web.offers.rules import may_list_offers


@transaction.atomic
def list_offer(person: Membership, offer: Offer) -> Listing:
    """An offer that another alliance recorded becomes visible here too."""
    may_list_offers(person).or_refuse()
    listing, is_new = Listing.objects.get_or_create(alliance=person.alliance, offer=offer)
    if is_new:
        write_entry(
            person, "offers.list_offer", offer, alliance_key=person.alliance.slug, after={"offer": offer.key}
        )
    return listing
