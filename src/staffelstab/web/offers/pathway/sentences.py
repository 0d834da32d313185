"""An offer in sentences: who may enter, by legal period, and what is different afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from staffelstab.engine.errors import InputError
from staffelstab.engine.files import condition_from_document
from staffelstab.engine.model import ALWAYS, Period
from staffelstab.engine.model import Offer as EngineOffer
from staffelstab.web.offers.pathway.documents import ReadOffer, catalogue_offer
from staffelstab.web.offers.pathway.scales import scales, words


@dataclass(frozen=True)
class LegalPeriod:
    """Entry conditions as they stand in one span of law."""

    valid_from: date | None
    valid_to: date | None
    is_now: bool
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class OfferSentences:
    periods: tuple[LegalPeriod, ...]
    outcomes: tuple[str, ...]
    complaints: tuple[str, ...]

    @property
    def now(self) -> LegalPeriod | None:
        return next((period for period in self.periods if period.is_now), None)

    @property
    def other_periods(self) -> tuple[LegalPeriod, ...]:
        return tuple(period for period in self.periods if not period.is_now)


def offer_sentences(read: ReadOffer, language: str, *, today: date) -> OfferSentences:
    if read.offer is None:
        return OfferSentences((), (), tuple(read.complaints(language)))
    outcomes = words(language).outcomes(read.offer, scales())
    return OfferSentences(tuple(_legal_periods(read.offer, language, today)), outcomes, ())


def catalogue_sentences(key: str, language: str, *, today: date) -> OfferSentences:
    """An entry of the catalogue in words; KeyError when there is none."""
    return offer_sentences(ReadOffer(catalogue_offer(key, language)), language, today=today)


def entry_sentences(offer: EngineOffer, language: str, *, on: date) -> tuple[str, ...]:
    """Only who may enter; where and when it takes place is told elsewhere."""
    bare = replace(offer, conditions=(), period=ALWAYS, territory=None, start_months=())
    return words(language).access(bare, scales(), on)


def _legal_periods(offer: EngineOffer, language: str, today: date) -> list[LegalPeriod]:
    found: list[LegalPeriod] = []
    for first, last in _spans(offer):
        day = first or last or today
        lines = entry_sentences(offer, language, on=day)
        if not any(rule.period.contains(day) for rule in offer.access) and not _is_in(today, first, last):
            continue
        if found and found[-1].sentences == lines:
            found[-1] = replace(
                found[-1], valid_to=last, is_now=found[-1].is_now or _is_in(today, first, last)
            )
        else:
            found.append(LegalPeriod(first, last, _is_in(today, first, last), lines))
    return found


def _spans(offer: EngineOffer) -> list[tuple[date | None, date | None]]:
    """The seams of the rules cut time into spans in which the same rules hold."""
    starts = {rule.period.valid_from for rule in offer.access if rule.period.valid_from}
    starts |= {rule.period.valid_to + timedelta(days=1) for rule in offer.access if rule.period.valid_to}
    seams = sorted(starts)
    if not seams:
        return [(None, None)]
    firsts = [None, *seams]
    lasts = [*(seam - timedelta(days=1) for seam in seams), None]
    return list(zip(firsts, lasts, strict=True))


def _is_in(day: date, first: date | None, last: date | None) -> bool:
    return Period(first, last).contains(day)


def condition_sentence(when: Mapping[str, Any], language: str) -> str:
    """A condition of the file format in words; what cannot be read is said, not hidden."""
    try:
        condition = condition_from_document(when, scales())
    except InputError as error:
        return " ".join(words(language).problem(problem) for problem in error.problems)
    return words(language).condition(condition, scales())
