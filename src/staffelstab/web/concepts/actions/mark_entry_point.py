from __future__ import annotations

from staffelstab.web.alliances.models import Membership
from staffelstab.web.concepts.actions.change_concept import change_concept
from staffelstab.web.concepts.models import Concept, Station


def mark_entry_point(
    person: Membership, concept: Concept, *, revision: int, station: Station, is_entry_point: bool
) -> None:
    """Says whether people can begin at a station."""
    with change_concept(
        person, concept, revision=revision, code="mark_entry_point", subject=str(station.offer)
    ) as changed:
        Station.objects.filter(concept=changed, pk=station.pk).update(is_entry_point=is_entry_point)
