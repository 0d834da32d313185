from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from staffelstab.web.alliances.models import Membership
from staffelstab.web.concepts.actions.change_concept import change_concept
from staffelstab.web.concepts.models import HANDOVER_PARTS, Concept, Station, Transition
from staffelstab.web.concepts.pathway import Document
from staffelstab.web.concepts.queries.plans import day_of
from staffelstab.web.concepts.rules import FROM_A_FILE
from staffelstab.web.offers.models import Offer

PLAIN = ("condition", "agreement", *(part for part in HANDOVER_PARTS if part != "within_days"))


def replace_contents(
    person: Membership,
    concept: Concept,
    document: Document,
    offer_of: Mapping[str, Offer],
    file_keys: dict[str, Any],
    file_name: str,
) -> None:
    """The concept becomes what the document says; `offer_of` names our offers by the keys of the document."""
    with change_concept(
        person, concept, revision=concept.revision, code=FROM_A_FILE, subject=file_name
    ) as changed:
        _fields(changed, document, file_keys)
        _stations(changed, document["concept"], offer_of)
        _transitions(changed, document["concept"], offer_of)
        stations = set(document["concept"].get("stations", []))
        changed.other_offers.set([offer for key, offer in offer_of.items() if key not in stations])


def _fields(concept: Concept, document: Document, file_keys: dict[str, Any]) -> None:
    inner = document["concept"]
    concept.title = document["title"][:200]
    concept.date = day_of(document.get("date")) or concept.date
    concept.valid_from, concept.valid_to = day_of(inner.get("valid_from")), day_of(inner.get("valid_to"))
    concept.scales = {name: document[name] for name in ("attributes", "clocks") if name in document}
    concept.profiles = document.get("profiles", {})
    concept.goals = inner.get("goals", [])
    concept.places = document.get("places", [])
    concept.settings = document.get("settings", {})
    concept.notes, concept.sources = document.get("notes", []), document.get("sources", {})
    concept.file_keys = file_keys
    concept.save()


def _stations(concept: Concept, inner: Document, offer_of: Mapping[str, Offer]) -> None:
    entries = set(inner.get("entry_points", []))
    wanted = {
        offer_of[key].pk: (place, key in entries) for place, key in enumerate(inner.get("stations", []))
    }
    gone = Station.objects.filter(concept=concept).exclude(offer__in=wanted)
    Transition.objects.filter(concept=concept, origin__in=gone).delete()
    Transition.objects.filter(concept=concept, target__in=gone).delete()
    gone.delete()
    here = {station.offer_id: station for station in Station.objects.filter(concept=concept)}
    for offer_id, (position, begins) in wanted.items():
        station = here.get(offer_id) or Station(alliance=concept.alliance, concept=concept, offer_id=offer_id)
        station.position, station.is_entry_point = position, begins
        station.save()


def _transitions(concept: Concept, inner: Document, offer_of: Mapping[str, Offer]) -> None:
    """Kept transitions keep their id, so that links to them stay good."""
    stations = {station.offer_id: station for station in Station.objects.filter(concept=concept)}
    here = {(t.origin_id, t.target_id): t for t in Transition.objects.filter(concept=concept)}
    kept = set()
    for position, each in enumerate(inner.get("transitions", [])):
        origin, target = (stations[offer_of[each[end]].pk] for end in ("from", "to"))
        transition = here.get((origin.pk, target.pk)) or Transition(
            alliance=concept.alliance, concept=concept, origin=origin, target=target
        )
        _fill(transition, each, position)
        transition.save()
        kept.add(transition.pk)
    Transition.objects.filter(concept=concept).exclude(pk__in=kept).delete()


def _fill(transition: Transition, document: Document, position: int) -> None:
    said = {**document, **document.get("handover", {})}
    transition.position = position
    transition.state = document.get("state", "possible")
    transition.when = document.get("when", {})
    transition.assumptions = document.get("assumptions", [])
    transition.within_days = said.get("within_days")
    for name in PLAIN:
        setattr(transition, name, said.get(name, ""))
