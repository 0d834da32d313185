"""What things of a file are called: stations, providers, places, fundings."""

from __future__ import annotations

from collections.abc import Sequence

from staffelstab.engine.model import Agreement, Funding, Offer, Pathway
from staffelstab.engine.wording.texts import Texts

FEW_PLACES = 3
"""So many places are named one by one; more are counted."""


def offer_of(pathway: Pathway, key: str) -> Offer | None:
    return next((offer for offer in pathway.offers if offer.key == key), None)


def title(texts: Texts, pathway: Pathway, key: str) -> str:
    offer = offer_of(pathway, key)
    return texts.label(offer.title, key) if offer else key


def station(texts: Texts, pathway: Pathway, key: str) -> str:
    return texts.quote(title(texts, pathway, key))


def provider(pathway: Pathway, key: str) -> str:
    """Name of the organisation that runs a station; empty when the file names none."""
    offer = offer_of(pathway, key)
    return organisation(pathway, (offer.organisation if offer else None) or "")


def organisation(pathway: Pathway, key: str) -> str:
    return next((o.name for o in pathway.organisations if o.key == key), key)


def agreement_of(pathway: Pathway, named: str) -> Agreement:
    """The agreement that a transition names; one without parties and period where the file has none of this name."""
    known = (a for word in ("key", "title") for a in pathway.agreements if getattr(a, word) == named)
    return next(known, Agreement(named, named))


def fundings(texts: Texts, pathway: Pathway, stations: Sequence[str]) -> tuple[str, ...]:
    """Who pays for some stations, each source once."""
    offers = (offer_of(pathway, key) for key in stations)
    paying = [funding_of(pathway, offer.funding) for offer in offers if offer and offer.funding]
    return tuple(dict.fromkeys(texts.quote(funding.name) for funding in paying))


def place(pathway: Pathway, key: str) -> str:
    return next((place.name for place in pathway.places if place.key == key), key)


def places(texts: Texts, pathway: Pathway, keys: Sequence[str]) -> str:
    """A few places by name, many as a number; nothing when all places (or the only one) are meant."""
    every = [place.key for place in pathway.places]
    if not set(keys) - {""} or set(every) <= set(keys):
        return ""
    if len(keys) <= FEW_PLACES:
        return texts.say("profiles.places", places=texts.all_of(place(pathway, key) for key in keys))
    return texts.say("profiles.places_counted", count=texts.number(len(keys)), total=texts.number(len(every)))


def funding_of(pathway: Pathway, key: str | None) -> Funding:
    return next((f for f in pathway.fundings if f.key == key), Funding(key or "", key or ""))
