"""Bring back what a deed or an import touched, as it was."""

from __future__ import annotations

from datetime import date
from typing import Any

from staffelstab.web.concepts.models import Concept, Station, Transition
from staffelstab.web.concepts.queries.snapshots import DATES, Rows


def restore_snapshot(concept: Concept, before: dict[str, Rows]) -> None:
    """`before` as recorded by a change: old values by key, None for what did not exist. Runs inside a deed."""
    _restore_concept(concept, before.get("concept", {}))
    _restore_others(concept, before.get("others", {}))
    gone = [pair for pair, row in before.get("transitions", {}).items() if row is None]
    for pair in gone:
        _transition(concept, pair).delete()
    for offer_id, row in before.get("stations", {}).items():
        _restore_station(concept, int(offer_id), row)
    for pair, row in before.get("transitions", {}).items():
        if row is not None:
            _restore_transition(concept, pair, row)


def _restore_concept(concept: Concept, values: Rows) -> None:
    for name, value in values.items():
        setattr(concept, name, date.fromisoformat(value) if name in DATES and value else value)
    concept.save()


def _restore_others(concept: Concept, others: Rows) -> None:
    for offer_id, was_there in others.items():
        if was_there:
            concept.other_offers.add(int(offer_id))
        else:
            concept.other_offers.remove(int(offer_id))


def _restore_station(concept: Concept, offer_id: int, row: Rows | None) -> None:
    existing = Station.objects.filter(concept=concept, offer_id=offer_id)
    if row is None:
        existing.delete()
    elif not existing.update(**row):
        Station.objects.create(alliance=concept.alliance, concept=concept, offer_id=offer_id, **row)


def _transition(concept: Concept, pair: str) -> Any:
    origin, _, target = pair.partition(">")
    return Transition.objects.filter(concept=concept, origin__offer_id=origin, target__offer_id=target)


def _restore_transition(concept: Concept, pair: str, row: Rows) -> None:
    if _transition(concept, pair).update(**row):
        return
    stations = {station.offer_id: station for station in Station.objects.filter(concept=concept)}
    origin, _, target = pair.partition(">")
    Transition.objects.create(
        alliance=concept.alliance,
        concept=concept,
        origin=stations[int(origin)],
        target=stations[int(target)],
        **row,
    )
