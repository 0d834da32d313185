"""One concept with all considered changes, compiled once; a selection of them switches arrows and places on and off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from staffelstab.engine.check.compile import Compiled, compile_tables
from staffelstab.engine.check.finding import Question
from staffelstab.engine.check.kernel.tables import Bools, Ints, Tables
from staffelstab.engine.check.profiles import Profiles, Reduced, all_profiles, reduce_profiles
from staffelstab.engine.check.run import Area, goals_in_area, place_keys
from staffelstab.engine.model import Pathway
from staffelstab.engine.plan.candidates import counts
from staffelstab.engine.plan.changes import (
    AddOffer,
    AgreeTransition,
    Change,
    ExtendTerritory,
    MakeEntryPoint,
    with_changes,
)

Elements = npt.NDArray[np.int64]
"""(n, 2) number of the place, number of the case"""


@dataclass(frozen=True)
class World:
    """Changes K, places M, stations N, edges E of the concept with all changes, cases R, situations X.

    edge_asks (E, 2): changes that must be made for the arrow to be there; −1 = none.
    territory_asks (M, N): change that must be made for the station to serve the place; −1 = none.
    serves (M, N): stations that serve the place without any change.
    hopeful (X,): from this situation some sequence of outcomes leads to a goal, months and arrows left aside.
    """

    changes: tuple[Change, ...]
    compiled: Compiled
    profiles: Profiles
    cases: Reduced
    places: tuple[str, ...]
    horizon: int
    edge_asks: Ints
    territory_asks: Ints
    serves: Bools
    hopeful: Bools

    def edges_with(self, made: Bools) -> Bools:
        """(E,) arrows that are there when the changes `made` (K,) are."""
        made = np.append(made, True)  # what −1 asks for
        there: Bools = made[self.edge_asks[:, 0]] & made[self.edge_asks[:, 1]]
        return there

    def serves_with(self, made: Bools) -> Bools:
        """(M, N) stations that serve a place when the changes are made."""
        there: Bools = (self.territory_asks >= 0) & np.append(made, True)[self.territory_asks]
        return self.serves | there

    def tables_with(self, there: Bools) -> Tables:
        """The tables with only those arrows (E,) that are there."""
        tables = self.compiled.tables
        before = np.zeros(len(there) + 1, dtype=np.int32)
        np.cumsum(there, out=before[1:])
        return tables._replace(
            out_edges=before[tables.out_edges],
            edge_target=tables.edge_target[there],
            edge_rule=tables.edge_rule[there],
        )

    def covered(self, made: Bools, elements: Elements) -> Bools:
        """(n,) which of the targets reach a goal within the horizon when the changes are made."""
        compiled = replace(self.compiled, tables=self.tables_with(self.edges_with(made)))
        result = np.zeros(len(elements), dtype=np.bool_)
        kinds, kind_of = np.unique(self.serves_with(made), axis=0, return_inverse=True)
        of_element = kind_of.reshape(-1)[elements[:, 0]]
        for number, serves in enumerate(kinds):
            here = of_element == number
            if here.any():
                among = np.unique(elements[here, 1]).astype(np.int32)
                area = Area((), np.ascontiguousarray(serves))
                goal = goals_in_area(compiled, self.cases, area, self.horizon, among)
                result[here] = goal[elements[here, 1]] >= 0
        return result


def make_world(pathway: Pathway, question: Question, changes: Sequence[Change]) -> World:
    """Compile the concept with all changes once."""
    whole = with_changes(pathway, changes)
    compiled = compile_tables(whole, question)
    profiles = all_profiles(whole, question)
    places = place_keys(pathway, question)
    return World(
        changes=tuple(changes),
        compiled=compiled,
        profiles=profiles,
        cases=reduce_profiles(compiled, profiles),
        places=places,
        horizon=pathway.settings.horizon_months,
        edge_asks=_edge_asks(pathway, question, compiled, changes),
        territory_asks=_territory_asks(compiled, places, changes),
        serves=_serves(pathway, compiled, places),
        hopeful=_hopeful(compiled.tables),
    )


def _edge_asks(pathway: Pathway, question: Question, compiled: Compiled, changes: Sequence[Change]) -> Ints:
    offers = {c.station: k for k, c in enumerate(changes) if isinstance(c, AddOffer)}
    entries = {c.station: k for k, c in enumerate(changes) if isinstance(c, MakeEntryPoint)}
    arrows = {(c.origin, c.target): k for k, c in enumerate(changes) if isinstance(c, AgreeTransition)}
    counted = {(t.origin, t.target) for t in pathway.concept.transitions if counts(t, question)}
    known = set(pathway.concept.entry_points)
    asks = np.full((len(compiled.edges), 2), -1, dtype=np.int32)
    for e, (row, station) in enumerate(compiled.edges):
        target = compiled.offers[station].key
        origin = compiled.offers[row - 1].key if row else ""
        added = [offers[key] for key in (origin, target) if key in offers]
        if added:
            asks[e, : len(added)] = added
        elif not row and target not in known:
            asks[e, 0] = entries[target]
        elif row and (origin, target) not in counted:
            asks[e, 0] = arrows[origin, target]
    return asks


def _territory_asks(compiled: Compiled, places: Sequence[str], changes: Sequence[Change]) -> Ints:
    station_of = {offer.key: i for i, offer in enumerate(compiled.offers)}
    asks = np.full((len(places), len(compiled.offers)), -1, dtype=np.int32)
    for k, change in enumerate(changes):
        if isinstance(change, ExtendTerritory) and change.place in places:
            asks[places.index(change.place), station_of[change.station]] = k
    return asks


def _serves(pathway: Pathway, compiled: Compiled, places: Sequence[str]) -> Bools:
    """(M, N) as the offers stand before any change."""
    before = {offer.key: offer for offer in pathway.offers}
    offers = [before.get(offer.key, offer) for offer in compiled.offers]
    rows = [[o.territory is None or place in o.territory for o in offers] for place in places]
    return np.array(rows, dtype=np.bool_).reshape(len(places), len(offers))


def _hopeful(tables: Tables) -> Bools:
    """(X,) situations from which outcomes lead to a goal, whatever the months and arrows."""
    hopeful = tables.goal.copy()
    open_ = np.flatnonzero(~hopeful)
    while len(open_):
        after = tables.outcome_next[open_]
        gained = (hopeful[after] & (after >= 0)).any(axis=1)
        if not gained.any():
            break
        hopeful[open_[gained]] = True
        open_ = open_[~gained]
    return hopeful
