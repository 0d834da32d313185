"""What words may mean in the alliance in scope."""

from __future__ import annotations

from django.utils.translation import get_language

from staffelstab.web.alliances.models import ActorType, Alliance, Place
from staffelstab.web.intake.pathway import Context
from staffelstab.web.intake.phrases import STATUS_WORDS
from staffelstab.web.offers.enums import BenefitLaw, CountOf, Kind, Method, Sex
from staffelstab.web.offers.pathway import known_life_areas
from staffelstab.web.offers.phrases import CATEGORIES


def context_for(alliance: Alliance) -> Context:
    types = {each.pk: (each.label_de, each.label_en) for each in ActorType.objects.all()}
    places = list(Place.objects.all())
    return Context(
        names={
            "actor_type": types,
            "kind": {key: (str(label),) for key, label in Kind.choices},
            "category": {key: (str(label),) for key, label in CATEGORIES.items()},
            "sex": {key: (str(label),) for key, label in Sex.choices},
            "benefit_law": {key: (str(label),) for key, label in BenefitLaw.choices},
            "count_of": {key: (str(label),) for key, label in CountOf.choices},
            "life_area": {key: (label,) for key, label in known_life_areas(get_language() or "de")},
            "method": {key: (str(label),) for key, label in Method.choices},
            "status": {key: (str(label),) for key, label in STATUS_WORDS.items()},
        },
        places=[
            (place.pk, (place.short_name, place.name), place.latitude, place.longitude) for place in places
        ],
        here=frozenset(place.pk for place in places if place.district_key == alliance.district_key),
    )
