from __future__ import annotations

from staffelstab.web.alliances.exports.catchment_map import CatchmentMap, draw_catchments
from staffelstab.web.alliances.exports.place_map import PlaceMap, draw_place_map
from staffelstab.web.alliances.exports.tables import (
    FORMATS,
    Table,
    as_csv,
    as_xlsx,
    contact_table,
    doubt_table,
    responsibility_table,
)

__all__ = [
    "FORMATS",
    "CatchmentMap",
    "PlaceMap",
    "Table",
    "as_csv",
    "as_xlsx",
    "contact_table",
    "doubt_table",
    "draw_catchments",
    "draw_place_map",
    "responsibility_table",
]
