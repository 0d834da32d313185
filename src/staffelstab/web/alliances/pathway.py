"""The only door of this room to the data of the programmes: districts, municipalities, the taxonomy of actors."""

from __future__ import annotations

from staffelstab.programmes.actors import ActorTaxonomy, actor_taxonomy
from staffelstab.programmes.structures import AllianceStructures, alliance_structures
from staffelstab.programmes.territories import (
    District,
    DistrictType,
    Municipality,
    districts,
    districts_named,
    municipalities,
    municipalities_named,
)

__all__ = [
    "ActorTaxonomy",
    "AllianceStructures",
    "District",
    "districts_called",
    "districts_like",
    "is_city",
    "reference_actors",
    "reference_districts",
    "reference_places",
    "reference_structures",
]


def reference_places(district_key: str | None = None) -> tuple[Municipality, ...]:
    """The municipalities of one district, or of the whole state."""
    return municipalities(district_key)


def reference_actors() -> ActorTaxonomy:
    """The four fields and their types, in the order of the source."""
    return actor_taxonomy()


def reference_structures() -> AllianceStructures:
    """Existing structures, ways of involving municipalities, and the counts of the evaluated alliances."""
    return alliance_structures()


def reference_districts() -> tuple[District, ...]:
    """The districts and independent cities of the state, by their official keys."""
    return districts()


def is_city(district: District) -> bool:
    return district.type == DistrictType.INDEPENDENT_CITY


def districts_called(text: str) -> tuple[District, ...]:
    """Districts with this key or name; a name is no key, so there may be none or several."""
    by_key = tuple(district for district in districts() if district.key == text.strip())
    return by_key or districts_named(text)


def districts_like(text: str) -> tuple[District, ...]:
    """What may be meant by a name that no district has: a part of a name, or a municipality."""
    wanted = text.strip().casefold()
    around = {place.district_key for place in municipalities_named(text)}
    return tuple(d for d in districts() if d.key in around or (wanted and wanted in d.name_full.casefold()))
