"""Findings of the check that this room builds on, in words and plain data."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from staffelstab.engine.check import Code, Finding, modules_against_gaps
from staffelstab.engine.errors import InputError
from staffelstab.engine.files import condition_from_document, offer_from_document
from staffelstab.engine.model import Offer, Pathway
from staffelstab.web.concepts.pathway import Asked, Checked, Document, Prepared, answered, known_answer
from staffelstab.web.concepts.pathway.telling import words
from staffelstab.web.documents.phrases import Span
from staffelstab.web.evaluations.pathway.ways import span_of

GAPS = (Code.GAP, Code.GAP_IN_TIME)
PAIRS = (Code.OVERLAP, Code.DOUBLE_FUNDING)


@dataclass(frozen=True)
class Lost:
    """A gap as the check tells it: its name leads to the story."""

    name: str
    title: str
    sentence: str
    group: tuple[tuple[str, str], ...]
    places: tuple[str, ...]


@dataclass(frozen=True)
class Pair:
    """Two offers that do the same for the same people. `stations`: keys of the document, the narrower one first."""

    name: str
    is_double_funding: bool
    is_contained: bool
    stations: tuple[str, str]
    title: str
    sentence: str
    persons: Span
    profiles: str
    places: tuple[str, ...]


@dataclass(frozen=True)
class Beside:
    """A module that no gap asks for, or an offer that is no station and would close one."""

    is_module: bool
    station: str
    title: str
    sentence: str
    group: tuple[tuple[str, str], ...]
    places: tuple[str, ...]
    persons: Span


def speaks_of(ready: Prepared, when: Mapping[str, Any], group: Sequence[tuple[str, str]]) -> bool:
    """Whether a count of people with these features can count somebody of a group."""
    if ready.pathway is None:
        return False
    try:
        values = condition_from_document(when, ready.pathway.scales).values
    except InputError:
        return False
    return all(value in values.get(feature, (value,)) for feature, value in group)


def offers_in_scales(ready: Prepared, documents: Sequence[Document]) -> list[Offer]:
    """Offers as the concept would read them; those that speak of something it does not know are left out."""
    if ready.pathway is None:
        return []
    found = []
    for document in documents:
        with suppress(InputError):
            found.append(offer_from_document(document, ready.pathway.scales))
    return found


def gaps_of(answer: Checked) -> tuple[Lost, ...]:
    """Worst first, as in the report."""
    pathway = answer.prepared.pathway
    if answer.report is None or pathway is None:
        return ()
    return tuple(
        Lost(
            found.name,
            words().title(found, pathway),
            words().finding(found, pathway),
            _group(found),
            found.profiles.places,
        )
        for found in answer.report.findings
        if found.code in GAPS
    )


def pairs(answer: Checked) -> tuple[Pair, ...]:
    pathway = answer.prepared.pathway
    if answer.report is None or pathway is None:
        return ()
    return tuple(_pair(found, pathway) for found in answer.report.findings if found.code in PAIRS)


def _pair(found: Finding, pathway: Pathway) -> Pair:
    narrow, wide = found.stations
    return Pair(
        name=found.name,
        is_double_funding=found.code is Code.DOUBLE_FUNDING,
        is_contained=found.kind == "contained",
        stations=(narrow, wide),
        title=words().title(found, pathway),
        sentence=words().finding(found, pathway),
        persons=span_of(found.persons),
        profiles=words().profiles(found.profiles, pathway),
        places=found.profiles.places,
    )


def beside_gaps(ready: Prepared, asked: Asked, available: Sequence[Offer]) -> tuple[Beside, ...]:
    """Asks the check thoroughly, which takes many searches; kept like a report."""
    if ready.pathway is None:
        return ()
    found = answered(ready, asked, _about(available), lambda run: modules_against_gaps(run, available))
    return _told(found, ready.pathway, available)


def known_beside_gaps(ready: Prepared, asked: Asked, available: Sequence[Offer]) -> tuple[Beside, ...] | None:
    """What `beside_gaps` answered before; None if nobody has asked yet."""
    found = known_answer(ready, asked, _about(available)) if ready.pathway else None
    if found is None or ready.pathway is None:
        return None
    return _told(found, ready.pathway, available)


def _about(available: Sequence[Offer]) -> str:
    named = json.dumps([repr(offer) for offer in available])
    return f"beside gaps {hashlib.sha256(named.encode()).hexdigest()}"


def _told(found: Sequence[Finding], pathway: Pathway, available: Sequence[Offer]) -> tuple[Beside, ...]:
    titles: Mapping[str, str] = {
        offer.key: words().label(offer.title) for offer in (*available, *pathway.offers)
    }
    known = {offer.key for offer in pathway.offers}
    return tuple(
        Beside(
            is_module=each.code is Code.MODULE_WITHOUT_GAP,
            station=each.stations[0],
            title=titles.get(each.stations[0], each.stations[0]),
            sentence=words().finding(each, pathway) if each.stations[0] in known else "",
            group=_group(each),
            places=each.profiles.places,
            persons=span_of(each.persons),
        )
        for each in found
    )


def _group(found: Finding) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(found.group.items()))
