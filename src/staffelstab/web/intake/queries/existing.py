"""What is here already, as plain values that can be compared with those of a row."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import QuerySet

from staffelstab.web.alliances.models import Organisation, Participation
from staffelstab.web.alliances.queries import with_first_contact
from staffelstab.web.intake.enums import What
from staffelstab.web.intake.models import Origin
from staffelstab.web.intake.pathway import EVERYWHERE, Registry, like
from staffelstab.web.offers.enums import CountOf
from staffelstab.web.offers.models import Listing, Need, Offer

THING = {What.ORGANISATIONS: "organisation", What.OFFERS: "offer", What.NEEDS: "need"}


@dataclass(frozen=True)
class Here:
    """One thing that is here. ``key`` is its number as text; ``row`` the participation for organisations."""

    key: str
    thing: Any
    values: dict[str, Any]
    details: dict[str, str]


@dataclass
class Existing:
    by_key: dict[str, Here] = field(default_factory=dict)
    by_number: dict[str, str] = field(default_factory=dict)
    by_name: dict[tuple[str, ...], str] = field(default_factory=dict)
    registry: Registry = field(default_factory=Registry)


def things_here(what: str) -> QuerySet[Any]:
    if what == What.ORGANISATIONS:
        rows = with_first_contact(Participation.objects.filter(until=None))
        return rows.select_related("organisation")
    if what == What.OFFERS:
        listed = Offer.objects.filter(pk__in=Listing.objects.values("offer"))
        return listed.select_related("organisation")
    return Need.objects.all()


def territories(what: str, only: list[int] | None) -> dict[int, list[str]]:
    """Keys of municipalities by the number of the thing; read at once, because lists are long."""
    model: Any = {What.ORGANISATIONS: Organisation, What.OFFERS: Offer, What.NEEDS: Need}[What(what)]
    through = (model.places if what == What.NEEDS else model.territory).through
    name = f"{THING[What(what)]}_id"
    rows = through.objects.order_by("place_id").values_list(name, "place_id")
    here = {
        What.ORGANISATIONS: Participation.objects.filter(until=None).values("organisation"),
        What.OFFERS: Listing.objects.values("offer"),
        What.NEEDS: Need.objects.values("pk"),
    }[What(what)]
    found: dict[int, list[str]] = defaultdict(list)
    for thing, place in rows.filter(**{f"{name}__in": here if only is None else only}):
        found[thing].append(place)
    return found


def existing(what: str, only: Iterable[str] | None = None) -> Existing:
    """Everything here of this kind, or ``only`` these."""
    found = Existing()
    rows = things_here(what)
    if only is not None:
        keys = [int(key) for key in only]
        rows = rows.filter(**({"organisation__in": keys} if what == What.ORGANISATIONS else {"pk__in": keys}))
    origins = _origins(what, keys if only is not None else None)
    places = territories(what, keys if only is not None else None)
    for row in rows:
        here = _here(what, row, origins, places)
        found.by_key[here.key] = here
        found.by_name.setdefault(name_of(what, here.values), here.key)
        origin = origins.get(here.key)
        if origin and origin.number:
            found.by_number.setdefault(origin.number, here.key)
        if what != What.NEEDS and only is None:
            name = here.values.get("name") or here.values.get("title") or ""
            known = like(
                here.key, name, number=origin.number if origin else "", website=here.values.get("website", "")
            )
            found.registry.add(replace(known, street=origin.street if origin else ""))
    return found


def _origins(what: str, only: list[int] | None) -> dict[str, Origin]:
    """The newest origin of each thing."""
    name = f"{THING[What(what)]}_id"
    rows = Origin.objects.exclude(**{name: None}).defer("cells").order_by("pk")
    if only is not None:
        rows = rows.filter(**{f"{name}__in": only})
    return {str(getattr(origin, name)): origin for origin in rows}


def numbers_of(what: str) -> dict[str, str]:
    """Official numbers by the number of the thing."""
    return {key: origin.number for key, origin in _origins(what, None).items() if origin.number}


def _here(what: str, row: Any, origins: Mapping[str, Origin], places: Mapping[int, list[str]]) -> Here:
    thing = row.organisation if what == What.ORGANISATIONS else row
    origin = origins.get(str(thing.pk))
    values = VALUES[What(what)](row, list(places.get(thing.pk, ())))
    return Here(str(thing.pk), row, values, origin.details if origin else {})


def organisation_values(row: Participation, territory: list[str]) -> dict[str, Any]:
    organisation = row.organisation
    return {
        "name": organisation.name,
        "short_name": organisation.short_name,
        "actor_type": organisation.actor_type_id,
        "territory": territory,
        "website": organisation.website,
        "phone": organisation.phone,
        "email": organisation.email,
        "contact_function": row.contact_function,
    }


def offer_values(offer: Offer, territory: list[str]) -> dict[str, Any]:
    return {
        "title": offer.title,
        "short_title": offer.short_title,
        "provider": offer.organisation.name if offer.organisation else "",
        "provider_type": offer.organisation.actor_type_id if offer.organisation else "",
        "category": offer.category,
        "kind": offer.kind,
        "months": offer.months,
        "places": offer.places,
        "valid_from": offer.valid_from.isoformat() if offer.valid_from else "",
        "valid_to": offer.valid_to.isoformat() if offer.valid_to else "",
        "territory": EVERYWHERE if offer.everywhere else territory,
        "conditions": "\n".join(offer.definition.get("conditions", [])),
        "sources": "\n".join(offer.definition.get("sources", [])),
        "ended_on": offer.ended_on.isoformat() if offer.ended_on else "",
    }


def need_values(need: Need, territory: list[str]) -> dict[str, Any]:
    return {
        "label": need.label,
        "territory": territory,
        "minimum": need.minimum,
        "maximum": need.maximum,
        "wording": need.wording,
        "count_of": need.count_of,
        "life_area": need.life_area,
        "sex": need.sex,
        "benefit_law": need.benefit_law,
        "note": need.note,
        "method": need.method,
        "source": need.source,
        "date": need.date.isoformat() if need.date else "",
    }


VALUES: dict[What, Any] = {
    What.ORGANISATIONS: organisation_values,
    What.OFFERS: offer_values,
    What.NEEDS: need_values,
}


def name_of(what: str, values: Mapping[str, Any]) -> tuple[str, ...]:
    """What must be equal for two entries to be the same without asking."""
    if what == What.ORGANISATIONS:
        return str(values.get("name", "")), str(values.get("actor_type", ""))
    if what == What.OFFERS:
        return str(values.get("title", "")), str(values.get("provider", ""))
    places = values.get("territory") or []
    narrowed = (str(values.get(name) or "") for name in ("life_area", "sex", "benefit_law"))
    counted = str(values.get("count_of") or CountOf.PERSONS.value)
    where = ",".join(places if isinstance(places, list) else ())
    return str(values.get("label", "")), where, *narrowed, counted


def fingerprint(values: Mapping[str, Any]) -> str:
    """Tells whether something was changed since."""
    text = json.dumps(values, sort_keys=True, cls=DjangoJSONEncoder)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
