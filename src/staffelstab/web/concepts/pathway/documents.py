"""Rows of the database as a document of the file format: the common currency of check, import and export."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from staffelstab.web.alliances.models import Organisation
from staffelstab.web.concepts.models import HANDOVER_PARTS, Concept, Station, Transition
from staffelstab.web.funding.models import Funding
from staffelstab.web.offers.enums import CountOf
from staffelstab.web.offers.models import Need, Offer
from staffelstab.web.offers.pathway import offer_document, organisation_key

LONGEST_SOURCE = 500
FORMAT, VERSION = "staffelstab-pathway", 1
Document = dict[str, Any]


def without_empty(**values: Any) -> Document:
    """What says something; a trailing underscore frees names that Python reserves."""
    said = {name.rstrip("_"): v for name, v in values.items() if v is not None and v is not False}
    return {
        name: value.isoformat() if isinstance(value, dt.date) else value
        for name, value in said.items()
        if not (isinstance(value, str | list | dict) and not value)
    }


def words_of_source(source: str, sources: Mapping[str, str]) -> str:
    """What people read where a file only gives the short name of a source."""
    return sources.get(source, source).strip()[:LONGEST_SOURCE].strip()


def short_sources(document: Document) -> dict[str, str]:
    """Need → short name of its source, where the file explains it."""
    named = {need["key"]: need.get("source", "") for need in document.get("needs", [])}
    return {key: source for key, source in named.items() if source in document.get("sources", {})}


class Keys:
    """The keys of a concept's file; a thing that no file named has the key of its own row."""

    def __init__(self, concept: Concept) -> None:
        self._known: dict[str, Any] = concept.file_keys or {}
        self._sources: dict[str, str] = concept.sources or {}

    def offer(self, offer: Offer) -> str:
        return self._given("offers", offer.pk) or offer.key

    def funding(self, funding: Funding) -> str:
        return self._given("fundings", funding.pk) or funding.key

    def organisation(self, organisation: Organisation) -> str:
        return self._given("organisations", organisation.pk) or organisation_key(organisation)

    def organisation_type(self, organisation: Organisation) -> str:
        types: dict[str, str] = self._known.get("organisation_types", {})
        return types.get(str(organisation.pk), organisation.actor_type_id)

    def agreements(self) -> list[Document]:
        """The agreements of the file as it states them; there is no page for them yet."""
        return list(self._known.get("agreements", []))

    def is_private(self, funding: Funding) -> bool:
        """Whether the file says that the money of a funding is not public."""
        return funding.pk in self._known.get("private_fundings", [])

    def of_file(self, kind: str) -> list[int]:
        """Our ids of what the file named, in its order."""
        return [int(pk) for pk in self._known.get(kind, {})]

    def method(self, need: str) -> str:
        """How a number came about, where the file says it in its own words."""
        methods: dict[str, str] = self._known.get("methods", {})
        return methods.get(need, "")

    def source(self, need: Need) -> str:
        """The short name under which the file explains a source, as long as its words still stand at the need."""
        key = str(self._known.get("need_sources", {}).get(need.key, ""))
        return key if key and words_of_source(key, self._sources) == need.source else need.source

    def _given(self, kind: str, pk: int) -> str:
        given: dict[str, str] = self._known.get(kind, {})
        return given.get(str(pk), "")


def stations_of(concept: Concept) -> list[Station]:
    return list(
        Station.objects.filter(concept=concept)
        .select_related("offer__organisation__actor_type__field", "offer__funding")
        .prefetch_related("offer__territory")
    )


def document_of(
    concept: Concept, stations: list[Station], transitions: list[Transition], *, others: Iterable[Offer] = ()
) -> Document:
    """The whole concept. `others`: offers that are no stations but belong to the file."""
    keys = Keys(concept)
    offers = [station.offer for station in stations] + list(others)
    places = {place["key"] for place in concept.places}
    persons = Need.objects.filter(count_of=CountOf.PERSONS)
    needs = persons.prefetch_related("places").order_by("pk")
    return {
        "format": FORMAT,
        "version": VERSION,
        "title": concept.title,
        **without_empty(date=concept.date, notes=concept.notes, sources=concept.sources),
        **without_empty(**concept.scales, profiles=concept.profiles, places=concept.places),
        **without_empty(
            organisations=_organisations(offers, keys),
            agreements=keys.agreements(),
            fundings=_fundings(offers, keys),
        ),
        "offers": [offer_of_file(offer, keys, places) for offer in offers],
        "concept": _concept(concept, stations, transitions, keys),
        **without_empty(
            needs=[
                need_document(need, places, keys)
                for need in needs
                if speaks_in(need.when, concept.scales) and _lives_in(need, places)
            ],
            settings=concept.settings,
        ),
    }


