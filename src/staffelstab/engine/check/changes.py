"""What differs between two runs of the same question, and whose ways that can touch.

A search of a case reads the transitions of the stations it stands at and the doors they lead to, nothing else; only
the cause of a dead end looks at the doors of all stations. So whoever never stands at a station with other transitions,
and never before a door that is another, finds the same ways (docs/background/the_check.md, "After an edit").
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from staffelstab.engine.check.compile import Compiled, offer_period
from staffelstab.engine.check.kernel.reach import comes_to
from staffelstab.engine.check.kernel.tables import Bools, Ints
from staffelstab.engine.check.run import Run
from staffelstab.engine.model import Condition

Arrow = tuple[str, Condition | None]
START = ""
"""Name of the row from which everybody begins."""

Comes = MutableMapping[tuple[Hashable, ...], Bools]
"""Question without months (see `Changes.stand_before`) → (X,) whether somebody who enters in a situation comes there.
Runs of one edit that differ only in months, such as the day after a funding, ask the same."""


@dataclass(frozen=True)
class Changes:
    """From a run to a later one with the same cases.

    rows: stations (START too) with other counted transitions; doors: stations with another door or other outcomes, and
    those that were added or removed; told: stations that a story would describe differently.
    """

    old: Run
    new: Run
    rows: frozenset[str]
    doors: frozenset[str]
    told: frozenset[str]
    comes: Comes

    @cached_property
    def area_before(self) -> tuple[int | None, ...]:
        """Number of the old area of each new one, by its first place."""
        old = {place: number for number, area in enumerate(self.old.areas) for place in area.places}
        return tuple(old.get(area.places[0]) for area in self.new.areas)

    @cached_property
    def same_stations(self) -> bool:
        return _keys(self.old.compiled) == _keys(self.new.compiled)

    @cached_property
    def same_areas(self) -> bool:
        return [a.places for a in self.old.areas] == [a.places for a in self.new.areas]

    @cached_property
    def same_needs(self) -> bool:
        return self.old.pathway.needs == self.new.pathway.needs

    @cached_property
    def stations_before(self) -> Ints:
        """(N,) old number of each station, −1 = it is new."""
        number = {key: i for i, key in enumerate(_keys(self.old.compiled))}
        return np.array([number.get(key, -1) for key in _keys(self.new.compiled)], dtype=np.int32)

    @cached_property
    def edges_before(self) -> Ints:
        """(max(1, E),) old number of each transition, −1 = it is new."""
        number = {ends: i for i, ends in enumerate(_ends(self.old.compiled))}
        edges = [number.get(ends, -1) for ends in _ends(self.new.compiled)]
        return np.array(edges or [-1], dtype=np.int32)

    def doors_of(self, area: int, before: int) -> frozenset[str]:
        """Stations whose door is another in an area, also because they serve it now or no longer."""
        old, new = self.old.areas[before].serves, self.new.areas[area].serves
        was = dict(zip(_keys(self.old.compiled), old.tolist(), strict=True))
        now = dict(zip(_keys(self.new.compiled), new.tolist(), strict=True))
        return self.doors | {key for key in was.keys() & now.keys() if was[key] != now[key]}

    def stand_before(self, area: int, doors: frozenset[str]) -> Bools:
        """(R,) cases of an area that might come to one of `rows`, or to where a transition leads to one of `doors`."""
        run = self.new
        asked = (id(run.compiled.ground), run.question.reading, run.areas[area].places, self.rows, doors)
        if asked not in self.comes:
            self.comes[asked] = self._come_there(area, doors)
        mask: Bools = self.comes[asked][run.cases.x]
        return mask

    def _come_there(self, area: int, doors: frozenset[str]) -> Bools:
        """(X,) of the situations at entry."""
        run, numbers = self.new, {key: i for i, key in enumerate(_keys(self.new.compiled))}
        wanted = np.zeros(len(numbers) + 1, dtype=np.bool_)
        wanted[0] = START in self.rows
        wanted[[numbers[key] + 1 for key in self.rows if key in numbers]] = True
        changed = {numbers[key] for key in doors if key in numbers}
        wanted[[row for row, target in run.compiled.edges if target in changed]] = True
        comes = np.zeros(len(run.compiled.space), dtype=np.bool_)
        if wanted.any():
            entry = np.flatnonzero(np.bincount(run.cases.x, minlength=len(comes))).astype(np.int32)
            comes[entry] = comes_to(run.compiled.tables, run.areas[area].serves, wanted, entry)
        return comes


def compare(old: Run, new: Run, comes: Comes | None = None) -> Changes | None:
    """What differs; None where that is more than can be followed, so that everything is to be searched again.

    `comes`: who comes where in other runs of the same edit; is added to.
    """
    if not (_same_frame(old, new) and _same_cases(old, new)):
        return None
    before, after = _keys(old.compiled), _keys(new.compiled)
    both = set(before) & set(after)
    if _any_twice(_ends(old.compiled)) or _any_twice(_ends(new.compiled)):
        return None
    if [key for key in before if key in both] != [key for key in after if key in both]:
        return None
    arrows, arrows_before = _arrows(new.compiled), _arrows(old.compiled)
    other = {key for key in both if not _same_offer(old, new, key)}
    return Changes(
        old,
        new,
        rows=frozenset(key for key in {START, *after} if arrows.get(key) != arrows_before.get(key)),
        doors=frozenset((set(before) ^ set(after)) | {k for k in other if _door(old, k) != _door(new, k)}),
        told=frozenset(other),
        comes={} if comes is None else comes,
    )


def _keys(compiled: Compiled) -> list[str]:
    return [offer.key for offer in compiled.offers]


def _ends(compiled: Compiled) -> list[tuple[str, str]]:
    keys = [START, *_keys(compiled)]
    return [(keys[row], keys[target + 1]) for row, target in compiled.edges]


def _any_twice(ends: Sequence[tuple[str, str]]) -> bool:
    return len(set(ends)) < len(ends)


def _same_frame(old: Run, new: Run) -> bool:
    """Question, limits, scales, profiles, places and goals."""
    was, now = old.pathway, new.pathway
    return (
        old.question == new.question
        and was.settings == now.settings
        and was.scales == now.scales
        and was.profiles == now.profiles
        and [p.key for p in was.places] == [p.key for p in now.places]
        and old.compiled.ground.content.goals == new.compiled.ground.content.goals
        and old.compiled.ground.content.attributes == new.compiled.ground.content.attributes
        and old.compiled.since_clocks == new.compiled.since_clocks
    )


def _same_cases(old: Run, new: Run) -> bool:
    if old.cases is new.cases and old.compiled.ground is new.compiled.ground:
        return True
    return len(old.cases) == len(new.cases) and all(
        np.array_equal(was, now)
        for was, now in (
            (old.compiled.space.codes[old.cases.x], new.compiled.space.codes[new.cases.x]),
            (old.cases.clocks, new.cases.clocks),
            (old.cases.since, new.cases.since),
            (old.cases.case_of, new.cases.case_of),
        )
    )


def _arrows(compiled: Compiled) -> Mapping[str, Sequence[Arrow]]:
    """Station (or START) → the counted transitions from it, in the order in which the search takes them."""
    keys = [START, *_keys(compiled)]
    arrows: dict[str, list[Arrow]] = {key: [] for key in keys}
    for (row, target), group in zip(compiled.edges, compiled.tables.edge_rule.tolist(), strict=True):
        when = compiled.rules[group].when if group >= 0 else None
        arrows[keys[row]].append((compiled.offers[target].key, when))
    return arrows


def _same_offer(old: Run, new: Run, key: str) -> bool:
    was, now = old.compiled.offer(key), new.compiled.offer(key)
    return was == now and old.pathway.funding_of(was) == new.pathway.funding_of(now)


def _door(run: Run, key: str) -> tuple[Hashable | Sequence[object], ...]:
    """All of a station that the search reads, but for its places."""
    compiled, offer = run.compiled, run.compiled.offer(key)
    return (
        offer.kind,
        offer.months,
        [(r.when, r.period) for r in compiled.rules if r.access and compiled.offers[r.station].key == key],
        [(outcome.effects, outcome.months) for outcome in offer.outcomes],
        offer_period(run.pathway, offer),
        tuple(offer.start_months),
    )
