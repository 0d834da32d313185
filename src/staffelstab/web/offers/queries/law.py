"""Changes of law and of the catalogue that touch offers here and that nobody has decided about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from django.db.models import QuerySet
from django.utils.translation import get_language

from staffelstab.web.offers.models import LawDecision, Listing, Offer
from staffelstab.web.offers.pathway import (
    Seam,
    adapted_parts,
    catalogue_definition,
    catalogue_digests,
    catalogue_item,
    read_offer,
    seams,
    sentences_around,
    sentences_between,
)
from staffelstab.web.offers.phrases import PARTS
from staffelstab.web.offers.queries import months_before, offers_here
from staffelstab.web.offers.queries.search import ended_on

BACK_MONTHS = 12
AHEAD = timedelta(days=183)


@dataclass(frozen=True)
class Touched:
    """One offer with what the change says for it. ``adapted``: own changes that following would replace."""

    offer: Offer
    adapted: tuple[str, ...] = ()


@dataclass(frozen=True)
class Notice:
    """One change: since or from when, by which law, old and new sentences, and whom of us it touches.

    Without ``day`` it is a new version of the catalogue.
    """

    change: str
    title: str
    day: date | None
    laws: tuple[str, ...]
    old: tuple[str, ...]
    new: tuple[str, ...]
    touched: tuple[Touched, ...]
    is_ahead: bool = False


def law_notices(*, today: date) -> list[Notice]:
    """What lies ahead comes first, then the newest."""
    decided = set(LawDecision.objects.values_list("offer", "change"))
    by_key: dict[str, list[Offer]] = {}
    for offer in offers_here().filter(pk__in=_candidates(today)):
        by_key.setdefault(offer.catalogue_key, []).append(offer)
    found = [*_of_the_law(by_key, decided, today), *_of_the_catalogue(by_key, decided, today)]
    return sorted(
        found, key=lambda notice: (not notice.is_ahead, -(notice.day or today).toordinal(), notice.title)
    )


def _candidates(today: date) -> list[int]:
    """Offers whose entry has a seam now, or says something else than when they were made; nothing else is loaded."""
    digests, at_a_seam = catalogue_digests(), {seam.catalogue_key for seam in _seams_now(today)}
    existing = Offer.objects.filter(~ended_on(today), pk__in=Listing.objects.values("offer"))
    rows = (
        existing.exclude(catalogue_key="").order_by().values_list("pk", "catalogue_key", "made_from__digest")
    )
    return [
        pk
        for pk, key, digest in rows
        if key in at_a_seam or (digest is not None and digests.get(key, digest) != digest)
    ]


def _seams_now(today: date) -> list[Seam]:
    first = months_before(today, BACK_MONTHS)
    return [seam for seam in seams(get_language() or "de") if first < seam.day <= today + AHEAD]


def count_notices(*, today: date) -> int:
    """How many offers wait for a decision."""
    return sum(len(notice.touched) for notice in law_notices(today=today))


def _of_the_law(by_key: dict[str, list[Offer]], decided: set[tuple[int, str]], today: date) -> list[Notice]:
    language = get_language() or "de"
    found = []
    for seam in _seams_now(today):
        ours = [o for o in by_key.get(seam.catalogue_key, ()) if _is_new_to(o, seam.day, today)]
        ours = [offer for offer in ours if (offer.pk, seam.change) not in decided]
        for (old, new), offers in _grouped(ours, partial(_around, day=seam.day, language=language)).items():
            if not old and not new:
                continue
            found.append(
                Notice(
                    change=seam.change,
                    title=_title(seam.catalogue_key, language),
                    day=seam.day,
                    laws=seam.laws,
                    old=old,
                    new=new,
                    touched=tuple(Touched(offer) for offer in offers),
                    is_ahead=seam.day > today,
                )
            )
    return found


def _is_new_to(offer: Offer, day: date, today: date) -> bool:
    """Nobody has changed or confirmed the offer since the rules changed."""
    if day > today:
        return True
    confirmed = offer.last_confirmed_on
    return offer.updated_at.date() < day and (confirmed is None or confirmed < day)


def _around(offer: Offer, day: date, language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    read = read_offer(offer)
    if read.offer is None:
        return (), ()
    old, new = sentences_around(read.offer, day, language)
    return tuple(old), tuple(new)


Sides = tuple[tuple[str, ...], tuple[str, ...]]


def _grouped(offers: list[Offer], sides: Callable[[Offer], Sides]) -> dict[Sides, list[Offer]]:
    """Offers for which the change says the same; offers with the same rules are asked once."""
    groups: dict[Sides, list[Offer]] = {}
    asked: dict[str, Sides] = {}
    for offer in offers:
        known = f"{offer.rules_digest}{offer.made_from.get('digest')}"
        if known not in asked:
            asked[known] = sides(offer)
        groups.setdefault(asked[known], []).append(offer)
    return groups


def change_of_version(offer: Offer) -> str:
    return f"version:{catalogue_digests().get(offer.catalogue_key, '')}"


def _of_the_catalogue(
    by_key: dict[str, list[Offer]], decided: set[tuple[int, str]], today: date
) -> list[Notice]:
    language, digests = get_language() or "de", catalogue_digests()
    found = []
    for key, offers in by_key.items():
        ours = [
            offer
            for offer in offers
            if key in digests
            and offer.made_from.get("digest", digests[key]) != digests[key]
            and (offer.pk, change_of_version(offer)) not in decided
        ]
        new = catalogue_definition(key) if ours else {}

        def sides(offer: Offer, new: dict[str, object] = new) -> Sides:
            before, after = sentences_between(offer.made_from["definition"], new, language, today=today)
            return tuple(before), tuple(after)

        for (old, after), group in _grouped(ours, sides).items():
            touched = tuple(Touched(offer, _adapted(offer, new)) for offer in group)
            found.append(
                Notice(change_of_version(group[0]), _title(key, language), None, (), old, after, touched)
            )
    return found


def _adapted(offer: Offer, new: dict[str, object]) -> tuple[str, ...]:
    parts = adapted_parts(offer.definition, offer.made_from["definition"], new)
    return tuple(str(PARTS.get(part, part)) for part in parts)


def _title(key: str, language: str) -> str:
    item = catalogue_item(key, language)
    return item.title if item else key


def decisions_here() -> QuerySet[LawDecision]:
    return LawDecision.objects.select_related("offer")[:50]
