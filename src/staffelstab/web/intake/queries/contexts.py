"""What words may mean in the alliance in scope."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import override

from staffelstab.web.alliances.models import ActorType, Alliance, Place
from staffelstab.web.intake.pathway import Context
from staffelstab.web.intake.phrases import STATUS_WORDS
from staffelstab.web.offers.enums import BenefitLaw, CountOf, Kind, Method, Sex
from staffelstab.web.offers.models import Listing, Need, Offer
from staffelstab.web.offers.pathway import known_life_areas
from staffelstab.web.offers.phrases import CATEGORIES


def context_for(alliance: Alliance) -> Context:
    types = {each.pk: (each.label_de, each.label_en) for each in ActorType.objects.all()}
    places = list(Place.objects.all())
    own_categories = Offer.objects.filter(pk__in=Listing.objects.values("offer")).values_list(
        "category", flat=True
    )
    own_areas = Need.objects.order_by().values_list("life_area", flat=True).distinct()
    own: dict[str, tuple[str, ...]] = {key: (key,) for key in own_categories.distinct() if key}
    return Context(
        names={
            "actor_type": types,
            "kind": _names(Kind.choices),
            "category": own | _names(CATEGORIES.items()),
            "sex": _names(Sex.choices),
            "benefit_law": _names(BenefitLaw.choices),
            "count_of": _names(CountOf.choices),
            "life_area": {area: (area,) for area in own_areas if area}
            | {
                german[0]: (german[1], english[1])
                for german, english in zip(known_life_areas("de"), known_life_areas("en"), strict=True)
            },
            "method": _names(Method.choices),
            "status": _names(STATUS_WORDS.items()),
        },
        places=[
            (place.pk, (place.short_name, place.name), place.latitude, place.longitude) for place in places
        ],
        here=frozenset(place.pk for place in places if place.district_key == alliance.district_key),
    )


def _names(choices: Iterable[tuple[Any, Any]]) -> dict[str, tuple[str, ...]]:
    """Each key with its names in both languages, German first."""
    found: dict[str, tuple[str, ...]] = {str(key): () for key, _label in choices}
    for language in ("de", "en"):
        with override(language):
            for key, label in choices:
                found[str(key)] = (*found[str(key)], str(label))
    return found
