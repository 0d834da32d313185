from __future__ import annotations

from staffelstab.web.concepts.models import Station
from staffelstab.web.offers.models import Offer


def offer_uses(offer: Offer) -> list[str]:
    """Asked by the room of the offers: in which concepts of the alliance in scope the offer is a station."""
    stations = Station.objects.filter(offer=offer).select_related("concept").order_by("concept__title")
    return [station.concept.title for station in stations]
