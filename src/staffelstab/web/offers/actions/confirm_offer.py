from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from staffelstab.web.alliances.models import LinkTask, Membership
from staffelstab.web.journal.actions.write_entry import write_entry
from staffelstab.web.offers.actions.edit_offer import locked
from staffelstab.web.offers.models import Offer
from staffelstab.web.offers.rules import may_confirm_offer


@transaction.atomic
def confirm_offer(person: Membership, offer: Offer, *, today: date) -> Offer:
    """Somebody looked, in this function, on this day. An offer that has ended is not confirmed."""
    offer = locked(offer)
    may_confirm_offer(person, offer).or_refuse()
    if offer.has_ended(today):
        raise ValidationError(_("This offer has ended; there is nothing to confirm."))
    keep_confirmation(person, offer, today=today)
    return offer


def keep_confirmation(person: Membership | LinkTask, offer: Offer, *, today: date, by: str = "") -> None:
    """Inside the transaction of a deed that has asked its rule and locked the offer; ``by``: whose word it is."""
    before = {"last_confirmed_on": offer.last_confirmed_on, "last_confirmed_by": offer.last_confirmed_by}
    offer.last_confirmed_on, offer.last_confirmed_by = today, (by or person.journal_label)[:300]
    offer.save(update_fields=("last_confirmed_on", "last_confirmed_by"))
    after = {"last_confirmed_on": today, "last_confirmed_by": offer.last_confirmed_by}
    write_entry(
        person, "offers.confirm_offer", offer, alliance_key=person.alliance.slug, before=before, after=after
    )
