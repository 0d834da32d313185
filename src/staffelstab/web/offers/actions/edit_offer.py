from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from staffelstab.web.alliances.models import LinkTask, Membership, Organisation, Place
from staffelstab.web.funding.models import Funding
from staffelstab.web.journal.actions.write_entry import write_entry
from staffelstab.web.kit.meanwhile import require_unchanged
from staffelstab.web.offers.actions.create_offer import require_readable
from staffelstab.web.offers.models import Listing, Offer
from staffelstab.web.offers.pathway import offer_document
from staffelstab.web.offers.rules import may_create_offer, may_edit_offer


@transaction.atomic
def edit_offer(
    person: Membership,
    offer: Offer,
    *,
    title: str,
    short_title: str,
    kind: str,
    category: str,
    organisation: Organisation | None,
    funding: Funding | None,
    months: int,
    places: int | None,
    start_months: Iterable[int],
    valid_from: date | None,
    valid_to: date | None,
    everywhere: bool,
    territory: Iterable[Place],
    definition: dict[str, Any],
    is_checked: bool = False,
    seen: str = "",
) -> Offer:
    """Change what is known. A partner can neither give away the own offer nor take over another's.

    ``seen`` is the ``version_of`` the offer that was compared with: what changed since is not overwritten.
    """
    offer = locked(offer)
    require_unchanged(seen, version_of(offer))
    may_edit_offer(person, offer).or_refuse()
    may_create_offer(person, organisation).or_refuse()
    before = offer_document(offer)
    offer.title, offer.short_title = title.strip(), short_title.strip()
    offer.kind, offer.category = kind, category
    offer.organisation, offer.funding = organisation, funding
    offer.months, offer.places, offer.start_months = months, places, sorted(start_months)
    offer.valid_from, offer.valid_to = valid_from, valid_to
    offer.everywhere, offer.definition = everywhere, definition
    offer.full_clean()
    offer.save()
    offer.territory.set(() if everywhere else territory)
    if not is_checked:
        require_readable(offer)
    write_changes(person, "offers.edit_offer", offer, before)
    return offer


def version_of(offer: Offer) -> str:
    return offer.updated_at.isoformat()


def locked(offer: Offer) -> Offer:
    """The row as it is now, if it is listed here; nobody else changes it until this deed is done."""
    listed = Listing.objects.values("offer")
    return Offer.objects.select_for_update().get(pk=offer.pk, pk__in=listed)


def write_changes(person: Membership | LinkTask, code: str, offer: Offer, before: dict[str, Any]) -> None:
    """Only what changed goes into the journal."""
    after = offer_document(offer)
    changed = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    write_entry(
        person,
        code,
        offer,
        alliance_key=person.alliance.slug,
        before={name: before.get(name) for name in changed},
        after={name: after.get(name) for name in changed},
    )