def speaks_in(when: Document, scales: Document) -> bool:
    """Does a need use only attributes and clocks of these scales? Others belong to another concept."""
    attributes = {attribute["key"] for attribute in scales.get("attributes", [])}
    clocks = {clock["key"] for clock in scales.get("clocks", [])}
    named = {name for name in when if name not in ("clocks", "begun_by")}
    return named <= attributes and {*when.get("clocks", {}), *when.get("begun_by", {})} <= clocks


def _lives_in(need: Need, places: set[str]) -> bool:
    stated = {place.pk for place in need.places.all()}
    return not stated or bool(stated & places)


def offer_of_file(offer: Offer, keys: Keys, places: set[str]) -> Document:
    """`places` are the municipalities of the concept: an offer may serve others too, which do not matter here."""
    document = offer_document(offer) | {"key": keys.offer(offer)}
    if offer.organisation:
        document["organisation"] = keys.organisation(offer.organisation)
    if offer.funding:
        document["funding"] = keys.funding(offer.funding)
    served = document.pop("territory", None)
    if served is not None and places:
        document["territory"] = sorted(places & set(served))
    return document


def need_document(need: Need, concerned: set[str], keys: Keys) -> Document:
    document = {"key": need.key, **without_empty(when=need.when)}
    places = sorted(concerned & {place.pk for place in need.places.all()})
    if places:
        document["places"] = places
    maximum = None if need.is_narrowed else need.maximum
    if need.minimum is not None and need.minimum == maximum:
        document["persons"] = need.minimum
    elif need.minimum is not None or maximum is not None:
        document["persons"] = without_empty(at_least=need.minimum, at_most=maximum)
    return document | without_empty(
        method=str(need.method) or keys.method(need.key), source=keys.source(need), date=need.date
    )


def _organisations(offers: list[Offer], keys: Keys) -> list[Document]:
    """Those of the file in its order, also without an offer; then those that came later."""
    used = {offer.organisation.pk: offer.organisation for offer in offers if offer.organisation}
    named = keys.of_file("organisations")
    known = Organisation.objects.in_bulk(named) | used
    return [
        {
            "key": keys.organisation(known[pk]),
            "name": known[pk].name,
            **without_empty(type=keys.organisation_type(known[pk])),
        }
        for pk in dict.fromkeys([*named, *sorted(used)])
        if pk in known
    ]


def _fundings(offers: list[Offer], keys: Keys) -> list[Document]:
    used = {offer.funding.pk: offer.funding for offer in offers if offer.funding}
    named = keys.of_file("fundings")
    known = Funding.objects.in_bulk(named) | used
    return [_funding(known[pk], keys) for pk in dict.fromkeys([*named, *sorted(used)]) if pk in known]


def _funding(funding: Funding, keys: Keys) -> Document:
    period = without_empty(valid_from=funding.valid_from, valid_to=funding.valid_to)
    programme = without_empty(is_programme=funding.is_programme)
    private = {"is_public": False} if keys.is_private(funding) else {}
    return {"key": keys.funding(funding), "name": funding.name, **period, **programme, **private}


def _concept(
    concept: Concept, stations: list[Station], transitions: list[Transition], keys: Keys
) -> Document:
    names = {station.pk: keys.offer(station.offer) for station in stations}
    return without_empty(
        valid_from=concept.valid_from,
        valid_to=concept.valid_to,
        stations=[names[station.pk] for station in stations],
        entry_points=[names[station.pk] for station in stations if station.is_entry_point],
        goals=concept.goals,
        transitions=[_transition(t, names) for t in transitions],
    )


def _transition(transition: Transition, names: dict[int, str]) -> Document:
    return without_empty(
        from_=names[transition.origin_id],
        to=names[transition.target_id],
        state=str(transition.state),
        when=transition.when,
        condition=transition.condition,
        agreement=transition.agreement,
        assumptions=transition.assumptions,
        handover=without_empty(**{part: getattr(transition, part) for part in HANDOVER_PARTS}),
    )
