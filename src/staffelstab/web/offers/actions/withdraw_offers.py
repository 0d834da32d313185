from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import ProtectedError, prefetch_related_objects
from django.utils.translation import gettext as _

from staffelstab.web.alliances.models import Membership
from staffelstab.web.journal.actions.write_entries import Noted, write_entries
from staffelstab.web.offers.models import Listing, Offer
from staffelstab.web.offers.pathway import offer_document
from staffelstab.web.offers.queries import uses_of
from staffelstab.web.offers.rules import may_edit_offer


@transaction.atomic
def withdraw_offers(person: Membership, offers: Sequence[Offer]) -> dict[int, str]:
    """Offers that came in by mistake disappear, as if they had never been there; the journal keeps them.

    What something else rests on stays. The answer names it: the number of the offer and the reason.
    """
    for offer in offers:
        may_edit_offer(person, offer).or_refuse()
    prefetch_related_objects(offers, "territory")
    documents = {offer.pk: offer_document(offer) for offer in offers}
    kept: dict[int, str] = {}
    if not _delete([offer.pk for offer in offers]):
        kept = {offer.pk: _why(offer) for offer in offers if not _delete([offer.pk])}
    gone = [offer for offer in offers if offer.pk not in kept]
    notes = [Noted(offer, before=documents[offer.pk]) for offer in gone]
    write_entries(person, "offers.withdraw_offers", notes, alliance_key=person.alliance.slug)
    return kept


def _delete(keys: list[int]) -> bool:
    try:
        with transaction.atomic():
            Listing.objects.filter(offer__in=keys).delete()
            Offer.territory.through.objects.filter(offer__in=keys).delete()
            Offer.objects.filter(pk__in=keys).delete()
    except ProtectedError:
        return False
    return True


def _why(offer: Offer) -> str:
    uses = uses_of(offer)
    if uses:
        return _("It is a station in: %(concepts)s.") % {"concepts": ", ".join(uses)}
    return _("Something else rests on it, perhaps in another alliance.")
