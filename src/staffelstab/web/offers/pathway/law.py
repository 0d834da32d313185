"""Where the law behind the catalogue changes, and where the catalogue itself says something new."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from staffelstab.engine.model import AccessRule
from staffelstab.engine.model import Offer as EngineOffer
from staffelstab.programmes import catalogue
from staffelstab.programmes.law_timeline import law_changes
from staffelstab.web.offers.pathway.documents import definition_of, read_document
from staffelstab.web.offers.pathway.scales import words
from staffelstab.web.offers.pathway.sentences import entry_sentences

COMPARED = ("access", "outcomes", "conditions")
"""What an offer takes from its entry and what a new version of the catalogue may say otherwise."""


@dataclass(frozen=True)
class Seam:
    """A day from which other entry rules of a catalogue entry hold. ``laws``: the changes of that day, in words."""

    catalogue_key: str
    day: date
    laws: tuple[str, ...]

    @property
    def change(self) -> str:
        return f"seam:{self.catalogue_key}:{self.day.isoformat()}"[:64]


@cache
def seams(language: str) -> tuple[Seam, ...]:
    """Every day on which the rules of an entry change, or after which the law knows it no longer."""
    spoken = "en" if language.startswith("en") else "de"
    return tuple(
        Seam(offer.key, day, _laws(day, offer.key, spoken))
        for offer in catalogue.offers(spoken)
        for day in sorted(_days(offer))
    )


def _days(offer: EngineOffer) -> set[date]:
    firsts = {rule.period.valid_from for rule in offer.access}
    lasts = {rule.period.valid_to for rule in offer.access} | {offer.period.valid_to}
    days = {day for day in firsts if day} | {day + timedelta(days=1) for day in lasts if day}
    return {day for day in days if day != offer.period.valid_from}


def _laws(day: date, key: str, language: str) -> tuple[str, ...]:
    named = {
        change for entry in catalogue.entries(language) if entry.key == key for change in entry.law_changes
    }
    return tuple(
        f"{change.change.in_language(language)} ({', '.join(change.refs)})"
        for change in law_changes()
        if change.first_day == day and change.key in named
    )


def sentences_around(offer: EngineOffer, day: date, language: str) -> tuple[list[str], list[str]]:
    """Who may enter: what holds until the day before and no longer, what holds from the day on and did not yet."""
    before = entry_sentences(offer, language, on=day - timedelta(days=1))
    after = entry_sentences(offer, language, on=day)
    return [line for line in before if line not in after], [line for line in after if line not in before]


def catalogue_definition(key: str) -> dict[str, Any]:
    """What an offer made from this entry today would be made from; empty when there is no such entry."""
    return next((_compared(definition_of(offer)) for offer in catalogue.offers("de") if offer.key == key), {})


def _compared(definition: Mapping[str, Any]) -> dict[str, Any]:
    return {name: definition.get(name, []) for name in COMPARED}


@cache
def catalogue_digests() -> dict[str, str]:
    """From entries to the digest of what the catalogue says about them now."""
    return {offer.key: digest_of_definition(definition_of(offer)) for offer in catalogue.offers("de")}


def digest_of_definition(definition: Mapping[str, Any]) -> str:
    text = json.dumps(_compared(definition), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def sentences_between(
    old: Mapping[str, Any], new: Mapping[str, Any], language: str, *, today: date
) -> tuple[list[str], list[str]]:
    """What two definitions say differently today, in sentences."""
    before, after = _said(old, language, today), _said(new, language, today)
    return [line for line in before if line not in after], [line for line in after if line not in before]


def _said(definition: Mapping[str, Any], language: str, today: date) -> list[str]:
    read = read_document(
        {"key": "entry", "title": {"de": "entry"}, **{k: v for k, v in definition.items() if v}}
    )
    if read.offer is None:
        return read.complaints(language)
    outcomes = words(language).outcomes(read.offer, catalogue.scales()) if read.offer.outcomes else ()
    return [*entry_sentences(read.offer, language, on=today), *read.offer.conditions, *outcomes]


def followed(
    definition: Mapping[str, Any], made_from: Mapping[str, Any], new: Mapping[str, Any]
) -> dict[str, Any]:
    """The offer as the catalogue has it now; what was never taken from the catalogue stays."""
    parts = {name: new[name] for name in COMPARED if new.get(name) != made_from.get(name)}
    return {**definition, **parts}


def adapted_parts(
    definition: Mapping[str, Any], made_from: Mapping[str, Any], new: Mapping[str, Any]
) -> list[str]:
    """Parts that somebody adapted here and that following the catalogue would replace."""
    own = _compared(definition)
    return [
        name
        for name in COMPARED
        if new.get(name, []) != made_from.get(name, []) != own[name] and own[name] != new.get(name, [])
    ]


def with_old_rules(offer: EngineOffer, day: date) -> EngineOffer:
    """The rules that held until the day before go on; those that begin on the day are left out."""
    last = day - timedelta(days=1)
    kept = [_without_end(rule, last) for rule in offer.access if rule.period.valid_from != day]
    return replace(offer, access=tuple(kept))


def _without_end(rule: AccessRule, last: date) -> AccessRule:
    return replace(rule, period=replace(rule.period, valid_to=None)) if rule.period.valid_to == last else rule


def made_from_now(key: str) -> dict[str, Any]:
    """What to keep with an offer that is made from this entry now; nothing when it is made from none."""
    definition = catalogue_definition(key) if key else {}
    return {"digest": digest_of_definition(definition), "definition": definition} if definition else {}
