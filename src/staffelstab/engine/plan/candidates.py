"""Which changes are considered: everything that could lead anybody to a station that can be started at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from staffelstab.engine.check.compile import STRENGTH, Compiled, compile_tables
from staffelstab.engine.check.finding import Question
from staffelstab.engine.check.findings.gap_without_module import available_offers
from staffelstab.engine.check.kernel.tables import NORMAL
from staffelstab.engine.check.run import place_keys
from staffelstab.engine.model import Offer, Pathway, Transition
from staffelstab.engine.plan.changes import (
    AddOffer,
    AgreeTransition,
    Change,
    ExtendTerritory,
    MakeEntryPoint,
    with_changes,
)


def candidates(pathway: Pathway, question: Question, available: Sequence[Offer] = ()) -> tuple[Change, ...]:
    """Drawn transitions, new ones, entry points, territories, offers; defined in docs/background/repair.md.

    available: offers from elsewhere that could become stations, beside those of the file that are none.
    """
    offers = [AddOffer(offer.key, offer) for offer in available_offers(pathway, available)]
    startable = _startable(compile_tables(with_changes(pathway, offers), question))
    stations = [key for key in pathway.concept.stations if key in startable]
    entries = set(pathway.concept.entry_points)
    return (
        *_transitions(pathway, question, stations),
        *(MakeEntryPoint(key) for key in stations if key not in entries),
        *_territories(pathway, question, stations),
        *(change for change in offers if change.station in startable),
    )


def counts(transition: Transition, question: Question) -> bool:
    """Whether a transition counts under the question."""
    return STRENGTH[transition.state] >= STRENGTH[question.transitions]


def _startable(compiled: Compiled) -> set[str]:
    """Stations that somebody could start in some month in some situation, were there a transition."""
    tables = compiled.tables
    fits = np.unpackbits(tables.rule_bits.view(np.uint8), axis=1, bitorder="little").astype(np.bool_)
    startable = set()
    for i, offer in enumerate(compiled.offers):
        enters = fits[:, tables.offer_rules[i] : tables.offer_rules[i + 1]].any(axis=1)
        outcomes = slice(tables.offer_outcomes[i], tables.offer_outcomes[i + 1])
        ends = (tables.outcome_next[:, outcomes] >= 0).any(axis=1)
        if (enters & ends).any() and tables.next_start[NORMAL, i, 0] >= 0:
            startable.add(offer.key)
    return startable


def _transitions(pathway: Pathway, question: Question, stations: Sequence[str]) -> Iterator[AgreeTransition]:
    drawn = {(t.origin, t.target): counts(t, question) for t in pathway.concept.transitions}
    yield from (
        AgreeTransition(origin, target, is_drawn=True)
        for (origin, target), is_counted in drawn.items()
        if not is_counted and target in stations
    )
    yield from (
        AgreeTransition(origin, target)
        for origin in pathway.concept.stations
        for target in stations
        if origin != target and (origin, target) not in drawn
    )


def _territories(pathway: Pathway, question: Question, stations: Sequence[str]) -> Iterator[ExtendTerritory]:
    for key in stations:
        territory = pathway.offer(key).territory
        if territory is not None:
            yield from (ExtendTerritory(key, p) for p in place_keys(pathway, question) if p not in territory)
