"""Catalogue of offers and legal steps: facts with sources, and the same as offers of the engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from staffelstab.engine.model import Kind, Offer, Period
from staffelstab.programmes.catalogue_access import access_rules
from staffelstab.programmes.catalogue_outcomes import has_own_outcome, outcomes
from staffelstab.programmes.catalogue_reading import EntryReading, entry_readings, facts
from staffelstab.programmes.catalogue_scales import profile_space, scales
from staffelstab.programmes.catalogue_texts import catalogue_texts
from staffelstab.programmes.facts import Text
from staffelstab.programmes.law_timeline import law_changes

__all__ = [
    "CatalogueEntry",
    "KnownDeadEnd",
    "KnownLoop",
    "LegalState",
    "TypicalPathway",
    "entries",
    "known_dead_ends",
    "known_loops",
    "offers",
    "profile_space",
    "scales",
    "typical_pathways",
]


@dataclass(frozen=True)
class LegalState:
    """A span in which one set of entry rules holds."""

    period: Period
    note: str


@dataclass(frozen=True)
class CatalogueEntry:
    """What is known about an offer or legal step beside what the engine needs.

    facts: conditions that inform but need no check. left_out: why an outcome of the source is not used.
    months_stated: shortest and longest duration by the sources. law_changes: keys of the law timeline.
    """

    key: str
    title: Text
    short_title: Text
    kind: Kind
    category: str
    track: str
    state: str
    law: str
    legal_reference: str
    provider_types: tuple[str, ...]
    benefit_laws: tuple[str, ...]
    months_stated: tuple[float | None, float | None] | None
    next: tuple[str, ...]
    facts: tuple[str, ...]
    left_out: tuple[str, ...]
    legal_states: tuple[LegalState, ...]
    law_changes: tuple[str, ...]
    source_urls: tuple[str, ...]
    as_of: str
    confidence: str


@dataclass(frozen=True)
class TypicalPathway:
    """A usual sequence of stations with months per station (0 = inside or beside the one before)."""

    key: str
    statuses: tuple[str, ...]
    period: Period
    stations: tuple[str, ...]
    typical_months: tuple[int, ...]
    weak_points: tuple[str, ...]


@dataclass(frozen=True)
class KnownDeadEnd:
    """A place where practice reports that people of a status find no next station."""

    key: str
    statuses: tuple[str, ...]
    at: str
    reason: str
    possible_exits: tuple[str, ...]


@dataclass(frozen=True)
class KnownLoop:
    """A sequence of stations that practice reports as changing nothing."""

    key: str
    stations: tuple[str, ...]
    reason: str


@cache
def entries(language: str = "de") -> tuple[CatalogueEntry, ...]:
    return tuple(_entry(reading) for reading in entry_readings(language))


@cache
def offers(language: str = "de") -> tuple[Offer, ...]:
    """Every entry as an offer of the engine, with its sentences in this language."""
    return tuple(_offer(reading) for reading in entry_readings(language))


@cache
def typical_pathways(language: str = "de") -> tuple[TypicalPathway, ...]:
    return tuple(
        TypicalPathway(
            key=item["key"],
            statuses=tuple(item["statuses"]),
            period=_span(item["period"]),
            stations=tuple(item["stations"]),
            typical_months=tuple(item["typical_months"]),
            weak_points=tuple(_pattern(point, language) for point in item["weak_points"]),
        )
        for item in facts().content["typical_pathways"]
    )


@cache
def known_dead_ends(language: str = "de") -> tuple[KnownDeadEnd, ...]:
    return tuple(
        KnownDeadEnd(
            key=item["id"],
            statuses=tuple(item["statuses"]),
            at=item["at"],
            reason=_pattern(item["reason"], language),
            possible_exits=tuple(item["possible_exits"]),
        )
        for item in facts().content["known_dead_ends"]
    )


@cache
def known_loops(language: str = "de") -> tuple[KnownLoop, ...]:
    return tuple(
        KnownLoop(item["id"], tuple(item["stations"]), _pattern(item["reason"], language))
        for item in facts().content["known_loops"]
    )


def _offer(reading: EntryReading) -> Offer:
    entry, kind = reading.facts, Kind(reading.own["kind"])
    states = _legal_states(reading)
    return Offer(
        key=reading.key,
        title={"de": entry["title_de"], "en": entry["gloss_en"]},
        kind=kind,
        months=_months(reading, kind),
        access=access_rules(reading),
        outcomes=outcomes(reading),
        period=Period(states[0].period.valid_from, states[-1].period.valid_to),
        start_months=tuple(reading.own.get("start_months", ())),
        conditions=tuple(_sentences(reading, are_facts=False)),
        risks=tuple(reading.say("risks", risk) for risk in entry["loop_or_dead_end_risk"] or ()),
        category=entry["category"],
        sources=tuple(entry["source_urls"]),
        assumptions=tuple(reading.sentence(name) for name in _assumption_names(reading, kind)),
        catalogue_key=reading.key,
    )


def _entry(reading: EntryReading) -> CatalogueEntry:
    entry, own = reading.facts, reading.own
    states = _legal_states(reading)
    return CatalogueEntry(
        key=reading.key,
        title=Text(entry["title_de"], entry["gloss_en"]),
        short_title=Text(own["short"]["de"], own["short"]["en"]),
        kind=Kind(own["kind"]),
        category=entry["category"],
        track=entry["track"],
        state=entry["state"],
        law=entry["funding_law"],
        legal_reference=entry["legal_reference"],
        provider_types=tuple(entry["provider_types"]),
        benefit_laws=tuple(entry["benefit_law_context"]),
        months_stated=_stated_months(entry["duration_months"]),
        next=tuple(entry["next"]),
        facts=tuple(_sentences(reading, are_facts=True)),
        left_out=tuple(reading.text(item["because"]) for item in own.get("left_out", ())),
        legal_states=states,
        law_changes=_changes_at_the_seams(states),
        source_urls=tuple(entry["source_urls"]),
        as_of=entry["as_of"],
        confidence=entry["confidence"],
    )


def _months(reading: EntryReading, kind: Kind) -> int:
    if kind is Kind.ACCOMPANIMENT:
        return 0
    own = reading.own.get("months")
    return int(own if own is not None else reading.facts["duration_months"]["typical"])


def _stated_months(duration: Mapping[str, Any] | None) -> tuple[float | None, float | None] | None:
    return None if duration is None else (duration["min"], duration["max"])


def _sentences(reading: EntryReading, are_facts: bool) -> Iterator[str]:
    """Conditions that somebody must check, or the facts that only inform."""
    for english in reading.facts["other_conditions"] or ():
        sentence = catalogue_texts().sentence("conditions", english)
        if sentence.is_fact == are_facts:
            yield sentence.text.in_language(reading.language)
    if not are_facts and reading.facts["compulsory_school"] == "must_be_subject":
        yield reading.sentence("must_be_subject")


def _assumption_names(reading: EntryReading, kind: Kind) -> Iterator[str]:
    duration = reading.facts["duration_months"]
    if "months" in reading.own:
        yield "processing_months" if kind is Kind.LEGAL_STEP else "own_months"
    elif kind is not Kind.ACCOMPANIMENT and duration["basis"] == "derived":
        yield "derived_months"
    if reading.facts["compulsory_school"] == "must_be_ended":
        yield "must_be_ended"
    for name in ("care", "start_months"):
        if name in reading.own:
            yield name
    if has_own_outcome(reading):
        yield "own_outcome"
    if any(name in reading.own for name in ("more_rules", "needs", "weaker_if", "narrower")):
        yield "own_door"


def _legal_states(reading: EntryReading) -> tuple[LegalState, ...]:
    return tuple(
        LegalState(
            Period(_day(state["valid_from"]), _day(state["valid_to"])),
            reading.say("legal_states", state.get("note")),
        )
        for state in reading.facts["versions"]
    )


def _changes_at_the_seams(states: tuple[LegalState, ...]) -> tuple[str, ...]:
    """Changes of law with which a legal state of the entry begins or after which it ends."""
    starts = {state.period.valid_from for state in states[1:]}
    ends = {state.period.valid_to for state in states}
    found = (change for change in law_changes() if change.first_day in starts or change.day in ends)
    return tuple(change.key for change in found)


def _span(text: str) -> Period:
    first, last = text.split("..")
    return Period(_day(first), _day(last))


def _pattern(english: str, language: str) -> str:
    return catalogue_texts().say("known_patterns", english, language)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
