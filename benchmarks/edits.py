"""What people do in the editor, always the same edits of a concept, spread evenly over it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from staffelstab.engine.model import Condition, Handover, Offer, Pathway, Transition, TransitionState

SPOTS = 5
"""Places in the concept at which each kind of edit is tried."""
SETTLED = Handover("counsellor", "teacher", "in person", 14, "certificate", "in writing")
Item = TypeVar("Item")


def typical_edits(pathway: Pathway) -> Iterator[tuple[str, Pathway]]:
    """Name of an edit and the pathway after it; every edit begins at the pathway as it stands."""
    yield from _about_arrows(pathway)
    yield from _about_stations(pathway)


def _spread(items: Sequence[Item]) -> Sequence[Item]:
    return items[:: max(1, len(items) // SPOTS)][:SPOTS]


def _about_arrows(pathway: Pathway) -> Iterator[tuple[str, Pathway]]:
    arrows, first = pathway.concept.transitions, pathway.scales.attributes[0]
    group = Condition({first.key: (first.values[0].key,)})
    for arrow in _spread(_missing(pathway)):
        yield f"draw {arrow.origin}>{arrow.target}", _with_arrows(pathway, (*arrows, arrow))
    for arrow in _spread(arrows):
        name = f"{arrow.origin}>{arrow.target}"
        yield f"delete {name}", _with_arrows(pathway, tuple(a for a in arrows if a is not arrow))
        for deed, changed in (
            ("agree", replace(arrow, state=TransitionState.AGREED)),
            ("narrow", replace(arrow, when=group)),
            ("settle", replace(arrow, handover=SETTLED)),
        ):
            yield f"{deed} {name}", _with_arrows(pathway, tuple(changed if a is arrow else a for a in arrows))


def _about_stations(pathway: Pathway) -> Iterator[tuple[str, Pathway]]:
    first = pathway.scales.attributes[0]
    some = {first.key: tuple(value.key for value in first.values[:2])}
    elsewhere = tuple(place.key for place in pathway.places[1:])
    for key in _spread(pathway.concept.stations):
        offer = pathway.offer(key)
        rule, *others = offer.access
        narrower = replace(rule, when=replace(rule.when, values={**rule.when.values, **some}))
        yield f"who may enter {key}", _with_offer(pathway, replace(offer, access=(narrower, *others)))
        yield f"territory of {key}", _with_offer(pathway, replace(offer, territory=elsewhere))
        yield f"text of {key}", _with_offer(pathway, replace(offer, title={"de": "Neu"}, risks=("neu",)))


def _missing(pathway: Pathway) -> list[Transition]:
    """Arrows that are not there yet."""
    stations = pathway.concept.stations
    drawn = {(t.origin, t.target) for t in pathway.concept.transitions}
    return [
        Transition(origin, target, TransitionState.AGREED, handover=SETTLED)
        for origin in stations
        for target in stations
        if origin != target and (origin, target) not in drawn
    ]


def _with_arrows(pathway: Pathway, arrows: tuple[Transition, ...]) -> Pathway:
    return replace(pathway, concept=replace(pathway.concept, transitions=arrows))


def _with_offer(pathway: Pathway, offer: Offer) -> Pathway:
    return replace(pathway, offers=tuple(offer if o.key == offer.key else o for o in pathway.offers))
