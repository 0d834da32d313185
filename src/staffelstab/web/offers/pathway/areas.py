"""Areas of life that are offered first."""

from __future__ import annotations

from staffelstab.programmes.life_areas import life_areas
from staffelstab.web.offers.pathway.scales import Choice


def known_life_areas(language: str) -> list[Choice]:
    return [(area.key, area.label.in_language(language)) for area in life_areas()]
