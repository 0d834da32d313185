"""overlap and double-funding (Doppelangebot, Doppelförderung): two measures that do the same for the same people."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from functools import partial

from staffelstab.engine.check.compile import offer_period
from staffelstab.engine.check.finding import Code, Finding, Severity
from staffelstab.engine.check.gather import Gatherer
from staffelstab.engine.check.run import cells
from staffelstab.engine.model import Effect, Kind, Offer, Pathway

Gain = frozenset[frozenset[Effect]]


def findings(gather: Gatherer) -> Iterator[Finding]:
    """One finding per pair of stations; the narrower one is named first."""
    offers = gather.run.compiled.offers
    gains = {i: gain(offer) for i, offer in enumerate(offers) if offer.kind is Kind.MEASURE}
    measures = [i for i, gained in gains.items() if any(gained)]
    for one, other in itertools.combinations(measures, 2):
        if gains[one] == gains[other] and _share_a_day(gather.run.pathway, offers[one], offers[other]):
            yield from _pair(gather, one, other)


def gain(offer: Offer) -> Gain:
    """What the successful outcomes change, each as the set of its effects."""
    return frozenset(frozenset(o.effects) for o in offer.outcomes if not o.is_failure)


def _share_a_day(pathway: Pathway, one: Offer, other: Offer) -> bool:
    both = offer_period(pathway, one).intersection(offer_period(pathway, other))
    return both.valid_from is None or both.valid_to is None or both.valid_from <= both.valid_to


def _pair(gather: Gatherer, one: int, other: int) -> Iterator[Finding]:
    if not (gather.occurs("started", one) and gather.occurs("started", other)):
        return
    offers = gather.run.compiled.offers
    twice = _is_paid_twice(gather.run.pathway, offers[one], offers[other])
    make = partial(_compared, gather, one, other, twice)
    columns = [("started", one), ("started", other)]
    yield from gather.recall(("overlap", offers[one].key, offers[other].key), columns, make, twice)


def _compared(gather: Gatherer, one: int, other: int, paid_twice: bool) -> Iterator[Finding]:
    first, second = _starters(gather, one, other), _starters(gather, other, one)
    if not any(first) or not any(second):
        return
    if not _within(first, second):
        one, other, first, second = other, one, second, first
    if not _within(first, second):
        return
    both = [bool(a.serves[one] and a.serves[other]) for a in gather.run.areas]
    masks = gather.from_cases(
        [(found.started[:, one] > 0) & here for here, (_, found) in zip(both, cells(gather.run), strict=True)]
    )
    pair = tuple(gather.run.compiled.offers[station].key for station in (one, other))
    gather.stories.stand(*gather.shortest(masks))
    yield gather.finding(
        code=Code.DOUBLE_FUNDING if paid_twice else Code.OVERLAP,
        kind="same" if _within(second, first) else "contained",
        severity=Severity.MEDIUM if paid_twice else Severity.NOTICE,
        masks=masks,
        about=("+".join(pair),),
        stations=pair,
        witness=gather.stories.into(one),
    )


def _starters(gather: Gatherer, station: int, other: int) -> list[int]:
    """Per area which cases start a station, as bits; nobody where the other one does not serve."""
    return [
        started if area.serves[station] and area.serves[other] else 0
        for area, started in zip(gather.run.areas, gather.started(station), strict=True)
    ]


def _within(inner: list[int], outer: list[int]) -> bool:
    return not any(i & ~o for i, o in zip(inner, outer, strict=True))


def _is_paid_twice(pathway: Pathway, one: Offer, other: Offer) -> bool:
    paying = [pathway.funding_of(offer) for offer in (one, other)]
    return one.funding != other.funding and all(f is not None and f.is_public for f in paying)
