"""Offers between database, file format and engine."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from staffelstab.engine.errors import InputError, Problem
from staffelstab.engine.files import offer_from_document, offer_to_document
from staffelstab.engine.model import Offer as EngineOffer
from staffelstab.programmes import catalogue, regular_system
from staffelstab.web.alliances.models import Organisation
from staffelstab.web.offers.models import Offer
from staffelstab.web.offers.pathway.scales import scales, words

DEFINITION_KEYS = ("access", "outcomes", "conditions", "risks", "sources", "assumptions")
ORGANISATION_KEY = "organisation-{pk}"


@dataclass(frozen=True)
class ReadOffer:
    """An offer as the engine sees it, or what hinders reading it."""

    offer: EngineOffer | None
    problems: tuple[Problem, ...] = ()

    def complaints(self, language: str) -> list[str]:
        return [words(language).problem(problem) for problem in self.problems]


def organisation_key(organisation: Organisation) -> str:
    """The key of an organisation in a file."""
    return ORGANISATION_KEY.format(pk=organisation.pk)


def offer_document(offer: Offer) -> dict[str, Any]:
    """The offer in the shape of the file format. Lists want ``prefetch_related("territory")``."""
    head: dict[str, Any] = {
        "key": offer.key,
        "title": {"de": offer.title, **_other_titles(offer.definition)},
        "kind": offer.kind,
        "months": offer.months or None,
        "organisation": organisation_key(offer.organisation) if offer.organisation else None,
        "funding": offer.funding.key if offer.funding else None,
        "valid_from": offer.valid_from.isoformat() if offer.valid_from else None,
        "valid_to": _last_day(offer),
        "start_months": offer.start_months or None,
        "places": offer.places,
        "category": offer.category,
        "catalogue_key": offer.catalogue_key,
    }
    if not offer.everywhere:
        head["territory"] = [place.pk for place in offer.territory.all()]
    body = {name: offer.definition[name] for name in DEFINITION_KEYS if offer.definition.get(name)}
    if offer.definition.get("access") == []:
        body["access"] = []
    return {name: value for name, value in head.items() if value not in (None, "")} | body


def _other_titles(definition: Mapping[str, Any]) -> dict[str, str]:
    titles = definition.get("title", {})
    return (
        {language: text for language, text in titles.items() if language != "de"}
        if isinstance(titles, dict)
        else {}
    )


def _last_day(offer: Offer) -> str | None:
    """An offer that was reported as ended is there no longer, whatever was planned."""
    ends = [day for day in (offer.valid_to, offer.ended_on) if day]
    return min(ends).isoformat() if ends else None


def definition_of(offer: EngineOffer) -> dict[str, Any]:
    """What of an engine offer has no column: to be stored as ``Offer.definition``."""
    document = offer_to_document(offer, scales())
    definition = {name: document[name] for name in DEFINITION_KEYS if name in document}
    others = {language: text for language, text in offer.title.items() if language != "de"}
    return definition | ({"title": others} if others else {})


def read_offer(offer: Offer) -> ReadOffer:
    return read_document(offer_document(offer))


def read_document(document: Mapping[str, Any]) -> ReadOffer:
    return _read(json.dumps(document, sort_keys=True, ensure_ascii=False))


@lru_cache(maxsize=4096)
def _read(text: str) -> ReadOffer:
    """Reading is repeated for every list; the text of the document names what it depends on."""
    try:
        return ReadOffer(offer_from_document(json.loads(text), scales()))
    except InputError as error:
        return ReadOffer(None, error.problems)


@dataclass(frozen=True)
class CatalogueItem:
    """An entry of the catalogue as a choice on the page."""

    key: str
    title: str
    short_title: str
    category: str
    kind: str
    is_ended: bool
    is_programme_module: bool
    months: int
    next: tuple[str, ...]
    facts: tuple[str, ...]


def catalogue_items(language: str) -> list[CatalogueItem]:
    spoken = "en" if language.startswith("en") else "de"
    months = {offer.key: offer.months for offer in catalogue.offers(spoken)}
    return [
        CatalogueItem(
            key=entry.key,
            title=entry.title.in_language(spoken),
            short_title=entry.short_title.in_language(spoken),
            category=entry.category,
            kind=str(entry.kind),
            is_ended=entry.state == "ended",
            is_programme_module=entry.track != "regular",
            months=months[entry.key],
            next=entry.next,
            facts=entry.facts,
        )
        for entry in catalogue.entries(spoken)
    ]


def catalogue_item(key: str, language: str) -> CatalogueItem | None:
    return next((item for item in catalogue_items(language) if item.key == key), None)


def catalogue_offer(key: str, language: str) -> EngineOffer:
    """The offer of the catalogue with sentences in this language; KeyError when there is none."""
    offers = {offer.key: offer for offer in catalogue.offers("en" if language.startswith("en") else "de")}
    return offers[key]


def regular_entries(today: date) -> tuple[str, ...]:
    """Keys of what exists everywhere by law on this day and leads to a goal."""
    return regular_system.stations(today)
