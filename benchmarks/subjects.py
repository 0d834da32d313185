"""What is measured: the shipped districts, and one in which the whole catalogue is offered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from staffelstab.engine.model import Pathway, Transition, TransitionState
from staffelstab.programmes import catalogue, districts


def with_the_whole_catalogue(pathway: Pathway) -> Pathway:
    """Every catalogue offer is a station in every municipality; its transitions are those the catalogue names."""
    known = {offer.catalogue_key for offer in pathway.offers}
    more = tuple(offer for offer in catalogue.offers() if offer.key not in known)
    stations = (*pathway.concept.stations, *(offer.key for offer in more))
    by_catalogue_key = {offer.catalogue_key or offer.key: offer.key for offer in (*pathway.offers, *more)}
    pairs = {(t.origin, t.target) for t in pathway.concept.transitions}
    added = []
    for entry in catalogue.entries():
        for following in entry.next:
            pair = (by_catalogue_key.get(entry.key, ""), by_catalogue_key.get(following, ""))
            if all(key in stations for key in pair) and pair not in pairs:
                pairs.add(pair)
                added.append(Transition(*pair, state=TransitionState.AIMED))
    concept = replace(
        pathway.concept,
        stations=stations,
        entry_points=(*pathway.concept.entry_points, *(offer.key for offer in more)),
        transitions=(*pathway.concept.transitions, *added),
    )
    unfunded = tuple(replace(offer, organisation=None, funding=None) for offer in more)
    return replace(pathway, offers=(*pathway.offers, *unfunded), concept=concept)


def _district(name: str) -> Callable[[], Pathway]:
    return lambda: districts.load(name)


def _with_catalogue(name: str) -> Callable[[], Pathway]:
    return lambda: with_the_whole_catalogue(districts.load(name))


SUBJECTS: Mapping[str, Callable[[], Pathway]] = {
    **{name: _district(name) for name in districts.names()},
    **{
        f"{name}_with_catalogue": _with_catalogue(name)
        for name in ("kreis_wesel_heute", "kreis_wesel_2020_2023")
    },
}
