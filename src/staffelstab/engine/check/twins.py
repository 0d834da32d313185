"""Areas that are alike but for the names of their stations need to be searched only once.

A programme is often awarded by region: the same module, one provider here, another there. If the stations of one area
can be renamed into those of another so that doors, outcomes and transitions are the same, so are all answers.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from staffelstab.engine.check.compile import Compiled, offer_period
from staffelstab.engine.check.kernel.tables import Bools, Ints


@dataclass(frozen=True)
class Renaming:
    """station_of (N,), edge_of (E,): station and edge of the other area for each one served here; −1 = not served."""

    station_of: Ints
    edge_of: Ints


def find_renaming(compiled: Compiled, here: Bools, there: Bools) -> Renaming | None:
    """How the stations served `here` can be renamed into those served `there`; None if they cannot."""
    station_of = _match_stations(compiled, here, there)
    if station_of is None:
        return None
    edge_of = _match_edges(compiled, here, there, station_of)
    return None if edge_of is None else Renaming(station_of, edge_of)


def _match_stations(compiled: Compiled, here: Bools, there: Bools) -> Ints | None:
    station_of = np.where(here & there, np.arange(len(here)), -1).astype(np.int32)
    only_here, only_there = np.flatnonzero(here & ~there), np.flatnonzero(there & ~here)
    if len(only_here) != len(only_there):
        return None
    by_content = {_content(compiled, int(s)): int(s) for s in only_there}
    if len(by_content) != len(only_there):
        return None
    for station in only_here:
        twin = by_content.pop(_content(compiled, int(station)), None)
        if twin is None:
            return None
        station_of[station] = twin
    return station_of


def _content(compiled: Compiled, station: int) -> str:
    """All of an offer that the search reads, without its names and places."""
    offer = compiled.offers[station]
    outcomes = [(o.effects, o.months) for o in offer.outcomes]
    parts = (offer.kind, offer.months, offer.access, outcomes, offer_period(compiled.pathway, offer))
    return repr((*parts, offer.start_months, bool(offer.conditions)))


def _match_edges(compiled: Compiled, here: Bools, there: Bools, station_of: Ints) -> Ints | None:
    groups = compiled.tables.edge_rule
    known = {(origin, target, int(groups[e])): e for e, (origin, target) in enumerate(compiled.edges)}
    edge_of = np.full(len(compiled.edges), -1, dtype=np.int32)
    for e, (origin, target) in enumerate(compiled.edges):
        if (origin and not here[origin - 1]) or not here[target]:
            continue
        twin_origin = int(station_of[origin - 1]) + 1 if origin else 0
        twin = known.get((twin_origin, int(station_of[target]), int(groups[e])))
        if twin is None:
            return None
        edge_of[e] = twin
    return edge_of if _is_complete(compiled, here, there, station_of, edge_of) else None


def _is_complete(compiled: Compiled, here: Bools, there: Bools, station_of: Ints, edge_of: Ints) -> bool:
    """No served edge of the other area is left over, and stations without any transition go with such."""
    served = sum(1 for o, t in compiled.edges if (o == 0 or there[o - 1]) and there[t])
    if served != int((edge_of >= 0).sum()):
        return False
    has_transitions = np.diff(compiled.tables.out_edges) > 0
    stations = np.flatnonzero(here)
    return bool((has_transitions[1 + stations] == has_transitions[1 + station_of[stations]]).all())
