"""The same question to a changed concept: stations taken out, an offer added. Only those asked about are searched."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

import numpy as np

from staffelstab.engine.check.counts import Masks
from staffelstab.engine.check.finding import Witness
from staffelstab.engine.check.kernel.tables import Bools, Ints
from staffelstab.engine.check.run import Run, goals_in_area
from staffelstab.engine.check.stories import Storyteller
from staffelstab.engine.model import Offer, Pathway, Transition, TransitionState


def without_stations(pathway: Pathway, taken_out: Collection[str]) -> Pathway:
    """The pathway without some stations; transitions and entry points of the others stay."""
    concept = pathway.concept

    def kept(keys: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(key for key in keys if key not in taken_out)

    return replace(
        pathway,
        concept=replace(
            concept,
            stations=kept(concept.stations),
            entry_points=kept(concept.entry_points),
            transitions=tuple(t for t in concept.transitions if not {t.origin, t.target} & set(taken_out)),
        ),
    )


def with_station(pathway: Pathway, offer: Offer) -> Pathway:
    """The pathway with an offer as station and entry point, and agreed transitions from and to every station."""
    concept = pathway.concept
    arrows = [
        Transition(*ends, state=TransitionState.AGREED)
        for station in concept.stations
        for ends in ((station, offer.key), (offer.key, station))
    ]
    return replace(
        pathway,
        offers=(*(o for o in pathway.offers if o.key != offer.key), offer),
        concept=replace(
            concept,
            stations=(*concept.stations, offer.key),
            entry_points=(*concept.entry_points, offer.key),
            transitions=(*concept.transitions, *arrows),
        ),
    )


def months_to_goal(run: Run, among: Mapping[str, Bools]) -> dict[str, Ints]:
    """place key → (P,) month of the earliest goal within the horizon; −1 = none, or not among those asked about.

    `among`: place key → (P,). Unlike in `run.with_goal`, places of one area may be asked about different profiles.
    """
    months: dict[str, Ints] = {}
    for area in run.areas:
        asked = np.any([among[place] for place in area.places], axis=0)
        cases = np.unique(run.cases.case_of[asked])
        horizon = run.pathway.settings.horizon_months
        goal = goals_in_area(run.compiled, run.cases, area, horizon, cases)[run.cases.case_of]
        for place in area.places:
            months[place] = np.where(among[place], goal, -1).astype(np.int32)
    return months


def by_place(run: Run, masks: Masks) -> Iterator[tuple[str, Bools]]:
    """Masks over the areas of a run, place by place."""
    return ((place, mask) for i, mask in masks.items() for place in run.areas[i].places)


def earliest_way(run: Run, masks: Masks, stories: Storyteller, months: Mapping[str, Ints]) -> Witness:
    """The way of the profile in the masks that is at a goal first, told by `stories`; of several the first in the file.

    `masks` speak of the areas of `run`, `months` and `stories` of the changed concept.
    """
    best: tuple[int, str, int] | None = None
    for place, mask in by_place(run, masks):
        numbers = np.flatnonzero(mask)
        at = int(numbers[months[place][numbers].argmin()])
        if best is None or int(months[place][at]) < best[0]:
            best = (int(months[place][at]), place, at)
    if best is None:
        raise ValueError("no profile is concerned")
    _, place, number = best
    stories.stand(next(area for area in stories.run.areas if place in area.places), number)
    return Witness(replace(stories.profile, place=place), way=stories.way_to_goal())
