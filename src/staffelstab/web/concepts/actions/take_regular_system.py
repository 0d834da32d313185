from __future__ import annotations

from django.utils.translation import gettext as _

from staffelstab.web.alliances.models import Membership
from staffelstab.web.concepts.actions.change_concept import change_concept
from staffelstab.web.concepts.enums import TransitionState
from staffelstab.web.concepts.models import Concept, Station, Transition
from staffelstab.web.concepts.pathway import catalogue_entry_points, catalogue_transitions
from staffelstab.web.offers.actions.take_regular_offers import take_regular_offers
from staffelstab.web.offers.models import Offer
from staffelstab.web.offers.queries import offers_here


def take_regular_system(person: Membership, concept: Concept, *, revision: int) -> None:
    """What exists everywhere by law becomes stations, beside all that is listed here; joined as usual.

    What the catalogue adds is an assumption until somebody of the alliance confirms it, and says so.
    """
    with change_concept(
        person, concept, revision=revision, code="take_regular_system", subject=concept.title
    ) as changed:
        take_regular_offers(person, today=changed.date)
        stations = _stations(changed)
        Transition.objects.bulk_create(_transitions(changed, stations))
        if any(_is_only_assumed(station.offer) for station in stations):
            changed.notes = [*changed.notes, _assumption()]
            changed.save(update_fields=("notes",))


def _is_only_assumed(offer: Offer) -> bool:
    return bool(offer.catalogue_key) and offer.last_confirmed_on is None


def _assumption() -> str:
    return _(
        "Assumption: what the catalogue calls the regular system exists in every municipality. "
        "Nobody of the alliance has confirmed it yet."
    )


def _stations(concept: Concept) -> list[Station]:
    entries = catalogue_entry_points()
    taken = set(Station.objects.filter(concept=concept).values_list("offer_id", flat=True))
    return Station.objects.bulk_create(
        Station(
            alliance=concept.alliance,
            concept=concept,
            offer=offer,
            is_entry_point=offer.catalogue_key in entries,
            position=position,
        )
        for position, offer in enumerate(offers_here().exclude(pk__in=taken), len(taken))
    )


def _transitions(concept: Concept, stations: list[Station]) -> list[Transition]:
    """The usual following stations of the catalogue, where both serve a common municipality."""
    by_entry: dict[str, list[Station]] = {}
    for station in stations:
        by_entry.setdefault(station.offer.catalogue_key, []).append(station)
    pairs = [
        (origin, target)
        for before, after in catalogue_transitions()
        for origin in by_entry.get(before, ())
        for target in by_entry.get(after, ())
        if _meet(origin.offer, target.offer)
    ]
    return [
        Transition(
            alliance=concept.alliance,
            concept=concept,
            origin=origin,
            target=target,
            state=TransitionState.AIMED,
            assumptions=[_("From the catalogue, not from the alliance.")],
            position=position,
        )
        for position, (origin, target) in enumerate(pairs)
    ]


def _meet(one: Offer, other: Offer) -> bool:
    served = [{place.pk for place in offer.territory.all()} for offer in (one, other) if not offer.everywhere]
    return len(served) < 2 or bool(set.intersection(*served))
