from __future__ import annotations

from calendar import monthrange
from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.apps import apps
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.dates import MONTHS
from django.utils.module_loading import import_string
from django.utils.translation import get_language

from staffelstab.web.alliances.models import Alliance
from staffelstab.web.alliances.queries import organisations
from staffelstab.web.funding.queries import FundingUse
from staffelstab.web.journal.models import Entry
from staffelstab.web.journal.queries import entries_about
from staffelstab.web.offers.models import Listing, Offer
from staffelstab.web.offers.pathway import (
    CatalogueItem,
    catalogue_item,
    catalogue_items,
)
from staffelstab.web.offers.phrases import category_word

SORTED_LIKE = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})
MOST_ENTRIES = 20
NOT_FOR_LISTS = ("definition", "made_from", "search_text", "search_entry")
"""What is long and said by no list."""


def offers_here() -> QuerySet[Offer]:
    """The offers of the alliance in scope, with what every list needs."""
    listed = Listing.objects.values("offer")
    offers = Offer.objects.filter(pk__in=listed).select_related("organisation", "funding")
    return offers.prefetch_related("territory")


def offers_of_partners_elsewhere(*, today: date) -> QuerySet[Offer]:
    """Offers of organisations that take part here, recorded by another alliance and not listed here yet."""
    listed = Listing.objects.values("offer")
    partners = organisations(today=today).values("pk")
    return (
        Offer.objects.filter(organisation__in=partners).exclude(pk__in=listed).select_related("organisation")
    )


class Confirmation(StrEnum):
    NEVER = "never"
    RECENT = "recent"
    SIX_MONTHS = "six_months"
    TWELVE_MONTHS = "twelve_months"


def confirmation_of(offer: Offer, *, today: date) -> Confirmation:
    """How long ago somebody said that everything is still correct."""
    day = offer.last_confirmed_on
    if day is None:
        return Confirmation.NEVER
    if day <= months_before(today, 12):
        return Confirmation.TWELVE_MONTHS
    return Confirmation.SIX_MONTHS if day <= months_before(today, 6) else Confirmation.RECENT


def months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or its last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def is_over(offer: Offer, today: date) -> bool:
    return offer.has_ended(today) or (offer.funding is not None and offer.funding.is_over(today))


def sort_key(text: str) -> str:
    return text.casefold().translate(SORTED_LIKE)


def typical_next(offer: Offer, *, today: date) -> list[Offer]:
    """Offers here that usually follow, as the catalogue says; those that have ended are left out."""
    entry = catalogue_item(offer.catalogue_key, get_language() or "de") if offer.catalogue_key else None
    if entry is None or not entry.next:
        return []
    following = offers_here().filter(catalogue_key__in=entry.next).exclude(pk=offer.pk)
    return [candidate for candidate in following if not is_over(candidate, today)]


def history_of(offer: Offer, alliance: Alliance) -> QuerySet[Entry]:
    return entries_about(offer._meta.label_lower, str(offer.pk), alliance.slug)[:MOST_ENTRIES]


def uses_of(offer: Offer) -> list[str]:
    """What rooms above build on an offer in the alliance in scope, in words.

    They name a function in their app configuration (``offer_uses``), so that this room need not know them.
    """
    named = (getattr(config, "offer_uses", "") for config in apps.get_app_configs())
    return [use for path in named if path for use in import_string(path)(offer)]


def months_of_start(offer: Offer) -> list[str]:
    return [str(MONTHS[month]) for month in offer.start_months]


def count_here() -> int:
    """How many offers are listed, whether or not they have ended."""
    return Listing.objects.count()


def all_categories() -> list[str]:
    """The fields of work of the offers here, by their names."""
    listed = Listing.objects.exclude(offer__category="").values_list("offer__category", flat=True)
    return sorted(listed.distinct().order_by(), key=lambda key: sort_key(category_word(key)))


def used_fundings() -> set[int]:
    """Keys of the fundings that offers here name."""
    named = Listing.objects.values_list("offer__funding", flat=True).distinct().order_by()
    return {key for key in named if key is not None}


@dataclass(frozen=True)
class CatalogueGroup:
    """The entries of one field of work, with how often each is listed here already."""

    category: str
    entries: list[tuple[CatalogueItem, int]]


def catalogue_by_category() -> list[CatalogueGroup]:
    keys = Listing.objects.exclude(offer__catalogue_key="").values_list("offer__catalogue_key", flat=True)
    listed = Counter(keys)
    entries = catalogue_items(get_language() or "de")
    items = sorted(entries, key=lambda item: (item.is_ended, sort_key(item.title)))
    groups: dict[str, list[tuple[CatalogueItem, int]]] = {}
    for item in items:
        groups.setdefault(item.category, []).append((item, listed[item.key]))
    found = [CatalogueGroup(category_word(key), entries) for key, entries in groups.items()]
    return sorted(found, key=lambda group: sort_key(group.category))


def funding_uses(*, today: date) -> list[FundingUse]:
    """Asked by the room of the fundings: what is paid for by whom here."""
    listed = Offer.objects.filter(pk__in=Listing.objects.values("offer"))
    offers = listed.select_related("organisation", "funding").defer(*NOT_FOR_LISTS)
    slugs = {row.alliance.slug for row in Listing.objects.select_related("alliance")[:1]}
    return [
        FundingUse(
            funding_id=offer.funding_id,
            title=offer.title,
            url=f"{root}{offer.pk}/",
            field=category_word(offer.category),
            provider=offer.organisation.display_name if offer.organisation else "",
            is_over=is_over(offer, today),
        )
        for root in (reverse("offers:list", args=(slug,)) for slug in slugs)
        for offer in offers
    ]
