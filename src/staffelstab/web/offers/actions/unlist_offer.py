from __future__ import annotations

from django.db import transaction

from staffelstab.web.alliances.models import Membership
from staffelstab.web.journal.actions.write_entry import write_entry
from staffelstab.web.offers.models import Listing, Offer
from staffelstab.web.offers.queries import uses_of
from staffelstab.web.offers.rules import may_unlist_offer


@transaction.atomic
def unlist_offer(person: Membership, offer: Offer) -> None:
    """No longer shown in this alliance; it stays where else it is listed. Stations are taken out first."""
    listing = Listing.objects.select_for_update().get(offer=offer)
    may_unlist_offer(person, uses=uses_of(offer)).or_refuse()
    listing.delete()
    write_entry(
        person, "offers.unlist_offer", offer, alliance_key=person.alliance.slug, before={"offer": offer.key}
    )
