"""What organisations promise, as the room of the alliances asks for it."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from staffelstab.web.alliances.queries import Promise
from staffelstab.web.offers.models import Listing, Offer


def promises(*, today: date) -> list[Promise]:
    """The offers of the alliance in scope that have not ended, each with its own territory."""
    rows = Listing.objects.select_related("alliance", "offer").prefetch_related("offer__territory")
    return [_promise(row.offer, row.alliance.slug) for row in rows if not row.offer.has_ended(today)]


def _promise(offer: Offer, slug: str) -> Promise:
    territory = list(offer.territory.all())
    confirmed = offer.last_confirmed_on
    return Promise(
        organisation_id=offer.organisation_id,
        title=offer.title,
        kind=offer.get_kind_display(),
        address=reverse("offers:detail", args=[slug, offer.pk]),
        places=frozenset(place.pk for place in territory),
        names=tuple(place.short_name for place in territory),
        everywhere=offer.everywhere,
        note=_("confirmed on %(day)s") % {"day": date_format(confirmed, "d.m.Y")}
        if confirmed
        else _("never confirmed"),
    )
