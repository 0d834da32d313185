from __future__ import annotations

from django.db.models import Q

from staffelstab.web.alliances.models import Membership
from staffelstab.web.concepts.actions.change_concept import change_concept
from staffelstab.web.concepts.models import Concept, Station, Transition


def remove_station(person: Membership, concept: Concept, *, revision: int, station: Station) -> None:
    """Takes a station and its transitions out of the concept; the offer stays in the list of offers."""
    with change_concept(
        person, concept, revision=revision, code="remove_station", subject=str(station.offer)
    ) as changed:
        Transition.objects.filter(Q(origin=station) | Q(target=station), concept=changed).delete()
        Station.objects.filter(concept=changed, pk=station.pk).delete()
