from __future__ import annotations

from staffelstab.web.alliances.exports.catchment_map import CatchmentMap, draw_catchments
from staffelstab.web.alliances.exports.place_map import PlaceMap, draw_place_map
from staffelstab.web.alliances.exports.tables import (
    contact_table,
    doubt_table,
    responsibility_table,
)

__all__ = [
    "CatchmentMap",
    "PlaceMap",
    "contact_table",
    "doubt_table",
    "draw_catchments",
    "draw_place_map",
    "responsibility_table",
]
