"""The stations of a concept in bundles: by module of a programme, or by field of work (docs/background/gap.md)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from staffelstab.web.concepts.models import Station
from staffelstab.web.concepts.queries.boards import Loaded
from staffelstab.web.documents.phrases import Span
from staffelstab.web.evaluations.pathway import module_names
from staffelstab.web.offers.models import Offer
from staffelstab.web.offers.phrases import category_word
from staffelstab.web.offers.queries import is_over

BY_MODULE, BY_FIELD = "module", "field"
MOST_REGULAR_NUMBER = 99


@dataclass(frozen=True)
class Bundle:
    """`key` names it in addresses; `purpose` is a sentence of the programme about a module."""

    key: str
    title: str
    short: str
    stations: tuple[Station, ...]
    order: tuple[int, str]
    purpose: str = ""

    @property
    def offers(self) -> list[Offer]:
        return [station.offer for station in self.stations]


def bundles_of(loaded: Loaded, by: str = "") -> tuple[str, list[Bundle]]:
    """How the stations are bundled, and the bundles in order. By module unless there is none."""
    modules = _gathered(_of_module(station) for station in loaded.stations)
    if by != BY_FIELD and modules:
        return BY_MODULE, modules
    return BY_FIELD, _gathered(_of_field(station) for station in loaded.stations)


def has_modules(loaded: Loaded) -> bool:
    return any(_of_module(station) for station in loaded.stations)


def _gathered(single: Iterable[Bundle | None]) -> list[Bundle]:
    found: dict[str, Bundle] = {}
    for bundle in single:
        if bundle is not None:
            before = found[bundle.key].stations if bundle.key in found else ()
            found[bundle.key] = Bundle(
                bundle.key,
                bundle.title,
                bundle.short,
                (*before, *bundle.stations),
                bundle.order,
                bundle.purpose,
            )
    return sorted(found.values(), key=lambda bundle: bundle.order)


def _of_module(station: Station) -> Bundle | None:
    offer = station.offer
    named = module_names(_language()).get(offer.catalogue_key)
    funding = offer.funding
    if named is not None and offer.is_funded:
        title = _("Module %(number)s: %(title)s") % {"number": named.number, "title": named.title}
        short = _("Module %(number)s") % {"number": named.number}
        order = (named.number, named.programme)
        return Bundle(f"m-{offer.catalogue_key}", title, short, (station,), order, named.purpose)
    if funding is None or not offer.is_funded:
        return None
    title = f"{funding.name}: {category_word(offer.category)}"
    return Bundle(f"p-{funding.pk}-{offer.category}", title, title, (station,), (MOST_REGULAR_NUMBER, title))


def _of_field(station: Station) -> Bundle:
    word = category_word(station.offer.category)
    return Bundle(f"f-{station.offer.category}", word, word, (station,), (0, word))


def _language() -> str:
    return "en" if (get_language() or "de").startswith("en") else "de"


def places_of_bundle(offers: Iterable[Offer], *, today: date, at: str = "") -> Span:
    """Places at a time, as a range. `at`: only offers that serve this municipality; mind the prefetched territory."""
    current = [offer for offer in offers if not is_over(offer, today) and (not at or _serves(offer, at))]
    stated = [offer.places for offer in current if offer.places is not None]
    if not current:
        return Span(0, 0)
    return Span(sum(stated), sum(stated) if len(stated) == len(current) else None)


def _serves(offer: Offer, place: str) -> bool:
    return offer.everywhere or place in {served.pk for served in offer.territory.all()}


def short_of(need: Span, places: Span) -> Span:
    """Need minus places; an open end of either stays open."""
    if not need.is_known:
        return Span()
    low = 0 if places.high is None else max(0, (need.low or 0) - places.high)
    high = None if need.high is None else max(0, need.high - (places.low or 0))
    return Span(low, high)
