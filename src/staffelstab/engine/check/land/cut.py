"""Cut a file of many districts into pathways of one district each; exact by docs/background/whole_land.md."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from staffelstab.engine.model import Need, Offer, Pathway

_OFFICIAL_KEY = re.compile(r"\d{8}")
_DISTRICT_DIGITS = 5


@dataclass(frozen=True)
class District:
    """A part of a Land that is checked as one: a file of a folder, or a cut of a large file.

    border: stations of the pathway that serve none of its places and stand there for the transitions to them.
    """

    key: str
    name: str
    pathway: Pathway
    border: frozenset[str] = frozenset()


def cut_districts(pathway: Pathway, names: Mapping[str, str] | None = None) -> tuple[District, ...]:
    """The districts of a file that holds many, in the order of their first places.

    names: district key → name, for districts found by official keys; others are called by their places.
    """
    names = names or {}
    found = _by_official_key(pathway) or _by_stations(pathway)
    if len(found) < 2:
        return (District(next(iter(found), ""), pathway.title, pathway),)
    called = {place.key: place.name for place in pathway.places}
    return tuple(
        _district(pathway, key, names.get(key) or _name(key, places, called), places)
        for key, places in found.items()
    )


def cut(pathway: Pathway, places: Iterable[str]) -> tuple[Pathway, frozenset[str]]:
    """The pathway of some places of the file, and its border: stations beside it to which a transition leads."""
    within = frozenset(places)
    by_key = {offer.key: offer for offer in pathway.offers}
    inside = {key for key in pathway.concept.stations if _serves(by_key[key], within)}
    held = tuple(t for t in pathway.concept.transitions if t.origin in inside)
    border = frozenset(t.target for t in held) - inside
    offers = tuple(o for o in pathway.offers if o.key in border or _serves(o, within))
    concept = replace(
        pathway.concept,
        stations=tuple(key for key in pathway.concept.stations if key in inside or key in border),
        entry_points=tuple(key for key in pathway.concept.entry_points if key in inside),
        transitions=held,
    )
    whole = replace(
        pathway,
        offers=tuple(_within(offer, within) for offer in offers),
        concept=concept,
        places=tuple(place for place in pathway.places if place.key in within),
        needs=tuple(_needs(pathway, within)),
    )
    return _with_what_is_named(whole), border


def _district(pathway: Pathway, key: str, name: str, places: tuple[str, ...]) -> District:
    part, border = cut(pathway, places)
    return District(key, name, replace(part, title=name), border)


def _name(key: str, places: tuple[str, ...], called: Mapping[str, str]) -> str:
    first = called[places[0]]
    return first if len(places) == 1 else f"{first} … ({key})"


def _serves(offer: Offer, places: frozenset[str]) -> bool:
    return offer.territory is None or not places.isdisjoint(offer.territory)


def _within(offer: Offer, places: frozenset[str]) -> Offer:
    """The same offer with its territory inside the places; one of the border keeps it as it is."""
    if offer.territory is None or places.isdisjoint(offer.territory):
        return offer
    return replace(offer, territory=tuple(key for key in offer.territory if key in places))


def _needs(pathway: Pathway, places: frozenset[str]) -> Iterable[Need]:
    everywhere = tuple(place.key for place in pathway.places)
    for need in pathway.needs:
        spoken_of = everywhere if need.places is None else need.places
        if not places.isdisjoint(spoken_of):
            yield replace(need, places=spoken_of)


def _with_what_is_named(pathway: Pathway) -> Pathway:
    """Without organisations, fundings and agreements that nothing in the pathway names.

    What a transition names may be a key or a title, so all that have it as either are held.
    """
    named = {t.agreement.strip() for t in pathway.concept.transitions}
    signed = tuple(a for a in pathway.agreements if named & {a.key, a.title})
    # a file that keeps agreements, of which none is named here, still is one that keeps agreements
    signed = signed or pathway.agreements[:1]
    organisations = {o.organisation for o in pathway.offers} | {p for a in signed for p in a.parties}
    fundings = {o.funding for o in pathway.offers}
    return replace(
        pathway,
        organisations=tuple(o for o in pathway.organisations if o.key in organisations),
        fundings=tuple(f for f in pathway.fundings if f.key in fundings),
        agreements=signed,
    )


def _by_official_key(pathway: Pathway) -> dict[str, tuple[str, ...]]:
    """District key → places, if all places have official keys; else nothing."""
    keys = [place.key for place in pathway.places]
    if not all(_OFFICIAL_KEY.fullmatch(key) for key in keys):
        return {}
    found: dict[str, tuple[str, ...]] = {}
    for key in keys:
        found[key[:_DISTRICT_DIGITS]] = (*found.get(key[:_DISTRICT_DIGITS], ()), key)
    return found


def _by_stations(pathway: Pathway) -> dict[str, tuple[str, ...]]:
    """First place → places linked by stations that serve several of them, but not all."""
    keys = [place.key for place in pathway.places]
    group = {key: key for key in keys}

    def root(key: str) -> str:
        while group[key] != key:
            group[key] = group[group[key]]
            key = group[key]
        return key

    stations = frozenset(pathway.concept.stations)
    for offer in pathway.offers:
        served = [key for key in keys if key in frozenset(offer.territory or ())]
        if offer.key in stations and len(served) < len(keys):
            for key in served[1:]:
                group[root(key)] = root(served[0])
    found: dict[str, tuple[str, ...]] = {}
    for key in keys:
        found[root(key)] = (*found.get(root(key), ()), key)
    return {places[0]: places for places in found.values()}
