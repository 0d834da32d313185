"""Pairs of offers that do the same for the same people, with what the alliance said about them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from staffelstab.web.concepts.models import Concept
from staffelstab.web.concepts.pathway import Asked, checked
from staffelstab.web.concepts.queries.boards import Loaded, load
from staffelstab.web.evaluations.models import KnownOverlap
from staffelstab.web.evaluations.pathway import Pair, pairs
from staffelstab.web.offers.models import Offer
from staffelstab.web.offers.pathway import offer_sentences, read_offer


@dataclass(frozen=True)
class Overlap:
    """One pair with the facts that a statement needs; an open end of the common period is None."""

    pair: Pair
    narrow: Offer
    wide: Offer
    places: tuple[str, ...]
    is_everywhere: bool
    common_from: date | None
    common_to: date | None
    outcomes: tuple[str, ...]
    known: KnownOverlap | None

    @property
    def offers(self) -> tuple[Offer, Offer]:
        return (self.narrow, self.wide)


@dataclass(frozen=True)
class Overlaps:
    concept: Concept
    loaded: Loaded
    found: list[Overlap]

    @property
    def open(self) -> list[Overlap]:
        return [each for each in self.found if each.known is None]

    @property
    def known(self) -> list[Overlap]:
        return [each for each in self.found if each.known is not None]


def overlaps_of(concept: Concept) -> Overlaps:
    """Double funding first, as in the report."""
    loaded = load(concept)
    answer = checked(loaded.prepared, Asked(date=concept.date))
    known = {(mark.one_id, mark.other_id): mark for mark in KnownOverlap.objects.all()}
    return Overlaps(concept, loaded, [_overlap(pair, loaded, known) for pair in pairs(answer)])


def _overlap(pair: Pair, loaded: Loaded, known: dict[tuple[int, int], KnownOverlap]) -> Overlap:
    narrow, wide = (loaded.by_key[key].offer for key in pair.stations)
    names = {str(place["key"]): str(place["name"]) for place in loaded.concept.places}
    first, second = sorted((narrow.pk, wide.pk))
    sentences = offer_sentences(read_offer(narrow), get_language() or "de", today=loaded.concept.date)
    return Overlap(
        pair=pair,
        narrow=narrow,
        wide=wide,
        places=tuple(names.get(key, key) for key in pair.places),
        is_everywhere=len(pair.places) == len(names),
        common_from=max(_days(day for o in (narrow, wide) for day in _begins(o)), default=None),
        common_to=min(_days(day for o in (narrow, wide) for day in _ends(o)), default=None),
        outcomes=sentences.outcomes[1:],
        known=known.get((first, second)),
    )


def _begins(offer: Offer) -> tuple[date | None, ...]:
    return (offer.valid_from, offer.funding.valid_from if offer.funding else None)


def _ends(offer: Offer) -> tuple[date | None, ...]:
    return (offer.valid_to, offer.ended_on, offer.funding.valid_to if offer.funding else None)


def _days(days: Iterable[date | None]) -> list[date]:
    return [day for day in days if day is not None]
