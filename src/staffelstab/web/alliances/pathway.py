"""The only door of this room to the data of the programmes: municipalities and the taxonomy of actors."""

from __future__ import annotations

from staffelstab.programmes.actors import ActorTaxonomy, actor_taxonomy
from staffelstab.programmes.territories import Municipality, municipalities


def reference_places(district_key: str | None = None) -> tuple[Municipality, ...]:
    """The municipalities of one district, or of the whole state."""
    return municipalities(district_key)


def reference_actors() -> ActorTaxonomy:
    """The four fields and their types, in the order of the source."""
    return actor_taxonomy()
