from __future__ import annotations

from datetime import date

from django.db import transaction

from staffelstab.web.alliances.models import LinkTask, Membership
from staffelstab.web.journal.actions.write_entry import write_entry
from staffelstab.web.offers.actions.edit_offer import locked
from staffelstab.web.offers.models import Offer
from staffelstab.web.offers.rules import may_end_offer


@transaction.atomic
def end_offer(person: Membership, offer: Offer, *, last_day: date | None) -> Offer:
    """The offer ended, or ends, on this day; without a day the report is taken back. Nothing is deleted."""
    offer = locked(offer)
    may_end_offer(person, offer).or_refuse()
    keep_end(person, offer, last_day)
    return offer


def keep_end(person: Membership | LinkTask, offer: Offer, last_day: date | None) -> None:
    """Inside the transaction of a deed that has asked its rule and locked the offer."""
    before = {"ended_on": offer.ended_on}
    offer.ended_on = last_day
    offer.full_clean()
    offer.save(update_fields=("ended_on", "updated_at"))
    write_entry(
        person,
        "offers.end_offer",
        offer,
        alliance_key=person.alliance.slug,
        before=before,
        after={"ended_on": last_day},
    )
