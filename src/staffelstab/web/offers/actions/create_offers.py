from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from staffelstab.web.alliances.models import Membership
from staffelstab.web.alliances.queries import slug_of
from staffelstab.web.journal.actions.write_entries import Noted, write_entries
from staffelstab.web.kit.many_rows import clean_rows, insert_rows, insert_things
from staffelstab.web.offers.models import Listing, Offer
from staffelstab.web.offers.models.offers import searched
from staffelstab.web.offers.pathway import offer_document, read_document
from staffelstab.web.offers.rules import may_create_offer

LONGEST_KEY = 60
NOT_COLUMNS = ("territory", "origin", "key")


@transaction.atomic
def create_offers(person: Membership, rows: Sequence[Mapping[str, Any]]) -> list[Offer]:
    """Many new offers at once, each described as for ``create_offer``, listed in the alliance of ``person``.

    ``key`` is what a row wishes to be called when its title is taken; ``origin`` says where it comes from.
    """
    for organisation in {row.get("organisation") for row in rows}:
        may_create_offer(person, organisation).or_refuse()
    keys = _free_keys(rows)
    offers = [_offer(row, key) for row, key in zip(rows, keys, strict=True)]
    clean_rows(offers, exclude={"organisation", "funding"})
    insert_things(offers)
    pairs = (
        (offer.pk, place.pk)
        for offer, row in zip(offers, rows, strict=True)
        if not offer.everywhere
        for place in row.get("territory", ())
    )
    insert_rows(Offer.territory.through, ("offer", "place"), pairs)
    insert_rows(Listing, ("alliance", "offer"), ((person.alliance.pk, offer.pk) for offer in offers))
    remember_places(offers, rows)
    write_entries(
        person,
        "offers.create_offers",
        [Noted(offer, after=_described(offer, row)) for offer, row in zip(offers, rows, strict=True)],
        alliance_key=person.alliance.slug,
    )
    return offers


def _described(offer: Offer, row: Mapping[str, Any]) -> dict[str, Any]:
    document = offer_document(offer)
    problems = read_document(document).complaints(get_language() or "de")
    if problems:
        told = {"offer": offer.title, "why": " ".join(problems)}
        raise ValidationError(_("%(offer)s: %(why)s") % told)
    return document | ({"origin": row["origin"]} if "origin" in row else {})


def remember_places(offers: Sequence[Offer], rows: Sequence[Mapping[str, Any]]) -> None:
    """What was stored this moment need not be asked for."""
    for offer, row in zip(offers, rows, strict=True):
        places = list(row.get("territory", ())) if not offer.everywhere else []
        offer._prefetched_objects_cache = {"territory": places}  # type: ignore[attr-defined]


def _offer(row: Mapping[str, Any], key: str) -> Offer:
    offer = Offer(key=key, **{name: value for name, value in row.items() if name not in NOT_COLUMNS})
    offer.title = offer.title.strip()
    offer.clean()
    for name, value in searched(offer.title, offer.short_title, offer.definition).items():
        setattr(offer, name, value)
    return offer


def _free_keys(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Made of the titles; where one is taken, with what the row wishes."""
    wished = [slug_of(row["title"])[:LONGEST_KEY].strip("-") or "x" for row in rows]
    taken = _taken(wished)
    keys = []
    for key, row in zip(wished, rows, strict=True):
        free = key if key not in taken else f"{key}-{slug_of(str(row.get('key', '')))[:18] or 'x'}"
        while free in taken:
            free = f"{free[:76]}-{len(taken) % 1000}"
        taken.add(free)
        keys.append(free)
    return keys


def _taken(wished: Iterable[str]) -> set[str]:
    return set(Offer.objects.filter(key__in=set(wished)).values_list("key", flat=True))
