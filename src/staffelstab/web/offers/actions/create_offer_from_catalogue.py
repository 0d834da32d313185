from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from staffelstab.web.alliances.models import Membership, Organisation, Place
from staffelstab.web.funding.models import Funding
from staffelstab.web.offers.actions.create_offer import create_offer
from staffelstab.web.offers.models import Offer
from staffelstab.web.offers.pathway import catalogue_item, catalogue_offer, definition_of


@transaction.atomic
def create_offer_from_catalogue(
    person: Membership,
    *,
    catalogue_key: str,
    title: str = "",
    organisation: Organisation | None = None,
    funding: Funding | None = None,
    places: int | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
    everywhere: bool = True,
    territory: Iterable[Place] = (),
    key: str = "",
    language: str = "",
) -> Offer:
    """An offer with the entry conditions, outcomes and sources of a catalogue entry, adapted to this place.

    Without dates of its own it exists as long as the entry says.
    """
    spoken = language or get_language() or "de"
    entry = catalogue_item(catalogue_key, spoken)
    if entry is None:
        raise ValidationError(_("The catalogue has no entry “%(key)s”."), params={"key": catalogue_key})
    pattern = catalogue_offer(catalogue_key, spoken)
    return create_offer(
        person,
        title=title or pattern.title["de"],
        short_title=entry.short_title,
        kind=str(pattern.kind),
        category=pattern.category,
        organisation=organisation,
        funding=funding,
        months=pattern.months,
        places=places,
        start_months=pattern.start_months,
        valid_from=valid_from or pattern.period.valid_from,
        valid_to=valid_to or pattern.period.valid_to,
        everywhere=everywhere,
        territory=territory,
        definition=definition_of(pattern),
        catalogue_key=catalogue_key,
        key=key,
    )
