from __future__ import annotations

from staffelstab.web.alliances.exports.place_map import PlaceMap, draw_place_map

__all__ = ["PlaceMap", "draw_place_map"]
