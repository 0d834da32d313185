from __future__ import annotations

from datetime import date

from django.db import transaction

from staffelstab.web.alliances.models import Place
from staffelstab.web.concepts.pathway import Document

INVENTED = "99"
"""No state of Germany has this number, so that no real municipality can have such a key."""


@transaction.atomic
def load_invented_places(
    document: Document, *, district_key: str, district_name: str, counted_on: date
) -> None:
    """Municipalities that exist in the file only. Safe to repeat; real ones are reference data and stay as they are."""
    for place in document.get("places", []):
        if place["key"].startswith(INVENTED):
            Place.objects.update_or_create(
                ags=place["key"],
                defaults={
                    "name": place["name"],
                    "short_name": place["name"],
                    "district_key": district_key,
                    "district_name": district_name,
                    "population": place["population"],
                    "population_date": counted_on,
                    "latitude": place["latitude"],
                    "longitude": place["longitude"],
                },
            )
