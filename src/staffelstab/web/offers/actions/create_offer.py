from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import get_language

from staffelstab.web.alliances.models import Membership, Organisation, Place
from staffelstab.web.funding.models import Funding
from staffelstab.web.funding.queries import free_key
from staffelstab.web.journal.actions.write_entry import write_entry
from staffelstab.web.offers.enums import Kind
from staffelstab.web.offers.models import Listing, Offer
from staffelstab.web.offers.pathway import made_from_now, offer_document, read_document
from staffelstab.web.offers.rules import may_create_offer


@transaction.atomic
def create_offer(
    person: Membership,
    *,
    title: str,
    short_title: str = "",
    kind: str = Kind.MEASURE,
    category: str = "",
    organisation: Organisation | None = None,
    funding: Funding | None = None,
    months: int = 0,
    places: int | None = None,
    start_months: Iterable[int] = (),
    valid_from: date | None = None,
    valid_to: date | None = None,
    everywhere: bool = False,
    territory: Iterable[Place] = (),
    definition: dict[str, Any] | None = None,
    catalogue_key: str = "",
    key: str = "",
    is_checked: bool = False,
) -> Offer:
    """A new offer, listed in the alliance of ``person``.

    ``is_checked``: the definition was already checked against the scales of its own file (import).
    """
    may_create_offer(person, organisation).or_refuse()
    offer = Offer(
        key=key or free_key(Offer, title),
        title=title.strip(),
        short_title=short_title.strip(),
        kind=kind,
        category=category,
        organisation=organisation,
        funding=funding,
        months=months,
        places=places,
        start_months=sorted(start_months),
        valid_from=valid_from,
        valid_to=valid_to,
        everywhere=everywhere,
        definition=definition or {},
        catalogue_key=catalogue_key,
        made_from=made_from_now(catalogue_key),
    )
    _keep(person, offer, territory, is_checked)
    return offer


def _keep(person: Membership, offer: Offer, territory: Iterable[Place], is_checked: bool) -> None:
    offer.full_clean()
    offer.save()
    offer.territory.set(() if offer.everywhere else territory)
    if not is_checked:
        require_readable(offer)
    Listing.objects.create(alliance=person.alliance, offer=offer)
    write_entry(
        person, "offers.create_offer", offer, alliance_key=person.alliance.slug, after=offer_document(offer)
    )


def require_readable(offer: Offer) -> None:
    """Refuse what the check could not read, with every reason as a sentence."""
    problems = read_document(offer_document(offer)).complaints(get_language() or "de")
    if problems:
        raise ValidationError(problems)
