from __future__ import annotations

from staffelstab.web.alliances.models import Alliance
from staffelstab.web.demo.phrases import TOWNS, Town

SLUGS = [town.slug for town in TOWNS]


def missing_towns() -> list[Town]:
    """What of the demonstration is not in the database yet."""
    present = set(Alliance.objects.filter(slug__in=SLUGS).values_list("slug", flat=True))
    return [town for town in TOWNS if town.slug not in present]


def other_alliances() -> list[str]:
    """Alliances of people who really work here."""
    return list(Alliance.objects.exclude(slug__in=SLUGS).values_list("name", flat=True))
