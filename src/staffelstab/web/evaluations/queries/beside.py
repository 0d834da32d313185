"""Which offers could become stations: listed here without being one, and modules of programmes that nobody planned."""

from __future__ import annotations

from django.utils.translation import get_language

from staffelstab.web.concepts.pathway import Keys, offer_of_file
from staffelstab.web.evaluations.pathway import EngineOffer, module_names, offers_in_scales
from staffelstab.web.evaluations.queries.figures import Figure
from staffelstab.web.offers.pathway import catalogue_offer
from staffelstab.web.offers.queries import is_over, offers_here


def available_offers(figure: Figure) -> list[EngineOffer]:
    """Ended ones are left out. A module counts as planned when one of its offers is a station or listed here."""
    stations = {station.offer_id for station in figure.loaded.stations}
    others = [o for o in offers_here() if o.pk not in stations and not is_over(o, figure.concept.date)]
    keys, places = Keys(figure.concept), {place["key"] for place in figure.concept.places}
    listed = offers_in_scales(figure.prepared, [offer_of_file(o, keys, places) for o in others])
    planned = {station.offer.catalogue_key for station in figure.loaded.stations}
    planned |= {offer.catalogue_key for offer in others}
    language = get_language() or "de"
    modules = [catalogue_offer(key, language) for key in module_names("de") if key not in planned]
    return sorted([*listed, *modules], key=lambda offer: offer.key)
