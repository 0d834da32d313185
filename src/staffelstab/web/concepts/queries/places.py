from __future__ import annotations

from typing import Any

from staffelstab.web.alliances.models import Alliance
from staffelstab.web.alliances.queries import places_of


def places_of_alliance(alliance: Alliance) -> list[dict[str, Any]]:
    """The municipalities of the alliance in the shape of the file format."""
    return [
        {
            "key": place.pk,
            "name": place.name,
            "population": place.population,
            "latitude": place.latitude,
            "longitude": place.longitude,
        }
        for place in places_of(alliance)
    ]
